//! Reads a text that isn't a table: people line by line, or addresses among other words.

use super::budget::Budget;
use super::error::ReadError;
use crate::Entry;
use crate::paste;

/// A line with more words than this for each address is taken for a sentence.
const WORDS_PER_ADDRESS: usize = 5;

/// The people in the text. A text of sentences is searched for addresses; in any other text each line
/// is read as one that somebody might paste.
pub(super) fn people(text: &str, budget: &Budget) -> Result<Vec<Entry>, ReadError> {
    let limits = &budget.limits;
    for (row, line) in text.lines().enumerate() {
        if line.len() > limits.cell && line.matches('@').count() < 2 {
            return Err(ReadError::CellTooLong {
                row: row + 1,
                limit: limits.cell,
            });
        }
    }
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (mut lines_in_all, mut with_address, mut sentences) = (0_usize, 0_usize, 0_usize);
    for line in lines() {
        lines_in_all += 1;
        let addresses = line.matches('@').count();
        let words = line.split_whitespace().count();
        with_address += usize::from(addresses > 0);
        sentences +=
            usize::from(words > WORDS_PER_ADDRESS * addresses.max(1) && words > WORDS_PER_ADDRESS);
    }
    let people = if sentences * 4 > lines_in_all {
        addresses_in_prose(text)
    } else if with_address * 3 >= lines_in_all || sentences == 0 {
        paste::people(text)
    } else {
        addresses_in_prose(text)
    };
    for (at, person) in people.iter().enumerate() {
        budget.person(at + 1, person)?;
    }
    Ok(people)
}

/// The addresses among the words of a text, each with the name if one stands before its bracket.
fn addresses_in_prose(text: &str) -> Vec<Entry> {
    let mut people = Vec::new();
    for line in text.lines() {
        // Each word is looked at once, however many `@` are in it.
        let mut start = 0;
        for word in line.split(ends_address) {
            let address = word.trim_end_matches(['.', '!', '?', '…']);
            if address.contains('@') && address.len() >= 3 {
                let before = line[..start].strip_suffix('<');
                people.push(Entry {
                    name: before.map(name_before).unwrap_or_default(),
                    address: address.to_owned(),
                    ..Entry::default()
                });
            }
            start += word.len();
            start += line[start..].chars().next().map_or(0, char::len_utf8);
        }
    }
    people
}

/// Whether a character ends an address among words.
fn ends_address(c: char) -> bool {
    c.is_whitespace() || "<>()[]{}\"',;:|".contains(c)
}

/// The name that stands before a bracket: the last words that are capitalised, or what is in
/// quotation marks.
fn name_before(text: &str) -> String {
    let text = text.trim_end();
    if let Some(quoted) = text
        .strip_suffix('"')
        .and_then(|t| t.rfind('"').map(|i| &t[i + 1..]))
    {
        return crate::columns::first_name_first(quoted.trim());
    }
    let words: Vec<&str> = text
        .rsplit(char::is_whitespace)
        .take_while(|w| w.starts_with(char::is_uppercase) && !w.ends_with([':', ',', ';', '>']))
        .take(4)
        .collect();
    words.into_iter().rev().collect::<Vec<_>>().join(" ")
}
