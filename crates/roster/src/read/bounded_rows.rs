//! The rows of a text, one after the other, within the bounds.

use memchr::memchr;

use super::error::Unreadable;
use super::limits::Limits;
use super::row_reader::{Row, Rows};

/// Rows with a quotation mark left open are taken line by line, as often as this.
const REPAIRS: usize = 1_000;

pub(super) struct Records<'l> {
    rows: Rows<'l>,
    separator: u8,
    limits: Limits,
    row: usize,
    skip: usize,
    repairs: usize,
    ended: bool,
}

impl<'l> Records<'l> {
    /// The rows after the first `skip`.
    pub(super) fn new(text: &'l str, separator: u8, skip: usize, limits: Limits) -> Self {
        Self {
            rows: Rows::new(text, separator),
            separator,
            limits,
            row: 0,
            skip,
            repairs: 0,
            ended: false,
        }
    }

    pub(super) fn next(&mut self) -> Option<Result<Row<'_>, Unreadable>> {
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
                    return Some(Err(Unreadable::damaged(error)));
                }
            }
            if self.swallowed() {
                self.rows.read_as_line();
                self.repairs += 1;
            }
            if let Some(broken) = self.beyond() {
                self.ended = true;
                return Some(Err(broken));
            }
            if self.row > self.skip {
                return Some(Ok(self.rows.row()));
            }
        }
    }

    /// Whether a cell holds lines that were rows, because a quotation mark before them has no
    /// partner: a later line in it has an address and the sign between cells.
    fn swallowed(&self) -> bool {
        let cells = self.rows.row();
        memchr(b'\n', cells.whole().as_bytes()).is_some()
            && self.repairs < REPAIRS
            && cells.cells().any(|cell| {
                let row =
                    |line: &str| line.contains('@') && line.contains(char::from(self.separator));
                cell.lines().skip(1).take(3).any(row)
            })
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
        let cells = self.rows.row();
        if cells.len() > columns {
            return Some(Unreadable::TooManyColumns {
                row,
                limit: columns,
            });
        }
        let long = cells.whole().len() > cell && cells.cells().any(|c| c.len() > cell);
        long.then_some(Unreadable::CellTooLong { row, limit: cell })
    }
}
