//! Lines of cells: which sign parts them, and where one table ends and the next begins.

use std::collections::HashMap;

use memchr::memmem;

use super::bounded_rows::Records;
use super::error::Unreadable;
use super::limits::Limits;
use super::row_reader::Rows;
use super::table::{LOOKED_AT, Table};
use super::{Choices, Text, cut};
use crate::columns::{Columns, Field, is_known_heading};

const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// So much of a text is looked at to find the sign.
const SAMPLE: usize = 64 << 10;

/// So many blank lines are looked at as possible ends of a table.
const BLANKS: usize = 2_000;

#[derive(Debug)]
pub(super) struct Delimited<'b> {
    text: Text<'b>,
    separator: u8,
    /// Where each table begins and ends.
    parts: Vec<(usize, usize)>,
}

pub(super) enum Found<'b> {
    Tables(Delimited<'b>, Vec<Table>),
    /// No table.
    Loose(Text<'b>),
}

impl Delimited<'_> {
    pub(super) fn separator(&self) -> u8 {
        self.separator
    }

    /// The rows of a table after its first `skip`.
    pub(super) fn records(&self, table: usize, skip: usize, limits: Limits) -> Records<'_> {
        let (start, end) = self.parts.get(table).copied().unwrap_or_default();
        Records::new(&self.text[start..end], self.separator, skip, limits)
    }
}

/// The first rows of a text as cells.
fn rows(text: &str, separator: u8, count: usize) -> Vec<Vec<String>> {
    let mut rows = Rows::new(cut(text, 4 << 20), separator);
    let mut found = Vec::new();
    while found.len() < count && matches!(rows.read(), Ok(true)) {
        let cells = rows.row().cells();
        found.push(cells.map(|cell| cut(cell, 4_096).to_owned()).collect());
    }
    found
}

pub(super) fn understand<'b>(text: Text<'b>, choices: &Choices) -> Result<Found<'b>, Unreadable> {
    let (named, start) = named_separator(&text);
    let body = &text[start..];
    let separator = choices.separator.or(named);
    let sample = whole_lines(cut(body, SAMPLE), body.len());
    let Some(separator) = separator.or_else(|| guess(sample)) else {
        return Ok(Found::Loose(text));
    };
    let parts: Vec<(usize, usize)> = parts(body, separator)
        .into_iter()
        .map(|(from, to)| (start + from, start + to))
        .collect();
    let delimited = Delimited {
        text,
        separator,
        parts,
    };
    let mut tables = Vec::with_capacity(delimited.parts.len());
    for &(from, to) in &delimited.parts {
        let rows = rows(&delimited.text[from..to], separator, LOOKED_AT);
        if let Some(row) = rows
            .iter()
            .position(|row| row.len() > choices.limits.columns)
        {
            return Err(Unreadable::TooManyColumns {
                row,
                limit: choices.limits.columns,
            });
        }
        let wide = rows.iter().any(|row| row.len() > 1);
        let title = rows.first().filter(|row| wide && row.len() == 1);
        let name = title.map(|row| row[0].trim().to_owned());
        tables.push(Table::of(name.unwrap_or_default(), &rows, &choices.domains));
    }
    Ok(Found::Tables(delimited, tables))
}

/// `sep=;` as Excel writes it, and where the text goes on after it.
fn named_separator(text: &str) -> (Option<u8>, usize) {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let line = text[start..].lines().next().unwrap_or_default();
    let plain = line.trim().trim_matches('"');
    let named = plain
        .get(..4)
        .filter(|p| p.eq_ignore_ascii_case("sep="))
        .map(|_| &plain.as_bytes()[4..]);
    match named {
        Some([separator]) if separator.is_ascii() => (Some(*separator), start + line.len()),
        // The tab that `sep=` names has been trimmed off with the line's end.
        Some([]) if line.ends_with('\t') => (Some(b'\t'), start + line.len()),
        _ => (None, start),
    }
}

/// Without the last line, if it was cut off.
fn whole_lines(sample: &str, whole: usize) -> &str {
    match sample.rfind('\n') {
        Some(end) if sample.len() < whole => &sample[..=end],
        _ => sample,
    }
}

/// The sign between the cells, if this is a table at all.
fn guess(sample: &str) -> Option<u8> {
    let mut best: Option<(usize, u8)> = None;
    for separator in SEPARATORS {
        if !sample.as_bytes().contains(&separator) {
            continue;
        }
        let score = score(&rows(sample, separator, LOOKED_AT));
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
        // A single column under a heading.
        if lines > 1 && is_known_heading(first) && Columns::of_heading(&[first]).is_some() {
            return Some(b'\t');
        }
    }
    best.map(|(_, separator)| separator)
}

/// How much the rows look like a table; 0 where they do not.
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
    // Several columns of addresses, or people in angle brackets, are a mail's line.
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

/// A row such as `Ada,ada@uni.edu`: exactly one address, and alone in its cell.
fn is_one_person(row: &[String]) -> bool {
    let mut addresses = row.iter().filter(|cell| cell.contains('@'));
    let first = addresses.next();
    addresses.next().is_none() && first.is_some_and(|cell| crate::address(cell.trim()).is_ok())
}

/// Tables stand one below the other, with a blank line and a heading of their own.
fn parts(text: &str, separator: u8) -> Vec<(usize, usize)> {
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
        let after = rows(cut(&text[blank..], 8 << 10), separator, 2);
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

fn names_people(columns: &Columns) -> bool {
    [Field::Address, Field::Name, Field::LastName, Field::Login]
        .into_iter()
        .any(|f| columns.has(f))
}
