//! Text from the clipboard: a mail's To or Cc line, lines of addresses, cells of a spreadsheet.

mod block;
mod cells;
mod recipients;

use crate::Entry;

pub use block::block;

/// The people in a pasted text. What stands there and is no address is kept as a row too, to be
/// mended: only what is plainly nobody (separators, headings, empty lines) is left out.
pub fn paste(text: &str) -> Vec<Entry> {
    let text = text.trim_start_matches('\u{feff}');
    if let Some(rows) = cells::cells(text) {
        return cells::entries(rows);
    }
    recipients::entries(text)
}

#[cfg(test)]
mod tests;
