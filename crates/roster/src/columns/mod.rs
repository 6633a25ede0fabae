//! What the columns of a table mean, and how a row becomes a person.

mod content;
mod heading;
mod name;
mod row_mapper;
mod system;

use serde::{Deserialize, Serialize};

pub(crate) use heading::{meaning, normal};
pub(crate) use name::turned;
pub(crate) use row_mapper::{Shape, is_formula};
pub(crate) use system::OWN_HEADINGS;
pub use system::System;
use system::{own_meaning, recognise};

/// What a column holds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Address,
    /// Addresses too, but another column's were chosen.
    OtherAddress,
    Name,
    FirstName,
    LastName,
    Group,
    Note,
    /// What the list itself calls the person.
    ListId,
    /// A login, of which an address is made with a domain that the user gives once.
    Login,
    /// Left where it is.
    #[default]
    Left,
}

/// The columns of a table as understood, from the left. Changeable by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    pub fields: Vec<Field>,
    /// Put after an `@` where there is only a login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login_domain: Option<String>,
    /// How many rows at the top are no people, where that was said by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows_above: Option<usize>,
}

pub(crate) fn is_known_heading(cell: &str) -> bool {
    meaning(&normal(cell)).is_some()
}

impl Columns {
    pub fn new(fields: Vec<Field>) -> Self {
        Self {
            fields,
            ..Self::default()
        }
    }

    /// The columns a heading names, if the row is a heading: no address in it, and something
    /// that tells one person from another.
    pub fn of_heading<S: AsRef<str>>(row: &[S]) -> Option<(Self, Option<System>)> {
        if row
            .iter()
            .any(|cell| cell.as_ref().contains('@') && crate::address(cell.as_ref().trim()).is_ok())
        {
            return None;
        }
        let headings: Vec<String> = row.iter().map(|cell| normal(cell.as_ref())).collect();
        let system = recognise(&headings);
        let field = |heading: &String| {
            let own = system.and_then(|system| own_meaning(system, heading, &headings));
            own.or_else(|| meaning(heading)).unwrap_or_default()
        };
        let mut fields: Vec<Field> = headings.iter().map(field).collect();
        keep_first(&mut fields);
        let columns = Self::new(fields);
        let person = [
            Field::Address,
            Field::OtherAddress,
            Field::Login,
            Field::Name,
            Field::LastName,
        ];
        person
            .into_iter()
            .any(|field| columns.has(field))
            .then_some((columns, system))
    }

    /// The columns as their cells look, where nothing says what they are.
    pub fn of_content<S: AsRef<str>>(rows: &[Vec<S>]) -> Self {
        Self::new(content::fields(rows))
    }

    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// Names where no heading told them, as the cells look.
    pub(crate) fn add_names_of_content<S: AsRef<str>>(&mut self, rows: &[Vec<S>]) -> bool {
        let names = [Field::Name, Field::FirstName, Field::LastName];
        if names.iter().any(|name| self.has(*name)) {
            return false;
        }
        let mut added = false;
        for (field, seen) in self.fields.iter_mut().zip(content::fields(rows)) {
            if *field == Field::Left && names.contains(&seen) {
                *field = seen;
                added = true;
            }
        }
        added
    }

    pub fn position(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|f| *f == field)
    }
}

/// Of several columns for the same thing the first is taken; further addresses stay on offer.
fn keep_first(fields: &mut [Field]) {
    for i in 0..fields.len() {
        if fields[i] != Field::Left && fields[..i].contains(&fields[i]) {
            fields[i] = match fields[i] {
                Field::Address | Field::OtherAddress => Field::OtherAddress,
                _ => Field::Left,
            };
        }
    }
    // Only the second choice is there: then it is the first.
    if !fields.contains(&Field::Address)
        && let Some(other) = fields.iter().position(|f| *f == Field::OtherAddress)
    {
        fields[other] = Field::Address;
    }
}
