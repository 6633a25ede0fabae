//! Guesses what the columns of a table without headings hold, by looking at the cells.

use std::collections::HashSet;

use super::Field;

/// How many rows are examined.
const ROWS_EXAMINED: usize = 200;

/// What the cells of one column look like, counted.
#[derive(Default)]
struct Tally<'r> {
    filled: usize,
    addresses: usize,
    words: usize,
    with_space: usize,
    numbers: usize,
    different: HashSet<&'r str>,
}

/// The most likely meaning of each column.
pub(super) fn fields<S: AsRef<str>>(rows: &[Vec<S>]) -> Vec<Field> {
    let rows = &rows[..rows.len().min(ROWS_EXAMINED)];
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let tallies: Vec<Tally> = (0..width)
        .map(|i| tally(rows.iter().filter_map(|row| row.get(i)).map(AsRef::as_ref)))
        .collect();
    let mut fields = vec![Field::Ignored; width];

    let most = tallies.iter().map(|t| t.addresses).max().unwrap_or(0);
    let address = tallies.iter().position(|t| t.addresses == most && most > 0);
    for (field, tally) in fields.iter_mut().zip(&tallies) {
        if tally.addresses * 2 > tally.filled {
            *field = Field::OtherAddress;
        }
    }
    match address {
        Some(i) => fields[i] = Field::Address,
        // A single column without an address in it holds names if most cells have a space, and
        // otherwise logins or addresses with typos, which the check will name.
        None if width == 1 => {
            let spaced = tallies[0].with_space * 2 > tallies[0].filled;
            fields[0] = if spaced { Field::Name } else { Field::Address };
        }
        None => {}
    }

    let free: Vec<usize> = (0..width)
        .filter(|&i| fields[i] == Field::Ignored)
        .collect();
    let wordy: Vec<usize> = free
        .iter()
        .copied()
        .filter(|&i| tallies[i].is_wordy())
        .collect();
    let spaced = wordy
        .iter()
        .copied()
        .find(|&i| tallies[i].with_space * 2 > tallies[i].filled);
    let mut rest = wordy.clone();
    match (spaced, wordy.as_slice()) {
        (Some(name), _) => {
            fields[name] = Field::Name;
            rest.retain(|i| *i != name);
        }
        (None, [first, last, ..]) if *last == first + 1 && tallies[*last].varies() => {
            fields[*first] = Field::FirstName;
            fields[*last] = Field::LastName;
            rest.drain(..2);
        }
        (None, [name, ..]) => {
            fields[*name] = Field::Name;
            rest.remove(0);
        }
        (None, []) => {}
    }
    if let Some(id) = free
        .into_iter()
        .find(|&i| tallies[i].numbers * 2 > tallies[i].filled && tallies[i].varies())
    {
        fields[id] = Field::ListId;
    }
    let group = rest.iter().copied().find(|&i| !tallies[i].varies());
    if let Some(group) = group.or(rest.first().copied()) {
        fields[group] = if tallies[group].varies() {
            Field::Note
        } else {
            Field::Group
        };
    }
    fields
}

fn tally<'r>(cells: impl Iterator<Item = &'r str>) -> Tally<'r> {
    let mut tally = Tally::default();
    for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()) {
        tally.filled += 1;
        if cell.contains('@') {
            tally.addresses += 1;
        } else if cell.chars().filter(char::is_ascii_digit).count() * 2 > cell.chars().count() {
            tally.numbers += 1;
        } else if cell.chars().any(char::is_alphabetic) {
            tally.words += 1;
            tally.with_space += usize::from(cell.contains([' ', ',']));
        }
        tally.different.insert(cell);
    }
    tally
}

impl Tally<'_> {
    fn is_wordy(&self) -> bool {
        self.words * 2 > self.filled
    }

    /// Whether most cells differ from each other. Those of a column of groups don't.
    fn varies(&self) -> bool {
        self.filled < 3 || self.different.len() * 10 > self.filled * 7
    }
}
