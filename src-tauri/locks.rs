//! The one way in which this crate takes a lock.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Takes a lock, also after somebody panicked while holding it. Whoever uses this changes what is
/// behind the lock in a single step, so that it is never left half changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
