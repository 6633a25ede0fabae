//! Goes through the rows of a text, refuses what exceeds the limits, and repairs rows that a stray
//! quotation mark has joined.

use memchr::memchr;

use super::budget::Budget;
use super::error::ReadError;
use super::limits::Limits;
use super::row_reader::{Most, NextRow, RawRow, RowReader};

/// How many rows with an unclosed quotation mark are repaired. The bound keeps the time that a
/// hostile file can take proportional to its size.
const REPAIRS: usize = 1_000;

/// An iterator over the rows of a table in a text. It lends its rows, which the trait `Iterator` does
/// not allow.
pub(super) struct BoundedRows<'l> {
    rows: RowReader<'l>,
    separator: u8,
    budget: Budget,
    row: usize,
    skip: usize,
    repairs: usize,
    ended: bool,
}

impl<'l> BoundedRows<'l> {
    /// The rows after the first `skip`.
    pub(super) fn new(text: &'l str, separator: u8, skip: usize, limits: &Limits) -> Self {
        Self {
            rows: RowReader::new(text, separator, most(limits)),
            separator,
            budget: Budget::new(limits, text.len()),
            row: 0,
            skip,
            repairs: 0,
            ended: false,
        }
    }

    pub(super) fn next(&mut self) -> Option<Result<RawRow<'_>, ReadError>> {
        loop {
            if self.ended {
                return None;
            }
            let mut found = match self.rows.read() {
                Ok(NextRow::End) => {
                    self.ended = true;
                    return None;
                }
                Ok(found) => found,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(ReadError::damaged(error)));
                }
            };
            self.row += 1;
            if self.has_swallowed_rows() {
                self.rows.read_as_line();
                self.repairs += 1;
                found = NextRow::Row;
            }
            if let Err(broken) = self.check(found) {
                self.ended = true;
                return Some(Err(broken));
            }
            if self.row > self.skip {
                return Some(Ok(self.rows.row()));
            }
        }
    }

    /// Whether a cell has swallowed later rows, because a quotation mark isn't closed. It has if one
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

    /// Whether the current row, and all up to it, are within the limits.
    fn check(&self, found: NextRow) -> Result<(), ReadError> {
        let (row, limits) = (self.row, &self.budget.limits);
        let cells = self.rows.row();
        self.budget.row()?;
        if found == NextRow::TooManyCells || cells.len() > limits.columns {
            return Err(ReadError::TooManyColumns {
                row,
                limit: limits.columns,
            });
        }
        self.budget.cells(cells.len())?;
        let whole = cells.whole().len();
        let long = whole > limits.cell && cells.cells().any(|c| c.len() > limits.cell);
        if found == NextRow::CellTooLong || long {
            return Err(ReadError::CellTooLong {
                row,
                limit: limits.cell,
            });
        }
        self.budget.kept(whole)
    }
}

/// How long a row may be while it is read.
pub(super) fn most(limits: &Limits) -> Most {
    Most {
        cells: limits.columns.saturating_add(1),
        bytes: limits.cell,
    }
}

/// Whether there is something on both sides of an at sign. A sign that stands alone says nothing,
/// because a name or a note may contain one.
fn looks_like_an_address(cell: &str) -> bool {
    cell.split_once('@').is_some_and(|(before, after)| {
        before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
    })
}
