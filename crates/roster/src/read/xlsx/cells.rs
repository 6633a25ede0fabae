//! The cells of one sheet of a workbook.

use quick_xml::events::{BytesStart, Event};

use super::super::budget::Budget;
use super::super::error::ReadError;
use super::super::sheet::Sheet;
use super::super::xml::{Xml, attribute, push_text};
use super::strings::{RichText, Strings, unescaped};

/// Reads a sheet.
pub(super) fn sheet(
    mut xml: Xml<'_>,
    name: String,
    strings: &Strings,
    budget: &Budget,
) -> Result<Sheet, ReadError> {
    let mut reader = CellReader {
        sheet: Sheet::new(name),
        strings,
        budget,
        row: 0,
        column: 0,
        cell: None,
    };
    let mut complete = false;
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(tag) => reader.start(tag)?,
            Event::End(tag) => match tag.local_name().as_ref() {
                "row" => {
                    reader.row += 1;
                    reader.column = 0;
                }
                "c" => reader.end_cell()?,
                "v" => reader.end_value(),
                // What follows is how the sheet looks and prints.
                "sheetData" => {
                    complete = true;
                    break;
                }
                _ => reader.text(&event)?,
            },
            event => reader.text(event)?,
        }
    }
    if complete {
        Ok(reader.sheet)
    } else {
        Err(ReadError::damaged_by("a sheet has no end"))
    }
}

struct CellReader<'w> {
    sheet: Sheet,
    strings: &'w Strings,
    budget: &'w Budget,
    /// Where the next cell is, if it doesn't say where it is.
    row: usize,
    column: usize,
    cell: Option<OpenCell>,
}

/// The cell that is being read.
#[derive(Default)]
struct OpenCell {
    kind: String,
    value: String,
    in_value: bool,
    /// The text that stands in the cell itself.
    inline: RichText,
}

impl CellReader<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        match tag.local_name().as_ref() {
            "row" => {
                // An empty row is no row of the list, but it takes time.
                self.budget.cells(1)?;
                if let Some(row) = attribute(tag, "r").and_then(|row| row.parse::<u32>().ok()) {
                    self.row = (row as usize).saturating_sub(1);
                }
            }
            "c" => {
                self.budget.cells(1)?;
                if let Some(place) = attribute(tag, "r") {
                    (self.row, self.column) = position(&place)
                        .ok_or_else(|| ReadError::damaged_by("a cell is nowhere"))?;
                }
                self.cell = Some(OpenCell {
                    kind: attribute(tag, "t").unwrap_or_default(),
                    ..OpenCell::default()
                });
            }
            "v" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_value = true;
                }
            }
            _ => self.text(&Event::Start(tag.borrow()))?,
        }
        Ok(())
    }

    fn text(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        let Some(cell) = &mut self.cell else {
            return Ok(());
        };
        if !cell.in_value {
            return cell.inline.take(event, self.budget);
        }
        push_text(event, &mut cell.value);
        self.budget.text_in_xml(cell.value.len())
    }

    fn end_value(&mut self) {
        if let Some(cell) = &mut self.cell {
            cell.in_value = false;
        }
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let value = cell.value.as_str();
        let (row, column) = (self.row, self.column);
        self.column += 1;
        let number;
        let flag;
        let text = match cell.kind.as_str() {
            "s" if value.is_empty() => "",
            "s" => {
                let string = value
                    .trim()
                    .parse()
                    .ok()
                    .and_then(|at| self.strings.get(at));
                string.ok_or_else(|| ReadError::damaged_by("a cell names no string"))?
            }
            // The value of such a cell repeats its text.
            "inlineStr" | "is" => &cell.inline.text,
            "b" => {
                flag = (value.trim() != "0").to_string();
                if value.is_empty() { "" } else { &flag }
            }
            // `#N/A` and the like.
            "e" => "",
            "str" => &unescaped(value),
            "d" => value,
            _ => match value.trim().parse::<f64>() {
                Ok(found) => {
                    number = super::super::number(found);
                    &number
                }
                Err(_) => value,
            },
        };
        self.sheet.put(row, column, text, self.budget)
    }
}

/// Row and column of a place such as `B7`, counted from 0.
fn position(place: &str) -> Option<(usize, usize)> {
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = place.split_at(digits);
    let mut column = 0_usize;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        let number = usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(number)?;
    }
    let row: u32 = digits.parse().ok()?;
    Some(((row as usize).checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn a_place_is_a_row_and_a_column() {
        assert_eq!(position("A1"), Some((0, 0)));
        assert_eq!(position("ab12"), Some((11, 27)));
        for wrong in [
            "",
            "A",
            "7",
            "A0",
            "A-1",
            "Ä1",
            "A99999999999",
            &"Z".repeat(99),
        ] {
            assert_eq!(position(wrong), None, "{wrong}");
        }
    }
}
