//! A lock that cannot be poisoned.
//!
//! What these locks guard is replaced by single assignments and single calls on a map, so a
//! panic on another thread leaves nothing half changed behind. Refusing the value after such a
//! panic, as the standard lock does, would only spread one failure to everything else.

use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Debug, Default)]
pub(crate) struct Lock<T>(Mutex<T>);

impl<T> Lock<T> {
    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_panic_under_the_lock_leaves_it_usable() {
        let lock = Arc::new(Lock::<u32>::default());
        let held = Arc::clone(&lock);
        let panicked = std::thread::spawn(move || {
            let mut value = held.lock();
            *value = 1;
            panic!("on purpose");
        });
        assert!(panicked.join().is_err());
        assert_eq!(*lock.lock(), 1);
    }
}
