use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row as SqlRow};
use serde::{Deserialize, Serialize};

use crate::text::{json, json_of, time, time_of, word, word_of};
use crate::{AccountId, DraftId, Place, RowId, Store, StoreError};

/// A list of people and where it is meant to go; not sent yet. Its rows are read apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub id: DraftId,
    pub name: String,
    pub account: AccountId,
    pub org: String,
    pub space: String,
    pub space_name: String,
    pub space_kind: SpaceKind,
    pub aim: Aim,
    pub step: DraftStep,
    pub changed_at: Timestamp,
    pub people: u32,
}

impl Draft {
    pub fn place(&self) -> Place {
        Place {
            account: self.account.clone(),
            org: self.org.clone(),
            space: self.space.clone(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpaceKind {
    Course,
    Project,
    Dataset,
    Other,
}

/// What people are invited to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    pub purpose: Option<Purpose>,
    pub instance: Option<String>,
    pub instance_name: Option<String>,
    pub role: Role,
}

impl Default for Aim {
    fn default() -> Self {
        Self {
            purpose: None,
            instance: None,
            instance_name: None,
            role: Role::Editor,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    Shared,
    Administrators,
}

/// The role somebody is invited with into an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Editor,
    Viewer,
    Observer,
}

/// Where the wizard stands, so that it opens where it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftStep {
    WhatFor,
    How,
    Who,
    WithWhat,
    Review,
}

/// One person of a list, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: RowId,
    pub name: String,
    pub address: String,
    pub group: String,
    pub note: String,
    pub list_id: String,
    pub left_out: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewRow {
    pub name: String,
    pub address: String,
    pub group: String,
    pub note: String,
    pub list_id: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowField {
    Name,
    Address,
    Group,
    Note,
}

impl RowField {
    fn column(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Address => "address",
            Self::Group => "group_name",
            Self::Note => "note",
        }
    }
}

const DRAFT: &str = "SELECT d.*, (SELECT count(*) FROM draft_rows r WHERE r.draft = d.id) AS people
    FROM drafts d";

fn read(row: &SqlRow<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: row.get("id")?,
        name: row.get("name")?,
        account: row.get("account")?,
        org: row.get("org")?,
        space: row.get("space")?,
        space_name: row.get("space_name")?,
        space_kind: word_of(row, "space_kind")?,
        aim: json_of(row, "aim")?,
        step: word_of(row, "step")?,
        changed_at: time_of(row, "changed_at")?,
        people: row.get("people")?,
    })
}

fn read_row(row: &SqlRow<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        id: row.get("id")?,
        name: row.get("name")?,
        address: row.get("address")?,
        group: row.get("group_name")?,
        note: row.get("note")?,
        list_id: row.get("list_id")?,
        left_out: row.get("left_out")?,
    })
}

impl Store {
    pub fn draft_new(
        &self,
        place: &Place,
        space_name: &str,
        space_kind: SpaceKind,
        now: Timestamp,
    ) -> Result<Draft, StoreError> {
        let id = {
            let connection = self.connection();
            connection.execute(
                "INSERT INTO drafts (name, account, org, space, space_name, space_kind, aim, step,
                                     created_at, changed_at)
                 VALUES ('', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
                (
                    &place.account,
                    &place.org,
                    &place.space,
                    space_name,
                    word(&space_kind)?,
                    json(&Aim::default())?,
                    word(&DraftStep::WhatFor)?,
                    time(now),
                ),
            )?;
            DraftId(connection.last_insert_rowid())
        };
        self.draft(id)
    }

    pub fn draft(&self, id: DraftId) -> Result<Draft, StoreError> {
        self.connection()
            .prepare_cached(&format!("{DRAFT} WHERE d.id = ?1 AND d.deleted_at IS NULL"))?
            .query_row([id], read)
            .optional()?
            .ok_or(StoreError::Gone("the draft"))
    }

    /// All drafts, the one changed last first.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(&format!(
            "{DRAFT} WHERE d.deleted_at IS NULL ORDER BY d.changed_at DESC, d.id DESC"
        ))?;
        let drafts = statement.query_map([], read)?.collect::<Result<_, _>>()?;
        Ok(drafts)
    }

    pub fn draft_count(&self) -> Result<u32, StoreError> {
        Ok(self.connection().query_row(
            "SELECT count(*) FROM drafts WHERE deleted_at IS NULL",
            [],
            |row| row.get(0),
        )?)
    }

    pub fn draft_rows(&self, id: DraftId) -> Result<Vec<Row>, StoreError> {
        let connection = self.connection();
        let mut statement = connection
            .prepare_cached("SELECT * FROM draft_rows WHERE draft = ?1 ORDER BY position")?;
        let rows = statement
            .query_map([id], read_row)?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    pub fn draft_delete(&self, id: DraftId, now: Timestamp) -> Result<(), StoreError> {
        self.write(|w| w.draft_delete(id, now))
    }

    pub fn draft_restore(&self, id: DraftId) -> Result<(), StoreError> {
        self.connection()
            .execute("UPDATE drafts SET deleted_at = NULL WHERE id = ?1", [id])?;
        Ok(())
    }

    /// Drafts deleted before this moment cannot be brought back any more.
    pub fn drafts_sweep(&self, before: Timestamp) -> Result<(), StoreError> {
        self.connection()
            .execute("DELETE FROM drafts WHERE deleted_at < ?1", [time(before)])?;
        Ok(())
    }
}

/// Changes of one draft; each counts as a change of the draft itself.
impl crate::Write<'_> {
    fn draft_touch(&self, id: DraftId, now: Timestamp) -> Result<(), StoreError> {
        let found = self
            .transaction
            .prepare_cached(
                "UPDATE drafts SET changed_at = ?2 WHERE id = ?1 AND deleted_at IS NULL",
            )?
            .execute((id, time(now)))?;
        if found == 0 {
            Err(StoreError::Gone("the draft"))
        } else {
            Ok(())
        }
    }

    pub fn draft_name(&self, id: DraftId, name: &str, now: Timestamp) -> Result<(), StoreError> {
        self.draft_touch(id, now)?;
        self.transaction
            .execute("UPDATE drafts SET name = ?2 WHERE id = ?1", (id, name))?;
        Ok(())
    }

    pub fn draft_aim(
        &self,
        id: DraftId,
        aim: &Aim,
        step: DraftStep,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.draft_touch(id, now)?;
        self.transaction.execute(
            "UPDATE drafts SET aim = ?2, step = ?3 WHERE id = ?1",
            (id, json(aim)?, word(&step)?),
        )?;
        Ok(())
    }

    pub fn draft_delete(&self, id: DraftId, now: Timestamp) -> Result<(), StoreError> {
        self.transaction.execute(
            "UPDATE drafts SET deleted_at = ?2 WHERE id = ?1",
            (id, time(now)),
        )?;
        Ok(())
    }

    /// Brings a deleted draft back.
    pub fn draft_restore(&self, id: DraftId) -> Result<(), StoreError> {
        self.transaction
            .execute("UPDATE drafts SET deleted_at = NULL WHERE id = ?1", [id])?;
        Ok(())
    }

    /// Puts people at the end of the list.
    pub fn draft_rows_add(
        &self,
        id: DraftId,
        rows: &[NewRow],
        now: Timestamp,
    ) -> Result<Vec<RowId>, StoreError> {
        self.draft_touch(id, now)?;
        let last: i64 = self.transaction.query_row(
            "SELECT coalesce(max(position), 0) FROM draft_rows WHERE draft = ?1",
            [id],
            |row| row.get(0),
        )?;
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO draft_rows (draft, position, name, address, group_name, note, list_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        rows.iter()
            .zip(last + 1..)
            .map(|(row, position)| {
                statement
                    .insert((
                        id,
                        position,
                        &row.name,
                        &row.address,
                        &row.group,
                        &row.note,
                        &row.list_id,
                    ))
                    .map(RowId)
                    .map_err(StoreError::from)
            })
            .collect()
    }

    pub fn draft_row_change(
        &self,
        id: DraftId,
        row: RowId,
        field: RowField,
        value: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.draft_touch(id, now)?;
        let column = field.column();
        let found = self
            .transaction
            .prepare_cached(&format!(
                "UPDATE draft_rows SET {column} = ?3 WHERE draft = ?1 AND id = ?2"
            ))?
            .execute((id, row, value))?;
        if found == 0 {
            Err(StoreError::Gone("the row"))
        } else {
            Ok(())
        }
    }

    pub fn draft_rows_remove(
        &self,
        id: DraftId,
        rows: &[RowId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.draft_touch(id, now)?;
        let mut statement = self
            .transaction
            .prepare_cached("DELETE FROM draft_rows WHERE draft = ?1 AND id = ?2")?;
        for row in rows {
            statement.execute((id, row))?;
        }
        Ok(())
    }

    pub fn draft_rows_leave_out(
        &self,
        id: DraftId,
        rows: &[RowId],
        left_out: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.draft_touch(id, now)?;
        let mut statement = self
            .transaction
            .prepare_cached("UPDATE draft_rows SET left_out = ?3 WHERE draft = ?1 AND id = ?2")?;
        for row in rows {
            statement.execute((id, row, left_out))?;
        }
        Ok(())
    }
}
