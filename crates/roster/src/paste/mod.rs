//! Reads text from the clipboard: the recipients of an email, lines of addresses, or cells of a
//! spreadsheet.

mod block;
mod cells;
mod limits;
mod pieces;
mod recipients;
mod words;

use crate::Entry;

pub use block::block;
pub use limits::{LONGEST_PASTE, MOST_PASTED_COLUMNS, MOST_PASTED_ROWS, PasteError};

/// The people in a pasted text.
///
/// Text that isn't an address becomes a row as well, because the user can fix a row but wouldn't
/// notice a missing one. Only what is certainly not a person is dropped: separators, headings, empty
/// lines.
pub fn paste(text: &str) -> Result<Vec<Entry>, PasteError> {
    limits::check_length(text)?;
    let text = text.trim_start_matches('\u{feff}');
    match cells::cells(text)? {
        Some(rows) => Ok(cells::entries(rows)),
        None => recipients::entries(text, MOST_PASTED_ROWS).ok_or(PasteError::TooManyRows),
    }
}

/// The people in a header or in the lines of a file, which has limits of its own. If it is a table
/// that can't be pasted, it is read as recipients.
pub(crate) fn people(text: &str) -> Vec<Entry> {
    let text = text.trim_start_matches('\u{feff}');
    match cells::cells(text) {
        Ok(Some(rows)) => cells::entries(rows),
        Ok(None) | Err(_) => recipients::entries(text, usize::MAX).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests;
