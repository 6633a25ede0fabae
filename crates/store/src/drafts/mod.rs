pub(crate) mod edits;
pub(crate) mod rows;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row as SqlRow};
use serde::{Deserialize, Serialize};

use crate::columns::{json, json_of, time, time_of, word, word_of};
use crate::{AccountId, DraftId, Place, Store, StoreError};

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
    pub intent: Intent,
    pub step: DraftStep,
    pub changed_at: Timestamp,
    /// What stands in the row for new people.
    pub adding: String,
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
pub struct Intent {
    pub purpose: Option<Purpose>,
    pub instance: Option<String>,
    pub instance_name: Option<String>,
    pub role: Role,
    /// What new instances begin with.
    #[serde(default)]
    pub material: MaterialChoice,
    /// The snapshot that was chosen.
    #[serde(default)]
    pub snapshot: Option<SnapshotRef>,
    /// What becomes of own instances that are there already, once the user has said.
    #[serde(default)]
    pub existing: Option<ExistingInstance>,
}

/// What new instances begin with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialChoice {
    /// What has been handed to all so far.
    #[default]
    Distributed,
    /// A snapshot that was chosen.
    Snapshot,
    Nothing,
}

/// A snapshot, with what is needed to name it without a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotRef {
    pub instance: String,
    pub instance_name: String,
    pub slug: String,
    pub name: String,
    pub at: Option<Timestamp>,
}

/// What becomes of an own instance that is there already and was not made by the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExistingInstance {
    InviteOnly,
    /// Hand out to it, after a snapshot of it.
    HandOut,
    LeaveOut,
}

impl Default for Intent {
    fn default() -> Self {
        Self {
            purpose: None,
            instance: None,
            instance_name: None,
            role: Role::Editor,
            material: MaterialChoice::default(),
            snapshot: None,
            existing: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// An instance of one's own for everybody.
    Own,
    /// Into an instance that is there.
    Shared,
    /// An instance for each group of the list.
    Groups,
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
        intent: json_of(row, "intent")?,
        step: word_of(row, "step")?,
        changed_at: time_of(row, "changed_at")?,
        adding: row.get("adding")?,
        people: row.get("people")?,
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
                "INSERT INTO drafts (name, account, org, space, space_name, space_kind, intent, step,
                                     created_at, changed_at)
                 VALUES ('', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
                (
                    &place.account,
                    &place.org,
                    &place.space,
                    space_name,
                    word(&space_kind)?,
                    json(&Intent::default())?,
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
    pub(crate) fn draft_touch(&self, id: DraftId, now: Timestamp) -> Result<(), StoreError> {
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

    pub fn draft_intent(
        &self,
        id: DraftId,
        intent: &Intent,
        step: DraftStep,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.draft_touch(id, now)?;
        self.transaction.execute(
            "UPDATE drafts SET intent = ?2, step = ?3 WHERE id = ?1",
            (id, json(intent)?, word(&step)?),
        )?;
        Ok(())
    }

    /// Only where the wizard stands.
    pub fn draft_step(
        &self,
        id: DraftId,
        step: DraftStep,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.draft_touch(id, now)?;
        self.transaction
            .prepare_cached("UPDATE drafts SET step = ?2 WHERE id = ?1")?
            .execute((id, word(&step)?))?;
        Ok(())
    }

    /// What stands in the row for new people.
    pub fn draft_adding(&self, id: DraftId, text: &str, now: Timestamp) -> Result<(), StoreError> {
        self.draft_touch(id, now)?;
        self.transaction
            .prepare_cached("UPDATE drafts SET adding = ?2 WHERE id = ?1")?
            .execute((id, text))?;
        Ok(())
    }

    /// Another draft like this one, under this name. What could be undone stays behind.
    pub fn draft_copy(
        &self,
        id: DraftId,
        name: &str,
        now: Timestamp,
    ) -> Result<DraftId, StoreError> {
        let found = self.transaction.execute(
            "INSERT INTO drafts (name, account, org, space, space_name, space_kind, intent, step,
                                 created_at, changed_at, adding, last_position)
             SELECT ?2, account, org, space, space_name, space_kind, intent, step, ?3, ?3, adding,
                    last_position
             FROM drafts WHERE id = ?1 AND deleted_at IS NULL",
            (id, name, time(now)),
        )?;
        if found == 0 {
            return Err(StoreError::Gone("the draft"));
        }
        let copy = DraftId(self.transaction.last_insert_rowid());
        self.transaction.execute(
            "INSERT INTO draft_rows (draft, position, name, address, group_name, note, list_id,
                                     skipped)
             SELECT ?2, position, name, address, group_name, note, list_id, skipped
             FROM draft_rows WHERE draft = ?1 ORDER BY position",
            (id, copy),
        )?;
        Ok(copy)
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
}
