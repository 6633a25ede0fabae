//! Lists as files for others: CSV and XLSX that no spreadsheet takes for formulas, and that come
//! back as they were.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::Entry;
use crate::columns::{OWN_HEADINGS, is_formula};

/// A list that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// A sheet holds 1,048,575 people below its heading.
    #[error("more rows than a sheet holds")]
    TooManyRows,
    #[error("the workbook could not be put together")]
    Workbook(#[source] XlsxError),
    #[error("the text could not be put together")]
    Text(#[source] csv::Error),
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

/// The list as CSV, which [`crate::open`] reads back as it was.
pub fn to_csv<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Result<Vec<u8>, Unwritable> {
    csv_table(OWN_HEADINGS, entries.into_iter().map(cells))
}

/// CSV in UTF-8 with a mark at the front, so that Excel reads it as such. Cells that a
/// spreadsheet would calculate have an apostrophe before them, which [`crate::open`] takes off.
pub fn csv_table<'c, const N: usize>(
    headings: [&str; N],
    rows: impl IntoIterator<Item = [&'c str; N]>,
) -> Result<Vec<u8>, Unwritable> {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(&mut bytes);
    writer.write_record(headings).map_err(Unwritable::Text)?;
    for row in rows {
        for cell in row {
            let written = if is_formula(cell) {
                writer.write_field(format!("'{cell}"))
            } else {
                writer.write_field(cell)
            };
            written.map_err(Unwritable::Text)?;
        }
        writer
            .write_record(None::<&[u8]>)
            .map_err(Unwritable::Text)?;
    }
    writer
        .flush()
        .map_err(|error| Unwritable::Text(error.into()))?;
    drop(writer);
    Ok(bytes)
}

/// A workbook with one sheet, every cell of it marked as text. The same list gives the same
/// bytes.
pub fn to_xlsx<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Result<Vec<u8>, Unwritable> {
    let mut book = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(Unwritable::Workbook)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let heading = Format::new().set_bold();
    // As text, also once somebody edits the cell.
    let text = Format::new().set_num_format("@");
    let sheet = book.add_worksheet();
    let widths = [28.0, 32.0, 16.0, 24.0, 16.0];
    for (column, (name, width)) in (0..).zip(OWN_HEADINGS.into_iter().zip(widths)) {
        sheet
            .set_column_width(column, width)
            .map_err(Unwritable::Workbook)?;
        sheet
            .write_string_with_format(0, column, name, &heading)
            .map_err(Unwritable::Workbook)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(Unwritable::Workbook)?;
    for (row, entry) in (1..).zip(entries) {
        if row > 1_048_575 {
            return Err(Unwritable::TooManyRows);
        }
        for (column, cell) in (0..).zip(cells(entry)) {
            if cell.is_empty() {
                continue;
            }
            // The apostrophe is for whoever saves the sheet as CSV afterwards.
            let guarded = if is_formula(cell) {
                format!("'{cell}")
            } else {
                cell.to_owned()
            };
            sheet
                .write_string_with_format(row, column, guarded, &text)
                .map_err(Unwritable::Workbook)?;
        }
    }
    book.save_to_buffer().map_err(Unwritable::Workbook)
}
