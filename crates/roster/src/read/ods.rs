//! Reads `OpenDocument` spreadsheets, by going through their one file of content as a stream.
//!
//! A cell or row may say that it is repeated a million times. Such a repetition is followed only for
//! cells that hold something, and only within the limits.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Cells;
use super::error::ReadError;
use super::limits::Limits;
use super::sheet::SheetBuilder;

/// The name and the cells of each sheet in the file of content.
pub(super) fn sheets(content: &[u8], limits: &Limits) -> Result<Vec<(String, Cells)>, ReadError> {
    let content = String::from_utf8_lossy(content);
    let mut reader = Reader::from_str(&content);
    let mut sheets: Vec<(String, Cells)> = Vec::new();
    let mut state = State::new(limits);
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(tag) => state.start(&tag, false)?,
            Event::Empty(tag) => state.start(&tag, true)?,
            Event::End(tag) => {
                if let Some(sheet) = state.end(tag.local_name().as_ref())? {
                    sheets.push(sheet);
                }
            }
            Event::Text(text) => state.text(&text),
            Event::CData(text) => state.text(&text),
            Event::GeneralRef(name) => {
                if let Ok(Some(c)) = name.resolve_char_ref() {
                    state.text(c.encode_utf8(&mut [0; 4]));
                } else if let Some(text) = quick_xml::escape::resolve_predefined_entity(&name) {
                    state.text(text);
                }
            }
            Event::Eof if state.sheet.is_some() => {
                return Err(ReadError::damaged(std::io::Error::from(
                    std::io::ErrorKind::UnexpectedEof,
                )));
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// Where the reader is in the document.
struct State<'l> {
    limits: &'l Limits,
    sheet: Option<(String, SheetBuilder<'l>)>,
    row: usize,
    cells: Vec<(usize, String)>,
    column: usize,
    row_repeat: usize,
    cell_repeat: usize,
    /// The text of the cell that is being read.
    cell: Option<String>,
    paragraphs: usize,
    /// The value in the attributes of the cell, which some cells have in place of a text.
    value: String,
    /// How deep the reader is within comments and drawings, whose text is not the cell's.
    ignored_depth: usize,
}

impl<'l> State<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            sheet: None,
            row: 0,
            cells: Vec::new(),
            column: 0,
            row_repeat: 1,
            cell_repeat: 1,
            cell: None,
            paragraphs: 0,
            value: String::new(),
            ignored_depth: 0,
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) -> Result<(), ReadError> {
        match tag.local_name().as_ref() {
            "annotation" | "frame" | "shapes" if !empty => self.ignored_depth += 1,
            _ if self.ignored_depth > 0 => {}
            "table" if self.sheet.is_none() && !empty => {
                let name = attribute(tag, "table:name").unwrap_or_default();
                self.sheet = Some((name, SheetBuilder::new(self.limits)));
                self.row = 0;
            }
            "table-row" => {
                self.cells.clear();
                self.column = 0;
                self.row_repeat = repeat(tag, "table:number-rows-repeated");
                if empty {
                    self.end_row()?;
                }
            }
            "table-cell" | "covered-table-cell" => {
                self.cell_repeat = repeat(tag, "table:number-columns-repeated");
                self.paragraphs = 0;
                self.value = plain_value(tag);
                self.cell = Some(String::new());
                if empty {
                    self.end_cell()?;
                }
            }
            "p" => {
                if let Some(cell) = &mut self.cell {
                    if self.paragraphs > 0 {
                        cell.push('\n');
                    }
                    self.paragraphs += 1;
                }
            }
            "s" => {
                let count = attribute(tag, "text:c")
                    .and_then(|c| c.parse().ok())
                    .unwrap_or(1_usize);
                self.text(&" ".repeat(count.min(1_000)));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<Option<(String, Cells)>, ReadError> {
        match name {
            "annotation" | "frame" | "shapes" => {
                self.ignored_depth = self.ignored_depth.saturating_sub(1);
            }
            _ if self.ignored_depth > 0 => {}
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "table-row" => self.end_row()?,
            "table" => return Ok(self.sheet.take().map(|(name, sheet)| (name, sheet.rows))),
            _ => {}
        }
        Ok(None)
    }

    fn text(&mut self, text: &str) {
        if self.ignored_depth == 0
            && self.paragraphs > 0
            && let Some(cell) = &mut self.cell
        {
            cell.push_str(text);
        }
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(mut text) = self.cell.take() else {
            return Ok(());
        };
        // The value of a number, not the text that shows it, in which a matriculation number can
        // have a separator (`12.345`).
        if text.is_empty() || !self.value.is_empty() {
            text = std::mem::take(&mut self.value);
        }
        let next = self.column.saturating_add(self.cell_repeat);
        if !text.is_empty() {
            if next > self.limits.columns {
                return Err(ReadError::TooManyColumns {
                    row: self.row + 1,
                    limit: self.limits.columns,
                });
            }
            if text.len() > self.limits.cell {
                return Err(ReadError::CellTooLong {
                    row: self.row + 1,
                    limit: self.limits.cell,
                });
            }
            self.cells
                .extend((self.column..next).map(|column| (column, text.clone())));
        }
        self.column = next;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        let next = self.row.saturating_add(self.row_repeat);
        if let Some((_, sheet)) = &mut self.sheet
            && !self.cells.is_empty()
        {
            // A row that says it is repeated is kept once, because no list repeats a person on
            // purpose.
            for (column, text) in self.cells.drain(..) {
                sheet.put(self.row, column, text)?;
            }
        }
        self.row = next;
        Ok(())
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    quick_xml::escape::unescape(&attribute.value)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// How often an element says that it is repeated.
fn repeat(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1)
}

/// The value of a number, from the attributes of its cell.
fn plain_value(tag: &BytesStart<'_>) -> String {
    match attribute(tag, "office:value-type").as_deref() {
        Some("float") => attribute(tag, "office:value").unwrap_or_default(),
        _ => String::new(),
    }
}
