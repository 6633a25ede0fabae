//! What can go wrong with a list: with the data on this computer, or with the file it comes from.

use store::StoreError;

use crate::file::error::FileError;

#[derive(Debug, thiserror::Error)]
pub enum ListError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    File(#[from] FileError),
}
