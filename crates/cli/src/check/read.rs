//! Reads the files that are named on the command line.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use reader::{OpenFile, Reader, ReaderError};
use roster::ReadOptions;

/// Why a file couldn't be read as a list.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FileError {
    #[error("the file can't be opened")]
    Io(#[from] io::Error),
    #[error("the file couldn't be read")]
    Reader(#[from] ReaderError),
}

/// Reads a file, or standard input for `-`, in a process of its own. Somebody who wants it to stop
/// presses Ctrl+C, which ends that process too.
pub(crate) fn read(path: &Path, options: &ReadOptions) -> Result<OpenFile, FileError> {
    let reader = Reader::of_this_program()?;
    let mut file: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
        }
        Box::new(file)
    };
    Ok(reader.open(&mut *file, options, Arc::default())?)
}
