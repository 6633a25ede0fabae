use jiff::Timestamp;
use rusqlite::OptionalExtension;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::columns::{Columns, json, time};
use crate::{AccountId, Store, StoreError};

/// Where on the platform: an account, and in it an organisation and a space as far as they apply.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    pub account: AccountId,
    pub org: String,
    pub space: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenList {
    Orgs,
    Spaces,
    Members,
    Instances,
    /// What can be handed out: the snapshots of each instance.
    Snapshots,
    /// What the snapshots hold that were looked into.
    Contents,
}

impl SeenList {
    fn word(self) -> &'static str {
        match self {
            Self::Orgs => "orgs",
            Self::Spaces => "spaces",
            Self::Members => "members",
            Self::Instances => "instances",
            Self::Snapshots => "snapshots",
            Self::Contents => "contents",
        }
    }
}

/// A list of the platform, and when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen<T> {
    pub list: Vec<T>,
    pub at: Timestamp,
}

impl Store {
    pub fn seen<T: DeserializeOwned>(
        &self,
        place: &Place,
        what: SeenList,
    ) -> Result<Option<Seen<T>>, StoreError> {
        let word = what.word();
        self.connection()
            .prepare_cached(
                "SELECT body, seen_at FROM seen
                 WHERE account = ?1 AND org = ?2 AND space = ?3 AND what = ?4",
            )?
            .query_and_then((&place.account, &place.org, &place.space, word), |row| {
                let columns = Columns::keyed("seen", &word, row);
                Ok(Seen {
                    list: columns.json("body")?,
                    at: columns.time("seen_at")?,
                })
            })?
            .next()
            .transpose()
    }

    /// How long a list was when last seen, without reading it.
    pub fn seen_count(&self, place: &Place, what: SeenList) -> Result<Option<u32>, StoreError> {
        Ok(self
            .connection()
            .prepare_cached(
                "SELECT entries FROM seen
                 WHERE account = ?1 AND org = ?2 AND space = ?3 AND what = ?4",
            )?
            .query_row(
                (&place.account, &place.org, &place.space, what.word()),
                |row| row.get(0),
            )
            .optional()?)
    }

    pub fn see<T: Serialize>(
        &self,
        place: &Place,
        what: SeenList,
        list: &[T],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO seen (account, org, space, what, body, entries, seen_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET body = excluded.body, entries = excluded.entries,
                                       seen_at = excluded.seen_at",
            (
                &place.account,
                &place.org,
                &place.space,
                what.word(),
                json(&list)?,
                u32::try_from(list.len()).unwrap_or(u32::MAX),
                time(at),
            ),
        )?;
        Ok(())
    }
}
