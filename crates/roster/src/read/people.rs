//! The people of a table, one after the other.

use super::{Limits, Unreadable};
use crate::Entry;
use crate::columns::Shape;

/// An iterator over the people of a table. After an error nothing more comes; what came before
/// it stands.
pub struct People<'l> {
    source: Source<'l>,
    shape: Shape,
    row: usize,
    ended: bool,
}

enum Source<'l> {
    Text {
        reader: csv::Reader<&'l [u8]>,
        record: csv::StringRecord,
        skip: usize,
        limits: Limits,
    },
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

    pub(super) fn of_text(
        reader: csv::Reader<&'l [u8]>,
        skip: usize,
        shape: Shape,
        limits: Limits,
    ) -> Self {
        let record = csv::StringRecord::new();
        Self::of(
            Source::Text {
                reader,
                record,
                skip,
                limits,
            },
            shape,
        )
    }

    fn of(source: Source<'l>, shape: Shape) -> Self {
        Self {
            source,
            shape,
            row: 0,
            ended: false,
        }
    }
}

impl Iterator for People<'_> {
    type Item = Result<Entry, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.source {
            Source::Entries(entries) => entries.next().map(|entry| Ok(entry.clone())),
            Source::Rows(rows) => {
                let shape = &mut self.shape;
                rows.find_map(|row| shape.entry(|i| row.get(i).map(String::as_str)))
                    .map(Ok)
            }
            Source::Text {
                reader,
                record,
                skip,
                limits,
            } => {
                while !self.ended {
                    match reader.read_record(record) {
                        Ok(true) => self.row += 1,
                        Ok(false) => self.ended = true,
                        Err(error) => {
                            self.ended = true;
                            return Some(Err(Unreadable::damaged(error)));
                        }
                    }
                    if self.ended {
                        break;
                    }
                    if let Some(broken) = beyond(record, self.row, limits) {
                        self.ended = true;
                        return Some(Err(broken));
                    }
                    if self.row <= *skip {
                        continue;
                    }
                    if let Some(entry) = self.shape.entry(|i| record.get(i)) {
                        return Some(Ok(entry));
                    }
                }
                None
            }
        }
    }
}

fn beyond(record: &csv::StringRecord, row: usize, limits: &Limits) -> Option<Unreadable> {
    if row > limits.rows {
        return Some(Unreadable::TooManyRows { limit: limits.rows });
    }
    if record.len() > limits.columns {
        return Some(Unreadable::TooManyColumns {
            row,
            limit: limits.columns,
        });
    }
    let long = record.as_byte_record().as_slice().len() > limits.cell
        && record.iter().any(|c| c.len() > limits.cell);
    long.then_some(Unreadable::CellTooLong {
        row,
        limit: limits.cell,
    })
}
