//! Writes lists as files for other programs: CSV and XLSX.
//!
//! A spreadsheet must not take any cell for a formula, because a list can contain whatever a
//! stranger typed into a form. [`crate::open`] reads such a file back exactly as the list was.

use std::borrow::Cow;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::Entry;
use crate::columns::{EXPORT_HEADINGS, is_formula};

/// Why a list couldn't be written as a file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A sheet of a workbook has room for 1,048,575 people below its heading.
    #[error("more rows than a sheet holds")]
    TooManyRows,
    #[error("the workbook couldn't be put together")]
    Workbook(#[source] XlsxError),
    #[error("the text couldn't be put together")]
    Csv(#[source] csv::Error),
}

fn cells(entry: &Entry) -> [&str; 5] {
    [
        &entry.name,
        &entry.address,
        &entry.group,
        &entry.note,
        &entry.list_id,
    ]
}

/// The list as CSV.
pub fn to_csv<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Result<Vec<u8>, ExportError> {
    csv_table(EXPORT_HEADINGS, entries.into_iter().map(cells))
}

/// Any table as CSV, in UTF-8 with a byte-order mark, without which Excel wouldn't read it as
/// UTF-8. A cell that a spreadsheet would calculate gets an apostrophe in front, which
/// [`crate::open`] removes again.
pub fn csv_table<H, R>(
    headings: impl IntoIterator<Item = H>,
    rows: impl IntoIterator<Item = R>,
) -> Result<Vec<u8>, ExportError>
where
    H: AsRef<[u8]>,
    R: IntoIterator<Item: AsRef<str>>,
{
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(&mut bytes);
    writer.write_record(headings).map_err(ExportError::Csv)?;
    for row in rows {
        for cell in row {
            writer
                .write_field(guarded(cell.as_ref()).as_bytes())
                .map_err(ExportError::Csv)?;
        }
        writer
            .write_record(None::<&[u8]>)
            .map_err(ExportError::Csv)?;
    }
    writer
        .flush()
        .map_err(|error| ExportError::Csv(error.into()))?;
    drop(writer);
    Ok(bytes)
}

/// The list as a workbook.
pub fn to_xlsx<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Result<Vec<u8>, ExportError> {
    xlsx_table(EXPORT_HEADINGS, entries.into_iter().map(cells))
}

/// Any table as a workbook with one sheet, in which every cell is marked as text. The same table
/// always gives the same bytes.
pub fn xlsx_table<H, R>(
    headings: impl IntoIterator<Item = H>,
    rows: impl IntoIterator<Item = R>,
) -> Result<Vec<u8>, ExportError>
where
    H: AsRef<str>,
    R: IntoIterator<Item: AsRef<str>>,
{
    let mut book = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(ExportError::Workbook)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let heading = Format::new().set_bold();
    // The format keeps the cell text even after somebody has edited it.
    let text = Format::new().set_num_format("@");
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(headings) {
        // Names and addresses come first and are the longest.
        let width = if column < 2 { 30.0 } else { 20.0 };
        sheet
            .set_column_width(column, width)
            .map_err(ExportError::Workbook)?;
        sheet
            .write_string_with_format(0, column, name.as_ref(), &heading)
            .map_err(ExportError::Workbook)?;
    }
    sheet
        .set_freeze_panes(1, 0)
        .map_err(ExportError::Workbook)?;
    for (row, cells) in (1..).zip(rows) {
        if row > 1_048_575 {
            return Err(ExportError::TooManyRows);
        }
        for (column, cell) in (0..).zip(cells) {
            let cell = cell.as_ref();
            if cell.is_empty() {
                continue;
            }
            // The text format already protects this workbook. The apostrophe protects the CSV that
            // somebody may save from it.
            sheet
                .write_string_with_format(row, column, guarded(cell), &text)
                .map_err(ExportError::Workbook)?;
        }
    }
    book.save_to_buffer().map_err(ExportError::Workbook)
}

/// A cell with an apostrophe in front if a spreadsheet would calculate it.
fn guarded(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}
