//! Reads the workbooks of Excel, in the current format (XLSX) and the older one (XLS).

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Reader as _, Xls, XlsError, Xlsx, XlsxError};

use super::Cells;
use super::compound::chains_end;
use super::error::{ForeignFormat, ReadError};
use super::limits::Limits;
use super::sheet::SheetBuilder;

/// The name and the cells of each sheet.
type Sheets = Vec<(String, Cells)>;

#[cfg(panic = "abort")]
compile_error!("A damaged workbook would end the program. Build with panic = \"unwind\"");

pub(super) fn xlsx(bytes: &[u8], limits: &Limits) -> Result<Sheets, ReadError> {
    caught(|| read_xlsx(bytes, limits))
}

pub(super) fn xls(bytes: &[u8], limits: &Limits) -> Result<Sheets, ReadError> {
    caught(|| read_xls(bytes, limits))
}

/// The library could not read a broken workbook and did not say why.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be read")]
struct WorkbookReaderError;

/// Turns a panic of the library into an error.
///
/// The reader of older workbooks panics on some that were cut short. It leaves nothing behind that
/// could be in a bad state, so catching the panic is safe. This needs a build that unwinds.
fn caught(read: impl FnOnce() -> Result<Sheets, ReadError>) -> Result<Sheets, ReadError> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(ReadError::damaged(WorkbookReaderError)))
}

fn read_xlsx(bytes: &[u8], limits: &Limits) -> Result<Sheets, ReadError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_error)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // Cell by cell, because the function for a whole sheet allocates for whatever size the
        // file claims to have.
        let mut reader = match book.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // Such a sheet holds a chart.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(xlsx_error(error)),
        };
        let mut sheet = SheetBuilder::new(limits);
        while let Some(cell) = reader.next_cell().map_err(xlsx_error)? {
            let (row, column) = cell.get_position();
            sheet.put(row as usize, column as usize, shown_ref(cell.get_value()))?;
        }
        sheets.push((name, sheet.rows));
    }
    Ok(sheets)
}

fn xlsx_error(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Locked,
        other => ReadError::damaged(other),
    }
}

fn read_xls(bytes: &[u8], limits: &Limits) -> Result<Sheets, ReadError> {
    // An encrypted workbook of the current format is stored in the container of the older one.
    let utf16 = |name: &str| {
        name.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    if memchr::memmem::find(bytes, &utf16("EncryptedPackage")).is_some() {
        return Err(ReadError::Locked);
    }
    if memchr::memmem::find(bytes, &utf16("WordDocument")).is_some() {
        return Err(ReadError::NotAList(ForeignFormat::Document));
    }
    if !chains_end(bytes) {
        return Err(ReadError::damaged(WorkbookReaderError));
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(xls_error)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(xls_error)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = SheetBuilder::new(limits);
        for (row, column, value) in range.used_cells() {
            sheet.put(top as usize + row, left as usize + column, shown(value))?;
        }
        sheets.push((name, sheet.rows));
    }
    Ok(sheets)
}

fn xls_error(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Locked,
        other => ReadError::damaged(other),
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

/// A number as text. To a spreadsheet a matriculation number is a number, and it must not come out
/// with a `.0` at the end.
fn number(value: f64) -> String {
    value.to_string()
}
