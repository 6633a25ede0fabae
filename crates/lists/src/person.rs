//! One person, as `roster` reads them, as a row of the store, and as somebody who may be on two
//! lists. Every feature that goes from one to the other, or asks whether two are the same person,
//! comes here, so that a paste, an import and a comparison never disagree.

use roster::{Entry, NormalizedAddress};
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

/// What two addresses of the same person have in common. An address that isn't valid has no
/// normalized form; there the text itself has to do, so that a list with a typo in it is still
/// recognised when it is imported a second time.
pub(crate) fn same_person(address: &str) -> String {
    NormalizedAddress::of(address).map_or_else(|| address.trim().to_lowercase(), Into::into)
}
