//! Takes a file from outside, such as one that was exported on another computer, and prepares it to be
//! put in the place of the data. From here on it goes the way of a backup that is restored.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::PreparedRestore;
use crate::set_aside::beside;
use crate::{Store, StoreError};

/// Why a file can't be imported. The data is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("the file can't be opened")]
    Unopened(#[source] io::Error),
    /// A folder, or a device that would never come to an end.
    #[error("this isn't a file")]
    NotAFile,
    #[error("this is the file in which Cohort keeps its data")]
    OwnData,
    /// It is a data file that was in use when it was copied.
    #[error("the last changes are in another file beside it")]
    ChangesBeside,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Copies the file, checks the copy, and brings it to the version of this program. The file and the
    /// data is untouched.
    pub fn prepare_import(&self, file: &Path) -> Result<PreparedRestore, ImportError> {
        let real = file.canonicalize().map_err(ImportError::Unopened)?;
        // Looked at before it is opened, because opening a pipe waits for somebody who writes.
        let found = fs::metadata(&real).map_err(ImportError::Unopened)?;
        if !found.is_file() {
            return Err(ImportError::NotAFile);
        }
        if self.file().canonicalize().is_ok_and(|own| own == real) {
            return Err(ImportError::OwnData);
        }
        if fs::metadata(beside(&real, "-wal")).is_ok_and(|log| log.len() > 0) {
            return Err(ImportError::ChangesBeside);
        }
        let opened = File::open(&real).map_err(ImportError::Unopened)?;
        Ok(self.prepare(&real, opened)?)
    }
}
