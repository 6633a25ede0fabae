use serde::{Deserialize, Serialize};

/// Why a file gives no list. One sentence each in the window; the display is for developers.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is empty")]
    Empty,
    #[error("not a list but {0:?}")]
    NotAList(Looks),
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
    #[error("locked with a password")]
    Locked,
    /// Broken, or still being written.
    #[error("damaged or not complete")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("nobody in it")]
    Nobody,
}

/// What a file looks like that is no list, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looks {
    Picture,
    Pdf,
    /// A zip file or the like that holds no workbook.
    Archive,
    /// A text document, slides, a drawing.
    Document,
    Program,
    Sound,
    Database,
    WebPage,
    /// Bytes that are no text in any encoding.
    Binary,
}

impl Unreadable {
    pub(super) fn damaged(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Damaged(Box::new(cause))
    }
}
