//! The edits a user makes to a list. Each is one transaction on the disk, which is what makes it
//! one step of undo, and then one pass over the rows it concerns.

use jiff::Timestamp;
use outbox::InvitationStep;
use roster::PersonKey;
use store::{DraftId, Edit, EditKind, Edited, History, NewRow, RowField, RowId, StoreError, Write};

use crate::error::ListError;
use crate::open::OpenLists;
use crate::open::counts::ListCounts;
use crate::open::list::{CheckedRow, OpenList};
use crate::person::new_row;

/// The columns of a list, from the left.
const COLUMNS: [RowField; 4] = [
    RowField::Name,
    RowField::Address,
    RowField::Group,
    RowField::Note,
];

/// What an edit came to: only the rows that read differently now, so that showing it costs the
/// same in a long list as in a short one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListChange {
    pub changed: Vec<CheckedRow>,
    pub removed: Vec<RowId>,
    pub counts: ListCounts,
    pub steps: Vec<InvitationStep>,
    pub changed_at: Timestamp,
    pub history: History,
}

impl OpenLists {
    /// Changes cells one by one. Calls with the same `typing` token, one after the other, are
    /// undone as one.
    pub fn change_cells(
        &self,
        draft: DraftId,
        cells: Vec<(RowId, RowField, String)>,
        kind: EditKind,
        typing: Option<&str>,
    ) -> Result<ListChange, StoreError> {
        self.edit(draft, kind, typing, |_, edit| {
            cells.into_iter().try_for_each(|(row, field, value)| {
                edit.change(row, |row| *row.cell(field) = value)
            })
        })
    }

    /// Reads text as people, and puts them at the end of the list.
    pub fn paste(&self, draft: DraftId, text: &str) -> Result<ListChange, ListError> {
        let people: Vec<NewRow> = roster::paste(text)?.into_iter().map(new_row).collect();
        Ok(self.edit(draft, EditKind::Paste, None, |_, edit| edit.add(&people))?)
    }

    /// Adds people at the end of the list.
    pub fn add(&self, draft: DraftId, rows: &[NewRow]) -> Result<ListChange, StoreError> {
        self.edit(draft, EditKind::Paste, None, |_, edit| edit.add(rows))
    }

    /// Puts a block of cells over these rows, from a column to the right. Lines of the block that
    /// are left over become new rows at the end.
    pub fn fill(
        &self,
        draft: DraftId,
        rows: Vec<RowId>,
        first: RowField,
        text: &str,
    ) -> Result<ListChange, ListError> {
        let columns = || {
            COLUMNS
                .into_iter()
                .skip_while(move |column| *column != first)
        };
        let mut block = roster::block(text)?.into_iter();
        Ok(self.edit(draft, EditKind::Paste, None, |_, edit| {
            for (row, cells) in rows.into_iter().zip(block.by_ref()) {
                edit.change(row, |row| {
                    for (column, cell) in columns().zip(cells) {
                        *row.cell(column) = cell;
                    }
                })?;
            }
            let more: Vec<NewRow> = block
                .map(|cells| {
                    let mut row = NewRow::default();
                    for (column, cell) in columns().zip(cells) {
                        *row.cell(column) = cell;
                    }
                    row
                })
                .collect();
            edit.add(&more)
        })?)
    }

    /// Takes every fix that is offered, in these rows or in all.
    pub fn fix(&self, draft: DraftId, rows: Option<Vec<RowId>>) -> Result<ListChange, StoreError> {
        self.edit(draft, EditKind::Fix, None, |list, edit| {
            for (row, address) in list.fixes(these_or_all(list, rows).into_iter()) {
                edit.change(row, |row| row.address = address)?;
            }
            Ok(())
        })
    }

    /// Assigns the people of these rows, or of all, to groups at random. The same seed gives the
    /// same groups. In `pattern`, `#` stands for the number of the group.
    pub fn assign_groups(
        &self,
        draft: DraftId,
        rows: Option<Vec<RowId>>,
        split: roster::Split,
        seed: u64,
        pattern: &str,
    ) -> Result<ListChange, StoreError> {
        self.edit(draft, EditKind::Groups, None, |list, edit| {
            let (rows, people): (Vec<RowId>, Vec<String>) = these_or_all(list, rows)
                .into_iter()
                .filter_map(|row| list.row(row))
                .filter(|row| !row.skipped)
                .map(|row| (row.id, PersonKey::of(&row.address).into()))
                .unzip();
            let names = roster::group_names(pattern, split.groups(people.len()));
            let assigned = roster::assign_at_random(&people, split, seed);
            for (row, name) in rows.into_iter().zip(assigned).filter_map(|(row, group)| {
                let name = names.get(group)?;
                Some((row, name))
            }) {
                edit.change(row, |row| row.group.clone_from(name))?;
            }
            Ok(())
        })
    }

    pub fn remove(&self, draft: DraftId, rows: Vec<RowId>) -> Result<ListChange, StoreError> {
        self.edit(draft, EditKind::Remove, None, |_, edit| {
            rows.into_iter().try_for_each(|row| edit.remove(row))
        })
    }

    /// Skips rows, or takes them back in.
    pub fn skip(
        &self,
        draft: DraftId,
        rows: Vec<RowId>,
        skipped: bool,
    ) -> Result<ListChange, StoreError> {
        self.edit(draft, EditKind::Skip, None, |_, edit| {
            rows.into_iter()
                .try_for_each(|row| edit.change(row, |row| row.skipped = skipped))
        })
    }

    pub fn undo(&self, draft: DraftId) -> Result<ListChange, StoreError> {
        self.write(draft, |_, w, now| w.draft_undo(draft, now))
    }

    pub fn redo(&self, draft: DraftId) -> Result<ListChange, StoreError> {
        self.write(draft, |_, w, now| w.draft_redo(draft, now))
    }

    pub(crate) fn edit(
        &self,
        draft: DraftId,
        kind: EditKind,
        typing: Option<&str>,
        work: impl FnOnce(&OpenList, &mut Edit<'_>) -> Result<(), StoreError>,
    ) -> Result<ListChange, StoreError> {
        self.write(draft, |list, w, now| {
            let mut edit = w.draft_edit(draft, kind, typing, now)?;
            work(list, &mut edit)?;
            edit.done()
        })
    }

    fn write(
        &self,
        draft: DraftId,
        work: impl FnOnce(&OpenList, &Write<'_>, Timestamp) -> Result<Edited, StoreError>,
    ) -> Result<ListChange, StoreError> {
        let now = Timestamp::now();
        self.with(draft, |list| {
            let edited = self.store().write(|w| work(list, w, now))?;
            Ok(ListChange::taken_into(list, edited, now))
        })
    }
}

impl ListChange {
    /// Takes an edit into the list in memory. It has to be on the disk already: if the write
    /// failed, the list in memory would otherwise show what was never kept.
    pub(crate) fn taken_into(list: &mut OpenList, edited: Edited, now: Timestamp) -> Self {
        let touched = list.apply(edited.put, &edited.removed);
        Self {
            changed: list.checked(&touched),
            removed: edited.removed,
            counts: list.counts(),
            steps: list.steps(),
            changed_at: now,
            history: edited.history,
        }
    }
}

/// The rows asked for, or all of them in the order of the list.
fn these_or_all(list: &OpenList, rows: Option<Vec<RowId>>) -> Vec<RowId> {
    rows.unwrap_or_else(|| list.rows().map(|row| row.id).collect())
}
