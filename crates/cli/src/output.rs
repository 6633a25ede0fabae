//! Tables that a person reads, in aligned columns.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use crate::plain::Plain;

/// Prints the rows below the headings. The last column is as wide as it is.
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

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_stand_under_each_other_however_wide_the_letters_are() {
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
