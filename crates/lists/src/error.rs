//! What can go wrong with a list: with the data on this computer, or with the file or the text that
//! it comes from.

use std::io;

use reader::{ReaderError, SavedDraftError};
use roster::{PasteError, ReadError};
use store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum ListError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Paste(#[from] PasteError),
}

/// A file that cannot be used, by its name, and why.
#[derive(Debug, thiserror::Error)]
#[error("{name} cannot be used")]
pub struct FileError {
    pub name: String,
    #[source]
    pub kind: FileErrorKind,
}

#[derive(Debug, thiserror::Error)]
pub enum FileErrorKind {
    #[error("it is not there any more")]
    Gone(#[source] io::Error),
    #[error("it may not be read")]
    NotAllowed(#[source] io::Error),
    #[error("it cannot be read")]
    Disk(#[source] io::Error),
    #[error("it is a folder or a device")]
    NotAFile,
    #[error("another program changed it while it was read")]
    ChangedWhileRead,
    #[error("it is not the file that was shown")]
    ChangedSinceShown,
    #[error("it cannot be understood as a list")]
    Unreadable(#[source] ReadError),
    #[error("it was not read")]
    NotRead(#[source] ReaderError),
    #[error("it cannot be understood as a draft")]
    Draft(#[source] SavedDraftError),
}
