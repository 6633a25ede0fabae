//! One table of a file: where its people begin, what its columns mean, and how sure that is.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::check::is_at_institution;
use crate::columns::{Columns, Field, System, is_known_heading, normalized_heading};
use crate::text::clean;

/// How many rows are examined to find out what the columns mean.
pub(super) const ROWS_EXAMINED: usize = 200;

/// How many rows from the top are searched for a heading. Some exports have a title above it.
const HEADING_WITHIN: usize = 40;

/// How many rows are kept for the page on which the user changes the columns.
const SHOWN: usize = 20;

/// What is known about one table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    name: String,
    heading: Vec<String>,
    first_rows: Vec<Vec<String>>,
    columns: Columns,
    system: Option<System>,
    needs_domain: bool,
    layout: String,
    first_row: usize,
    addresses: bool,
    understood: bool,
}

impl Table {
    pub(super) fn of(name: String, rows: &[Vec<String>], domains: &[String]) -> Self {
        let (first_row, understood) = heading(rows);
        let heading: Vec<String> = first_row
            .checked_sub(1)
            .map(|i| rows[i].iter().map(|c| clean(super::cut(c, 500))).collect())
            .unwrap_or_default();
        let filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        let people: Vec<Vec<String>> = rows[first_row..].iter().filter(filled).cloned().collect();
        let headed = understood.is_some();
        let (mut columns, system) =
            understood.unwrap_or_else(|| (Columns::of_content(&people), None));
        columns.fields.resize(
            people
                .iter()
                .map(Vec::len)
                .max()
                .unwrap_or(0)
                .max(columns.fields.len()),
            Field::Ignored,
        );
        find_address(&mut columns, system, &people, domains);
        let guessed = system.is_none() && headed && columns.add_names_of_content(&people);

        let filled_with = |field, test: fn(&str) -> bool| {
            columns.position(field).is_some_and(|i| {
                people
                    .iter()
                    .filter_map(|row| row.get(i))
                    .any(|cell| test(cell))
            })
        };
        let addresses = filled_with(Field::Address, |cell| cell.contains('@'));
        let logins = filled_with(Field::Login, |cell| {
            !cell.contains('@') && !cell.trim().is_empty()
        });
        Self {
            understood: system.is_some() || headed && addresses && !guessed,
            needs_domain: logins && !addresses,
            addresses: addresses || filled_with(Field::Login, |cell| cell.contains('@')),
            layout: layout(&heading, &columns),
            first_rows: people
                .iter()
                .take(SHOWN)
                .map(|row| row.iter().map(|c| clean(super::cut(c, 500))).collect())
                .collect(),
            name,
            heading,
            columns,
            system,
            first_row,
        }
    }

    /// The table of a format without columns.
    pub(super) fn without_columns() -> Self {
        Self {
            understood: true,
            addresses: true,
            ..Self::default()
        }
    }

    /// The name of the sheet, or the title above the table.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The headings, if there are any.
    pub fn heading(&self) -> &[String] {
        &self.heading
    }

    /// The first rows below the heading, to be shown to the user.
    pub fn first_rows(&self) -> &[Vec<String>] {
        &self.first_rows
    }

    /// The columns as understood.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The system that made the table, if its headings tell.
    pub fn system(&self) -> Option<System> {
        self.system
    }

    /// Whether there are logins and no addresses, so that the user has to give a domain.
    pub fn needs_domain(&self) -> bool {
        self.needs_domain
    }

    /// Whether the meaning of the columns is certain enough not to ask the user.
    pub fn is_understood(&self) -> bool {
        self.understood
    }

    /// A fingerprint of the headings, or of the number of columns if there are no headings. Files
    /// that come from the same source share it, so the columns that a user has chosen are remembered
    /// by it.
    pub fn layout(&self) -> &str {
        &self.layout
    }

    /// How many rows at the top aren't people, including the heading.
    pub fn first_row(&self) -> usize {
        self.first_row
    }

    /// How much the table looks like a list of people.
    pub(super) fn likelihood(&self) -> u8 {
        let person = [Field::Name, Field::FirstName, Field::LastName];
        let named = person.into_iter().any(|field| self.columns.has(field));
        let login = self.columns.has(Field::Login);
        2 * u8::from(self.addresses) + u8::from(login && !self.addresses) + u8::from(named)
    }
}

/// The columns and the system that a heading describes, if there is a heading.
type Understood = Option<(Columns, Option<System>)>;

/// The first row after the heading, and what the heading says.
fn heading(rows: &[Vec<String>]) -> (usize, Understood) {
    let mut best: Option<(usize, usize, Understood)> = None;
    let mut first = true;
    for (i, row) in rows.iter().enumerate().take(HEADING_WITHIN) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let known = row.iter().filter(|cell| is_known_heading(cell)).count();
        let enough = if known == 1 && first { 1 } else { 2 };
        first = false;
        if known < enough || best.as_ref().is_some_and(|(most, ..)| known <= *most) {
            continue;
        }
        if let Some(found) = Columns::of_heading(row) {
            let alone = found.0.has(Field::Address)
                || found.0.has(Field::Login)
                || found.0.has(Field::LastName);
            if known > 1 || alone {
                best = Some((known, i + 1, Some(found)));
            }
        }
    }
    if let Some((_, row, found)) = best {
        return (row, found);
    }
    let unknown = unknown_heading(rows);
    (unknown.map_or(0, |row| row + 1), None)
}

/// The position of a heading whose words are unknown: a first row without an address, above a column
/// full of addresses.
fn unknown_heading(rows: &[Vec<String>]) -> Option<usize> {
    let first = rows
        .iter()
        .position(|row| row.iter().any(|cell| !cell.trim().is_empty()))?;
    let columns = Columns::of_content(&rows[first..]);
    let address = columns.position(Field::Address)?;
    let has_address = |row: &Vec<String>| row.get(address).is_some_and(|cell| cell.contains('@'));
    let cell = rows[first].get(address)?;
    let words = !cell.trim().is_empty() && !cell.contains('@') && rows[first].len() > 1;
    (words && rows[first + 1..].iter().any(has_address)).then_some(first)
}

/// Corrects which column holds the addresses by looking at the cells. A column with the institution's
/// addresses is preferred, and a column of ids or logins is taken if these are addresses.
fn find_address(
    columns: &mut Columns,
    system: Option<System>,
    people: &[Vec<String>],
    domains: &[String],
) {
    let cells = |i: usize| {
        people
            .iter()
            .filter_map(move |row| row.get(i))
            .map(|cell| cell.trim())
    };
    let addresses = |i: usize| cells(i).filter(|cell| cell.contains('@')).count();
    let mostly = |i: usize| {
        let filled = cells(i).filter(|cell| !cell.is_empty()).count();
        filled > 0 && addresses(i) * 2 > filled
    };
    let of = |columns: &Columns, field: Field| -> Vec<usize> {
        (0..columns.fields.len())
            .filter(|i| columns.fields[*i] == field)
            .collect()
    };
    if !columns.has(Field::Address) {
        let stray = |field| of(columns, field).into_iter().find(|i| mostly(*i));
        let found = stray(Field::ListId).or_else(|| stray(Field::Login));
        let found = found.or_else(|| {
            if system.is_none() && !columns.has(Field::Login) {
                stray(Field::Ignored)
            } else {
                None
            }
        });
        if let Some(i) = found {
            columns.fields[i] = Field::Address;
        }
    }
    let mut offered = of(columns, Field::Address);
    offered.extend(of(columns, Field::OtherAddress));
    let at_institution = |i: &usize| {
        cells(*i)
            .filter(|cell| is_at_institution(cell, domains))
            .count()
    };
    let most = offered.iter().map(at_institution).max().unwrap_or(0);
    let best = if most > 0 {
        offered.iter().find(|i| at_institution(i) == most)
    } else {
        offered.iter().find(|i| addresses(**i) > 0)
    };
    if let Some(&best) = best {
        for i in offered {
            columns.fields[i] = if i == best {
                Field::Address
            } else {
                Field::OtherAddress
            };
        }
    }
}

/// The fingerprint that [`Table::layout`] returns.
fn layout(heading: &[String], columns: &Columns) -> String {
    let mut digest = Sha256::new();
    for cell in heading {
        digest.update(normalized_heading(cell));
        digest.update([0]);
    }
    if heading.is_empty() {
        digest.update(columns.fields.len().to_string());
    }
    data_encoding::HEXLOWER.encode(&digest.finalize()[..12])
}
