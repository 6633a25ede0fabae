//! Why a file wasn't read, or holds no draft.

use std::io;

use roster::ReadError;

use crate::saved_draft::SavedDraftError;

/// Why there is no draft from a file.
#[derive(Debug, thiserror::Error)]
pub enum DraftReadError {
    /// The file wasn't read, or not to its end.
    #[error(transparent)]
    Reader(#[from] ReaderError),
    /// It was read, and what it holds is no draft.
    #[error(transparent)]
    Draft(#[from] SavedDraftError),
}

/// Why a file wasn't read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The file was understood well enough to say what is wrong with it.
    #[error("the file isn't a list of people")]
    File(#[from] ReadError),
    /// The bytes of the file couldn't be had.
    #[error("the file can't be read")]
    Input(#[source] io::Error),
    #[error("the process that reads files can't be started")]
    Start(#[source] io::Error),
    /// The process that read the file ended in the middle of it. Either it needed more memory than
    /// it may have, or the file made it crash, or it said something that it never says.
    #[error("the process that read the file ended unexpectedly")]
    Died,
    #[error("reading the file took too long")]
    TookTooLong,
    /// Whoever wanted it read doesn't want it any more.
    #[error("the reading was stopped")]
    Stopped,
}
