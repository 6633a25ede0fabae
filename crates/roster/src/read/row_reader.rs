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
    most: Most,
}

/// How many cells a row may have, and how many bytes a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Most {
    pub(super) cells: usize,
    pub(super) bytes: usize,
}

/// What was found where a row should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NextRow {
    Row,
    /// The row has too many cells. It holds the first ones.
    TooManyCells,
    /// A cell is too long. The row ends with the beginning of that cell.
    CellTooLong,
    End,
}

/// The cells of one row.
#[derive(Clone, Copy)]
pub(super) struct RawRow<'r> {
    text: &'r str,
    bounds: &'r [(usize, usize)],
}

impl<'r> RawRow<'r> {
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
    pub(super) fn new(text: &'t str, separator: u8, most: Most) -> Self {
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
            most,
        }
    }

    /// Reads the next row. After one that is too long, only [`Self::read_as_line`] can go on.
    pub(super) fn read(&mut self) -> Result<NextRow, Utf8Error> {
        self.start = self.at + leading_line_breaks(&self.text.as_bytes()[self.at..]);
        self.is_copied = false;
        if self.start == self.text.len() {
            return Ok(NextRow::End);
        }
        match self.split_in_place() {
            Split::To(end) => {
                self.at = end;
                Ok(NextRow::Row)
            }
            Split::TooLong(found) => Ok(found),
            Split::Not => self.split_with_core(),
        }
    }

    /// The current row.
    pub(super) fn row(&self) -> RawRow<'_> {
        let text = if self.is_copied {
            &self.copied
        } else {
            self.text
        };
        RawRow {
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

    /// Splits the row without copying.
    fn split_in_place(&mut self) -> Split {
        if !self.separator.is_ascii() || matches!(self.separator, b'"' | b'\r' | b'\n') {
            return Split::Not;
        }
        let text = self.text;
        let bytes = text.as_bytes();
        // A cell is searched for its end no further than a cell may reach.
        let window = |start: usize| &bytes[start..bytes.len().min(start + self.most.bytes + 1)];
        let mut start = self.start;
        self.bounds.clear();
        loop {
            if self.bounds.len() == self.most.cells {
                return Split::TooLong(NextRow::TooManyCells);
            }
            let quoted = bytes.get(start) == Some(&b'"');
            start += usize::from(quoted);
            let ahead = window(start);
            let length = if quoted {
                memchr(b'"', ahead)
            } else {
                memchr3(self.separator, b'\r', b'\n', ahead)
            };
            let reaches_end = start + ahead.len() == bytes.len();
            let end = match length {
                Some(length) => start + length,
                None if reaches_end && !quoted => bytes.len(),
                None if reaches_end => return Split::Not,
                None => {
                    let seen = super::cut(&text[start..], self.most.bytes).len();
                    self.bounds.push((start, start + seen));
                    return Split::TooLong(NextRow::CellTooLong);
                }
            };
            self.bounds.push((start, end));
            let end = end + usize::from(quoted);
            match bytes.get(end) {
                Some(b'\r' | b'\n') | None => return Split::To(end),
                Some(b) if *b == self.separator => start = end + 1,
                Some(_) => return Split::Not,
            }
        }
    }

    /// Splits the row by means of the core of the `csv` crate.
    fn split_with_core(&mut self) -> Result<NextRow, Utf8Error> {
        let (mut length, mut count) = (0, 0);
        let mut found = NextRow::Row;
        self.at = self.start;
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let cells = &mut self.cells[length..];
            let (result, read, written, ended) =
                self.core.read_record(rest, cells, &mut self.ends[count..]);
            self.at += read;
            length += written;
            count += ended;
            let last = count.checked_sub(1).map_or(0, |last| self.ends[last]);
            match result {
                // The core is called again without input, which tells it that the text has ended.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if length - last > self.most.bytes => {
                    found = NextRow::CellTooLong;
                    self.ends[count] = length;
                    count += 1;
                    break;
                }
                ReadRecordResult::OutputEndsFull if count > self.most.cells => {
                    found = NextRow::TooManyCells;
                    break;
                }
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        if found != NextRow::Row {
            // The core stopped within a row, and perhaps within a letter.
            self.core.reset();
            self.core.read_record(b"\n", &mut [], &mut []);
            let written = &self.cells[..length];
            length = std::str::from_utf8(written).map_or_else(|e| e.valid_up_to(), str::len);
        }
        self.copied.clear();
        self.copied
            .push_str(std::str::from_utf8(&self.cells[..length])?);
        self.is_copied = true;
        let ends = self.ends[..count].iter().map(|end| *end.min(&length));
        let starts = std::iter::once(0).chain(ends.clone());
        self.bounds.clear();
        self.bounds.extend(starts.zip(ends));
        Ok(found)
    }
}

/// How a row could be split where it stands.
enum Split {
    /// Completely, to this position.
    To(usize),
    /// It is too long, for this reason.
    TooLong(NextRow),
    /// A cell doesn't stand in the text as it is meant.
    Not,
}

/// How many line breaks stand at the front. Empty lines aren't rows.
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

    const ROOMY: Most = Most {
        cells: 5_000,
        bytes: 100_000,
    };

    fn ours(text: &str, separator: u8) -> Vec<Vec<String>> {
        let mut rows = RowReader::new(text, separator, ROOMY);
        let mut found = Vec::new();
        while rows.read().unwrap() == NextRow::Row {
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

    #[test]
    fn a_row_that_is_too_long_is_not_read_to_its_end() {
        let most = Most {
            cells: 3,
            bytes: 2_000,
        };
        for (text, expected, cells) in [
            ("a,b,c,d\n".to_owned(), NextRow::TooManyCells, 3),
            ("a,b,c\n".to_owned(), NextRow::Row, 3),
            (
                format!("a,{}\n", "é".repeat(2_000)),
                NextRow::CellTooLong,
                2,
            ),
            (
                format!("a,\"{}", "é".repeat(2_000)),
                NextRow::CellTooLong,
                2,
            ),
            // These need a copy: a doubled quotation mark, and more after a closing one.
            (
                format!("a,\"\"\"{}\"", "é".repeat(9_000)),
                NextRow::CellTooLong,
                2,
            ),
            (
                format!("\"a\"b{}", ",x".repeat(9_000)),
                NextRow::TooManyCells,
                32,
            ),
        ] {
            let mut rows = RowReader::new(&text, b',', most);
            assert_eq!(rows.read().unwrap(), expected, "{text:.20}");
            assert_eq!(rows.row().len(), cells, "{text:.20}");
            rows.read_as_line();
            assert!(rows.row().len() >= cells);
        }
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
