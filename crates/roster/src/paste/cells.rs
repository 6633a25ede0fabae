//! Recognises a table in pasted text: cells copied from a spreadsheet, or lines copied from a CSV
//! file.

use super::limits::{Counted, MOST_PASTED_COLUMNS, PasteError};
use crate::Entry;
use crate::columns::{Columns, RowMapper, is_known_heading};

/// The cells of the text, if it is a table.
pub(super) fn cells(text: &str) -> Result<Option<Vec<Vec<String>>>, PasteError> {
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else {
        return Ok(None);
    };
    let parted = |line: &str| line.trim().contains('\t');
    if first.contains('\t') || !first.contains(['<', ';', ',']) && text.lines().any(parted) {
        return split(text, b'\t').map(Some);
    }
    // Whether a line of recipients has any number of commas, the first few cells tell a heading.
    let is_heading = |separator| {
        let mut records = reader(first, separator).into_records();
        let Some(Ok(heading)) = records.next() else {
            return false;
        };
        let cells = heading.iter().take(MOST_PASTED_COLUMNS);
        heading.len() > 1 && cells.filter(|cell| is_known_heading(cell)).count() > 1
    };
    let separator = [b';', b','].into_iter().find(|each| is_heading(*each));
    separator.map(|each| split(text, each)).transpose()
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

fn split(text: &str, separator: u8) -> Result<Vec<Vec<String>>, PasteError> {
    let mut counted = Counted::default();
    let rows = reader(text, separator).into_records();
    rows.filter_map(Result::ok)
        .map(|row| {
            counted.row(row.len())?;
            Ok(row.iter().map(crate::text::clean).collect())
        })
        .collect()
}

/// The people in these rows.
pub(super) fn entries(mut rows: Vec<Vec<String>>) -> Vec<Entry> {
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let heading = rows.first().and_then(|row| Columns::of_heading(row));
    let (columns, system) = if let Some(found) = heading {
        rows.remove(0);
        found
    } else {
        (Columns::of_content(&rows), None)
    };
    let mut mapper = RowMapper::new(&columns, system, &[]);
    rows.iter()
        .filter_map(|row| mapper.entry(|i| row.get(i).map(String::as_str)))
        .collect()
}
