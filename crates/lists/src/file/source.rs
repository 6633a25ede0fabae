//! From a file on the disk to its bytes, whatever state it is in.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::time::SystemTime;

use super::KnownFile;
use crate::bridge::{FileLooks, FileTrouble, Problem, ProblemCode};

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

impl KnownFile {
    /// All of it, up to a bound.
    pub(crate) fn read(&self, limit: usize) -> Result<FileRead, Problem> {
        let (file, stamp) = self.open()?;
        let too_large = || self.too_large(limit);
        if stamp.bytes > limit as u64 {
            return Err(too_large());
        }
        let bytes = self.bytes(&file, limit + 1)?;
        if bytes.len() > limit {
            return Err(too_large());
        }
        let after = file.metadata().map_err(|error| self.failed(&error))?;
        if Stamp::of(&after) != stamp || bytes.len() as u64 != stamp.bytes {
            // Somebody is writing it.
            return Err(Problem::of(ProblemCode::FileDamaged).about(self.name()));
        }
        Ok(FileRead {
            bytes,
            whole: true,
            stamp,
        })
    }

    /// Its beginning; all of it where it is no longer than that.
    pub(crate) fn read_beginning(&self, length: usize) -> Result<FileRead, Problem> {
        let (file, stamp) = self.open()?;
        let bytes = self.bytes(&file, length)?;
        Ok(FileRead {
            whole: bytes.len() as u64 >= stamp.bytes,
            bytes,
            stamp,
        })
    }

    fn open(&self) -> Result<(File, Stamp), Problem> {
        // Asked before it is opened: opening a pipe waits for somebody to write.
        let found = std::fs::metadata(&self.path).map_err(|error| self.failed(&error))?;
        if !found.is_file() {
            return Err(Problem::of(ProblemCode::FileNotAList).about(self.name()));
        }
        let file = File::open(&self.path).map_err(|error| self.failed(&error))?;
        let found = file.metadata().map_err(|error| self.failed(&error))?;
        Ok((file, Stamp::of(&found)))
    }

    fn bytes(&self, file: &File, limit: usize) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        file.take(limit as u64)
            .read_to_end(&mut bytes)
            .map_err(|error| self.failed(&error))?;
        Ok(bytes)
    }

    fn too_large(&self, limit: usize) -> Problem {
        Problem::from(roster::Unreadable::FileTooLarge { limit }).about(self.name())
    }

    fn failed(&self, error: &io::Error) -> Problem {
        let code = match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => ProblemCode::FileGone,
            ErrorKind::PermissionDenied => ProblemCode::FileNotAllowed,
            _ => ProblemCode::FileUnreadable,
        };
        Problem::of(code)
            .about(self.name())
            .with_detail(error.to_string())
    }
}

impl From<roster::Unreadable> for Problem {
    fn from(unreadable: roster::Unreadable) -> Self {
        use roster::Unreadable as Why;
        let count = |n: usize| Some(u32::try_from(n).unwrap_or(u32::MAX));
        let (code, row, limit, looks) = match &unreadable {
            Why::Empty => (ProblemCode::FileEmpty, None, None, None),
            Why::NotAList(looks) => (
                ProblemCode::FileNotAList,
                None,
                None,
                Some(FileLooks::from(*looks)),
            ),
            Why::FileTooLarge { limit } => (ProblemCode::FileTooLarge, None, count(*limit), None),
            Why::UnpacksTooLarge { limit } => (
                ProblemCode::FileUnpacksTooLarge,
                None,
                Some(u32::try_from(*limit).unwrap_or(u32::MAX)),
                None,
            ),
            Why::TooManyRows { limit } => (ProblemCode::FileTooManyRows, None, count(*limit), None),
            Why::TooManyColumns { row, limit } => (
                ProblemCode::FileTooManyColumns,
                count(*row),
                count(*limit),
                None,
            ),
            Why::CellTooLong { row, limit } => (
                ProblemCode::FileCellTooLong,
                count(*row),
                count(*limit),
                None,
            ),
            Why::Locked => (ProblemCode::FileLocked, None, None, None),
            Why::Damaged(_) => (ProblemCode::FileDamaged, None, None, None),
            Why::Nobody => (ProblemCode::FileNobody, None, None, None),
        };
        let mut problem = Self::of(code).with_detail(unreadable.to_string());
        problem.file = Some(Box::new(FileTrouble { row, limit, looks }));
        problem
    }
}
