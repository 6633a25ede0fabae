//! Reads a block of cells as a spreadsheet puts it on the clipboard, to be filled into cells of the
//! list.

use std::iter::Peekable;
use std::str::Chars;

use crate::text::clean;

/// The cells as they are, row by row, including empty ones. In contrast to [`super::paste`] nothing
/// is interpreted. A line break at the end does not begin another row.
pub fn block(text: &str) -> Vec<Vec<String>> {
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    let mut rows = Vec::new();
    while letters.peek().is_some() {
        rows.push(row(&mut letters));
    }
    rows
}

fn row(letters: &mut Peekable<Chars<'_>>) -> Vec<String> {
    let mut cells = vec![cell(letters)];
    loop {
        match letters.next() {
            Some('\t') => cells.push(cell(letters)),
            Some('\r') => {
                letters.next_if_eq(&'\n');
                return cells;
            }
            _ => return cells,
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
    use pretty_assertions::assert_eq;

    use super::block;

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
