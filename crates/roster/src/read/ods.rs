//! `OpenDocument` spreadsheets: their one file of content, read as a stream.
//!
//! Cells and rows may say that they are repeated a million times; they are, only where they hold
//! something, and only within the bounds.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Rows;
use super::error::Unreadable;
use super::excel::Sheet;
use super::limits::Limits;

pub(super) fn sheets(content: &[u8], limits: &Limits) -> Result<Vec<(String, Rows)>, Unreadable> {
    let content = String::from_utf8_lossy(content);
    let mut reader = Reader::from_str(&content);
    let mut sheets: Vec<(String, Rows)> = Vec::new();
    let mut state = State::new(limits);
    loop {
        match reader.read_event().map_err(Unreadable::damaged)? {
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
                return Err(Unreadable::damaged(std::io::Error::from(
                    std::io::ErrorKind::UnexpectedEof,
                )));
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

struct State<'l> {
    limits: &'l Limits,
    sheet: Option<(String, Sheet<'l>)>,
    row: usize,
    cells: Vec<(usize, String)>,
    column: usize,
    row_repeat: usize,
    cell_repeat: usize,
    /// The text of the cell under way.
    cell: Option<String>,
    paragraphs: usize,
    /// The value in the cell's attributes, for what has no text.
    value: String,
    /// Comments and drawings within a cell.
    aside: usize,
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
            aside: 0,
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) -> Result<(), Unreadable> {
        match tag.local_name().as_ref() {
            "annotation" | "frame" | "shapes" if !empty => self.aside += 1,
            _ if self.aside > 0 => {}
            "table" if self.sheet.is_none() && !empty => {
                let name = attribute(tag, "table:name").unwrap_or_default();
                self.sheet = Some((name, Sheet::new(self.limits)));
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

    fn end(&mut self, name: &str) -> Result<Option<(String, Rows)>, Unreadable> {
        match name {
            "annotation" | "frame" | "shapes" => self.aside = self.aside.saturating_sub(1),
            _ if self.aside > 0 => {}
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "table-row" => self.end_row()?,
            "table" => return Ok(self.sheet.take().map(|(name, sheet)| (name, sheet.rows))),
            _ => {}
        }
        Ok(None)
    }

    fn text(&mut self, text: &str) {
        if self.aside == 0
            && self.paragraphs > 0
            && let Some(cell) = &mut self.cell
        {
            cell.push_str(text);
        }
    }

    fn end_cell(&mut self) -> Result<(), Unreadable> {
        let Some(mut text) = self.cell.take() else {
            return Ok(());
        };
        // A number as it is, not as it is shown (`12.345` for a matriculation number).
        if text.is_empty() || !self.value.is_empty() {
            text = std::mem::take(&mut self.value);
        }
        let next = self.column.saturating_add(self.cell_repeat);
        if !text.is_empty() {
            if next > self.limits.columns {
                return Err(Unreadable::TooManyColumns {
                    row: self.row + 1,
                    limit: self.limits.columns,
                });
            }
            if text.len() > self.limits.cell {
                return Err(Unreadable::CellTooLong {
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

    fn end_row(&mut self) -> Result<(), Unreadable> {
        let next = self.row.saturating_add(self.row_repeat);
        if let Some((_, sheet)) = &mut self.sheet
            && !self.cells.is_empty()
        {
            // Nobody repeats a person: a row said to stand there many times is kept once.
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

fn repeat(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1)
}

fn plain_value(tag: &BytesStart<'_>) -> String {
    match attribute(tag, "office:value-type").as_deref() {
        Some("float") => attribute(tag, "office:value").unwrap_or_default(),
        _ => String::new(),
    }
}
