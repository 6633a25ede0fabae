//! Recognises a table in pasted text: cells copied from a spreadsheet, or lines copied from a CSV
//! file.

use crate::Entry;
use crate::columns::{Columns, RowMapper, is_known_heading};

/// The cells of the text, if it is a table.
pub(super) fn cells(text: &str) -> Option<Vec<Vec<String>>> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let parted = |line: &str| line.trim().contains('\t');
    if first.contains('\t') || !first.contains(['<', ';', ',']) && text.lines().any(parted) {
        return Some(split(text, b'\t'));
    }
    [b';', b','].into_iter().find_map(|separator| {
        let heading = split(first, separator).pop()?;
        let known = heading.iter().filter(|cell| is_known_heading(cell)).count();
        (heading.len() > 1 && known > 1).then(|| split(text, separator))
    })
}

fn split(text: &str, separator: u8) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let rows = reader.into_records().filter_map(Result::ok);
    rows.map(|row| row.iter().map(crate::text::clean).collect())
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
