//! Rows that end in the same mailbox, kept up to date edit by edit.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::mailbox::mailbox;
use crate::address::compare_into;

/// An index from mailboxes to rows. An edit costs the same however long the list is.
///
/// Rows whose text is no address are remembered too, so that `change` and `remove` need not know,
/// but are nobody's double.
#[derive(Clone, Debug, Default)]
pub struct Doubles {
    rows: HashMap<u64, Box<str>, RandomState>,
    mailboxes: HashMap<Box<str>, Vec<u64>, RandomState>,
}

impl Doubles {
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a row in; one that is there already is changed.
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

    /// The row has another address now.
    pub fn change(&mut self, row: u64, address: &str) {
        self.insert(row, address);
    }

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

    /// All rows with this row's mailbox, itself among them, in order of their ids; empty where
    /// it is alone.
    pub fn doubles_of(&self, row: u64) -> &[u64] {
        let rows = self
            .rows
            .get(&row)
            .and_then(|mailbox| self.mailboxes.get(mailbox));
        rows.filter(|rows| rows.len() > 1)
            .map_or(&[], Vec::as_slice)
    }

    /// How many rows a list would lose if of each mailbox one stayed.
    pub fn surplus(&self) -> usize {
        self.rows.len() - self.mailboxes.len()
    }
}

fn mailbox_of(address: &str) -> Option<Box<str>> {
    let mut normalized = String::new();
    compare_into(address, &mut normalized).ok()?;
    Some(mailbox(&normalized).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_followed() {
        let mut doubles = Doubles::new();
        doubles.insert(7, "Ada@uni.edu");
        doubles.insert(3, "ada+tag@uni.edu");
        doubles.insert(5, "bob@uni.edu");
        doubles.insert(9, "no address");
        assert_eq!(doubles.doubles_of(7), [3, 7]);
        assert_eq!(doubles.doubles_of(5), []);
        assert_eq!(doubles.doubles_of(9), []);
        assert_eq!(doubles.surplus(), 1);

        doubles.change(3, "bob@UNI.edu");
        assert_eq!(doubles.doubles_of(7), []);
        assert_eq!(doubles.doubles_of(5), [3, 5]);

        doubles.change(3, "bob@");
        assert_eq!(doubles.doubles_of(5), []);
        doubles.remove(5);
        doubles.remove(5);
        doubles.insert(5, "ada@uni.edu");
        assert_eq!(doubles.doubles_of(5), [5, 7]);
    }
}
