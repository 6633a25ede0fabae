//! Prints tables for people and JSON for programs. Both make untrusted text safe on the way.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use unicode_width::UnicodeWidthStr as _;

use crate::plain::{Plain, is_active};

/// Prints the rows below their headings, in aligned columns. The last column isn't padded.
pub(crate) fn table<const N: usize>(
    headings: [&str; N],
    rows: &[[String; N]],
    out: &mut impl Write,
) -> io::Result<()> {
    let shown: Vec<[String; N]> = rows
        .iter()
        .map(|row| row.each_ref().map(|cell| Plain(cell).to_string()))
        .collect();
    let headings = headings.map(str::to_owned);
    let mut widths = headings.each_ref().map(|heading| heading.width());
    for row in &shown {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    for row in std::iter::once(&headings).chain(&shown) {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line += cell;
            line += &" ".repeat(width - cell.width() + 2);
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Prints a value as one line of JSON.
pub(crate) fn json(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Escaping))?;
    writeln!(out)
}

/// Escapes every character that a terminal would obey. JSON itself demands that only of some of
/// the ASCII control characters.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for part in fragment.split_inclusive(is_active) {
            let Some(last) = part.chars().next_back().filter(|c| is_active(*c)) else {
                writer.write_all(part.as_bytes())?;
                continue;
            };
            writer.write_all(&part.as_bytes()[..part.len() - last.len_utf8()])?;
            for unit in last.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_are_aligned_however_wide_the_letters_are() {
        let rows = [
            ["1".to_owned(), "用户".to_owned(), "x".to_owned()],
            ["12".to_owned(), "Ada\x1b[2J".to_owned(), String::new()],
        ];
        let mut out = Vec::new();
        table(["No", "Name", "What"], &rows, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "No  Name     What\n1   用户     x\n12  Ada␛[2J\n"
        );
    }
}
