use rusqlite::ErrorCode;

/// What can go wrong with the data on this computer. None of these leaves anything half written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the disk is full")]
    DiskFull(#[source] rusqlite::Error),
    #[error("another program holds the data")]
    Busy(#[source] rusqlite::Error),
    #[error("the data file cannot be read")]
    Unreadable(#[source] rusqlite::Error),
    #[error("the data were written by a newer version")]
    Newer,
    #[error("the folder for the data cannot be used")]
    Folder(#[source] std::io::Error),
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
            Some(ErrorCode::DiskFull) => Self::DiskFull(error),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(error),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Unreadable(error),
            _ => Self::Sql(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Value(error)
    }
}
