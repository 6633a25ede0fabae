//! The rows of a text, one after the other, within the bounds.

use csv::StringRecord;

use super::limits::Limits;
use super::unreadable::Unreadable;

/// Rows with a quotation mark left open are taken line by line, as often as this.
const REPAIRS: usize = 1_000;

pub(super) struct Records<'l> {
    text: &'l str,
    separator: u8,
    limits: Limits,
    reader: csv::Reader<&'l [u8]>,
    /// Where the reader began.
    start: usize,
    record: StringRecord,
    row: usize,
    skip: usize,
    repairs: usize,
    ended: bool,
}

impl<'l> Records<'l> {
    /// The rows after the first `skip`.
    pub(super) fn new(text: &'l str, separator: u8, skip: usize, limits: Limits) -> Self {
        Self {
            text,
            separator,
            limits,
            reader: reader(text, separator, true),
            start: 0,
            record: StringRecord::new(),
            row: 0,
            skip,
            repairs: 0,
            ended: false,
        }
    }

    pub(super) fn next(&mut self) -> Option<Result<&StringRecord, Unreadable>> {
        loop {
            if self.ended {
                return None;
            }
            match self.reader.read_record(&mut self.record) {
                Ok(true) => self.row += 1,
                Ok(false) => {
                    self.ended = true;
                    return None;
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Unreadable::damaged(error)));
                }
            }
            if self.swallowed() {
                self.repair();
            }
            if let Some(broken) = self.beyond() {
                self.ended = true;
                return Some(Err(broken));
            }
            if self.row > self.skip {
                return Some(Ok(&self.record));
            }
        }
    }

    /// Whether a cell holds lines that were rows, because a quotation mark before them has no
    /// partner: a later line in it has an address and the sign between cells.
    fn swallowed(&self) -> bool {
        let whole = self.record.as_byte_record().as_slice();
        memchr::memchr(b'\n', whole).is_some()
            && self.repairs < REPAIRS
            && self.record.iter().any(|cell| {
                let row =
                    |line: &str| line.contains('@') && line.contains(char::from(self.separator));
                cell.lines().skip(1).take(3).any(row)
            })
    }

    /// Reads the line by itself, its marks as any other character, and goes on after it.
    fn repair(&mut self) {
        let Some(position) = self.record.position() else {
            return;
        };
        let from = self.start + usize::try_from(position.byte()).unwrap_or_default();
        let rest = self.text.get(from..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let line = rest[blank..].lines().next().unwrap_or_default();
        let mut plain = StringRecord::new();
        if !matches!(
            reader(line, self.separator, false).read_record(&mut plain),
            Ok(true)
        ) {
            return;
        }
        self.record = plain.iter().map(|cell| cell.trim_matches('"')).collect();
        self.start = from + blank + line.len();
        self.reader = reader(&self.text[self.start..], self.separator, true);
        self.repairs += 1;
    }

    fn beyond(&self) -> Option<Unreadable> {
        let Limits {
            rows,
            columns,
            cell,
            ..
        } = self.limits;
        let row = self.row;
        if row > rows {
            return Some(Unreadable::TooManyRows { limit: rows });
        }
        if self.record.len() > columns {
            return Some(Unreadable::TooManyColumns {
                row,
                limit: columns,
            });
        }
        let whole = self.record.as_byte_record().as_slice().len();
        let long = whole > cell && self.record.iter().any(|c| c.len() > cell);
        long.then_some(Unreadable::CellTooLong { row, limit: cell })
    }
}

pub(super) fn reader(text: &str, separator: u8, quoting: bool) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .buffer_capacity(64 << 10)
        .from_reader(text.as_bytes())
}
