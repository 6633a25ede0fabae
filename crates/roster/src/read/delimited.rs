//! Recognises tables in a text: which character separates the cells, and where one table ends and
//! the next begins.

use std::collections::HashMap;

use memchr::memmem;

use super::bounded_rows::{BoundedRows, most};
use super::budget::Budget;
use super::error::ReadError;
use super::limits::Limits;
use super::row_reader::{NextRow, RowReader};
use super::table::{ROWS_EXAMINED, Table};
use super::{ReadOptions, Text, cut};
use crate::columns::{Columns, Field, is_known_heading};

const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many bytes of a text are looked at to find the separator.
const SAMPLE: usize = 64 << 10;

/// How many blank lines are considered as possible ends of a table.
const BLANKS: usize = 2_000;

/// A text that holds tables.
#[derive(Debug)]
pub(super) struct Delimited<'b> {
    text: Text<'b>,
    separator: u8,
    /// Where each table begins and ends in the text.
    ranges: Vec<(usize, usize)>,
}

/// What was recognised in a text.
pub(super) enum Detected<'b> {
    Tables(Delimited<'b>, Vec<Table>),
    /// There is no table in it; the text is given back.
    NoTable(Text<'b>),
}

impl Delimited<'_> {
    pub(super) fn separator(&self) -> u8 {
        self.separator
    }

    /// The rows of a table after its first `skip`.
    pub(super) fn rows(&self, table: usize, skip: usize, limits: &Limits) -> BoundedRows<'_> {
        let (start, end) = self.ranges.get(table).copied().unwrap_or_default();
        BoundedRows::new(&self.text[start..end], self.separator, skip, limits)
    }
}

/// The first rows of a text as cells. A row that is longer than a row may be is the last one, and
/// only its beginning is there.
fn first_rows(text: &str, separator: u8, count: usize, limits: &Limits) -> Vec<Vec<String>> {
    let mut rows = RowReader::new(cut(text, 4 << 20), separator, most(limits));
    let mut found = Vec::new();
    while found.len() < count {
        let read = rows.read();
        if !matches!(
            read,
            Ok(NextRow::Row | NextRow::TooManyCells | NextRow::CellTooLong)
        ) {
            break;
        }
        let cells = rows.row().cells();
        found.push(cells.map(|cell| cut(cell, 4_096).to_owned()).collect());
        if !matches!(read, Ok(NextRow::Row)) {
            break;
        }
    }
    found
}

/// Recognises the tables in a text, if there are any.
pub(super) fn detect<'b>(
    text: Text<'b>,
    options: &ReadOptions,
    budget: &Budget,
) -> Result<Detected<'b>, ReadError> {
    let limits = &options.limits;
    let (named, start) = declared_separator(&text);
    let body = &text[start..];
    let separator = options.separator.or(named);
    let sample = whole_lines(cut(body, SAMPLE), body.len());
    let Some(separator) = separator.or_else(|| guess_separator(sample, limits)) else {
        return Ok(Detected::NoTable(text));
    };
    let ranges: Vec<(usize, usize)> = table_ranges(body, separator, limits)
        .into_iter()
        .map(|(from, to)| (start + from, start + to))
        .collect();
    let delimited = Delimited {
        text,
        separator,
        ranges,
    };
    let mut tables = Vec::with_capacity(delimited.ranges.len());
    for &(from, to) in &delimited.ranges {
        budget.table()?;
        let rows = first_rows(&delimited.text[from..to], separator, ROWS_EXAMINED, limits);
        for (at, row) in rows.iter().enumerate() {
            budget.columns(at + 1, row.len())?;
        }
        let wide = rows.iter().any(|row| row.len() > 1);
        let title = rows.first().filter(|row| wide && row.len() == 1);
        let name = title.map(|row| row[0].trim().to_owned());
        tables.push(Table::of(name.unwrap_or_default(), &rows, &options.domains));
    }
    Ok(Detected::Tables(delimited, tables))
}

/// The separator that the first line declares, as Excel writes it (`sep=;`), and where the text
/// continues after that line.
fn declared_separator(text: &str) -> (Option<u8>, usize) {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let line = text[start..].lines().next().unwrap_or_default();
    let plain = line.trim().trim_matches('"');
    let named = plain
        .get(..4)
        .filter(|p| p.eq_ignore_ascii_case("sep="))
        .map(|_| &plain.as_bytes()[4..]);
    match named {
        Some([separator]) if separator.is_ascii() => (Some(*separator), start + line.len()),
        // A declared tab has been trimmed off as space at the end of the line.
        Some([]) if line.ends_with('\t') => (Some(b'\t'), start + line.len()),
        _ => (None, start),
    }
}

/// The sample without its last line, if that line was cut off.
fn whole_lines(sample: &str, whole: usize) -> &str {
    match sample.rfind('\n') {
        Some(end) if sample.len() < whole => &sample[..=end],
        _ => sample,
    }
}

/// The most likely separator, if the text is a table at all.
fn guess_separator(sample: &str, limits: &Limits) -> Option<u8> {
    let mut best: Option<(usize, u8)> = None;
    for separator in SEPARATORS {
        if !sample.as_bytes().contains(&separator) {
            continue;
        }
        let score = score(&first_rows(sample, separator, ROWS_EXAMINED, limits));
        if score > 0 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, separator));
        }
    }
    if best.is_none() {
        let first = sample.lines().find(|line| !line.trim().is_empty())?;
        let lines = sample
            .lines()
            .filter(|line| !line.trim().is_empty())
            .count();
        // A single column under a heading has no separator. A tab stands for it, since no cell
        // contains one.
        if lines > 1 && is_known_heading(first) && Columns::of_heading(&[first]).is_some() {
            return Some(b'\t');
        }
    }
    best.map(|(_, separator)| separator)
}

/// How much the rows look like a table; 0 if they don't. Known headings count most, then whether
/// the rows have the same number of cells.
fn score(rows: &[Vec<String>]) -> usize {
    let filled: Vec<&Vec<String>> = rows
        .iter()
        .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
        .collect();
    let known = filled
        .iter()
        .take(40)
        .filter(|row| row.len() > 1 && Columns::of_heading(row).is_some())
        .map(|row| row.iter().filter(|cell| is_known_heading(cell)).count())
        .max()
        .unwrap_or(0);
    let mut widths: HashMap<usize, usize> = HashMap::new();
    for row in &filled {
        *widths.entry(row.len()).or_default() += 1;
    }
    let (width, even) = widths
        .into_iter()
        .max_by_key(|(width, count)| (*count, *width))
        .unwrap_or_default();
    if known > 1 {
        return 1_000_000 + known * 1_000 + even.min(999);
    }
    if width < 2 || even * 5 < filled.len() * 4 {
        return 0;
    }
    if known == 1 && filled.len() > 1 {
        return 500_000 + even;
    }
    if filled.len() < 2 && !is_one_person(filled[0]) {
        return 0;
    }
    let mostly = |test: fn(&str) -> bool| {
        let full = |i: &usize| {
            let cells = filled
                .iter()
                .filter_map(|row| row.get(*i))
                .filter(|cell| !cell.trim().is_empty());
            let (all, hits) = cells.fold((0, 0), |(all, hits), cell| {
                (all + 1, hits + usize::from(test(cell)))
            });
            hits * 2 > all
        };
        (0..width).filter(full).count()
    };
    // Several columns of addresses, or addresses in angle brackets, are the recipients of an email
    // and not a table.
    let (addresses, angles) = (
        mostly(|c| c.contains('@')),
        mostly(|c| c.contains('<') && c.contains('@')),
    );
    let anywhere = filled
        .iter()
        .any(|row| row.iter().any(|cell| cell.contains('@')));
    if angles > 0 || addresses > 1 || anywhere && addresses == 0 {
        return 0;
    }
    even * 10 + width.min(9)
}

/// Whether a row is a person, such as `Ada,ada@uni.edu`: it has exactly one address, and that
/// address fills its cell.
fn is_one_person(row: &[String]) -> bool {
    let mut addresses = row.iter().filter(|cell| cell.contains('@'));
    let first = addresses.next();
    addresses.next().is_none() && first.is_some_and(|cell| crate::address(cell.trim()).is_ok())
}

/// Where each table of a text begins and ends. A new table begins at a blank line that is followed
/// by a heading.
fn table_ranges(text: &str, separator: u8, limits: &Limits) -> Vec<(usize, usize)> {
    let mut starts = vec![0];
    let bytes = text.as_bytes();
    let mut blanks: Vec<usize> = memmem::find_iter(bytes, "\n\n")
        .map(|i| i + 1)
        .take(BLANKS)
        .collect();
    blanks.extend(
        memmem::find_iter(bytes, "\n\r\n")
            .map(|i| i + 1)
            .take(BLANKS),
    );
    blanks.sort_unstable();
    for blank in blanks {
        if starts.last().is_some_and(|last| *last + 1 >= blank) {
            continue;
        }
        let after = first_rows(cut(&text[blank..], 8 << 10), separator, 2, limits);
        let headed = |row: &Vec<String>| {
            let known = row.iter().filter(|cell| is_known_heading(cell)).count();
            known > 1 && Columns::of_heading(row).is_some_and(|(c, _)| names_people(&c))
        };
        if after.iter().any(headed) {
            starts.push(blank);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).collect()
}

/// Whether one of the columns identifies a person.
fn names_people(columns: &Columns) -> bool {
    [Field::Address, Field::Name, Field::LastName, Field::Login]
        .into_iter()
        .any(|f| columns.has(f))
}
