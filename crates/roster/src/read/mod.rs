//! Files as they come: told by their bytes, decoded, understood as far as they can be.
//!
//! [`open`] looks at a file and says what is in it; [`List::people`] then streams the people of
//! one table, with the columns as understood or as changed by hand.

mod beginning;
mod bounded_rows;
mod compound;
mod delimited;
mod email_file;
mod encoding;
mod error;
mod excel;
mod limits;
mod loose_text;
mod ods;
mod people;
mod row_reader;
mod signature;
mod table;
mod vcard;
mod zip_file;

use std::borrow::Cow;

use encoding_rs::Encoding;

pub use beginning::beginning;
pub use error::{Looks, Unreadable};
pub use limits::Limits;
pub use people::People;
pub use signature::Format;
pub use table::Table;

use crate::Entry;
use crate::columns::{Columns, Shape};
use delimited::Delimited;
use signature::{Kind, is_web_page, kind};

/// What is known or wished before a file is opened.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    pub limits: Limits,
    /// The institution's domains: of several address columns the one that fits them is taken.
    pub domains: Vec<String>,
    /// By hand, where it was not guessed right.
    pub separator: Option<u8>,
    /// By hand, such as `windows-1252`.
    pub encoding: Option<String>,
}

/// A file that was understood.
#[derive(Debug)]
pub struct List<'b> {
    format: Format,
    encoding: Option<&'static Encoding>,
    tables: Vec<Table>,
    body: Body<'b>,
    choices: Choices,
}

#[derive(Debug)]
enum Body<'b> {
    Delimited(Delimited<'b>),
    /// The rows of each sheet.
    Sheets(Vec<Rows>),
    /// People that no columns stand between.
    People(Vec<Entry>),
}

type Rows = Vec<Vec<String>>;

/// Looks at a file: what it is, which tables it has, and what their columns mean.
pub fn open<'b>(bytes: &'b [u8], choices: &Choices) -> Result<List<'b>, Unreadable> {
    let limits = choices.limits;
    if bytes.len() > limits.file {
        return Err(Unreadable::FileTooLarge { limit: limits.file });
    }
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(Unreadable::Empty);
    }
    let (format, sheets) = match kind(bytes) {
        Kind::Other(looks) => return Err(Unreadable::NotAList(looks)),
        Kind::Text => return text(bytes, choices),
        Kind::Compound => (Format::Xls, excel::xls(bytes, &limits)?),
        Kind::Zip => match zip_file::contents(bytes, &limits)? {
            zip_file::Contents::Xlsx => (Format::Xlsx, excel::xlsx(bytes, &limits)?),
            zip_file::Contents::Ods(content) => (Format::Ods, ods::sheets(&content, &limits)?),
        },
    };
    let (tables, rows): (Vec<Table>, Vec<Rows>) = sheets
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(name, rows)| {
            (
                Table::of(
                    name,
                    &rows[..rows.len().min(table::LOOKED_AT)],
                    &choices.domains,
                ),
                rows,
            )
        })
        .unzip();
    if tables.is_empty() {
        return Err(Unreadable::Nobody);
    }
    Ok(List {
        format,
        encoding: None,
        tables,
        body: Body::Sheets(rows),
        choices: choices.clone(),
    })
}

fn text<'b>(bytes: &'b [u8], choices: &Choices) -> Result<List<'b>, Unreadable> {
    let chosen = choices
        .encoding
        .as_ref()
        .and_then(|label| Encoding::for_label(label.as_bytes()));
    let (text, encoding) = encoding::decode(bytes, chosen)?;
    let list = |format, tables, body| List {
        format,
        encoding: Some(encoding),
        tables,
        body,
        choices: choices.clone(),
    };
    if text
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .is_empty()
    {
        return Err(Unreadable::Empty);
    }
    if vcard::is_vcard(&text) {
        let people = vcard::people(&text, &choices.domains, &choices.limits)?;
        return some(people).map(|people| {
            list(
                Format::VCard,
                vec![Table::without_columns()],
                Body::People(people),
            )
        });
    }
    if is_web_page(&text) {
        return Err(Unreadable::NotAList(Looks::WebPage));
    }
    if email_file::is_mail(&text) {
        let people = email_file::people(&text, bytes);
        return some(people).map(|people| {
            list(
                Format::Mail,
                vec![Table::without_columns()],
                Body::People(people),
            )
        });
    }
    let (delimited, tables) = match delimited::understand(text, choices)? {
        delimited::Found::Tables(delimited, tables) => (delimited, tables),
        delimited::Found::Loose(text) => {
            let people = loose_text::people(&text, &choices.limits)?;
            return some(people).map(|people| {
                list(
                    Format::Text,
                    vec![Table::without_columns()],
                    Body::People(people),
                )
            });
        }
    };
    Ok(list(Format::Delimited, tables, Body::Delimited(delimited)))
}

fn some(people: Vec<Entry>) -> Result<Vec<Entry>, Unreadable> {
    if people.is_empty() {
        Err(Unreadable::Nobody)
    } else {
        Ok(people)
    }
}

impl List<'_> {
    pub fn format(&self) -> Format {
        self.format
    }

    /// The encoding of a text, by the name the web has for it.
    pub fn encoding(&self) -> Option<&'static str> {
        self.encoding.map(Encoding::name)
    }

    /// What stands between the cells of a text.
    pub fn separator(&self) -> Option<char> {
        match &self.body {
            Body::Delimited(delimited) => Some(char::from(delimited.separator())),
            Body::Sheets(_) | Body::People(_) => None,
        }
    }

    /// The tables or sheets; at least one.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The table with people in it: the first of those that look most like one.
    pub fn best(&self) -> usize {
        let most = self.tables.iter().map(Table::promise).max();
        self.tables
            .iter()
            .position(|table| Some(table.promise()) == most)
            .unwrap_or(0)
    }

    /// The people of a table, one after the other, with the columns as given. The first come
    /// before the last were looked at.
    pub fn people<'l>(&'l self, table: usize, columns: &Columns) -> People<'l> {
        let Some(known) = self.tables.get(table) else {
            return People::of_entries(&[]);
        };
        let above = columns.rows_above.unwrap_or(known.first_row());
        let shape = Shape::new(columns, known.system(), &self.choices.domains);
        match &self.body {
            Body::People(people) => People::of_entries(people),
            Body::Sheets(sheets) => {
                let rows = &sheets[table];
                People::of_rows(&rows[above.min(rows.len())..], shape)
            }
            Body::Delimited(text) => {
                let records = text.records(table, above, self.choices.limits);
                People::of_text(records, shape)
            }
        }
    }

    /// All people of the best table, with its columns as understood.
    pub fn best_people(&self) -> People<'_> {
        let best = self.best();
        self.people(best, self.tables[best].columns())
    }
}

/// Cuts a line short for a look at it: whole characters, at most `bytes` of them.
fn cut(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let end = (0..=bytes)
        .rev()
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(0);
    &text[..end]
}

type Text<'b> = Cow<'b, str>;

#[cfg(test)]
mod tests;
