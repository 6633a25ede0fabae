//! What a file holds, before anything of it is taken onto a list.

use roster::{Columns, Entry, Field, Format, ReadOptions, System};
use store::Store;

use super::mapping::{ColumnChoices, Mapping, MappingNeeds, MappingOrigin};
use super::source::ListFile;
use crate::error::ListError;

/// How much of a long file is read before it is shown. All of a file of a hundred thousand people
/// takes seconds, and its beginning shows just as well whether the columns are right.
const BEGINNING: usize = 1 << 20;

/// How many people are shown as they are understood.
const SHOWN: usize = 20;

/// A file as it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePreview {
    pub format: Format,
    /// What stands between the cells, where the format is delimited text.
    pub separator: Option<char>,
    /// The system that made it, where its headings tell.
    pub system: Option<System>,
    pub encoding: Option<String>,
    pub tables: Vec<TablePreview>,
    /// Which table the rest is about.
    pub table: usize,
    pub headings: Vec<String>,
    /// What each column holds.
    pub fields: Vec<Field>,
    pub rows_above: usize,
    /// The first rows as they stand in the file.
    pub first_rows: Vec<Vec<String>>,
    /// The first people as understood.
    pub people: Vec<Entry>,
    /// How many people there are; `None` while only the beginning was read.
    pub total: Option<usize>,
    pub origin: MappingOrigin,
    pub needs: MappingNeeds,
    pub login_domain: Option<String>,
}

/// What a file lacks before its people can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileLack {
    /// The domain that makes addresses of logins.
    Domain,
    /// A column with addresses: as the file is understood, nobody is in it.
    Address,
}

impl FilePreview {
    /// Whether the user has to look at the columns. A file is taken without a question only where
    /// it is certain what they hold. An email or a vCard has no columns to ask about.
    pub fn asks(&self) -> bool {
        let guessed = self.origin == MappingOrigin::Guessed && !self.fields.is_empty();
        self.needs != MappingNeeds::Nothing || guessed
    }

    pub fn lack(&self) -> Option<FileLack> {
        if self.needs == MappingNeeds::Domain {
            Some(FileLack::Domain)
        } else {
            self.people.is_empty().then_some(FileLack::Address)
        }
    }

    /// Whether the addresses are made from logins and a domain, also while the domain is missing.
    pub fn from_logins(&self) -> bool {
        let has = |field| self.fields.contains(&field);
        self.needs == MappingNeeds::Domain || (has(Field::Login) && !has(Field::Address))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TablePreview {
    pub name: String,
    /// In the part of the file that was read.
    pub people: usize,
}

/// Reads a file, or its beginning where it is long, and notes that the user has seen it like this.
pub fn preview(
    store: &Store,
    file: &ListFile,
    choices: Option<&ColumnChoices>,
) -> Result<FilePreview, ListError> {
    let mut read = file.beginning(BEGINNING, &ReadOptions::default())?;
    let list = &mut read.list;
    let mapping = Mapping::of(store, list, choices)?;
    file.shown(read.stamp);

    let shown = mapping
        .count(list, SHOWN)
        .map_err(|error| file.not_read(error))?;
    if let Some(why) = shown.error {
        return Err(file.unreadable(why).into());
    }
    let known: Vec<(String, Columns)> = list
        .tables()
        .iter()
        .map(|table| (table.name().to_owned(), table.columns().clone()))
        .collect();
    let mut tables = Vec::with_capacity(known.len());
    for (at, (name, columns)) in known.into_iter().enumerate() {
        let people = if at == mapping.table {
            shown.count
        } else {
            // Whether another table can be read to its end is said once it is chosen.
            list.count(at, &columns, 0)
                .map_err(|error| file.not_read(error))?
                .count
        };
        tables.push(TablePreview { name, people });
    }
    let table = &list.tables()[mapping.table];
    Ok(FilePreview {
        format: list.format(),
        separator: list.separator(),
        system: table.system(),
        encoding: list.encoding().map(str::to_owned),
        total: list.is_whole().then_some(shown.count),
        tables,
        table: mapping.table,
        headings: table.heading().to_vec(),
        rows_above: mapping.columns.rows_above.unwrap_or(table.first_row()),
        first_rows: table.first_rows().to_vec(),
        people: shown.people,
        origin: mapping.origin,
        needs: mapping.needs,
        fields: mapping.columns.fields,
        login_domain: mapping.columns.login_domain,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(origin: MappingOrigin, needs: MappingNeeds, fields: &[Field]) -> FilePreview {
        FilePreview {
            format: Format::Delimited,
            separator: Some(','),
            system: None,
            encoding: None,
            tables: Vec::new(),
            table: 0,
            headings: Vec::new(),
            fields: fields.to_vec(),
            rows_above: 1,
            first_rows: Vec::new(),
            people: vec![Entry::default()],
            total: Some(1),
            origin,
            needs,
            login_domain: None,
        }
    }

    const COLUMNS: &[Field] = &[Field::Name, Field::Address];

    #[test]
    fn a_file_is_taken_without_a_question_where_its_columns_are_known() {
        use MappingOrigin::{Guessed, Recognised, Remembered};
        let asks = |origin, needs, fields| preview(origin, needs, fields).asks();
        assert!(!asks(Recognised, MappingNeeds::Nothing, COLUMNS));
        assert!(!asks(Remembered, MappingNeeds::Nothing, COLUMNS));
        assert!(!asks(Guessed, MappingNeeds::Nothing, &[]), "no columns");
        assert!(asks(Guessed, MappingNeeds::Nothing, COLUMNS));
        assert!(asks(Recognised, MappingNeeds::Domain, COLUMNS));
        assert!(asks(Recognised, MappingNeeds::Columns, COLUMNS));
    }

    #[test]
    fn a_file_lacks_a_domain_for_its_logins_or_anybody_with_an_address() {
        let known = MappingOrigin::Recognised;
        let mut logins = preview(known, MappingNeeds::Domain, &[Field::Name, Field::Login]);
        logins.people.clear();
        assert_eq!(logins.lack(), Some(FileLack::Domain));
        let mut nobody = preview(known, MappingNeeds::Nothing, COLUMNS);
        assert_eq!(nobody.lack(), None);
        nobody.people.clear();
        assert_eq!(nobody.lack(), Some(FileLack::Address));
    }

    #[test]
    fn addresses_come_from_logins_only_where_no_column_has_addresses() {
        let from_logins =
            |needs, fields: &[Field]| preview(MappingOrigin::Guessed, needs, fields).from_logins();
        assert!(from_logins(MappingNeeds::Domain, COLUMNS));
        assert!(from_logins(MappingNeeds::Nothing, &[Field::Login]));
        let both = [Field::Login, Field::Address];
        assert!(!from_logins(MappingNeeds::Nothing, &both));
    }
}
