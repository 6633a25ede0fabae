//! One person, as `roster` reads them and as a row of the store. Every feature that goes from one to
//! the other comes here, so that a paste, an import and a comparison never disagree.

use roster::Entry;
use store::{NewRow, Row};

/// What a row says of its person.
pub fn entry(row: &Row) -> Entry {
    Entry {
        name: row.name.clone(),
        address: row.address.clone(),
        group: row.group.clone(),
        note: row.note.clone(),
        list_id: row.list_id.clone(),
    }
}

/// A row for a person who was read from somewhere. Nobody is skipped before the user has seen them.
pub fn new_row(entry: Entry) -> NewRow {
    NewRow {
        name: entry.name,
        address: entry.address,
        group: entry.group,
        note: entry.note,
        list_id: entry.list_id,
        skipped: false,
    }
}
