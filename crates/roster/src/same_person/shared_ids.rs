//! Ids of a list that stand for more than one person.

use std::collections::HashMap;

use super::{PersonKey, same_id};
use crate::entry::Entry;

/// Empties the ids that two people of a whole list share: a column that says the same of many, such
/// as the number of a course, is no id. Only the whole list can tell, so this belongs where it is
/// read.
pub fn clear_shared_ids(entries: &mut [Entry]) {
    let mut holders: HashMap<String, Option<PersonKey>> = HashMap::new();
    for entry in &*entries {
        let address = PersonKey::of(&entry.address);
        holders
            .entry(same_id(entry))
            .and_modify(|holder| {
                // Without an address nobody can tell that two rows are about one person.
                let same = holder.as_ref().is_some_and(|first| *first == address);
                if !same || address.is_empty() {
                    *holder = None;
                }
            })
            .or_insert(Some(address));
    }
    for entry in entries {
        if holders.get(&same_id(entry)).is_some_and(Option::is_none) {
            entry.list_id.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn an_id_that_many_share_is_none() {
        let mut list: Vec<Entry> = [
            "ada:7", "ADA:7", "bob:101", "cy: 101 ", ":A1", ":a1", "dee:",
        ]
        .into_iter()
        .map(|text| {
            let (address, list_id) = text.split_once(':').unwrap();
            Entry {
                address: address.to_owned(),
                list_id: list_id.to_owned(),
                ..Entry::default()
            }
        })
        .collect();
        clear_shared_ids(&mut list);
        let ids: Vec<&str> = list.iter().map(|entry| entry.list_id.as_str()).collect();
        assert_eq!(ids, ["7", "7", "", "", "", "", ""]);
    }
}
