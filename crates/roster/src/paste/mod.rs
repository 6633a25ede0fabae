//! Reads text from the clipboard: the recipients of an email, lines of addresses, or cells of a
//! spreadsheet.

mod block;
mod cells;
mod pieces;
mod recipients;
mod words;

use crate::Entry;

pub use block::block;

/// The most bytes of text that are pasted at once, far more than a list of 100,000 people takes. A
/// longer list is read from a file.
pub const LONGEST_PASTE: usize = 16 << 20;

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
