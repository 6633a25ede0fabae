//! What is done to a list, with what it takes to undo it. An edit and its log are one
//! transaction, and both cost as much as the edit touches rows, however long the list is.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::columns::{RowColumns, first, json, word};
use crate::drafts::rows::RowImage;
use crate::error::Record;
use crate::{DraftId, EditId, NewRow, Row, RowId, Store, StoreError, Write};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    Typing,
    Paste,
    Fill,
    Remove,
    #[serde(rename = "leave_out")]
    Skip,
    #[serde(rename = "mend")]
    Fix,
    Groups,
    File,
    Difference,
}

/// What can be undone, and done again, next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct History {
    pub undo: Option<EditKind>,
    pub redo: Option<EditKind>,
}

/// What an edit came to.
#[derive(Debug, Default)]
pub struct Edited {
    /// Rows that are new or read differently now.
    pub put: Vec<Row>,
    pub removed: Vec<RowId>,
    pub history: History,
    /// Stands for the edit; absent where nothing changed.
    pub edit: Option<EditId>,
}

/// An edit under way.
pub struct Edit<'w> {
    write: &'w Write<'w>,
    draft: DraftId,
    kind: EditKind,
    typing: Option<String>,
    id: Option<EditId>,
    done: Edited,
}

impl Write<'_> {
    /// Begins an edit. With the token of the last one it goes on with that: both are one.
    pub fn draft_edit<'w>(
        &'w self,
        draft: DraftId,
        kind: EditKind,
        typing: Option<&str>,
        now: Timestamp,
    ) -> Result<Edit<'w>, StoreError> {
        self.draft_touch(draft, now)?;
        let id = match typing {
            Some(token) => self.last_edit_typed(draft, token)?,
            None => None,
        };
        Ok(Edit {
            write: self,
            draft,
            kind,
            typing: typing.map(str::to_owned),
            id,
            done: Edited::default(),
        })
    }

    /// Goes on with an edit that others may have followed; `None` where it was undone.
    pub fn draft_edit_go_on(
        &self,
        draft: DraftId,
        edit: EditId,
        kind: EditKind,
        now: Timestamp,
    ) -> Result<Option<Edit<'_>>, StoreError> {
        self.draft_touch(draft, now)?;
        let stands: Option<bool> = self
            .transaction
            .query_row(
                "SELECT undone = 0 FROM draft_edits WHERE draft = ?1 AND id = ?2",
                (draft, edit),
                |row| row.get(0),
            )
            .optional()?;
        Ok(stands.unwrap_or(false).then(|| Edit {
            write: self,
            draft,
            kind,
            typing: None,
            id: Some(edit),
            done: Edited::default(),
        }))
    }

    /// Undoes the last edit that stands.
    pub fn draft_undo(&self, draft: DraftId, now: Timestamp) -> Result<Edited, StoreError> {
        self.draft_swap(draft, false, now)
    }

    /// Does again what was undone last.
    pub fn draft_redo(&self, draft: DraftId, now: Timestamp) -> Result<Edited, StoreError> {
        self.draft_swap(draft, true, now)
    }

    /// Takes the next edit to its other side.
    fn draft_swap(
        &self,
        draft: DraftId,
        undone: bool,
        now: Timestamp,
    ) -> Result<Edited, StoreError> {
        self.draft_touch(draft, now)?;
        let mut done = Edited::default();
        if let Some((edit, _)) = next_edit(self.transaction, draft, undone)? {
            for (id, other) in images(self.transaction, edit)? {
                let here = self.row(draft, id)?;
                self.keep_other(edit, id, here)?;
                if let Some(image) = other {
                    let row = image.with_id(id);
                    self.row_put(draft, &row)?;
                    done.put.push(row);
                } else {
                    self.row_remove(draft, id)?;
                    done.removed.push(id);
                }
            }
            self.transaction
                .prepare_cached("UPDATE draft_edits SET undone = ?2 WHERE id = ?1")?
                .execute((edit, !undone))?;
            done.edit = Some(edit);
        }
        done.history = history(self.transaction, draft)?;
        Ok(done)
    }

    fn last_edit_typed(&self, draft: DraftId, token: &str) -> Result<Option<EditId>, StoreError> {
        // Something undone is waiting: it goes, and typing begins anew.
        if next_edit(self.transaction, draft, true)?.is_some() {
            return Ok(None);
        }
        let last: Option<(EditId, Option<String>)> = self
            .transaction
            .prepare_cached(
                "SELECT id, typing FROM draft_edits WHERE draft = ?1 AND undone = 0
                 ORDER BY id DESC LIMIT 1",
            )?
            .query_row([draft], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(last
            .filter(|(_, typing)| typing.as_deref() == Some(token))
            .map(|(id, _)| id))
    }

    fn keep_other(&self, edit: EditId, id: RowId, other: Option<Row>) -> Result<(), StoreError> {
        let other = other.map(|row| json(&RowImage::from(row))).transpose()?;
        self.transaction
            .prepare_cached("UPDATE draft_edit_rows SET other = ?3 WHERE edit = ?1 AND row = ?2")?
            .execute((edit, id, other))?;
        Ok(())
    }
}

impl Store {
    pub fn draft_history(&self, draft: DraftId) -> Result<History, StoreError> {
        history(&self.connection(), draft)
    }
}

fn history(connection: &Connection, draft: DraftId) -> Result<History, StoreError> {
    Ok(History {
        undo: next_edit(connection, draft, false)?.map(|(_, kind)| kind),
        redo: next_edit(connection, draft, true)?.map(|(_, kind)| kind),
    })
}

/// The edit to be undone, or to be done again, next.
fn next_edit(
    connection: &Connection,
    draft: DraftId,
    undone: bool,
) -> Result<Option<(EditId, EditKind)>, StoreError> {
    let order = if undone { "ASC" } else { "DESC" };
    first(
        connection,
        "draft_edits",
        &format!(
            "SELECT id, kind FROM draft_edits WHERE draft = ?1 AND undone = ?2
             ORDER BY id {order} LIMIT 1"
        ),
        (draft, undone),
        |columns| Ok((columns.get("id")?, columns.word("kind")?)),
    )
}

/// The rows that an edit touched, each as it reads on the other side of the edit.
fn images(
    connection: &Connection,
    edit: EditId,
) -> Result<Vec<(RowId, Option<RowImage>)>, StoreError> {
    connection
        .prepare_cached("SELECT row, other FROM draft_edit_rows WHERE edit = ?1")?
        .query_and_then([edit], |row| {
            let columns = RowColumns::keyed("draft_edit_rows", &edit, row);
            Ok((columns.get("row")?, columns.maybe_json("other")?))
        })?
        .collect()
}

impl Edit<'_> {
    /// Puts people at the end of the list.
    pub fn add(&mut self, rows: &[NewRow]) -> Result<(), StoreError> {
        let positions = self.write.positions(self.draft, rows.len())?;
        for (row, position) in rows.iter().zip(positions) {
            let row = self.write.row_new(self.draft, position, row)?;
            self.log(row.id, None)?;
            self.done.put.push(row);
        }
        Ok(())
    }

    /// Changes a row; where that changes nothing, nothing is logged.
    pub fn change(&mut self, id: RowId, change: impl FnOnce(&mut Row)) -> Result<(), StoreError> {
        let before = self
            .write
            .row(self.draft, id)?
            .ok_or(StoreError::NotFound(Record::Row))?;
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.write.row_put(self.draft, &after)?;
            self.log(id, Some(before))?;
            self.done.put.push(after);
        }
        Ok(())
    }

    /// Removes a row; one that is gone already stays so.
    pub fn remove(&mut self, id: RowId) -> Result<(), StoreError> {
        if let Some(before) = self.write.row(self.draft, id)? {
            self.write.row_remove(self.draft, id)?;
            self.log(id, Some(before))?;
            self.done.removed.push(id);
        }
        Ok(())
    }

    /// What it came to. An edit that left everything as it was is forgotten.
    pub fn done(mut self) -> Result<Edited, StoreError> {
        if let (Some(id), Some(_)) = (self.id, &self.typing) {
            self.forget_if_nothing(id)?;
        }
        self.done.edit = self.id;
        self.done.history = history(self.write.transaction, self.draft)?;
        Ok(self.done)
    }

    /// Keeps how a row read before the edit first touched it.
    fn log(&mut self, row: RowId, before: Option<Row>) -> Result<(), StoreError> {
        let edit = match self.id {
            Some(id) => id,
            None => self.begin()?,
        };
        let before = before.map(|row| json(&RowImage::from(row))).transpose()?;
        self.write
            .transaction
            .prepare_cached(
                "INSERT INTO draft_edit_rows (edit, row, other) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO NOTHING",
            )?
            .execute((edit, row, before))?;
        Ok(())
    }

    fn begin(&mut self) -> Result<EditId, StoreError> {
        let transaction = self.write.transaction;
        // What was undone can't be done again over something new.
        transaction
            .prepare_cached("DELETE FROM draft_edits WHERE draft = ?1 AND undone = 1")?
            .execute([self.draft])?;
        let id = transaction
            .prepare_cached("INSERT INTO draft_edits (draft, kind, typing) VALUES (?1, ?2, ?3)")?
            .insert((self.draft, word(&self.kind)?, &self.typing))?;
        let id = EditId(id);
        self.id = Some(id);
        Ok(id)
    }

    /// Typed, and typed back again.
    fn forget_if_nothing(&mut self, edit: EditId) -> Result<(), StoreError> {
        let transaction = self.write.transaction;
        for (id, other) in images(transaction, edit)? {
            let here = self.write.row(self.draft, id)?;
            if other != here.map(RowImage::from) {
                return Ok(());
            }
        }
        transaction
            .prepare_cached("DELETE FROM draft_edits WHERE id = ?1")?
            .execute([edit])?;
        self.id = None;
        Ok(())
    }
}
