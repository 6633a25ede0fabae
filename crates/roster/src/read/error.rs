//! Why a file can't be read as a list.

use std::error::Error;

use serde::{Deserialize, Serialize};
use zip::result::ZipError;

/// Why a file can't be read as a list. The window and the terminal have a sentence for each; the
/// `Display` text is for developers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    #[error("the file is empty")]
    Empty,
    /// The file is something else, such as a picture.
    #[error("not a list but {0:?}")]
    NotAList(ForeignFormat),
    #[error("larger than {limit} bytes")]
    FileTooLarge { limit: usize },
    #[error("its contents would unpack to more than {limit} bytes")]
    UnpacksTooLarge { limit: u64 },
    #[error("more than {limit} tables")]
    TooManyTables { limit: usize },
    #[error("more than {limit} rows")]
    TooManyRows { limit: usize },
    #[error("more than {limit} columns in row {row}")]
    TooManyColumns { row: usize, limit: usize },
    #[error("more than {limit} cells")]
    TooManyCells { limit: usize },
    #[error("a cell in row {row} holds more than {limit} bytes")]
    CellTooLong { row: usize, limit: usize },
    #[error("its cells hold more than {limit} bytes")]
    TooMuchText { limit: usize },
    /// The file is encrypted with a password.
    #[error("locked with a password")]
    Locked,
    /// The file is broken, or another program is still writing it.
    #[error("damaged or not complete")]
    Damaged(#[source] DamageError),
    /// The file was read, and there are no people in it.
    #[error("nobody in it")]
    NoPeople,
}

/// What is damaged, in the words of whoever noticed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{0}")]
pub struct DamageError(String);

/// The words about a damage quote the file, and may not be as long as the file.
const LONGEST_WORDS: usize = 500;

/// The format of a file that can't hold a list, recognised by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForeignFormat {
    Picture,
    Pdf,
    /// A zip file or another archive that isn't a workbook.
    Archive,
    /// A text document, slides, a drawing.
    Document,
    Program,
    Sound,
    Database,
    WebPage,
    /// Bytes that aren't text in any encoding.
    Binary,
}

impl ReadError {
    pub(super) fn damaged(cause: impl Error) -> Self {
        let mut words = cause.to_string();
        let mut below = cause.source();
        while let Some(cause) = below {
            words.push_str(": ");
            words.push_str(&cause.to_string());
            below = cause.source();
        }
        Self::damaged_by(&words)
    }

    /// Why a file within a zip file can't be read.
    pub(super) fn in_zip(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)
            | ZipError::InvalidPassword => Self::Locked,
            other => Self::damaged(other),
        }
    }

    pub(super) fn damaged_by(words: &str) -> Self {
        Self::Damaged(DamageError(super::cut(words, LONGEST_WORDS).to_owned()))
    }
}
