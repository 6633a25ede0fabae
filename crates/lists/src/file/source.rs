//! A file that people are read from, whatever state it is in: from its path to its bytes.
//!
//! Nothing about the file may be taken for granted between two looks at it. The user may replace
//! it while the window shows what it held, so it is recorded what was shown; and another program
//! may be writing it while it is read.

use lock::LockExt as _;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::SystemTime;

use roster::ReadError;

use super::error::{FileError, FileErrorKind};

/// A file that was chosen.
pub struct ListFile {
    path: PathBuf,
    stopped: AtomicBool,
    shown: Mutex<Option<Stamp>>,
}

/// Tells one state of a file from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    bytes: u64,
    changed: Option<SystemTime>,
}

impl Stamp {
    fn of(found: &Metadata) -> Self {
        Self {
            bytes: found.len(),
            changed: found.modified().ok(),
        }
    }
}

/// What was read of a file.
pub(crate) struct FileRead {
    pub(crate) bytes: Vec<u8>,
    /// Whether that is all of it.
    pub(crate) whole: bool,
    pub(crate) stamp: Stamp,
}

impl ListFile {
    pub fn at(path: PathBuf) -> Self {
        Self {
            path,
            stopped: AtomicBool::new(false),
            shown: Mutex::default(),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it is called, without its folder.
    pub fn name(&self) -> String {
        name(&self.path)
    }

    /// Whoever imports it stops after the page they are at.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    pub(crate) fn begin(&self) {
        self.stopped.store(false, Ordering::Relaxed);
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// The user has seen it as it is at this stamp.
    pub(crate) fn shown(&self, stamp: Stamp) {
        *self.last_shown() = Some(stamp);
    }

    fn last_shown(&self) -> MutexGuard<'_, Option<Stamp>> {
        // A stamp is replaced whole, so that a poisoned lock holds a good one.
        self.shown.locked()
    }

    /// All of it, up to a limit.
    pub(crate) fn read(&self, limit: usize) -> Result<FileRead, FileError> {
        let (file, stamp) = self.open()?;
        let too_large = || self.error(FileErrorKind::Unreadable(ReadError::FileTooLarge { limit }));
        if stamp.bytes > limit as u64 {
            return Err(too_large());
        }
        let bytes = self.bytes(&file, limit + 1)?;
        if bytes.len() > limit {
            return Err(too_large());
        }
        let after = file.metadata().map_err(|error| self.failed(error))?;
        if Stamp::of(&after) != stamp || bytes.len() as u64 != stamp.bytes {
            return Err(self.error(FileErrorKind::ChangedWhileRead));
        }
        Ok(FileRead {
            bytes,
            whole: true,
            stamp,
        })
    }

    /// All of it, where it has to be the very content that the user was shown. A file that was not
    /// shown yet is as good as one that was.
    pub(crate) fn read_as_shown(&self, limit: usize) -> Result<FileRead, FileError> {
        let read = self.read(limit)?;
        let other_than_shown = self
            .last_shown()
            .as_ref()
            .is_some_and(|shown| *shown != read.stamp);
        if other_than_shown {
            return Err(self.error(FileErrorKind::ChangedSinceShown));
        }
        Ok(read)
    }

    /// Its beginning; all of it where it is no longer than that.
    pub(crate) fn read_beginning(&self, length: usize) -> Result<FileRead, FileError> {
        let (file, stamp) = self.open()?;
        let bytes = self.bytes(&file, length)?;
        Ok(FileRead {
            whole: bytes.len() as u64 >= stamp.bytes,
            bytes,
            stamp,
        })
    }

    pub(crate) fn unreadable(&self, why: ReadError) -> FileError {
        self.error(FileErrorKind::Unreadable(why))
    }

    pub(crate) fn error(&self, kind: FileErrorKind) -> FileError {
        FileError {
            name: self.name(),
            kind,
        }
    }

    fn open(&self) -> Result<(File, Stamp), FileError> {
        // Asked before the file is opened: opening a pipe waits until somebody writes to it.
        let found = std::fs::metadata(&self.path).map_err(|error| self.failed(error))?;
        if !found.is_file() {
            return Err(self.error(FileErrorKind::NotAFile));
        }
        let file = File::open(&self.path).map_err(|error| self.failed(error))?;
        let found = file.metadata().map_err(|error| self.failed(error))?;
        Ok((file, Stamp::of(&found)))
    }

    fn bytes(&self, file: &File, limit: usize) -> Result<Vec<u8>, FileError> {
        let mut bytes = Vec::new();
        file.take(limit as u64)
            .read_to_end(&mut bytes)
            .map_err(|error| self.failed(error))?;
        Ok(bytes)
    }

    fn failed(&self, error: io::Error) -> FileError {
        self.error(match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => FileErrorKind::Gone(error),
            ErrorKind::PermissionDenied => FileErrorKind::NotAllowed(error),
            _ => FileErrorKind::Disk(error),
        })
    }
}

/// The name of a file without its folder.
pub(super) fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
