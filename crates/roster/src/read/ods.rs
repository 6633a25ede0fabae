//! Reads `OpenDocument` spreadsheets, by going through their one file of content as a stream.
//!
//! A cell or row may say that it is repeated a million times. Such a repetition is followed only for
//! cells that hold something, and only within the limits.

use quick_xml::events::{BytesStart, Event};

use super::budget::Budget;
use super::error::ReadError;
use super::sheet::Sheet;
use super::xml::{Xml, attribute, push_text};

/// The sheets in the file of content.
pub(super) fn sheets(mut content: Xml<'_>, budget: &Budget) -> Result<Vec<Sheet>, ReadError> {
    let mut sheets = Vec::new();
    let mut state = State::new(budget);
    while let Some(event) = content.next()? {
        match &event {
            Event::Start(tag) => state.start(tag)?,
            Event::End(tag) => sheets.extend(state.end(tag.local_name().as_ref())?),
            event => state.text(event)?,
        }
    }
    if state.sheet.is_some() {
        return Err(ReadError::damaged_by("a sheet has no end"));
    }
    Ok(sheets)
}

/// Where the reader is in the document.
struct State<'l> {
    budget: &'l Budget,
    sheet: Option<Sheet>,
    row: usize,
    column: usize,
    row_repeat: usize,
    cell_repeat: usize,
    /// The text of the cell that is being read.
    cell: Option<String>,
    paragraphs: usize,
    /// The value in the attributes of the cell, which some cells have in place of a text.
    value: String,
    /// How deep the reader is within comments and drawings, whose text isn't the cell's.
    ignored_depth: usize,
}

impl<'l> State<'l> {
    fn new(budget: &'l Budget) -> Self {
        Self {
            budget,
            sheet: None,
            row: 0,
            column: 0,
            row_repeat: 1,
            cell_repeat: 1,
            cell: None,
            paragraphs: 0,
            value: String::new(),
            ignored_depth: 0,
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        match tag.local_name().as_ref() {
            "annotation" | "frame" | "shapes" => self.ignored_depth += 1,
            _ if self.ignored_depth > 0 => {}
            "table" if self.sheet.is_none() => {
                self.budget.table()?;
                self.sheet = Some(Sheet::new(attribute(tag, "name").unwrap_or_default()));
                self.row = 0;
            }
            "table-row" => {
                // An empty row is no row of the list, but it takes time. So does an empty cell.
                self.budget.cells(1)?;
                self.column = 0;
                self.row_repeat = repeat(tag, "number-rows-repeated");
            }
            "table-cell" | "covered-table-cell" => {
                self.budget.cells(1)?;
                self.cell_repeat = repeat(tag, "number-columns-repeated");
                self.paragraphs = 0;
                self.value = plain_value(tag);
                self.cell = Some(String::new());
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
                let count = attribute(tag, "c")
                    .and_then(|c| c.parse().ok())
                    .unwrap_or(1_usize);
                self.push(&" ".repeat(count.min(1_000)))?;
            }
            "tab" => self.push("\t")?,
            "line-break" => self.push("\n")?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<Option<Sheet>, ReadError> {
        match name {
            "annotation" | "frame" | "shapes" => {
                self.ignored_depth = self.ignored_depth.saturating_sub(1);
            }
            _ if self.ignored_depth > 0 => {}
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            // A row that says it is repeated is kept once, because no list repeats a person on
            // purpose.
            "table-row" => self.row = self.row.saturating_add(self.row_repeat),
            "table" => return Ok(self.sheet.take()),
            _ => {}
        }
        Ok(None)
    }

    fn text(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        if let Some(cell) = self.open_text() {
            push_text(event, cell);
        }
        self.check_cell()
    }

    fn push(&mut self, text: &str) -> Result<(), ReadError> {
        if let Some(cell) = self.open_text() {
            cell.push_str(text);
        }
        self.check_cell()
    }

    /// The text of the cell, if the reader is in a paragraph of it.
    fn open_text(&mut self) -> Option<&mut String> {
        let inside = self.ignored_depth == 0 && self.paragraphs > 0;
        self.cell.as_mut().filter(|_| inside)
    }

    fn check_cell(&self) -> Result<(), ReadError> {
        let length = self.cell.as_ref().map_or(0, String::len);
        self.budget.text_in_xml(length)
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
        if let Some(sheet) = &mut self.sheet
            && !text.is_empty()
        {
            self.budget.columns(self.row + 1, next)?;
            for column in self.column..next {
                sheet.put(self.row, column, &text, self.budget)?;
            }
        }
        self.column = next;
        Ok(())
    }
}

/// How often an element says that it is repeated.
fn repeat(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1)
}

/// The value of a number, from the attributes of its cell.
fn plain_value(tag: &BytesStart<'_>) -> String {
    match attribute(tag, "value-type").as_deref() {
        Some("float") => attribute(tag, "value").unwrap_or_default(),
        _ => String::new(),
    }
}
