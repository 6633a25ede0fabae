//! Reads files that hold a list of people, whatever their format and encoding.
//!
//! A file is recognised by its bytes, never by its name, because people rename files. [`open`] says
//! what is in it: the format, the tables, and what their columns mean. [`List::people`] then goes
//! through the people of one table, with the columns as understood or as the user has changed them.
//!
//! From bytes to people: `signature` recognises the kind of file. A workbook goes to `xls`, or by way
//! of `zip_file` to `xlsx` or `ods`. A text is decoded by `encoding` and then tried as a `vcard`, an
//! `email_file`, a table (`delimited`), and last as `loose_text`. Whatever is read draws on one
//! `budget`, so that no file takes more memory than the limits allow, and nothing takes time out of
//! proportion to the file.

mod beginning;
mod bounded_rows;
mod budget;
mod compound;
mod delimited;
mod email_file;
mod encoding;
mod error;
mod limits;
mod loose_text;
mod ods;
mod people;
mod row_reader;
mod sheet;
mod signature;
mod table;
mod vcard;
mod xls;
mod xls_extent;
mod xlsx;
mod xml;
mod zip_file;

use std::borrow::Cow;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

pub use beginning::beginning;
pub use error::{DamageError, ForeignFormat, ReadError};
pub use limits::Limits;
pub use people::People;
pub use signature::Format;
pub use table::Table;

use crate::Entry;
use crate::columns::{Columns, RowMapper};
use budget::Budget;
use delimited::Delimited;
use sheet::Sheet;
use signature::{Signature, is_web_page, signature};

/// What the caller knows before a file is opened.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ReadOptions {
    pub limits: Limits,
    /// The institution's domains. Of several columns of addresses the one with addresses there is
    /// preferred.
    pub domains: Vec<String>,
    /// The character between cells, if the user has chosen it.
    pub separator: Option<u8>,
    /// The encoding, such as `windows-1252`, if the user has chosen it.
    pub encoding: Option<String>,
}

/// A file in which a list was found.
#[derive(Debug)]
pub struct List<'b> {
    format: Format,
    encoding: Option<&'static Encoding>,
    tables: Vec<Table>,
    body: Body<'b>,
    options: ReadOptions,
}

/// Where the people of a file come from.
#[derive(Debug)]
enum Body<'b> {
    Delimited(Delimited<'b>),
    Sheets(Vec<Sheet>),
    /// People from a format without columns.
    People(Vec<Entry>),
}

/// Finds out what a file is, which tables it has, and what their columns mean.
pub fn open<'b>(bytes: &'b [u8], options: &ReadOptions) -> Result<List<'b>, ReadError> {
    let limits = options.limits;
    if bytes.len() > limits.file {
        return Err(ReadError::FileTooLarge { limit: limits.file });
    }
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(ReadError::Empty);
    }
    let budget = Budget::new(&limits, bytes.len());
    let (format, mut sheets) = match signature(bytes) {
        Signature::Foreign(foreign) => return Err(ReadError::NotAList(foreign)),
        Signature::Text => return text(bytes, options, &budget),
        Signature::Compound => (Format::Xls, xls::sheets(bytes, &budget)?),
        Signature::Zip => zip_file::sheets(bytes, &budget)?,
    };
    sheets.retain(|sheet| !sheet.is_empty());
    if sheets.is_empty() {
        return Err(ReadError::NoPeople);
    }
    let table = |sheet: &Sheet| {
        let rows = sheet.first_rows(table::ROWS_EXAMINED);
        Table::of(sheet.name.clone(), &rows, &options.domains)
    };
    Ok(List {
        format,
        encoding: None,
        tables: sheets.iter().map(table).collect(),
        body: Body::Sheets(sheets),
        options: options.clone(),
    })
}

/// Finds out what is in a text: its encoding, whether it is a table, a vCard, an email or free text,
/// and what its columns mean.
fn text<'b>(
    bytes: &'b [u8],
    options: &ReadOptions,
    budget: &Budget,
) -> Result<List<'b>, ReadError> {
    let chosen = options
        .encoding
        .as_ref()
        .and_then(|label| Encoding::for_label(label.as_bytes()));
    let (text, encoding) = encoding::decode(bytes, chosen)?;
    let list = |format, tables, body| List {
        format,
        encoding: Some(encoding),
        tables,
        body,
        options: options.clone(),
    };
    if text
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .is_empty()
    {
        return Err(ReadError::Empty);
    }
    if vcard::is_vcard(&text) {
        let people = vcard::people(&text, &options.domains, budget)?;
        return non_empty(people).map(|people| {
            list(
                Format::VCard,
                vec![Table::without_columns()],
                Body::People(people),
            )
        });
    }
    if is_web_page(&text) {
        return Err(ReadError::NotAList(ForeignFormat::WebPage));
    }
    if email_file::is_email(&text) {
        let people = email_file::people(&text, bytes, budget)?;
        return non_empty(people).map(|people| {
            list(
                Format::Mail,
                vec![Table::without_columns()],
                Body::People(people),
            )
        });
    }
    let (delimited, tables) = match delimited::detect(text, options, budget)? {
        delimited::Detected::Tables(delimited, tables) => (delimited, tables),
        delimited::Detected::NoTable(text) => {
            let people = loose_text::people(&text, budget)?;
            return non_empty(people).map(|people| {
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

/// An error if there is nobody.
fn non_empty(people: Vec<Entry>) -> Result<Vec<Entry>, ReadError> {
    if people.is_empty() {
        Err(ReadError::NoPeople)
    } else {
        Ok(people)
    }
}

impl List<'_> {
    pub fn format(&self) -> Format {
        self.format
    }

    /// The encoding of a text, by its name on the web; `None` for a workbook.
    pub fn encoding(&self) -> Option<&'static str> {
        self.encoding.map(Encoding::name)
    }

    /// The character between the cells of a text; `None` if it isn't a table.
    pub fn separator(&self) -> Option<char> {
        match &self.body {
            Body::Delimited(delimited) => Some(char::from(delimited.separator())),
            Body::Sheets(_) | Body::People(_) => None,
        }
    }

    /// The tables or sheets, of which there is at least one.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The index of the table that looks most like a list of people; the first of several.
    pub fn best(&self) -> usize {
        let most = self.tables.iter().map(Table::likelihood).max();
        self.tables
            .iter()
            .position(|table| Some(table.likelihood()) == most)
            .unwrap_or(0)
    }

    /// The people of a table, one after the other, with these columns. They are read as the
    /// iterator advances, so that the first of a large file are there at once.
    pub fn people<'l>(&'l self, table: usize, columns: &Columns) -> People<'l> {
        let Some(known) = self.tables.get(table) else {
            return People::of_entries(&[]);
        };
        let above = columns.rows_above.unwrap_or(known.first_row());
        let mapper = RowMapper::new(columns, known.system(), &self.options.domains);
        match &self.body {
            Body::People(people) => People::of_entries(people),
            Body::Sheets(sheets) => People::of_sheet(&sheets[table], above, mapper),
            Body::Delimited(text) => {
                let rows = text.rows(table, above, &self.options.limits);
                People::of_text(rows, mapper)
            }
        }
    }

    /// The people of the best table, with its columns as understood.
    pub fn best_people(&self) -> People<'_> {
        let best = self.best();
        self.people(best, self.tables[best].columns())
    }
}

/// A number as text. To a spreadsheet a matriculation number is a number, and it must not come out
/// with a `.0` at the end.
fn number(value: f64) -> String {
    value.to_string()
}

/// The beginning of a text, at most this many bytes long and ending with a whole character.
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

/// A decoded text; borrowed if the file is UTF-8.
type Text<'b> = Cow<'b, str>;

#[cfg(test)]
mod tests;
