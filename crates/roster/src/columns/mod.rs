//! What the columns of a table mean, and how a row becomes a person.

mod content;
mod heading;
mod name;

use serde::{Deserialize, Serialize};

pub(crate) use heading::{meaning, normal};
pub(crate) use name::turned;

use crate::Entry;
use crate::text::clean;

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
}

pub(crate) fn is_known_heading(cell: &str) -> bool {
    meaning(&normal(cell)).is_some()
}

impl Columns {
    pub fn new(fields: Vec<Field>) -> Self {
        Self {
            fields,
            login_domain: None,
        }
    }

    /// The columns a heading names, if the row is a heading: no address in it, and something
    /// that tells one person from another.
    pub fn of_heading<S: AsRef<str>>(row: &[S]) -> Option<Self> {
        if row.iter().any(|cell| cell.as_ref().contains('@')) {
            return None;
        }
        let mut fields: Vec<Field> = row
            .iter()
            .map(|cell| meaning(&normal(cell.as_ref())).unwrap_or_default())
            .collect();
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
            .then_some(columns)
    }

    /// The columns as their cells look, where nothing says what they are.
    pub fn of_content<S: AsRef<str>>(rows: &[Vec<S>]) -> Self {
        Self::new(content::fields(rows))
    }

    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    pub fn position(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|f| *f == field)
    }

    /// The person in a row.
    pub fn entry<S: AsRef<str>>(&self, row: &[S]) -> Entry {
        let mut entry = Entry::default();
        let mut first = String::new();
        let mut last = String::new();
        let mut login = String::new();
        for (field, cell) in self.fields.iter().zip(row) {
            let into = match field {
                Field::Address => &mut entry.address,
                Field::Name => &mut entry.name,
                Field::FirstName => &mut first,
                Field::LastName => &mut last,
                Field::Group => &mut entry.group,
                Field::Note => &mut entry.note,
                Field::ListId => &mut entry.list_id,
                Field::Login => &mut login,
                Field::OtherAddress | Field::Left => continue,
            };
            if into.is_empty() {
                *into = clean(cell.as_ref());
            }
        }
        if !(first.is_empty() && last.is_empty()) && entry.name.is_empty() {
            entry.name = match (first.is_empty(), last.is_empty()) {
                (true, _) => last,
                (_, true) => first,
                _ => first + " " + &last,
            };
        } else {
            entry.name = turned(std::mem::take(&mut entry.name));
        }
        if entry.address.is_empty() && !login.is_empty() {
            entry.address = self.address_of_login(login);
        }
        entry
    }

    fn address_of_login(&self, login: String) -> String {
        match &self.login_domain {
            Some(domain) if !login.contains('@') => {
                let domain = domain.trim().trim_start_matches('@');
                format!("{login}@{domain}")
            }
            _ => login,
        }
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
