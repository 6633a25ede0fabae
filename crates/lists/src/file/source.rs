//! A file that people are read from, whatever state it is in: from its path to the list in it.
//!
//! Nothing about the file may be taken for granted between two looks at it. The user may replace
//! it while the window shows what it held, so it is recorded what was shown; and another program
//! may be writing it while it is read.

use lock::LockExt as _;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::SystemTime;

use reader::{DraftReadError, OpenFile, Reader, ReaderError, SavedDraft};
use roster::{ReadError, ReadOptions};

use crate::error::{FileError, FileErrorKind};

/// A file that was chosen.
pub struct ListFile {
    path: PathBuf,
    reader: Reader,
    /// The readings under way.
    readings: Mutex<Vec<Weak<AtomicBool>>>,
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

/// A file as it was when it was read, and the list in it.
pub(crate) struct ListRead {
    pub(crate) list: OpenFile,
    pub(crate) stamp: Stamp,
}

/// Counts what is read of a file.
struct Counting<'f> {
    file: &'f File,
    bytes: u64,
}

impl Read for Counting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.bytes += count as u64;
        Ok(count)
    }
}

impl ListFile {
    /// The file at this path. What is in it is read by `reader`.
    pub fn at(path: PathBuf, reader: Reader) -> Self {
        Self {
            path,
            reader,
            readings: Mutex::default(),
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

    /// Whoever reads it stops.
    pub fn stop(&self) {
        for reading in self.readings.locked().iter().filter_map(Weak::upgrade) {
            reading.store(true, Ordering::Relaxed);
        }
    }

    /// Begins a reading. What is returned says whether it was stopped.
    pub(crate) fn begin(&self) -> Arc<AtomicBool> {
        let reading = Arc::new(AtomicBool::new(false));
        let mut readings = self.readings.locked();
        readings.retain(|reading| reading.strong_count() > 0);
        readings.push(Arc::downgrade(&reading));
        reading
    }

    /// The user has seen it as it is at this stamp.
    pub(crate) fn shown(&self, stamp: Stamp) {
        *self.last_shown() = Some(stamp);
    }

    fn last_shown(&self) -> MutexGuard<'_, Option<Stamp>> {
        // A stamp is replaced whole, so that a poisoned lock holds a good one.
        self.shown.locked()
    }

    /// The saved draft in it.
    pub(crate) fn draft(&self) -> Result<SavedDraft, FileError> {
        let (file, stamp) = self.open()?;
        self.check_size(&stamp, SavedDraft::LONGEST)?;
        let mut counting = Counting {
            file: &file,
            bytes: 0,
        };
        let draft = self.reader.draft(&mut counting, self.begin());
        let unread = match &draft {
            Err(DraftReadError::Reader(error)) => Some(error),
            Ok(_) | Err(DraftReadError::Draft(_)) => None,
        };
        if is_about_content(unread) {
            self.check_unchanged(&file, &stamp, counting.bytes)?;
        }
        draft.map_err(|error| match error {
            DraftReadError::Reader(error) => self.not_read(error),
            DraftReadError::Draft(why) => self.error(FileErrorKind::Draft(why)),
        })
    }

    /// The list in it. It may have to be the very content that the user was shown; a file that was
    /// not shown yet is as good as one that was.
    pub(crate) fn list(
        &self,
        options: &ReadOptions,
        as_shown: bool,
        stopped: Arc<AtomicBool>,
    ) -> Result<ListRead, FileError> {
        let (file, stamp) = self.open()?;
        self.check_size(&stamp, options.limits.file)?;
        let mut counting = Counting {
            file: &file,
            bytes: 0,
        };
        let list = self.reader.open(&mut counting, options, stopped);
        if is_about_content(list.as_ref().err()) {
            self.check_unchanged(&file, &stamp, counting.bytes)?;
        }
        let list = list.map_err(|error| self.not_read(error))?;
        let other_than_shown = self
            .last_shown()
            .as_ref()
            .is_some_and(|shown| *shown != stamp);
        if as_shown && other_than_shown {
            return Err(self.error(FileErrorKind::ChangedSinceShown));
        }
        Ok(ListRead { list, stamp })
    }

    /// The list in it, as far as its beginning shows it if it is long.
    pub(crate) fn beginning(
        &self,
        length: usize,
        options: &ReadOptions,
    ) -> Result<ListRead, FileError> {
        let (file, stamp) = self.open()?;
        let mut counting = Counting {
            file: &file,
            bytes: 0,
        };
        let list = self
            .reader
            .beginning(&mut counting, length, options, self.begin());
        let is_whole = list.as_ref().is_ok_and(OpenFile::is_whole);
        if is_whole {
            self.check_unchanged(&file, &stamp, counting.bytes)?;
        }
        let list = list.map_err(|error| self.not_read(error))?;
        Ok(ListRead { list, stamp })
    }

    /// Why the list wasn't read, or not to its end.
    pub(crate) fn not_read(&self, error: ReaderError) -> FileError {
        match error {
            ReaderError::File(why) => self.unreadable(why),
            ReaderError::Input(error) => self.failed(error),
            error => self.error(FileErrorKind::NotRead(error)),
        }
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

    fn check_size(&self, stamp: &Stamp, limit: usize) -> Result<(), FileError> {
        if stamp.bytes > limit as u64 {
            return Err(self.unreadable(ReadError::FileTooLarge { limit }));
        }
        Ok(())
    }

    /// Whether the file is still as it was when it was opened, and all of it was read.
    fn check_unchanged(&self, file: &File, stamp: &Stamp, read: u64) -> Result<(), FileError> {
        let after = file.metadata().map_err(|error| self.failed(error))?;
        if Stamp::of(&after) != *stamp || read != stamp.bytes {
            return Err(self.error(FileErrorKind::ChangedWhileRead));
        }
        Ok(())
    }

    fn failed(&self, error: io::Error) -> FileError {
        self.error(match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => FileErrorKind::Gone(error),
            ErrorKind::PermissionDenied => FileErrorKind::NotAllowed(error),
            _ => FileErrorKind::Disk(error),
        })
    }
}

/// Whether the whole content was there to be understood, so that it matters whether it changed.
fn is_about_content(unread: Option<&ReaderError>) -> bool {
    matches!(unread, None | Some(ReaderError::File(_)))
}

/// The name of a file without its folder.
pub(super) fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
