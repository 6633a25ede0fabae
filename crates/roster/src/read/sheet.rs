//! The cells of a sheet. All readers of workbooks collect them here, so that the limits are the
//! same for all.

use super::budget::Budget;
use super::error::ReadError;

/// The cells of a sheet, without rows that are wholly empty.
///
/// All texts stand in one string. A sheet may have millions of cells, of which each would otherwise
/// need an allocation of its own.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    text: String,
    /// Where the text of each cell begins and ends, row after row.
    cells: Vec<(u32, u32)>,
    /// Where each row begins among the cells.
    rows: Vec<u32>,
    /// The number in the sheet of the row that was added last.
    last: Option<usize>,
}

/// One row of a sheet.
#[derive(Clone, Copy)]
pub(super) struct SheetRow<'s> {
    text: &'s str,
    cells: &'s [(u32, u32)],
}

impl<'s> SheetRow<'s> {
    pub(super) fn get(self, column: usize) -> Option<&'s str> {
        let (start, end) = *self.cells.get(column)?;
        self.text.get(start as usize..end as usize)
    }

    fn to_vec(self) -> Vec<String> {
        let cells = (0..self.cells.len()).filter_map(|column| self.get(column));
        cells.map(str::to_owned).collect()
    }
}

impl Sheet {
    pub(super) fn new(name: String) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// Adds a cell. Cells must arrive row by row. Empty rows before this one cost nothing.
    pub(super) fn put(
        &mut self,
        row: usize,
        column: usize,
        text: &str,
        budget: &Budget,
    ) -> Result<(), ReadError> {
        if text.is_empty() {
            return Ok(());
        }
        budget.columns(row + 1, column.saturating_add(1))?;
        budget.text(row + 1, text.len())?;
        if self.last != Some(row) {
            budget.row()?;
            self.rows.push(position(self.cells.len())?);
            self.last = Some(row);
        }
        let begin = self.rows.last().map_or(0, |begin| *begin as usize);
        let length = begin + column + 1;
        if self.cells.len() < length {
            // A cell far to the right makes the row as long as that.
            budget.cells(length - self.cells.len())?;
            self.cells.resize(length, (0, 0));
        }
        let start = position(self.text.len())?;
        self.text.push_str(text);
        self.cells[begin + column] = (start, position(self.text.len())?);
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at this position among those that aren't empty.
    pub(super) fn row(&self, at: usize) -> Option<SheetRow<'_>> {
        let begin = *self.rows.get(at)? as usize;
        let end = self
            .rows
            .get(at + 1)
            .map_or(self.cells.len(), |end| *end as usize);
        Some(SheetRow {
            text: &self.text,
            cells: self.cells.get(begin..end)?,
        })
    }

    /// The first rows, each cell by itself.
    pub(super) fn first_rows(&self, count: usize) -> Vec<Vec<String>> {
        let rows = (0..count).map_while(|at| self.row(at));
        rows.map(SheetRow::to_vec).collect()
    }
}

/// A position in a sheet. The limits keep it far below what fits; with other limits than the usual
/// ones it might not fit.
fn position(at: usize) -> Result<u32, ReadError> {
    u32::try_from(at).map_err(ReadError::damaged)
}
