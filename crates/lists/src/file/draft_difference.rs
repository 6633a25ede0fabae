//! A newer list compared with a draft.

use std::collections::HashSet;

use roster::{Change, Entry};
use store::{DraftId, EditKind, NewRow, RowId};

use super::everybody::everybody;
use super::mapping::ColumnChoices;
use super::source::ListFile;
use crate::edits::ListChange;
use crate::error::ListError;
use crate::open::OpenLists;
use crate::person::{entry, new_row};

/// A draft's list as it stands, a file's people, and how they differ.
pub struct DraftDifference {
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

impl DraftDifference {
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
        let new = everybody(lists.store(), file, choices, domains, choices.is_some())?;
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

pub(super) fn merged(before: &Entry, change: &Change, after: &Entry) -> Entry {
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
