//! Counts what has been read of a file, and refuses what exceeds the limits.
//!
//! One budget goes with a file from its first byte to its last row. Everything that reads the file
//! draws on it before it keeps anything, so that a file is refused while it is read and not
//! afterwards. It is shared by readers that are nested in each other (a sheet, the XML in it, the
//! zip file around that), and therefore counts in cells.

use std::cell::Cell;

use super::error::ReadError;
use super::limits::Limits;
use crate::Entry;

/// Contents up to this size may be any number of times larger than the file.
const SMALL: u64 = 16 << 20;

#[derive(Debug)]
pub(super) struct Budget {
    pub(super) limits: Limits,
    /// The size of the file itself.
    packed: u64,
    unpacked: Cell<u64>,
    tables: Cell<usize>,
    rows: Cell<usize>,
    cells: Cell<usize>,
    text: Cell<usize>,
}

impl Budget {
    /// For a file of this size.
    pub(super) fn new(limits: &Limits, packed: usize) -> Self {
        Self {
            limits: *limits,
            packed: packed as u64,
            unpacked: Cell::default(),
            tables: Cell::default(),
            rows: Cell::default(),
            cells: Cell::default(),
            text: Cell::default(),
        }
    }

    /// This many more bytes were unpacked.
    pub(super) fn unpack(&self, bytes: usize) -> Result<(), ReadError> {
        let unpacked = self.unpacked.get().saturating_add(bytes as u64);
        self.unpacked.set(unpacked);
        let ratio = unpacked / self.packed.max(1);
        let is_bomb = unpacked > SMALL && ratio > self.limits.ratio;
        if unpacked > self.limits.unpacked || is_bomb {
            return Err(ReadError::UnpacksTooLarge {
                limit: self.limits.unpacked,
            });
        }
        Ok(())
    }

    /// One more table or sheet.
    pub(super) fn table(&self) -> Result<(), ReadError> {
        let limit = self.limits.tables;
        more(&self.tables, 1, limit).ok_or(ReadError::TooManyTables { limit })
    }

    /// One more row with something in it.
    pub(super) fn row(&self) -> Result<(), ReadError> {
        let limit = self.limits.rows;
        more(&self.rows, 1, limit).ok_or(ReadError::TooManyRows { limit })
    }

    /// This many more cells, or empty elements that cost as much as one.
    pub(super) fn cells(&self, count: usize) -> Result<(), ReadError> {
        let limit = self.limits.cells;
        more(&self.cells, count, limit).ok_or(ReadError::TooManyCells { limit })
    }

    /// A cell of this length is to be kept.
    pub(super) fn text(&self, row: usize, length: usize) -> Result<(), ReadError> {
        if length > self.limits.cell {
            return Err(ReadError::CellTooLong {
                row,
                limit: self.limits.cell,
            });
        }
        self.kept(length)
    }

    /// This many bytes of text are to be kept.
    pub(super) fn kept(&self, length: usize) -> Result<(), ReadError> {
        let limit = self.limits.text;
        more(&self.text, length, limit).ok_or(ReadError::TooMuchText { limit })
    }

    /// One more person, in a format without columns.
    pub(super) fn person(&self, row: usize, person: &Entry) -> Result<(), ReadError> {
        self.row()?;
        let cells = [
            &person.name,
            &person.address,
            &person.group,
            &person.note,
            &person.list_id,
        ];
        cells
            .into_iter()
            .try_for_each(|cell| self.text(row, cell.len()))
    }

    /// Whether a text may be this long while it is put together. An escaped character takes seven
    /// times the space.
    pub(super) fn text_in_xml(&self, length: usize) -> Result<(), ReadError> {
        if length / 8 > self.limits.cell {
            return Err(ReadError::damaged_by("a text is too long"));
        }
        Ok(())
    }

    /// Whether a row may be this long.
    pub(super) fn columns(&self, row: usize, columns: usize) -> Result<(), ReadError> {
        let limit = self.limits.columns;
        if columns > limit {
            return Err(ReadError::TooManyColumns { row, limit });
        }
        Ok(())
    }
}

/// Adds to a count; `None` if it is above the limit then.
fn more(counted: &Cell<usize>, count: usize, limit: usize) -> Option<()> {
    let sum = counted.get().saturating_add(count);
    counted.set(sum);
    (sum <= limit).then_some(())
}
