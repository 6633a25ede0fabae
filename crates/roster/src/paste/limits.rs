//! How much is pasted at once. Pasted text is read in Cohort's own process, so it has limits of its
//! own, far above what somebody copies by hand. A longer list is read from a file.

/// The most bytes of text.
pub const LONGEST_PASTE: usize = 16 << 20;
/// The most people, or rows of a table.
pub const MOST_PASTED_ROWS: usize = 100_000;
/// The most columns of a table.
pub const MOST_PASTED_COLUMNS: usize = 1_000;
/// The most cells of a table, including empty ones. Each takes memory of its own.
const MOST_CELLS: usize = 2_000_000;

/// Why a text can't be pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    #[error("the text has more than {LONGEST_PASTE} bytes, or more than {MOST_CELLS} cells")]
    TooLong,
    #[error("the text has more than {MOST_PASTED_ROWS} rows")]
    TooManyRows,
    #[error("a row has more than {MOST_PASTED_COLUMNS} columns")]
    TooManyColumns,
}

pub(super) fn check_length(text: &str) -> Result<(), PasteError> {
    if text.len() > LONGEST_PASTE {
        return Err(PasteError::TooLong);
    }
    Ok(())
}

/// Counts the rows and cells of a table while they are read.
#[derive(Default)]
pub(super) struct Counted {
    rows: usize,
    cells: usize,
}

impl Counted {
    /// One more row, before any of its cells is kept.
    pub(super) fn row(&mut self, columns: usize) -> Result<(), PasteError> {
        self.rows += 1;
        self.cells += columns;
        if columns > MOST_PASTED_COLUMNS {
            Err(PasteError::TooManyColumns)
        } else if self.rows > MOST_PASTED_ROWS {
            Err(PasteError::TooManyRows)
        } else if self.cells > MOST_CELLS {
            Err(PasteError::TooLong)
        } else {
            Ok(())
        }
    }
}
