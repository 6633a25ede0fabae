//! An index of the rows that share a mailbox, kept up to date edit by edit.
//!
//! [`check`](crate::check()) finds duplicates too, but only by going through the whole list. The
//! window needs to know them after every key stroke.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::mailbox::mailbox;
use crate::address::normalize_into;

/// An index from mailboxes to rows. An edit takes the same time however long the list is.
///
/// A row whose text isn't an address is nobody's duplicate. The caller need not know which rows
/// are: `insert`, `change` and `remove` may be called for any row.
#[derive(Clone, Debug, Default)]
pub struct Duplicates {
    /// The mailbox of each row that has an address.
    rows: HashMap<u64, Box<str>, RandomState>,
    /// The rows of each mailbox, in order of their ids.
    mailboxes: HashMap<Box<str>, Vec<u64>, RandomState>,
}

impl Duplicates {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row, or changes its address if it is in the index already.
    pub fn insert(&mut self, row: u64, address: &str) {
        let Some(mailbox) = mailbox_of(address) else {
            self.remove(row);
            return;
        };
        match self.rows.get(&row) {
            Some(old) if *old == mailbox => return,
            Some(_) => self.remove(row),
            None => {}
        }
        let rows = self.mailboxes.entry(mailbox.clone()).or_default();
        let place = rows.partition_point(|r| *r < row);
        rows.insert(place, row);
        self.rows.insert(row, mailbox);
    }

    /// Tells the index that the row has another address now.
    pub fn change(&mut self, row: u64, address: &str) {
        self.insert(row, address);
    }

    /// Removes a row; a row that isn't in the index is ignored.
    pub fn remove(&mut self, row: u64) {
        let Some(mailbox) = self.rows.remove(&row) else {
            return;
        };
        if let Some(rows) = self.mailboxes.get_mut(&mailbox) {
            if let Ok(place) = rows.binary_search(&row) {
                rows.remove(place);
            }
            if rows.is_empty() {
                self.mailboxes.remove(&mailbox);
            }
        }
    }

    /// All rows with the same mailbox as this row, including itself, in order of their ids. Empty
    /// if the row has no duplicate.
    pub fn duplicates_of(&self, row: u64) -> &[u64] {
        let rows = self
            .rows
            .get(&row)
            .and_then(|mailbox| self.mailboxes.get(mailbox));
        rows.filter(|rows| rows.len() > 1)
            .map_or(&[], Vec::as_slice)
    }

    /// How many rows the list would lose if only one row of each mailbox stayed.
    pub fn surplus(&self) -> usize {
        self.rows.len() - self.mailboxes.len()
    }
}

fn mailbox_of(address: &str) -> Option<Box<str>> {
    let mut normalized = String::new();
    normalize_into(address, &mut normalized).ok()?;
    Some(mailbox(&normalized).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_follows_every_edit() {
        let mut duplicates = Duplicates::new();
        duplicates.insert(7, "Ada@uni.edu");
        duplicates.insert(3, "ada+tag@uni.edu");
        duplicates.insert(5, "bob@uni.edu");
        duplicates.insert(9, "no address");
        assert_eq!(duplicates.duplicates_of(7), [3, 7]);
        assert_eq!(duplicates.duplicates_of(5), []);
        assert_eq!(duplicates.duplicates_of(9), []);
        assert_eq!(duplicates.surplus(), 1);

        duplicates.change(3, "bob@UNI.edu");
        assert_eq!(duplicates.duplicates_of(7), []);
        assert_eq!(duplicates.duplicates_of(5), [3, 5]);

        duplicates.change(3, "bob@");
        assert_eq!(duplicates.duplicates_of(5), []);
        duplicates.remove(5);
        duplicates.remove(5);
        duplicates.insert(5, "ada@uni.edu");
        assert_eq!(duplicates.duplicates_of(5), [5, 7]);
    }
}
