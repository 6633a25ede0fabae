//! What can go wrong with a list: with the data on this computer, or with the file or the text that it
//! comes from.

use roster::PasteError;
use store::StoreError;

use crate::file::error::FileError;

#[derive(Debug, thiserror::Error)]
pub enum ListError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Paste(#[from] PasteError),
}
