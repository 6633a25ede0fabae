//! Reads the files that are named on the command line.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use roster::ReadError;

/// Why a file couldn't be read as a list.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FileError {
    #[error("the file can't be opened")]
    Io(#[from] io::Error),
    #[error("the file isn't a list of people")]
    Unreadable(#[from] ReadError),
}

/// Reads a whole file, or standard input for `-`. It stops at the limit, so that a file of any
/// size can be named without filling the memory.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, FileError> {
    let at_most = limit as u64 + 1;
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(at_most).read_to_end(&mut bytes)?;
    } else {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
        }
        file.take(at_most).read_to_end(&mut bytes)?;
    }
    if bytes.len() > limit {
        return Err(ReadError::FileTooLarge { limit }.into());
    }
    Ok(bytes)
}
