//! What a newer list changes in an older one.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::{Entry, NormalizedAddress};

/// Rows of two lists, by their places in each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// In the newer list only.
    pub added: Vec<usize>,
    /// In the older list only.
    pub gone: Vec<usize>,
    pub changed: Vec<Change>,
    /// People in both with nothing new to say of them.
    pub same: usize,
}

/// A person in both lists, with something different.
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

/// People are the same by their address as compared; failing that by the list's own id; failing
/// that, where neither row has an address, by their name. What a newer list leaves empty (it may
/// have fewer columns) is no change. Who stands in a list twice counts once.
pub fn difference(old: &[Entry], new: &[Entry]) -> Difference {
    let mut olds = Side::new(old);
    let mut news = Side::new(new);
    let mut difference = Difference::default();
    for key in [by_address, by_id, by_name] {
        let known: HashMap<String, usize> = olds.open(key).rev().map(|(i, k)| (k, i)).collect();
        let pairs: Vec<(usize, usize)> = news
            .open(key)
            .filter_map(|(j, k)| known.get(&k).map(|i| (*i, j)))
            .collect();
        for (i, j) in pairs {
            news.met[j] = true;
            if std::mem::replace(&mut olds.met[i], true) {
                continue;
            }
            match change(i, j, &old[i], &new[j]) {
                Some(change) => difference.changed.push(change),
                None => difference.same += 1,
            }
        }
    }
    difference.added = news.left();
    difference.gone = olds.left();
    difference.changed.sort_by_key(|change| change.new);
    difference
}

fn by_address(entry: &Entry) -> Option<String> {
    let text = entry.address.trim();
    if text.is_empty() {
        return None;
    }
    Some(NormalizedAddress::of(text).map_or_else(|| text.to_lowercase(), Into::into))
}

fn by_id(entry: &Entry) -> Option<String> {
    Some(entry.list_id.trim().to_lowercase()).filter(|id| !id.is_empty())
}

fn by_name(entry: &Entry) -> Option<String> {
    let name = entry.name.trim().to_lowercase();
    (entry.address.trim().is_empty() && !name.is_empty()).then_some(name)
}

struct Side<'e> {
    entries: &'e [Entry],
    met: Vec<bool>,
}

impl<'e> Side<'e> {
    /// A second row of the same address says nothing that the first did not.
    fn new(entries: &'e [Entry]) -> Self {
        let mut seen = HashSet::new();
        let again = |entry| by_address(entry).is_some_and(|address| !seen.insert(address));
        Self {
            entries,
            met: entries.iter().map(again).collect(),
        }
    }

    /// The keys of those not met yet.
    fn open(
        &self,
        key: fn(&Entry) -> Option<String>,
    ) -> impl DoubleEndedIterator<Item = (usize, String)> {
        let open = self
            .entries
            .iter()
            .enumerate()
            .filter(|(i, _)| !self.met[*i]);
        open.filter_map(move |(i, entry)| key(entry).map(|k| (i, k)))
    }

    fn left(&self) -> Vec<usize> {
        (0..self.met.len())
            .filter(|i| !self.met[*i] && !self.entries[*i].is_empty())
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
        fn the_same_list_sorted_and_cased_otherwise_adds_nobody(
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
