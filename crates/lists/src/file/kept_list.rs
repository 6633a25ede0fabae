//! A file as the list that a space is compared with: kept, or first compared with the list that is
//! kept already.

use jiff::Timestamp;
use outbox::kept_people;
use roster::{Entry, clear_shared_ids};
use store::{KeptPerson, Place, Store};

use super::draft_difference::merged;
use super::everybody::everybody;
use super::mapping::ColumnChoices;
use super::source::ListFile;
use crate::domains::Domains;
use crate::error::ListError;

/// A file against the list that is kept for a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewerList {
    pub added: Vec<Entry>,
    /// On the kept list and not in the file. Never who was added by hand: they stay on it.
    pub gone: Vec<Entry>,
    /// Before and after.
    pub changed: Vec<(Entry, Entry)>,
    pub same: usize,
}

impl NewerList {
    pub fn of(
        store: &Store,
        place: &Place,
        file: &ListFile,
        choices: Option<&ColumnChoices>,
    ) -> Result<Self, ListError> {
        let mut new = read(store, place, file, choices, choices.is_some())?;
        // Neither notes nor ids that stand for several people are kept, so that they can't differ.
        clear_shared_ids(&mut new);
        for entry in &mut new {
            entry.note.clear();
        }
        let newest = store.kept_versions(place)?.into_iter().next();
        let kept = newest.map(|version| version.people).unwrap_or_default();
        let old: Vec<Entry> = kept.iter().map(kept_entry).collect();
        let difference = roster::difference(&old, &new);
        Ok(Self {
            added: difference.added.iter().map(|at| new[*at].clone()).collect(),
            gone: difference
                .gone
                .iter()
                .filter(|at| !kept[**at].by_hand)
                .map(|at| old[*at].clone())
                .collect(),
            changed: difference
                .changed
                .iter()
                .map(|change| {
                    let (before, after) = (&old[change.old], &new[change.new]);
                    (before.clone(), merged(before, change, after))
                })
                .collect(),
            same: difference.same,
        })
    }
}

/// Keeps the people of a file as the newest version of the list of a space.
pub fn keep_list(
    store: &Store,
    place: &Place,
    file: &ListFile,
    choices: Option<&ColumnChoices>,
    now: Timestamp,
) -> Result<(), ListError> {
    let people = kept_people(read(store, place, file, choices, true)?);
    store.write(|w| w.kept_list_bring(place, &file.name(), &people, now))?;
    Ok(())
}

fn read(
    store: &Store,
    place: &Place,
    file: &ListFile,
    choices: Option<&ColumnChoices>,
    as_shown: bool,
) -> Result<Vec<Entry>, ListError> {
    let domains = Domains::read(store, place)?.in_use();
    everybody(store, file, choices, domains, as_shown)
}

fn kept_entry(person: &KeptPerson) -> Entry {
    Entry {
        name: person.name.clone(),
        address: person.address.clone(),
        group: person.group.clone(),
        list_id: person.list_id.clone(),
        note: String::new(),
    }
}
