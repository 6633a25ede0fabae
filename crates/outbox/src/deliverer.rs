use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// The right to send. Whoever holds the lock of the data folder delivers, for as long as the
/// process lives; the system frees it when the process ends, however it ends.
#[derive(Debug)]
pub struct Deliverer {
    _lock: File,
}

impl Deliverer {
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
        let first = Deliverer::claim(folder.path()).unwrap();
        assert!(first.is_some());
        assert!(Deliverer::claim(folder.path()).unwrap().is_none());
        drop(first);
        assert!(Deliverer::claim(folder.path()).unwrap().is_some());
    }
}
