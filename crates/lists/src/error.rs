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

/// A file that can't be used, by its name, and why.
#[derive(Debug, thiserror::Error)]
#[error("{name} can't be used")]
pub struct FileError {
    pub name: String,
    #[source]
    pub kind: FileErrorKind,
}

#[derive(Debug, thiserror::Error)]
pub enum FileErrorKind {
    #[error("it isn't there any more")]
    Gone(#[source] io::Error),
    #[error("it may not be read")]
    NotAllowed(#[source] io::Error),
    #[error("it can't be read")]
    Disk(#[source] io::Error),
    #[error("it's a folder or a device")]
    NotAFile,
    #[error("another program changed it while it was read")]
    ChangedWhileRead,
    #[error("it isn't the file that was shown")]
    ChangedSinceShown,
    #[error("it can't be understood as a list")]
    Unreadable(#[source] ReadError),
    #[error("it wasn't read")]
    NotRead(#[source] ReaderError),
    #[error("it can't be understood as a draft")]
    Draft(#[source] SavedDraftError),
}
