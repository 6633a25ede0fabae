//! What can go wrong with the data on this computer, in terms that tell the user or the
//! developer which of them has something to do about it.

use std::fmt;
use std::io;

use rusqlite::{ErrorCode, ffi};

pub(crate) type BoxedError = Box<dyn std::error::Error + Send + Sync>;

/// What can go wrong with the data on this computer. None of these leaves anything half written:
/// where deleting for good leaves a copy behind, that is [`crate::Erased::CopiesLeft`] and no error.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the disk is full")]
    DiskFull(#[source] BoxedError),
    #[error("the disk fails")]
    DiskFails(#[source] BoxedError),
    #[error("another program holds the data")]
    Busy(#[source] rusqlite::Error),
    /// A backup was restored, and this process still knows the data as it was before.
    #[error("a backup was restored, so Cohort has to start again")]
    Replaced,
    #[error("the data file can't be read")]
    Unreadable(#[source] rusqlite::Error),
    /// SQLite reads the file, and what its check found wrong in it is said here.
    #[error("the data file is damaged: {0}")]
    Damaged(String),
    #[error("the data was written by a newer version")]
    Newer,
    #[error("the folder for the data can't be used")]
    Folder(#[source] io::Error),
    #[error("the data file can't be reached")]
    File(#[source] io::Error),
    #[error("the data file can't be moved aside")]
    SettingAside(#[source] io::Error),
    #[error("the write-ahead log beside the data file can't be opened")]
    WriteAheadLog(#[source] io::Error),
    #[error("{0} isn't there any more")]
    NotFound(Record),
    /// A rule that the data or the code are to keep doesn't hold: a defect of Cohort's.
    #[error("this should always hold, and doesn't: {0}")]
    Invariant(&'static str),
    #[error("the data couldn't be read or written")]
    Sql(#[source] rusqlite::Error),
    #[error("the data couldn't be brought up to this version")]
    Migration(#[source] rusqlite::Error),
    /// On some network drives there is none, and then nothing tells when something is on the disk.
    #[error("the folder for the data can't have a write-ahead log: its journal is {0}")]
    NoWriteAheadLog(String),
    #[error("the column {column} of row {row} in the table {table} can't be read")]
    Value {
        table: &'static str,
        /// Its id, or what else tells it from the others.
        row: String,
        column: &'static str,
        #[source]
        cause: BoxedError,
    },
    #[error("a value can't be written as JSON")]
    Encode(#[source] serde_json::Error),
}

/// The things that are asked for by their id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    Account,
    Act,
    Backup,
    Draft,
    Plan,
    Request,
    Row,
    Step,
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Account => "the account",
            Self::Act => "the act",
            Self::Backup => "the backup",
            Self::Draft => "the draft",
            Self::Plan => "the plan",
            Self::Request => "the request",
            Self::Row => "the row",
            Self::Step => "the step",
        })
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull(error.into()),
            // The index of the write-ahead log, which only ever lacks room.
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
    /// Another process works with the data, which SQLite reports in another way than as an error.
    pub(crate) fn busy() -> Self {
        let error = ffi::Error::new(ffi::SQLITE_BUSY);
        Self::Busy(rusqlite::Error::SqliteFailure(error, None))
    }

    /// A migration failed: by a fault that passes, or because the file isn't what it is taken for.
    pub(crate) fn of_migration(error: rusqlite::Error) -> Self {
        match Self::from(error) {
            Self::Sql(error) => Self::Migration(error),
            passing => passing,
        }
    }

    /// What became of writing to a file that is there and was opened.
    pub(crate) fn of_writing(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::DiskFull(error.into())
            }
            _ => Self::DiskFails(error.into()),
        }
    }
}
