//! Splits a text into rows and cells.
//!
//! Nearly every cell stands in the text exactly as it is meant, either bare or between two quotation
//! marks. A row of such cells is split where it stands, without a copy, which is several times faster
//! than a general parser. Any other row (a doubled quotation mark, or more text after a closing one)
//! goes through the core of the `csv` crate. A property test verifies that both give the same cells.

use std::str::Utf8Error;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::{memchr, memchr3};

/// Goes through the rows of a text.
pub(super) struct RowReader<'t> {
    text: &'t str,
    separator: u8,
    /// The position at which the next row begins.
    at: usize,
    /// The position at which the current row began.
    start: usize,
    core: Reader,
    /// Where each cell of the current row begins and ends.
    bounds: Vec<(usize, usize)>,
    /// The current row, if its cells had to be copied, and the buffers that the core writes into.
    copied: String,
    is_copied: bool,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

/// The cells of one row.
#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    text: &'r str,
    bounds: &'r [(usize, usize)],
}

impl<'r> Row<'r> {
    pub(super) fn len(self) -> usize {
        self.bounds.len()
    }

    pub(super) fn get(self, i: usize) -> Option<&'r str> {
        let &(start, end) = self.bounds.get(i)?;
        self.text.get(start..end)
    }

    pub(super) fn cells(self) -> impl Iterator<Item = &'r str> {
        (0..self.len()).filter_map(move |i| self.get(i))
    }

    /// The text from the beginning of the first cell to the end of the last one.
    pub(super) fn whole(self) -> &'r str {
        let first = self.bounds.first().map_or(0, |(start, _)| *start);
        let last = self.bounds.last().map_or(0, |(_, end)| *end);
        self.text.get(first..last).unwrap_or_default()
    }
}

impl<'t> RowReader<'t> {
    pub(super) fn new(text: &'t str, separator: u8) -> Self {
        let mut core = ReaderBuilder::new().delimiter(separator).build();
        // The core removes a byte-order mark from the first thing it reads. It would do so in the
        // middle of the text, since it is given only some of the rows, so it reads something else
        // first.
        core.read_record(b"\n", &mut [], &mut []);
        Self {
            text: text.strip_prefix('\u{feff}').unwrap_or(text),
            separator,
            at: 0,
            start: 0,
            core,
            bounds: Vec::new(),
            copied: String::new(),
            is_copied: false,
            cells: vec![0; 1 << 10],
            ends: vec![0; 1 << 5],
        }
    }

    /// Reads the next row; returns false at the end of the text.
    pub(super) fn read(&mut self) -> Result<bool, Utf8Error> {
        self.start = self.at + leading_line_breaks(&self.text.as_bytes()[self.at..]);
        self.is_copied = false;
        if self.start == self.text.len() {
            return Ok(false);
        }
        match self.split_in_place() {
            Some(end) => self.at = end,
            None => self.split_with_core()?,
        }
        Ok(true)
    }

    /// The current row.
    pub(super) fn row(&self) -> Row<'_> {
        let text = if self.is_copied {
            &self.copied
        } else {
            self.text
        };
        Row {
            text,
            bounds: &self.bounds,
        }
    }

    /// Reads the current row again as a single line. Quotation marks then have no meaning, and are
    /// removed at the ends of cells.
    pub(super) fn read_as_line(&mut self) {
        let line = self.text[self.start..].lines().next().unwrap_or_default();
        self.is_copied = false;
        self.bounds.clear();
        let mut from = self.start;
        for cell in line.split(char::from(self.separator)) {
            let bare = cell.trim_start_matches('"');
            let start = from + cell.len() - bare.len();
            let bare = bare.trim_end_matches('"');
            self.bounds.push((start, start + bare.len()));
            from += cell.len() + 1;
        }
        self.at = self.start + line.len();
    }

    /// Splits the row without copying, and returns where it ends. `None` if a cell does not stand in
    /// the text as it is meant.
    fn split_in_place(&mut self) -> Option<usize> {
        if !self.separator.is_ascii() || matches!(self.separator, b'"' | b'\r' | b'\n') {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut start = self.start;
        self.bounds.clear();
        loop {
            let end = if bytes.get(start) == Some(&b'"') {
                start += 1;
                let end = start + memchr(b'"', &bytes[start..])?;
                self.bounds.push((start, end));
                end + 1
            } else {
                let length = memchr3(self.separator, b'\r', b'\n', &bytes[start..]);
                let end = length.map_or(bytes.len(), |length| start + length);
                self.bounds.push((start, end));
                end
            };
            match bytes.get(end) {
                Some(b'\r' | b'\n') | None => return Some(end),
                Some(b) if *b == self.separator => start = end + 1,
                Some(_) => return None,
            }
        }
    }

    /// Splits the row by means of the core of the `csv` crate.
    fn split_with_core(&mut self) -> Result<(), Utf8Error> {
        let (mut length, mut count) = (0, 0);
        self.at = self.start;
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let cells = &mut self.cells[length..];
            let (result, read, written, ended) =
                self.core.read_record(rest, cells, &mut self.ends[count..]);
            self.at += read;
            length += written;
            count += ended;
            match result {
                // The core is called again without input, which tells it that the text has ended.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.copied.clear();
        self.copied
            .push_str(std::str::from_utf8(&self.cells[..length])?);
        self.is_copied = true;
        let ends = self.ends[..count].iter().copied();
        let starts = std::iter::once(0).chain(ends.clone());
        self.bounds.clear();
        self.bounds.extend(starts.zip(ends));
        Ok(())
    }
}

/// How many line breaks stand at the front. Empty lines are not rows.
fn leading_line_breaks(bytes: &[u8]) -> usize {
    let signs = |b: &&u8| matches!(**b, b'\r' | b'\n');
    bytes.iter().take_while(signs).count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use pretty_assertions::assert_eq;
    use proptest::prelude::*;

    use super::*;

    fn ours(text: &str, separator: u8) -> Vec<Vec<String>> {
        let mut rows = RowReader::new(text, separator);
        let mut found = Vec::new();
        while rows.read().unwrap() {
            found.push(rows.row().cells().map(str::to_owned).collect());
        }
        found
    }

    fn theirs(text: &str, separator: u8) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes())
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn cells_that_need_a_copy_are_read_too() {
        let text = "a,\"say \"\"b\"\"\"\r\n\"c\"d,\"e\r\nf\"\n\n\"g\"";
        assert_eq!(
            ours(text, b','),
            vec![vec!["a", "say \"b\""], vec!["cd", "e\r\nf"], vec!["g"]]
        );
    }

    #[test]
    fn a_row_longer_than_the_buffers_is_read_completely() {
        let text = format!("\"\"\"{}\"{}", "x".repeat(10_000), ",y".repeat(1_000));
        let rows = ours(&text, b',');
        assert_eq!((rows[0].len(), rows[0][0].len()), (1_001, 10_001));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn rows_are_split_as_the_csv_crate_splits_them(
            text in "[ab\"\",;\r\n\u{e9}\u{feff}]{0,40}",
            separator in prop::sample::select(vec![b',', b';', b'a', b'"']),
        ) {
            prop_assert_eq!(ours(&text, separator), theirs(&text, separator));
        }
    }
}
