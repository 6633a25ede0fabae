//! The people of a table, one after the other.

use super::Unreadable;
use super::bounded_rows::Records;
use crate::Entry;
use crate::columns::Shape;

/// An iterator over the people of a table. After an error nothing more comes; what came before
/// it stands.
pub struct People<'l> {
    source: Source<'l>,
    shape: Shape,
}

enum Source<'l> {
    Text(Box<Records<'l>>),
    Rows(std::slice::Iter<'l, Vec<String>>),
    Entries(std::slice::Iter<'l, Entry>),
}

impl<'l> People<'l> {
    pub(super) fn of_entries(entries: &'l [Entry]) -> Self {
        Self::of(Source::Entries(entries.iter()), Shape::default())
    }

    pub(super) fn of_rows(rows: &'l [Vec<String>], shape: Shape) -> Self {
        Self::of(Source::Rows(rows.iter()), shape)
    }

    pub(super) fn of_text(records: Records<'l>, shape: Shape) -> Self {
        Self::of(Source::Text(Box::new(records)), shape)
    }

    fn of(source: Source<'l>, shape: Shape) -> Self {
        Self { source, shape }
    }
}

impl Iterator for People<'_> {
    type Item = Result<Entry, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        let shape = &mut self.shape;
        match &mut self.source {
            Source::Entries(entries) => entries.next().map(|entry| Ok(entry.clone())),
            Source::Rows(rows) => rows
                .find_map(|row| shape.entry(|i| row.get(i).map(String::as_str)))
                .map(Ok),
            Source::Text(records) => loop {
                match records.next()? {
                    Err(error) => return Some(Err(error)),
                    Ok(record) => {
                        if let Some(entry) = shape.entry(|i| record.get(i)) {
                            return Some(Ok(entry));
                        }
                    }
                }
            },
        }
    }
}
