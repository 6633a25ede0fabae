use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// The right to send. Whoever holds the lock of the data folder delivers, for as long as the
/// process lives; the system frees it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lease {
    _lock: File,
}

impl Lease {
    /// `None` where another process delivers.
    pub fn claim(data_folder: &Path) -> io::Result<Option<Self>> {
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(data_folder.join("deliverer.lock"))?;
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
    fn one_deliverer_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lease::claim(folder.path()).unwrap();
        assert!(first.is_some());
        assert!(Lease::claim(folder.path()).unwrap().is_none());
        drop(first);
        assert!(Lease::claim(folder.path()).unwrap().is_some());
    }
}
