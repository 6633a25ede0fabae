//! Reads the older workbooks of Excel (XLS).

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader as _, Xls, XlsError};

use super::budget::Budget;
use super::compound::{Compound, chains_end};
use super::error::{ForeignFormat, ReadError};
use super::sheet::Sheet;
use super::xls_extent::check_extent;

#[cfg(panic = "abort")]
compile_error!("A damaged workbook would end the program. Build with panic = \"unwind\"");

/// Reads the workbook.
///
/// The library panics on some that were cut short. It leaves nothing behind that could be in a bad
/// state, so catching the panic is safe. This needs a build that unwinds.
pub(super) fn sheets(bytes: &[u8], budget: &Budget) -> Result<Vec<Sheet>, ReadError> {
    catch_unwind(AssertUnwindSafe(|| read(bytes, budget)))
        .unwrap_or_else(|_| Err(ReadError::damaged_by("the workbook can't be read")))
}

fn read(bytes: &[u8], budget: &Budget) -> Result<Vec<Sheet>, ReadError> {
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
        return Err(ReadError::damaged_by("a chain of sectors has no end"));
    }
    // The library makes room for every cell between the outermost ones of a sheet, so that two
    // cells can fill the memory.
    let book = Compound::of(bytes).and_then(|file| file.stream(&["Workbook", "Book"]));
    let book = book.ok_or_else(|| ReadError::damaged_by("there is no workbook in it"))?;
    check_extent(&book, budget)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(xls_error)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(xls_error)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Sheet::new(name);
        for (row, column, value) in range.used_cells() {
            let (row, column) = (top as usize + row, left as usize + column);
            match value {
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    sheet.put(row, column, text, budget)?;
                }
                value => sheet.put(row, column, &shown(value), budget)?,
            }
        }
        sheets.push(sheet);
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
        Data::Float(f) => super::number(*f),
        Data::Bool(b) => b.to_string(),
        Data::DateTime(date) => super::number(date.as_f64()),
        _ => String::new(),
    }
}
