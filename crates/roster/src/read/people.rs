//! The iterator over the people of a table, whichever format it came in.

use super::ReadError;
use super::bounded_rows::BoundedRows;
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
    Rows(std::slice::Iter<'l, Vec<String>>),
    Entries(std::slice::Iter<'l, Entry>),
}

impl<'l> People<'l> {
    pub(super) fn of_entries(entries: &'l [Entry]) -> Self {
        Self::of(Source::Entries(entries.iter()), RowMapper::default())
    }

    pub(super) fn of_rows(rows: &'l [Vec<String>], mapper: RowMapper) -> Self {
        Self::of(Source::Rows(rows.iter()), mapper)
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
            Source::Rows(rows) => rows
                .find_map(|row| mapper.entry(|i| row.get(i).map(String::as_str)))
                .map(Ok),
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
