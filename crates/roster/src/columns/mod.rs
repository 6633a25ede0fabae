//! What the columns of a table mean, and how a row of cells becomes an entry.
//!
//! A heading tells it (`heading`), with exceptions for learning systems that use a heading in their
//! own way (`system`); where there is no heading, the cells do (`content`). Once the meanings are
//! known, `row_mapper` turns rows into entries.

mod content;
mod heading;
mod name;
mod row_mapper;
mod system;

use serde::{Deserialize, Serialize};

pub(crate) use heading::{field_of_heading, normalized_heading};
pub(crate) use name::first_name_first;
pub(crate) use row_mapper::{RowMapper, is_formula};
pub(crate) use system::EXPORT_HEADINGS;
pub use system::System;
use system::{field_in_system, recognise};

/// What a column of a table holds.
///
/// The words of this enumeration stand in the data file, with the columns that a user has chosen
/// for files of one layout. They must therefore stay readable.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Address,
    /// Addresses as well, but those of another column were preferred.
    OtherAddress,
    Name,
    FirstName,
    LastName,
    Group,
    Note,
    /// The id that the list itself gives the person.
    ListId,
    /// A login, from which an address is made with a domain that the user gives once.
    Login,
    /// Something that Cohort doesn't use.
    #[default]
    #[serde(rename = "left")]
    Ignored,
}

/// The meanings of the columns of a table. They are worked out first, and the user can change them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// What each column holds, from the left.
    pub fields: Vec<Field>,
    /// The domain that makes an address from a login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login_domain: Option<String>,
    /// How many rows at the top aren't people, if the user has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows_above: Option<usize>,
}

/// Whether a cell is a heading that has a meaning here.
pub(crate) fn is_known_heading(cell: &str) -> bool {
    field_of_heading(&normalized_heading(cell)).is_some()
}

impl Columns {
    pub fn new(fields: Vec<Field>) -> Self {
        Self {
            fields,
            ..Self::default()
        }
    }

    /// The columns that a row of headings describes, and the system that the headings are typical
    /// of. `None` if the row isn't a heading: if it contains an address, or nothing in it
    /// identifies a person.
    pub fn of_heading<S: AsRef<str>>(row: &[S]) -> Option<(Self, Option<System>)> {
        if row
            .iter()
            .any(|cell| cell.as_ref().contains('@') && crate::address(cell.as_ref().trim()).is_ok())
        {
            return None;
        }
        let headings: Vec<String> = row
            .iter()
            .map(|cell| normalized_heading(cell.as_ref()))
            .collect();
        let system = recognise(&headings);
        let field = |heading: &String| {
            let own = system.and_then(|system| field_in_system(system, heading, &headings));
            own.or_else(|| field_of_heading(heading))
                .unwrap_or_default()
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

    /// The most likely columns of a table without headings, judged by the cells.
    pub fn of_content<S: AsRef<str>>(rows: &[Vec<S>]) -> Self {
        Self::new(content::fields(rows))
    }

    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// Finds columns of names by their cells, if no heading has named one. Returns whether there
    /// are any.
    pub(crate) fn add_names_of_content<S: AsRef<str>>(&mut self, rows: &[Vec<S>]) -> bool {
        let names = [Field::Name, Field::FirstName, Field::LastName];
        if names.iter().any(|name| self.has(*name)) {
            return false;
        }
        let mut added = false;
        for (field, seen) in self.fields.iter_mut().zip(content::fields(rows)) {
            if *field == Field::Ignored && names.contains(&seen) {
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

/// Keeps only the first of several columns with the same meaning. Further columns of addresses
/// become [`Field::OtherAddress`], because one of those may turn out to be better.
fn keep_first(fields: &mut [Field]) {
    // There are few meanings, so that looking one up takes the same time in the last column.
    let mut met = Vec::new();
    for field in fields.iter_mut().filter(|field| **field != Field::Ignored) {
        if met.contains(field) {
            *field = match field {
                Field::Address | Field::OtherAddress => Field::OtherAddress,
                _ => Field::Ignored,
            };
        } else {
            met.push(*field);
        }
    }
    // If there is no preferred column of addresses, the first of the others takes its place.
    if !fields.contains(&Field::Address)
        && let Some(other) = fields.iter().position(|f| *f == Field::OtherAddress)
    {
        fields[other] = Field::Address;
    }
}
