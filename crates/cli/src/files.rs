//! Files named on the command line.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use roster::ReadError;

/// A file that gives no list.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotRead {
    #[error("cannot be opened")]
    Io(#[from] io::Error),
    #[error("cannot be understood")]
    Unreadable(#[from] ReadError),
}

/// The bytes of a file (`-` is what is piped in), as long as they are not too many.
pub(crate) fn bytes(path: &Path, limit: usize) -> Result<Vec<u8>, NotRead> {
    let most = limit as u64 + 1;
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
        }
        file.take(most).read_to_end(&mut bytes)?;
    }
    if bytes.len() > limit {
        return Err(ReadError::FileTooLarge { limit }.into());
    }
    Ok(bytes)
}
