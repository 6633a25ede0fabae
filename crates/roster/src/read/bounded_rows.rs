//! Goes through the rows of a text, refuses what exceeds the limits, and repairs rows that a stray
//! quotation mark has joined.

use memchr::memchr;

use super::error::ReadError;
use super::limits::Limits;
use super::row_reader::{Row, RowReader};

/// How many rows with an unclosed quotation mark are repaired. The bound keeps the time that a
/// hostile file can take proportional to its size.
const REPAIRS: usize = 1_000;

/// An iterator over the rows of a table in a text. It lends its rows, which the trait `Iterator` does
/// not allow.
pub(super) struct BoundedRows<'l> {
    rows: RowReader<'l>,
    separator: u8,
    limits: Limits,
    row: usize,
    skip: usize,
    repairs: usize,
    ended: bool,
}

impl<'l> BoundedRows<'l> {
    /// The rows after the first `skip`.
    pub(super) fn new(text: &'l str, separator: u8, skip: usize, limits: Limits) -> Self {
        Self {
            rows: RowReader::new(text, separator),
            separator,
            limits,
            row: 0,
            skip,
            repairs: 0,
            ended: false,
        }
    }

    pub(super) fn next(&mut self) -> Option<Result<Row<'_>, ReadError>> {
        loop {
            if self.ended {
                return None;
            }
            match self.rows.read() {
                Ok(true) => self.row += 1,
                Ok(false) => {
                    self.ended = true;
                    return None;
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(ReadError::damaged(error)));
                }
            }
            if self.has_swallowed_rows() {
                self.rows.read_as_line();
                self.repairs += 1;
            }
            if let Some(broken) = self.exceeded_limit() {
                self.ended = true;
                return Some(Err(broken));
            }
            if self.row > self.skip {
                return Some(Ok(self.rows.row()));
            }
        }
    }

    /// Whether a cell has swallowed later rows, because a quotation mark is not closed. It has if one
    /// of its later lines contains both an address and a separator.
    fn has_swallowed_rows(&self) -> bool {
        let cells = self.rows.row();
        memchr(b'\n', cells.whole().as_bytes()).is_some()
            && self.repairs < REPAIRS
            && cells.cells().any(|cell| {
                let mut later = cell.lines().skip(1).take(3);
                later.any(|line| {
                    let mut cells = line.split(char::from(self.separator));
                    line.contains(char::from(self.separator)) && cells.any(looks_like_an_address)
                })
            })
    }

    /// The limit that the current row exceeds.
    fn exceeded_limit(&self) -> Option<ReadError> {
        let Limits {
            rows,
            columns,
            cell,
            ..
        } = self.limits;
        let row = self.row;
        if row > rows {
            return Some(ReadError::TooManyRows { limit: rows });
        }
        let cells = self.rows.row();
        if cells.len() > columns {
            return Some(ReadError::TooManyColumns {
                row,
                limit: columns,
            });
        }
        let long = cells.whole().len() > cell && cells.cells().any(|c| c.len() > cell);
        long.then_some(ReadError::CellTooLong { row, limit: cell })
    }
}

/// Whether there is something on both sides of an at sign. A sign that stands alone says nothing,
/// because a name or a note may contain one.
fn looks_like_an_address(cell: &str) -> bool {
    cell.split_once('@').is_some_and(|(before, after)| {
        before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
    })
}
