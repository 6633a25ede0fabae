//! The lease of a data folder: the right to send, held by one process at a time.
//!
//! It is a lock on a file beside the data. A row in the data file would do as well, but only the
//! system knows of a process that was killed, and frees its locks at once; a row would have to
//! expire, and nothing would leave until it has.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// Every version so far locks this file, so its name can't change.
const FILE: &str = "deliverer.lock";

/// Whoever has one may send, until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lease {
    _lock: File,
}

impl Lease {
    /// `None` where another process holds the lease.
    pub(super) fn claim(data_folder: &Path) -> io::Result<Option<Self>> {
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(data_folder.join(FILE))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self { _lock: lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_process_holds_the_lease_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lease::claim(folder.path()).unwrap();
        assert!(first.is_some());
        assert!(Lease::claim(folder.path()).unwrap().is_none());
        drop(first);
        assert!(Lease::claim(folder.path()).unwrap().is_some());
    }
}
