//! The iterator over the people of a table, whichever format it came in.

use super::ReadError;
use super::bounded_rows::BoundedRows;
use super::sheet::Sheet;
use crate::Entry;
use crate::columns::RowMapper;

/// An iterator over the people of a table. It ends after an error; the people before the error are
/// good.
pub struct People<'l> {
    source: Source<'l>,
    mapper: RowMapper,
}

/// What the iterator reads from.
enum Source<'l> {
    Text(Box<BoundedRows<'l>>),
    /// A sheet, and the position of the next row.
    Sheet(&'l Sheet, usize),
    Entries(std::slice::Iter<'l, Entry>),
}

impl<'l> People<'l> {
    pub(super) fn of_entries(entries: &'l [Entry]) -> Self {
        Self::of(Source::Entries(entries.iter()), RowMapper::default())
    }

    /// The rows of the sheet after the first `skip`.
    pub(super) fn of_sheet(sheet: &'l Sheet, skip: usize, mapper: RowMapper) -> Self {
        Self::of(Source::Sheet(sheet, skip), mapper)
    }

    pub(super) fn of_text(rows: BoundedRows<'l>, mapper: RowMapper) -> Self {
        Self::of(Source::Text(Box::new(rows)), mapper)
    }

    fn of(source: Source<'l>, mapper: RowMapper) -> Self {
        Self { source, mapper }
    }
}

impl Iterator for People<'_> {
    type Item = Result<Entry, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mapper = &mut self.mapper;
        match &mut self.source {
            Source::Entries(entries) => entries.next().map(|entry| Ok(entry.clone())),
            Source::Sheet(sheet, next) => loop {
                let row = sheet.row(*next)?;
                *next += 1;
                if let Some(entry) = mapper.entry(|i| row.get(i)) {
                    return Some(Ok(entry));
                }
            },
            Source::Text(rows) => loop {
                match rows.next()? {
                    Err(error) => return Some(Err(error)),
                    Ok(row) => {
                        if let Some(entry) = mapper.entry(|i| row.get(i)) {
                            return Some(Ok(entry));
                        }
                    }
                }
            },
        }
    }
}
