use std::io;

use rusqlite::{ErrorCode, ffi};

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What can go wrong with the data on this computer. None of these leaves anything half written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the disk is full")]
    DiskFull(#[source] Cause),
    #[error("the disk fails")]
    DiskFails(#[source] Cause),
    #[error("another program holds the data")]
    Busy(#[source] rusqlite::Error),
    #[error("the data file cannot be read")]
    Unreadable(#[source] rusqlite::Error),
    #[error("the data were written by a newer version")]
    Newer,
    #[error("the folder for the data cannot be used")]
    Folder(#[source] io::Error),
    #[error("{0} is not there any more")]
    Gone(&'static str),
    #[error("the data could not be read or written")]
    Sql(#[source] rusqlite::Error),
    #[error("the data could not be brought up to this version")]
    Migration(#[source] rusqlite_migration::Error),
    #[error("a stored value cannot be read")]
    Value(#[source] serde_json::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull(error.into()),
            // The index of the journal, which only ever lacks room.
            Some(ErrorCode::SystemIoFailure)
                if error.sqlite_extended_error_code() == Some(ffi::SQLITE_IOERR_SHMSIZE) =>
            {
                Self::DiskFull(error.into())
            }
            Some(ErrorCode::SystemIoFailure) => Self::DiskFails(error.into()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(error),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Unreadable(error),
            _ => Self::Sql(error),
        }
    }
}

impl StoreError {
    /// Of a file that is there and was opened.
    pub(crate) fn of_writing(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::DiskFull(error.into())
            }
            _ => Self::DiskFails(error.into()),
        }
    }
}

impl From<rusqlite_migration::Error> for StoreError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => Self::Migration(other),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Value(error)
    }
}
