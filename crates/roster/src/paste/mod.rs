//! Reads text from the clipboard: the recipients of an email, lines of addresses, or cells of a
//! spreadsheet.

mod block;
mod cells;
mod pieces;
mod recipients;

use crate::Entry;

pub use block::block;

/// The people in a pasted text.
///
/// Text that is not an address becomes a row as well, because the user can fix a row but would not
/// notice a missing one. Only what is certainly not a person is dropped: separators, headings, empty
/// lines.
pub fn paste(text: &str) -> Vec<Entry> {
    let text = text.trim_start_matches('\u{feff}');
    if let Some(rows) = cells::cells(text) {
        return cells::entries(rows);
    }
    recipients::entries(text)
}

#[cfg(test)]
mod tests;
