//! Turns rows of cells into entries, once it is known what the columns hold.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Columns, Field, System, first_name_first};
use crate::Entry;
use crate::check::is_at_institution;
use crate::text::{clean, nfc, trimmed};

/// How many rows after the heading a system may have filled with something other than people, such
/// as the points that are possible.
const EXTRA_ROWS: usize = 4;

/// The columns of a table, prepared for going through many rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowMapper {
    /// The columns that are used, by position. Some exports have ninety columns, and going through
    /// all of them for every row would be slow.
    used: Vec<(usize, Field)>,
    login_domain: Option<String>,
    domains: Vec<String>,
    system: Option<System>,
    /// How many rows with something in them there have been.
    rows: usize,
    /// The names so far, for systems where only the name tells people apart.
    names: HashSet<String>,
}

impl RowMapper {
    pub(crate) fn new(columns: &Columns, system: Option<System>, domains: &[String]) -> Self {
        let used = columns.fields.iter().copied().enumerate();
        let domain = |d: &String| d.trim().trim_start_matches('@').to_owned();
        Self {
            used: used.filter(|(_, field)| *field != Field::Ignored).collect(),
            login_domain: columns
                .login_domain
                .as_ref()
                .map(domain)
                .filter(|d| !d.is_empty()),
            domains: domains.to_vec(),
            system,
            rows: 0,
            names: HashSet::new(),
        }
    }

    /// The person in the next row, if there is one. After its last cell, a row gives `None`.
    pub(crate) fn entry<'r>(&mut self, cell: impl Fn(usize) -> Option<&'r str>) -> Option<Entry> {
        let mut entry = Entry::default();
        let (mut first, mut last, mut other) = (String::new(), String::new(), String::new());
        let mut login = None;
        for &(i, field) in &self.used {
            // A short row costs no more than it has cells, however many columns the heading names.
            let Some(text) = cell(i) else {
                break;
            };
            if text.is_empty() {
                continue;
            }
            let into = match field {
                Field::Address => &mut entry.address,
                Field::OtherAddress if text.contains('@') => &mut other,
                Field::Name => &mut entry.name,
                Field::FirstName => &mut first,
                Field::LastName => &mut last,
                Field::Group => &mut entry.group,
                Field::Note => &mut entry.note,
                Field::ListId => &mut entry.list_id,
                Field::Login => {
                    login = Some(text);
                    continue;
                }
                Field::OtherAddress | Field::Ignored => continue,
            };
            if into.is_empty() {
                let text = self.cell_text(field, text);
                *into = if field == Field::Name && self.system != Some(System::Cohort) {
                    first_name_first(&text)
                } else {
                    text.into_owned()
                };
            }
        }
        if self.system == Some(System::Cohort) {
            self.rows += 1;
            return (!entry.is_empty()).then_some(entry);
        }
        entry.name = match (entry.name.is_empty(), first.is_empty(), last.is_empty()) {
            (true, false, false) => first + " " + &last,
            (true, _, true) => first,
            (true, true, _) => last,
            _ => entry.name,
        };
        // The other address is taken if the preferred column holds a directory entry or nothing,
        // or if only the other one is the institution's.
        if !other.is_empty()
            && (!entry.address.contains('@')
                || self.is_at_institution(&other) && !self.is_at_institution(&entry.address))
        {
            entry.address = other;
        }
        if entry.address.is_empty() {
            entry.address = login
                .map(|login| self.address_of_login(login))
                .unwrap_or_default();
        }
        self.is_person(&entry).then_some(entry)
    }

    fn is_at_institution(&self, address: &str) -> bool {
        is_at_institution(address, &self.domains)
    }

    fn cell_text<'t>(&self, field: Field, text: &'t str) -> Cow<'t, str> {
        let text = without_formula_guard(text);
        let text = match (self.system, field) {
            (Some(System::Cohort), _) => return Cow::Borrowed(text),
            (Some(System::Brightspace), Field::ListId) => text.trim_start().trim_start_matches('#'),
            (Some(System::GoogleContacts), Field::Address) => {
                text.split(" ::: ").next().unwrap_or(text)
            }
            _ => text,
        };
        nfc(trimmed(text))
    }

    fn address_of_login(&self, login: &str) -> String {
        let login = clean(login);
        let login = match self.system {
            Some(System::Brightspace) => login.trim_start_matches('#').to_owned(),
            _ => login,
        };
        match &self.login_domain {
            Some(domain) if !login.is_empty() && !login.contains('@') => {
                format!("{login}@{domain}")
            }
            _ => login,
        }
    }

    /// Whether the row is a person: not empty, and not one of the rows that systems put among the
    /// people.
    fn is_person(&mut self, entry: &Entry) -> bool {
        if entry.is_empty() {
            return false;
        }
        self.rows += 1;
        let nameless_id = entry.address.is_empty() && entry.list_id.is_empty();
        match self.system {
            Some(System::CanvasGradebook) => {
                let extra = self.rows <= EXTRA_ROWS && nameless_id;
                let test = matches!(entry.name.as_str(), "Student Test" | "Test Student");
                !(extra || test && is_made_up(&entry.address))
            }
            Some(System::GoogleClassroom) => self.rows > EXTRA_ROWS || !nameless_id,
            // A person who left a meeting and joined again has two rows. Without an address only
            // the name tells that they are the same person.
            Some(System::Teams | System::Zoom) if entry.address.is_empty() => {
                self.names.insert(entry.name.clone())
            }
            _ => !entry.name.is_empty() || !entry.address.is_empty() || !entry.list_id.is_empty(),
        }
    }
}

/// Whether a login, or the address made from it, is that of the test student that Canvas makes up:
/// empty or a long hexadecimal number.
fn is_made_up(login: &str) -> bool {
    let login = login.split('@').next().unwrap_or(login);
    login.is_empty() || login.len() >= 32 && login.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The text without the guard that keeps a spreadsheet from taking it for a formula: `="…"` around
/// it, or an apostrophe before a character that begins a formula.
pub(crate) fn without_formula_guard(text: &str) -> &str {
    if let Some(inner) = text.strip_prefix("=\"").and_then(|t| t.strip_suffix('"')) {
        return inner;
    }
    match text.strip_prefix('\'') {
        Some(inner) if is_formula(inner) => inner,
        _ => text,
    }
}

/// Whether a spreadsheet would take this for a formula. Text with apostrophes in front of a formula
/// counts too, because it would become one each time an apostrophe is taken off.
pub(crate) fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ])
}
