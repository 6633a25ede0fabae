//! Reads a block of cells as a spreadsheet puts it on the clipboard, to be filled into cells of the
//! list.

use std::iter::Peekable;
use std::str::Chars;

use super::limits::{Counted, MOST_PASTED_COLUMNS, PasteError, check_length};
use crate::text::clean;

/// The cells as they are, row by row, including empty ones. In contrast to [`super::paste`] nothing
/// is interpreted. A line break at the end doesn't begin another row.
pub fn block(text: &str) -> Result<Vec<Vec<String>>, PasteError> {
    check_length(text)?;
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    let (mut rows, mut counted) = (Vec::new(), Counted::default());
    while letters.peek().is_some() {
        let row = row(&mut letters)?;
        counted.row(row.len())?;
        rows.push(row);
    }
    Ok(rows)
}

fn row(letters: &mut Peekable<Chars<'_>>) -> Result<Vec<String>, PasteError> {
    let mut cells = vec![cell(letters)];
    loop {
        match letters.next() {
            Some('\t') if cells.len() == MOST_PASTED_COLUMNS => {
                return Err(PasteError::TooManyColumns);
            }
            Some('\t') => cells.push(cell(letters)),
            Some('\r') => {
                letters.next_if_eq(&'\n');
                return Ok(cells);
            }
            _ => return Ok(cells),
        }
    }
}

/// Reads a cell up to the character that ends it, which is left for the caller. A cell with tabs or
/// line breaks in it stands in quotation marks; they become spaces.
fn cell(letters: &mut Peekable<Chars<'_>>) -> String {
    let mut text = String::new();
    let mut quoted = letters.next_if_eq(&'"').is_some();
    while let Some(&letter) = letters.peek() {
        if quoted {
            letters.next();
            if letter != '"' {
                text.push(if letter.is_whitespace() { ' ' } else { letter });
            } else if letters.next_if_eq(&'"').is_some() {
                text.push('"');
            } else {
                quoted = false;
            }
        } else if matches!(letter, '\t' | '\n' | '\r') {
            break;
        } else {
            text.push(letter);
            letters.next();
        }
    }
    clean(&text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use pretty_assertions::assert_eq;

    use super::super::PasteError;

    fn block(text: &str) -> Vec<Vec<String>> {
        super::block(text).unwrap()
    }

    #[test]
    fn a_block_has_limits() {
        for (text, error) in [
            ("\n".repeat(100_001), PasteError::TooManyRows),
            ("\t".repeat(1_000), PasteError::TooManyColumns),
            (("\t".repeat(499) + "\n").repeat(4_001), PasteError::TooLong),
            ("a".repeat((16 << 20) + 1), PasteError::TooLong),
        ] {
            assert_eq!(super::block(&text), Err(error));
        }
        assert_eq!(block(&"\n".repeat(100_000)).len(), 100_000);
    }

    #[test]
    fn a_block_keeps_its_rows_and_columns() {
        assert_eq!(
            block("Ada\tada@uni.edu\r\n\r\n\tgrace@uni.edu\n"),
            [
                vec!["Ada", "ada@uni.edu"],
                vec![""],
                vec!["", "grace@uni.edu"]
            ]
        );
        assert_eq!(
            block("\"a\nb\"\t\"say \"\"hi\"\"\""),
            [["a b", "say \"hi\""]]
        );
        assert_eq!(block("\n\nx"), [[""], [""], ["x"]]);
        assert_eq!(block(""), Vec::<Vec<String>>::new());
        assert_eq!(block("\"never closed\n"), [["never closed"]]);
    }
}
