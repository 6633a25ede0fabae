//! What a newer list changes in an older one: who was added, who is gone, whose data changed.
//!
//! Rows are matched, not lines compared, so a newer list may be sorted or formatted differently.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::Entry;
use crate::same_person::{PersonKey, same_id};

/// The difference between two lists. Rows are given by their index in the list they are in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Rows that only the newer list has, by their index there.
    pub added: Vec<usize>,
    /// Rows that only the older list has, by their index there.
    pub gone: Vec<usize>,
    pub changed: Vec<Change>,
    /// How many people are in both lists with nothing changed.
    pub same: usize,
}

/// A person who is in both lists, and which of their data the newer list changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each column of a list"
)]
pub struct Change {
    pub old: usize,
    pub new: usize,
    pub name: bool,
    pub address: bool,
    pub group: bool,
    pub note: bool,
    pub list_id: bool,
}

/// Compares two lists.
///
/// Two rows are the same person if their normalized addresses are equal; otherwise if the list
/// gives both the same id; otherwise, if neither row has an address, if their names are equal.
/// A cell that the newer list leaves empty isn't a change, because a newer list may simply have
/// fewer columns. A person who is in a list twice counts once.
pub fn difference(old: &[Entry], new: &[Entry]) -> Difference {
    let mut olds = Side::new(old);
    let mut news = Side::new(new);
    let mut difference = Difference::default();
    for key in [by_address, by_id, by_name] {
        let known: HashMap<String, usize> =
            olds.unmatched_by(key).rev().map(|(i, k)| (k, i)).collect();
        let pairs: Vec<(usize, usize)> = news
            .unmatched_by(key)
            .filter_map(|(j, k)| known.get(&k).map(|i| (*i, j)))
            .collect();
        for (i, j) in pairs {
            news.matched[j] = true;
            if std::mem::replace(&mut olds.matched[i], true) {
                continue;
            }
            match change(i, j, &old[i], &new[j]) {
                Some(change) => difference.changed.push(change),
                None => difference.same += 1,
            }
        }
    }
    difference.added = news.unmatched();
    difference.gone = olds.unmatched();
    difference.changed.sort_by_key(|change| change.new);
    difference
}

fn by_address(entry: &Entry) -> Option<String> {
    Some(PersonKey::of(&entry.address))
        .filter(|key| !key.is_empty())
        .map(Into::into)
}

fn by_id(entry: &Entry) -> Option<String> {
    Some(same_id(entry)).filter(|id| !id.is_empty())
}

fn by_name(entry: &Entry) -> Option<String> {
    let name = entry.name.trim().to_lowercase();
    (entry.address.trim().is_empty() && !name.is_empty()).then_some(name)
}

/// One of the two lists while they are matched.
struct Side<'e> {
    entries: &'e [Entry],
    /// For each row whether it needs no partner any more: it has one, or it repeats an earlier
    /// row.
    matched: Vec<bool>,
}

impl<'e> Side<'e> {
    /// A second row with the same address adds nothing to the first, so it counts as matched.
    fn new(entries: &'e [Entry]) -> Self {
        let mut seen = HashSet::new();
        let again = |entry| by_address(entry).is_some_and(|address| !seen.insert(address));
        Self {
            entries,
            matched: entries.iter().map(again).collect(),
        }
    }

    /// The rows that aren't matched yet and have this key, with it.
    fn unmatched_by(
        &self,
        key: fn(&Entry) -> Option<String>,
    ) -> impl DoubleEndedIterator<Item = (usize, String)> {
        let open = self
            .entries
            .iter()
            .enumerate()
            .filter(|(i, _)| !self.matched[*i]);
        open.filter_map(move |(i, entry)| key(entry).map(|k| (i, k)))
    }

    fn unmatched(&self) -> Vec<usize> {
        (0..self.matched.len())
            .filter(|i| !self.matched[*i] && !self.entries[*i].is_empty())
            .collect()
    }
}

fn change(old: usize, new: usize, before: &Entry, after: &Entry) -> Option<Change> {
    let differs = |a: &str, b: &str| !b.trim().is_empty() && a.trim() != b.trim();
    let change = Change {
        old,
        new,
        name: differs(&before.name, &after.name),
        address: by_address(before) != by_address(after) && !after.address.trim().is_empty(),
        group: differs(&before.group, &after.group),
        note: differs(&before.note, &after.note),
        list_id: differs(&before.list_id, &after.list_id),
    };
    let any = change.name || change.address || change.group || change.note || change.list_id;
    any.then_some(change)
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use proptest::prelude::*;

    use super::*;

    fn entry(name: &str, address: &str, group: &str, list_id: &str) -> Entry {
        let [name, address, group, list_id] = [name, address, group, list_id].map(str::to_owned);
        Entry {
            name,
            address,
            group,
            list_id,
            note: String::new(),
        }
    }

    #[test]
    fn added_gone_and_changed_are_told_apart() {
        let old = [
            entry("Ada", "ada@uni.edu", "A", "1"),
            entry("Bob", "bob@uni.edu", "A", "2"),
            entry("Cy", "cy@uni.edu", "", "3"),
            entry("Dee", "", "", ""),
            entry("Eve", "eve@uni.edu", "B", "5"),
        ];
        let new = [
            entry("Eve", "EVE@uni.edu", "", ""),
            entry("Fay", "fay@uni.edu", "", "6"),
            entry("Cy", "cyrus@uni.edu", "", "3"),
            entry("Ada", "Ada@uni.edu", "B", "1"),
            entry("dee", "", "", ""),
            entry("Fay", "FAY@uni.edu", "", ""),
        ];
        let found = difference(&old, &new);
        assert_eq!((found.added, found.gone, found.same), (vec![1], vec![1], 1));
        let changed: Vec<(usize, usize, bool, bool, bool)> = found
            .changed
            .iter()
            .map(|c| (c.old, c.new, c.name, c.address, c.group))
            .collect();
        assert_eq!(
            changed,
            [
                (2, 2, false, true, false),
                (0, 3, false, false, true),
                (3, 4, true, false, false)
            ]
        );
    }

    proptest! {
        #[test]
        fn sorting_or_changing_case_adds_and_removes_nobody(
            list in prop::collection::vec(("[A-Z][a-zäöü]{0,5}", "[a-cä]{1,2}@(uni|äb)\\.(edu|de)"), 0..12),
            turn in 0..12_usize,
        ) {
            let old: Vec<Entry> = list.iter().map(|(n, a)| entry(n, a, "", "")).collect();
            let mut new: Vec<Entry> = old.clone();
            for entry in &mut new {
                entry.address = entry.address.to_uppercase();
            }
            let turn = turn.checked_rem(new.len()).unwrap_or_default();
            new.rotate_left(turn);
            let found = difference(&old, &new);
            prop_assert_eq!((found.added, found.gone), (vec![], vec![]));
        }
    }
}
