//! Collects the cells of a sheet, within the limits. Both readers of workbooks use it, so that the
//! limits are the same for both.

use super::Cells;
use super::error::ReadError;
use super::limits::Limits;

/// The cells of a sheet while they arrive. Rows that are wholly empty are left out.
pub(super) struct SheetBuilder<'l> {
    pub(super) rows: Cells,
    limits: &'l Limits,
    last: Option<usize>,
    cells: usize,
}

/// How many cells a sheet may have for each row that is allowed. A cell far to the right makes the
/// row as long as that, so a bound on rows and columns alone would allow far too many cells.
const CELLS_PER_ROW: usize = 10;

impl<'l> SheetBuilder<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self {
            rows: Vec::new(),
            limits,
            last: None,
            cells: 0,
        }
    }

    /// Adds a cell. Cells must arrive row by row. Empty rows before this one cost nothing.
    pub(super) fn put(&mut self, row: usize, column: usize, text: String) -> Result<(), ReadError> {
        if text.is_empty() {
            return Ok(());
        }
        if column >= self.limits.columns {
            return Err(ReadError::TooManyColumns {
                row: row + 1,
                limit: self.limits.columns,
            });
        }
        if text.len() > self.limits.cell {
            return Err(ReadError::CellTooLong {
                row: row + 1,
                limit: self.limits.cell,
            });
        }
        if self.last != Some(row) {
            if self.rows.len() == self.limits.rows {
                return Err(ReadError::TooManyRows {
                    limit: self.limits.rows,
                });
            }
            self.rows.push(Vec::new());
            self.last = Some(row);
        }
        if let Some(cells) = self.rows.last_mut() {
            if cells.len() <= column {
                self.cells += column + 1 - cells.len();
                if self.cells > self.limits.rows.saturating_mul(CELLS_PER_ROW) {
                    return Err(ReadError::TooManyRows {
                        limit: self.limits.rows,
                    });
                }
                cells.resize(column + 1, String::new());
            }
            cells[column] = text;
        }
        Ok(())
    }
}
