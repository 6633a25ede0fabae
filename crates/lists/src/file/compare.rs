//! A newer list compared with a draft, or with the members of a space.

use std::collections::HashSet;

use jiff::Timestamp;
use platform::{Role, SpaceMember};
use roster::{Change, Entry, same_person};
use store::{DraftId, EditKind, NewRow, Place, RowId, SeenList, Store};

use super::mapping::{ColumnChoices, Mapping};
use super::source::ListFile;
use crate::domains::Domains;
use crate::edits::ListChange;
use crate::error::ListError;
use crate::open::OpenLists;
use crate::person::{entry, new_row};

/// A draft's list as it stands, a file's people, and how they differ.
pub struct DraftComparison {
    draft: DraftId,
    rows: Vec<RowId>,
    old: Vec<Entry>,
    new: Vec<Entry>,
    difference: roster::Difference,
}

/// Which part of a difference is taken over; `None`: all of that kind.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Positions among the people the file adds.
    pub added: Option<Vec<u32>>,
    pub gone: Option<HashSet<RowId>>,
    pub changed: Option<HashSet<RowId>>,
}

impl DraftComparison {
    pub fn of(
        lists: &OpenLists,
        draft: DraftId,
        file: &ListFile,
        choices: Option<&ColumnChoices>,
    ) -> Result<Self, ListError> {
        let (domains, rows, old) = lists.with(draft, |list| {
            let rows: Vec<RowId> = list.rows().map(|row| row.id).collect();
            let old: Vec<Entry> = list.rows().map(entry).collect();
            Ok::<_, ListError>((list.domains().to_vec(), rows, old))
        })?;
        let new = everybody(lists.store(), file, choices, domains)?;
        let difference = roster::difference(&old, &new);
        Ok(Self {
            draft,
            rows,
            old,
            new,
            difference,
        })
    }

    /// People in the file who aren't on the list.
    pub fn added(&self) -> impl Iterator<Item = &Entry> {
        self.difference.added.iter().map(|at| &self.new[*at])
    }

    /// People on the list who aren't in the file.
    pub fn gone(&self) -> impl Iterator<Item = (RowId, &Entry)> {
        let gone = self.difference.gone.iter();
        gone.map(|at| (self.rows[*at], &self.old[*at]))
    }

    /// People who read differently in the file: before, and after it is taken over.
    pub fn changed(&self) -> impl Iterator<Item = (RowId, &Entry, Entry)> {
        self.changes().map(|(at, change, after)| {
            let before = &self.old[at];
            (self.rows[at], before, merged(before, change, after))
        })
    }

    /// How many people read the same in both.
    pub fn same(&self) -> usize {
        self.difference.same
    }

    fn changes(&self) -> impl Iterator<Item = (usize, &Change, &Entry)> {
        let changed = self.difference.changed.iter();
        changed.map(|change| (change.old, change, &self.new[change.new]))
    }

    /// Takes the difference over, or the selected part of it, as one edit of the list.
    pub fn take_over(
        &self,
        lists: &OpenLists,
        selection: &Selection,
    ) -> Result<ListChange, ListError> {
        let is_selected = |rows: &Option<HashSet<RowId>>, row: RowId| {
            rows.as_ref().is_none_or(|rows| rows.contains(&row))
        };
        let added = selected(self.added().cloned(), selection.added.as_deref());
        let change = lists.edit(self.draft, EditKind::Difference, None, |_, edit| {
            for (at, change, after) in self.changes() {
                if is_selected(&selection.changed, self.rows[at]) {
                    edit.change(self.rows[at], |row| take_over(row, change, after))?;
                }
            }
            for (row, _) in self.gone() {
                if is_selected(&selection.gone, row) {
                    edit.remove(row)?;
                }
            }
            edit.add(&added)
        })?;
        Ok(change)
    }
}

/// The parts of a person that the newer list says otherwise.
fn take_over(row: &mut store::Row, change: &Change, after: &Entry) {
    let parts = [
        (change.name, &mut row.name, &after.name),
        (change.address, &mut row.address, &after.address),
        (change.group, &mut row.group, &after.group),
        (change.note, &mut row.note, &after.note),
        (change.list_id, &mut row.list_id, &after.list_id),
    ];
    for (_, part, text) in parts.into_iter().filter(|(differs, ..)| *differs) {
        part.clone_from(text);
    }
}

fn merged(before: &Entry, change: &Change, after: &Entry) -> Entry {
    let either = |differs: bool, before: &String, after: &String| {
        if differs { after } else { before }.clone()
    };
    Entry {
        name: either(change.name, &before.name, &after.name),
        address: either(change.address, &before.address, &after.address),
        group: either(change.group, &before.group, &after.group),
        note: either(change.note, &before.note, &after.note),
        list_id: either(change.list_id, &before.list_id, &after.list_id),
    }
}

/// A file compared with the members of a space as last seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpaceComparison {
    pub added: Vec<Entry>,
    /// Members who aren't in the file. Never administrators: they are no part of any list.
    pub gone: Vec<Entry>,
    /// Before and after.
    pub changed: Vec<(Entry, Entry)>,
    pub same: usize,
    /// When the members were read; `None`: never.
    pub seen_at: Option<Timestamp>,
}

impl SpaceComparison {
    /// What a space doesn't know of its members (groups, notes) is no difference, and neither is a
    /// name where the platform has none yet.
    pub fn of(
        store: &Store,
        place: &Place,
        file: &ListFile,
        choices: Option<&ColumnChoices>,
    ) -> Result<Self, ListError> {
        let seen = store.seen::<SpaceMember>(SeenList::Members(place))?;
        let seen_at = seen.as_ref().map(|seen| seen.at);
        let members = seen.map(|seen| seen.list).unwrap_or_default();
        let domains = Domains::among(store, place, &members)?.in_use();
        let people = everybody(store, file, choices, domains)?;
        Ok(Self {
            seen_at,
            ..Self::between(members, people)
        })
    }

    fn between(members: Vec<SpaceMember>, people: Vec<Entry>) -> Self {
        let (administrators, members): (Vec<_>, Vec<_>) = members
            .into_iter()
            .partition(|member| member.space_role == Some(Role::SpaceAdmin));
        let administrators: HashSet<String> = administrators
            .iter()
            .map(|member| same_person(&member.email))
            .collect();
        let new: Vec<Entry> = people
            .into_iter()
            .filter(|entry| !administrators.contains(&same_person(&entry.address)))
            .collect();
        let old: Vec<Entry> = members
            .iter()
            .map(|member| name_and_address(&member.name, &member.email))
            .collect();
        let known: Vec<Entry> = new
            .iter()
            .map(|entry| name_and_address(&entry.name, &entry.address))
            .collect();
        let difference = roster::difference(&old, &known);
        let (unnamed, changed): (Vec<&Change>, Vec<&Change>) = difference
            .changed
            .iter()
            .partition(|change| old[change.old].name.is_empty() && !change.address);
        Self {
            added: difference.added.iter().map(|at| new[*at].clone()).collect(),
            gone: difference.gone.iter().map(|at| old[*at].clone()).collect(),
            changed: changed
                .into_iter()
                .map(|change| (old[change.old].clone(), known[change.new].clone()))
                .collect(),
            same: difference.same + unnamed.len(),
            seen_at: None,
        }
    }

    /// The people the file adds, or those at these positions among them, as rows for a draft.
    pub fn rows_to_add(self, positions: Option<&[u32]>) -> Vec<NewRow> {
        selected(self.added.into_iter(), positions)
    }
}

fn name_and_address(name: &str, address: &str) -> Entry {
    Entry {
        name: name.to_owned(),
        address: address.to_owned(),
        ..Entry::default()
    }
}

/// Those at the positions named, or all.
fn selected(people: impl Iterator<Item = Entry>, positions: Option<&[u32]>) -> Vec<NewRow> {
    let wanted: Option<HashSet<u32>> =
        positions.map(|positions| positions.iter().copied().collect());
    (0..)
        .zip(people)
        .filter(|(position, _)| {
            wanted
                .as_ref()
                .is_none_or(|wanted| wanted.contains(position))
        })
        .map(|(_, person)| new_row(person))
        .collect()
}

/// Everybody in a file. The comparison shows the user what the file holds.
fn everybody(
    store: &Store,
    file: &ListFile,
    choices: Option<&ColumnChoices>,
    domains: Vec<String>,
) -> Result<Vec<Entry>, ListError> {
    let known = roster::ReadOptions {
        domains,
        ..roster::ReadOptions::default()
    };
    let mut read = file.list(&known, choices.is_some(), file.begin())?;
    let mapping = Mapping::of(store, &read.list, choices)?;
    mapping.remember(store, &read.list, choices)?;
    file.shown(read.stamp);
    let people = mapping.people(&mut read.list);
    let people = people.and_then(Iterator::collect);
    Ok(people.map_err(|error| file.not_read(error))?)
}
