//! Turns the errors of reading and writing files into problems for the window: of lists, of draft
//! files, and of the process that reads them.

use lists::{FileError, FileErrorKind, ListError, SaveError};
use reader::{ReaderError, SavedDraftError};
use roster::{PasteError, ReadError};

use super::from_problem::chain;
use super::{FileProblem, Problem, ProblemCode, count};

impl From<ListError> for Problem {
    fn from(error: ListError) -> Self {
        match error {
            ListError::Store(error) => error.into(),
            ListError::File(error) => error.into(),
            ListError::Paste(error) => Self::of(match error {
                PasteError::TooLong => ProblemCode::PasteTooLarge,
                PasteError::TooManyRows => ProblemCode::PasteTooManyRows,
                PasteError::TooManyColumns => ProblemCode::PasteTooManyColumns,
            })
            .with_detail(error.to_string()),
        }
    }
}

impl From<FileError> for Problem {
    fn from(FileError { name, kind }: FileError) -> Self {
        let problem = match kind {
            FileErrorKind::Gone(error) => {
                Self::of(ProblemCode::FileGone).with_detail(error.to_string())
            }
            FileErrorKind::NotAllowed(error) => {
                Self::of(ProblemCode::FileNotAllowed).with_detail(error.to_string())
            }
            FileErrorKind::Disk(error) => {
                Self::of(ProblemCode::FileUnreadable).with_detail(error.to_string())
            }
            FileErrorKind::NotAFile => Self::of(ProblemCode::FileNotAFile),
            FileErrorKind::ChangedWhileRead => Self::of(ProblemCode::FileChanging),
            FileErrorKind::ChangedSinceShown => Self::of(ProblemCode::FileChanged),
            FileErrorKind::Unreadable(why) => why.into(),
            FileErrorKind::NotRead(why) => why.into(),
            FileErrorKind::Draft(why) => why.into(),
        };
        problem.about(name)
    }
}

impl From<ReadError> for Problem {
    fn from(why: ReadError) -> Self {
        let nowhere = FileProblem {
            row: None,
            limit: None,
            foreign_format: None,
        };
        let limited = |limit: usize| FileProblem {
            limit: Some(count(limit)),
            ..nowhere.clone()
        };
        let limited_in = |row: usize, limit: usize| FileProblem {
            row: Some(count(row)),
            ..limited(limit)
        };
        let (code, place) = match &why {
            ReadError::Empty => (ProblemCode::FileEmpty, nowhere),
            ReadError::NotAList(format) => (
                ProblemCode::FileNotAList,
                FileProblem {
                    foreign_format: Some((*format).into()),
                    ..nowhere
                },
            ),
            ReadError::FileTooLarge { limit } => (ProblemCode::FileTooLarge, limited(*limit)),
            ReadError::UnpacksTooLarge { limit } => (
                ProblemCode::FileUnpacksTooLarge,
                FileProblem {
                    limit: Some(u32::try_from(*limit).unwrap_or(u32::MAX)),
                    ..nowhere
                },
            ),
            ReadError::TooManyRows { limit } => (ProblemCode::FileTooManyRows, limited(*limit)),
            ReadError::TooManyColumns { row, limit } => {
                (ProblemCode::FileTooManyColumns, limited_in(*row, *limit))
            }
            ReadError::CellTooLong { row, limit } => {
                (ProblemCode::FileCellTooLong, limited_in(*row, *limit))
            }
            ReadError::TooManyTables { .. }
            | ReadError::TooManyCells { .. }
            | ReadError::TooMuchText { .. } => (ProblemCode::FileTooMuch, nowhere),
            ReadError::Locked => (ProblemCode::FileLocked, nowhere),
            ReadError::Damaged(_) => (ProblemCode::FileDamaged, nowhere),
            ReadError::NoPeople => (ProblemCode::FileNobody, nowhere),
        };
        let mut problem = Self::of(code).with_detail(why.to_string());
        problem.file = Some(Box::new(place));
        problem
    }
}

impl From<ReaderError> for Problem {
    fn from(error: ReaderError) -> Self {
        let code = match error {
            ReaderError::File(why) => return why.into(),
            ReaderError::Input(_) => ProblemCode::FileUnreadable,
            ReaderError::Died | ReaderError::TookTooLong => ProblemCode::FileGivenUp,
            // Nobody hears of a reading that was stopped.
            ReaderError::Start(_) | ReaderError::Stopped => ProblemCode::Internal,
        };
        Self::of(code).with_detail(chain(&error))
    }
}

impl From<SavedDraftError> for Problem {
    fn from(why: SavedDraftError) -> Self {
        let code = match why {
            SavedDraftError::Newer(_) => ProblemCode::FileNewer,
            SavedDraftError::NotADraft => ProblemCode::FileNotADraft,
            SavedDraftError::TooLarge => ProblemCode::FileTooLarge,
        };
        Self::of(code).with_detail(why.to_string())
    }
}

impl From<SaveError> for Problem {
    fn from(error: SaveError) -> Self {
        let (code, name, error) = match error {
            SaveError::DiskFull { name, error } => (ProblemCode::DiskFull, name, error),
            SaveError::Disk { name, error } => (ProblemCode::FileUnwritable, name, error),
        };
        Self::of(code).about(name).with_detail(error.to_string())
    }
}

impl From<roster::ExportError> for Problem {
    fn from(problem: roster::ExportError) -> Self {
        let code = match problem {
            roster::ExportError::TooManyRows => ProblemCode::FileSheetFull,
            roster::ExportError::Workbook(_) | roster::ExportError::Csv(_) => {
                ProblemCode::FileUnwritable
            }
        };
        Self::of(code).with_detail(chain(&problem))
    }
}
