//! What a snapshot would overwrite in each instance of a space, as it was last read. One row for
//! each target, so that a comparison that was interrupted goes on where it stopped.

use std::collections::HashMap;

use jiff::Timestamp;
use platform::Slug;
use serde::{Deserialize, Serialize};

use crate::columns::{RowColumns, all, json, time};
use crate::{Place, Store, StoreError, Write};

/// One target, compared with a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedTarget {
    pub found: TargetComparison,
    pub at: Timestamp,
}

/// What was found in a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetComparison {
    /// What would be overwritten; nothing, if this is empty.
    Overwrites(Vec<Overwritten>),
    /// What it holds can't be read, so what would be overwritten isn't known.
    Unreadable(UnreadableTarget),
}

/// Something in a target that would be overwritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overwritten {
    pub kind: MaterialKind,
    /// The path of a file within the instance, or the name of an application or a table.
    pub path: String,
    /// In bytes, of a file as it is there.
    pub size: Option<i64>,
    /// In bytes, of what would take its place.
    pub new_size: Option<i64>,
    pub modified: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialKind {
    File,
    Folder,
    Application,
    Table,
}

/// Why nothing is known of what a target holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnreadableTarget {
    /// The platform doesn't let this account read it.
    NotAllowed,
    /// It isn't there any more.
    Gone,
    /// The platform lists something in it that can't be read.
    Entries,
}

const TABLE: &str = "comparisons";

impl Store {
    /// What a snapshot would overwrite in each target that was compared with it.
    pub fn compared_targets(
        &self,
        place: &Place,
        instance: &Slug,
        snapshot: &Slug,
    ) -> Result<HashMap<Slug, ComparedTarget>, StoreError> {
        let (account, org, space) = place.columns();
        let compared = all(
            &self.connection(),
            TABLE,
            "SELECT target, found, compared_at, target AS id FROM comparisons
             WHERE account = ?1 AND org = ?2 AND space = ?3 AND instance = ?4 AND snapshot = ?5",
            (account, org, space, instance.as_str(), snapshot.as_str()),
            |columns: &RowColumns<'_, '_>| {
                let compared = ComparedTarget {
                    found: columns.json("found")?,
                    at: columns.time("compared_at")?,
                };
                Ok((columns.parsed("target")?, compared))
            },
        )?;
        Ok(compared.into_iter().collect())
    }

    /// How many bytes is kept of what a snapshot would overwrite, without reading it.
    pub fn compared_targets_size(
        &self,
        place: &Place,
        instance: &Slug,
        snapshot: &Slug,
    ) -> Result<usize, StoreError> {
        let (account, org, space) = place.columns();
        let size: i64 = self
            .connection()
            .prepare_cached(
                "SELECT ifnull(sum(octet_length(found)), 0) FROM comparisons
                 WHERE account = ?1 AND org = ?2 AND space = ?3 AND instance = ?4 AND snapshot = ?5",
            )?
            .query_row(
                (account, org, space, instance.as_str(), snapshot.as_str()),
                |row| row.get(0),
            )?;
        Ok(usize::try_from(size).unwrap_or(usize::MAX))
    }

    /// Keeps what was found in a target, in the place of what was found before.
    pub fn compared_target_keep(
        &self,
        place: &Place,
        (instance, snapshot): (&Slug, &Slug),
        target: &Slug,
        compared: &ComparedTarget,
    ) -> Result<(), StoreError> {
        let (account, org, space) = place.columns();
        self.execute(
            "INSERT INTO comparisons (account, org, space, instance, snapshot, target, found,
                                      compared_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT DO UPDATE SET found = excluded.found,
                                       compared_at = excluded.compared_at",
            (
                account,
                org,
                space,
                instance.as_str(),
                snapshot.as_str(),
                target.as_str(),
                json(&compared.found)?,
                time(compared.at),
            ),
        )?;
        Ok(())
    }

    /// Forgets what was found, so that it is read anew.
    pub fn compared_targets_forget(
        &self,
        place: &Place,
        instance: &Slug,
        snapshot: &Slug,
    ) -> Result<(), StoreError> {
        let (account, org, space) = place.columns();
        self.execute(
            "DELETE FROM comparisons
             WHERE account = ?1 AND org = ?2 AND space = ?3 AND instance = ?4 AND snapshot = ?5",
            (account, org, space, instance.as_str(), snapshot.as_str()),
        )?;
        Ok(())
    }

    /// Forgets comparisons made before this time. They wouldn't be believed any more.
    pub fn compared_targets_sweep(&self, before: Timestamp) -> Result<(), StoreError> {
        self.execute(
            "DELETE FROM comparisons WHERE compared_at < ?1",
            [time(before)],
        )?;
        Ok(())
    }
}

impl Write<'_> {
    /// Forgets what was found in a target, because it holds something else by now.
    pub fn compared_target_forget(&self, place: &Place, target: &Slug) -> Result<(), StoreError> {
        let (account, org, space) = place.columns();
        self.transaction
            .prepare_cached(
                "DELETE FROM comparisons INDEXED BY comparisons_of_target
                 WHERE account = ?1 AND org = ?2 AND space = ?3 AND target = ?4",
            )?
            .execute((account, org, space, target.as_str()))?;
        Ok(())
    }
}
