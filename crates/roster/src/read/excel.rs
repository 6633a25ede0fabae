//! Workbooks of Excel.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Reader as _, Xls, XlsError, Xlsx, XlsxError};

use super::Rows;
use super::compound::chains_end;
use super::error::{Looks, Unreadable};
use super::limits::Limits;

type Sheets = Vec<(String, Rows)>;

pub(super) fn xlsx(bytes: &[u8], limits: &Limits) -> Result<Sheets, Unreadable> {
    caught(|| read_xlsx(bytes, limits))
}

pub(super) fn xls(bytes: &[u8], limits: &Limits) -> Result<Sheets, Unreadable> {
    caught(|| read_xls(bytes, limits))
}

/// The library's own way of giving up on a broken workbook.
#[derive(Debug, thiserror::Error)]
#[error("the workbook's reader gave up")]
struct GaveUp;

/// The reader of older workbooks panics on some that were cut short. Nothing of it outlives the
/// call, so that the panic can end here; it needs a build that unwinds.
fn caught(read: impl FnOnce() -> Result<Sheets, Unreadable>) -> Result<Sheets, Unreadable> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(Unreadable::damaged(GaveUp)))
}

fn read_xlsx(bytes: &[u8], limits: &Limits) -> Result<Sheets, Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_error)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // Cell by cell: the call for a whole sheet believes the size that the file claims.
        let mut reader = match book.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // A chart on a sheet of its own.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(xlsx_error(error)),
        };
        let mut sheet = Sheet::new(limits);
        while let Some(cell) = reader.next_cell().map_err(xlsx_error)? {
            let (row, column) = cell.get_position();
            sheet.put(row as usize, column as usize, shown_ref(cell.get_value()))?;
        }
        sheets.push((name, sheet.rows));
    }
    Ok(sheets)
}

fn xlsx_error(error: XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Locked,
        other => Unreadable::damaged(other),
    }
}

fn read_xls(bytes: &[u8], limits: &Limits) -> Result<Sheets, Unreadable> {
    // Newer workbooks that are locked come in the older wrapping.
    let utf16 = |name: &str| {
        name.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    if memchr::memmem::find(bytes, &utf16("EncryptedPackage")).is_some() {
        return Err(Unreadable::Locked);
    }
    if memchr::memmem::find(bytes, &utf16("WordDocument")).is_some() {
        return Err(Unreadable::NotAList(Looks::Document));
    }
    if !chains_end(bytes) {
        return Err(Unreadable::damaged(GaveUp));
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(xls_error)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(xls_error)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Sheet::new(limits);
        for (row, column, value) in range.used_cells() {
            sheet.put(top as usize + row, left as usize + column, shown(value))?;
        }
        sheets.push((name, sheet.rows));
    }
    Ok(sheets)
}

fn xls_error(error: XlsError) -> Unreadable {
    match error {
        XlsError::Password => Unreadable::Locked,
        other => Unreadable::damaged(other),
    }
}

/// Rows as they fill up, within bounds. Rows that are empty throughout are left out.
pub(super) struct Sheet<'l> {
    pub(super) rows: Rows,
    limits: &'l Limits,
    last: Option<usize>,
    cells: usize,
}

/// So many cells for each row that is allowed, on the whole: a cell far to the right makes all
/// those before it.
const CELLS_A_ROW: usize = 10;

impl<'l> Sheet<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self {
            rows: Vec::new(),
            limits,
            last: None,
            cells: 0,
        }
    }

    /// Cells come row by row. A row or column far out costs nothing but its own cells.
    pub(super) fn put(
        &mut self,
        row: usize,
        column: usize,
        text: String,
    ) -> Result<(), Unreadable> {
        if text.is_empty() {
            return Ok(());
        }
        if column >= self.limits.columns {
            return Err(Unreadable::TooManyColumns {
                row: row + 1,
                limit: self.limits.columns,
            });
        }
        if text.len() > self.limits.cell {
            return Err(Unreadable::CellTooLong {
                row: row + 1,
                limit: self.limits.cell,
            });
        }
        if self.last != Some(row) {
            if self.rows.len() == self.limits.rows {
                return Err(Unreadable::TooManyRows {
                    limit: self.limits.rows,
                });
            }
            self.rows.push(Vec::new());
            self.last = Some(row);
        }
        if let Some(cells) = self.rows.last_mut() {
            if cells.len() <= column {
                self.cells += column + 1 - cells.len();
                if self.cells > self.limits.rows.saturating_mul(CELLS_A_ROW) {
                    return Err(Unreadable::TooManyRows {
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

fn shown(value: &Data) -> String {
    match value {
        Data::Int(i) => i.to_string(),
        Data::Float(f) => number(*f),
        Data::String(s) | Data::DateTimeIso(s) | Data::DurationIso(s) => s.clone(),
        Data::Bool(b) => b.to_string(),
        Data::DateTime(date) => number(date.as_f64()),
        _ => String::new(),
    }
}

fn shown_ref(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(i) => i.to_string(),
        DataRef::Float(f) => number(*f),
        DataRef::String(s) | DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::Bool(b) => b.to_string(),
        DataRef::DateTime(date) => number(date.as_f64()),
        _ => String::new(),
    }
}

/// A matriculation number is a number to a spreadsheet, and has no `.0`.
fn number(value: f64) -> String {
    value.to_string()
}
