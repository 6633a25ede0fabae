//! Why a file that is named on the command line gives no list.

use std::io;

use reader::ReaderError;

/// Why a file couldn't be read as a list.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FileError {
    #[error("the file can't be opened")]
    Io(#[from] io::Error),
    #[error("the file couldn't be read")]
    Reader(#[from] ReaderError),
}
