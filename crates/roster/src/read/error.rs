//! Why a file cannot be read as a list.

use serde::{Deserialize, Serialize};

/// Why a file cannot be read as a list. The window and the terminal have a sentence for each; the
/// `Display` text is for developers.
#[derive(Debug, thiserror::Error)]
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
    #[error("more than {limit} rows")]
    TooManyRows { limit: usize },
    #[error("more than {limit} columns in row {row}")]
    TooManyColumns { row: usize, limit: usize },
    #[error("a cell in row {row} holds more than {limit} bytes")]
    CellTooLong { row: usize, limit: usize },
    /// The file is encrypted with a password.
    #[error("locked with a password")]
    Locked,
    /// The file is broken, or another program is still writing it.
    #[error("damaged or not complete")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The file was read, and there are no people in it.
    #[error("nobody in it")]
    NoPeople,
}

/// The format of a file that cannot hold a list, recognised by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForeignFormat {
    Picture,
    Pdf,
    /// A zip file or another archive that is not a workbook.
    Archive,
    /// A text document, slides, a drawing.
    Document,
    Program,
    Sound,
    Database,
    WebPage,
    /// Bytes that are not text in any encoding.
    Binary,
}

impl ReadError {
    pub(super) fn damaged(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Damaged(Box::new(cause))
    }
}
