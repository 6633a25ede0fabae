//! One way to lock a mutex, for every crate of the project.
//!
//! The standard library poisons a mutex when a thread panics while it holds it, and every
//! caller has to say what that means. For [`LockExt::locked`] it means nothing. What our mutexes
//! guard is changed by single assignments and collection calls, or rolled back by its owner (a
//! transaction), so that what a panic leaves behind is whole. Passing the panic on would
//! instead take the window down because of a task that is long gone. The one exception is an open
//! list (`lists::OpenLists`): its rows could be left half changed, so it is read from the disk again.
//!
//! A mutex that can't be poisoned, as of `parking_lot`, would do as well, but would be one
//! more dependency of every crate for a single method.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks a mutex that another thread may have poisoned.
pub trait LockExt<T: ?Sized> {
    /// Waits for the mutex and locks it, whether or not a thread panicked while it held it.
    fn locked(&self) -> MutexGuard<'_, T>;

    /// Takes the value out of the mutex, whether or not a thread panicked while it held it.
    fn into_value(self) -> T
    where
        Self: Sized,
        T: Sized;
}

impl<T: ?Sized> LockExt<T> for Mutex<T> {
    fn locked(&self) -> MutexGuard<'_, T> {
        self.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn into_value(self) -> T
    where
        T: Sized,
    {
        self.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::thread;

    use super::LockExt;

    #[test]
    fn a_mutex_can_be_locked_after_a_thread_that_held_it_has_panicked() {
        let mutex = Arc::new(Mutex::new(7));
        let held = Arc::clone(&mutex);
        let panicked = thread::spawn(move || {
            let _guard = held.locked();
            panic!("on purpose");
        });
        assert!(panicked.join().is_err());
        assert!(mutex.is_poisoned());
        assert_eq!(*mutex.locked(), 7);
    }
}
