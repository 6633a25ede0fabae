//! Drafts: lists of people and what is meant to be done with them, not sent yet. The people are
//! in [`rows`], what was done to them, so that it can be undone, in [`edits`].

mod distribution;
pub(crate) mod edit_history;
mod intent;
pub(crate) mod rows;

use jiff::Timestamp;
use rusqlite::{Connection, Params};
use serde::{Deserialize, Serialize};

use crate::columns::{RowColumns, all, exists, first, json, time, word};
use crate::error::Record;
use crate::{AccountId, DraftId, Place, Store, StoreError, Write};

pub use distribution::{DistributionScope, DistributionWish, OnOverwrite, OverwriteDecision};
pub use intent::{
    ConfirmedGroup, ExistingInstance, Intent, MaterialChoice, NewInstances, Purpose, Role,
    SnapshotRef,
};

/// A list of people and where it is meant to go; not sent yet. Its rows are read apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub id: DraftId,
    pub name: String,
    pub place: Place,
    pub space_name: String,
    pub space_kind: SpaceKind,
    pub intent: Intent,
    pub step: DraftStep,
    pub changed_at: Timestamp,
    /// What stands in the row for new people.
    pub adding: String,
    pub people: u32,
    /// Grows with every change.
    pub change_number: u32,
    /// It may have been sent from where the data was restored or copied from.
    pub maybe_sent: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpaceKind {
    Course,
    Project,
    Dataset,
    Other,
}

impl From<&platform::SpaceKind> for SpaceKind {
    fn from(kind: &platform::SpaceKind) -> Self {
        match kind {
            platform::SpaceKind::Course => Self::Course,
            platform::SpaceKind::Project => Self::Project,
            platform::SpaceKind::Dataset => Self::Dataset,
            platform::SpaceKind::Other(_) => Self::Other,
        }
    }
}

/// Where the wizard stands, so that it opens where it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftStep {
    #[serde(rename = "what_for")]
    Purpose,
    How,
    #[serde(rename = "who")]
    People,
    #[serde(rename = "with_what")]
    Material,
    /// The names of instances to create.
    Names,
    /// The instances that a snapshot is distributed to.
    Targets,
    /// What the snapshot would overwrite in them.
    Overwritten,
    Review,
}

const TABLE: &str = "drafts";

fn read(columns: &RowColumns<'_, '_>) -> Result<Draft, StoreError> {
    Ok(Draft {
        id: columns.get("id")?,
        name: columns.get("name")?,
        place: Place::read(columns)?,
        space_name: columns.get("space_name")?,
        space_kind: columns.word("space_kind")?,
        intent: columns.json("intent")?,
        step: columns.word("step")?,
        changed_at: columns.time("changed_at")?,
        adding: columns.get("adding")?,
        people: columns.get("people")?,
        change_number: columns.get("change_number")?,
        maybe_sent: columns.get("maybe_sent")?,
    })
}

fn drafts_where(
    connection: &Connection,
    condition: &str,
    parameters: impl Params,
) -> Result<Vec<Draft>, StoreError> {
    let query = format!(
        "SELECT d.*, (SELECT count(*) FROM draft_rows r WHERE r.draft = d.id) AS people
         FROM drafts d WHERE d.deleted_at IS NULL AND {condition}"
    );
    all(connection, TABLE, &query, parameters, read)
}

impl Store {
    pub fn draft_new(
        &self,
        place: &Place,
        space_name: &str,
        space_kind: SpaceKind,
        now: Timestamp,
    ) -> Result<Draft, StoreError> {
        let (account, org, space) = place.columns();
        let id = self.write(|w| {
            w.transaction.execute(
                "INSERT INTO drafts (name, account, org, space, space_name, space_kind, intent, step,
                                     created_at, changed_at)
                 VALUES ('', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
                (
                    account,
                    org,
                    space,
                    space_name,
                    word(&space_kind)?,
                    json(&Intent::default())?,
                    word(&DraftStep::Purpose)?,
                    time(now),
                ),
            )?;
            Ok::<_, StoreError>(DraftId(w.transaction.last_insert_rowid()))
        })?;
        self.draft(id)
    }

    pub fn draft(&self, id: DraftId) -> Result<Draft, StoreError> {
        drafts_where(&self.connection(), "d.id = ?1", [id])?
            .pop()
            .ok_or(StoreError::NotFound(Record::Draft))
    }

    /// The kind of the space that a draft is for, whether or not it was sent or deleted since.
    /// `None`: it was swept, as drafts are some time after that.
    pub fn draft_kind(&self, id: DraftId) -> Result<Option<SpaceKind>, StoreError> {
        first(
            &self.connection(),
            TABLE,
            "SELECT id, space_kind FROM drafts WHERE id = ?1",
            [id],
            |columns| columns.word("space_kind"),
        )
    }

    /// All drafts, the one changed last first.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        drafts_where(
            &self.connection(),
            "TRUE ORDER BY d.changed_at DESC, d.id DESC",
            [],
        )
    }

    pub fn draft_count(&self) -> Result<u32, StoreError> {
        Ok(self.connection().query_row(
            "SELECT count(*) FROM drafts WHERE deleted_at IS NULL",
            [],
            |row| row.get(0),
        )?)
    }

    /// Where an account has drafts, and how many in each place.
    pub fn drafts_by_place(&self, account: &AccountId) -> Result<Vec<(Place, u32)>, StoreError> {
        all(
            &self.connection(),
            TABLE,
            "SELECT min(id) AS id, account, org, space, count(*) AS n FROM drafts
             WHERE account = ?1 AND deleted_at IS NULL GROUP BY account, org, space",
            [account],
            |columns| Ok((Place::read(columns)?, columns.get("n")?)),
        )
    }

    pub fn draft_delete(&self, id: DraftId, now: Timestamp) -> Result<(), StoreError> {
        self.write(|w| w.draft_delete(id, now))
    }

    pub fn draft_restore(&self, id: DraftId) -> Result<(), StoreError> {
        self.write(|w| w.draft_restore(id))
    }

    /// Drafts deleted before this moment can't be brought back any more. One that was sent is kept
    /// as long as its plan may still be undone, because that brings it back.
    pub fn drafts_sweep(&self, before: Timestamp) -> Result<(), StoreError> {
        self.execute(
            "DELETE FROM drafts WHERE deleted_at < ?1
             AND id NOT IN (SELECT draft FROM plans WHERE state <> 'settled')",
            [time(before)],
        )?;
        Ok(())
    }
}

/// Changes of one draft; each counts as a change of the draft itself.
impl Write<'_> {
    pub(crate) fn draft_touch(&self, id: DraftId, now: Timestamp) -> Result<(), StoreError> {
        let found = self
            .transaction
            .prepare_cached(
                "UPDATE drafts SET changed_at = ?2, change_number = change_number + 1
                 WHERE id = ?1 AND deleted_at IS NULL",
            )?
            .execute((id, time(now)))?;
        if found == 0 {
            Err(StoreError::NotFound(Record::Draft))
        } else {
            Ok(())
        }
    }

    pub fn draft_rename(&self, id: DraftId, name: &str, now: Timestamp) -> Result<(), StoreError> {
        self.draft_touch(id, now)?;
        self.transaction
            .execute("UPDATE drafts SET name = ?2 WHERE id = ?1", (id, name))?;
        Ok(())
    }

    pub fn draft_set_intent(
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
    pub fn draft_set_step(
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
    pub fn draft_set_adding(
        &self,
        id: DraftId,
        text: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
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
                                 created_at, changed_at, adding, last_position, maybe_sent)
             SELECT ?2, account, org, space, space_name, space_kind, intent, step, ?3, ?3, adding,
                    last_position, maybe_sent
             FROM drafts WHERE id = ?1 AND deleted_at IS NULL",
            (id, name, time(now)),
        )?;
        if found == 0 {
            return Err(StoreError::NotFound(Record::Draft));
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

    /// Whether a draft is there, and as it was when it had this number.
    pub fn draft_is_unchanged(&self, id: DraftId, change_number: u32) -> Result<bool, StoreError> {
        exists(
            self.transaction,
            "SELECT EXISTS (SELECT 1 FROM drafts
                            WHERE id = ?1 AND change_number = ?2 AND deleted_at IS NULL)",
            (id, change_number),
        )
    }

    /// The data was restored or copied, so every draft may have been sent since, also one that could
    /// still be brought back.
    pub fn drafts_set_maybe_sent(&self) -> Result<u32, StoreError> {
        self.transaction
            .execute("UPDATE drafts SET maybe_sent = 1", [])?;
        Ok(self.transaction.query_row(
            "SELECT count(*) FROM drafts WHERE deleted_at IS NULL",
            [],
            |row| row.get(0),
        )?)
    }

    /// The user says that a draft may be sent, whatever became of it elsewhere.
    pub fn draft_allow_sending(&self, id: DraftId, now: Timestamp) -> Result<(), StoreError> {
        self.draft_touch(id, now)?;
        self.transaction
            .execute("UPDATE drafts SET maybe_sent = 0 WHERE id = ?1", [id])?;
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
}
