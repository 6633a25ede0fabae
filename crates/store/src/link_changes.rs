//! The change of a sign-up link that has left for the platform and whose outcome isn't known, or was
//! only found out by looking it up. There is one link to a course, and so one such change.

use jiff::Timestamp;
use platform::{LinkTerms, WebLink};
use serde::{Deserialize, Serialize};

use crate::columns::{RowColumns, json, time, word};
use crate::{Place, Store, StoreError, Write};

/// What was asked of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkChange {
    Make,
    Withdraw,
}

/// A change of a link, as it is kept before it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedLinkChange {
    pub change: LinkChange,
    pub begun_at: Timestamp,
    /// The address of the link that there was. Whoever has it can join, so it isn't to be logged.
    pub before: Option<WebLink>,
    /// What was asked of a new link.
    pub terms: LinkTerms,
    /// What a later reading has shown. `None`: nothing yet.
    pub lookup: Option<LinkChangeLookup>,
}

/// What a later reading has shown of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkChangeLookup {
    pub done: bool,
    pub at: Timestamp,
}

impl Store {
    pub fn link_change(&self, place: &Place) -> Result<Option<StartedLinkChange>, StoreError> {
        let key = place.columns();
        let row_key = [key.0.as_str(), key.1, key.2].join("/");
        self.connection()
            .prepare_cached(
                "SELECT * FROM link_changes WHERE account = ?1 AND org = ?2 AND space = ?3",
            )?
            .query_and_then(key, |row| {
                let columns = RowColumns::keyed("link_changes", &row_key, row);
                let done: Option<bool> = columns.get("done")?;
                let found_at = columns.maybe_time("found_at")?;
                Ok(StartedLinkChange {
                    change: columns.word("change")?,
                    begun_at: columns.time("begun_at")?,
                    before: columns.maybe_parsed("before_url")?,
                    terms: columns.json("terms")?,
                    lookup: done
                        .zip(found_at)
                        .map(|(done, at)| LinkChangeLookup { done, at }),
                })
            })?
            .next()
            .transpose()
    }
}

impl Write<'_> {
    /// A change is about to leave. It takes the place of an earlier one, which it makes irrelevant.
    pub fn link_change_begin(
        &self,
        place: &Place,
        started: &StartedLinkChange,
    ) -> Result<(), StoreError> {
        let (account, org, space) = place.columns();
        self.transaction.execute(
            "INSERT OR REPLACE INTO link_changes
                 (account, org, space, change, begun_at, before_url, terms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                account,
                org,
                space,
                word(&started.change)?,
                time(started.begun_at),
                started.before.as_ref().map(WebLink::as_str),
                json(&started.terms)?,
            ),
        )?;
        Ok(())
    }

    /// A reading has shown what became of the change.
    pub fn link_change_looked_up(
        &self,
        place: &Place,
        lookup: LinkChangeLookup,
    ) -> Result<(), StoreError> {
        let (account, org, space) = place.columns();
        self.transaction.execute(
            "UPDATE link_changes SET done = ?4, found_at = ?5
             WHERE account = ?1 AND org = ?2 AND space = ?3",
            (account, org, space, lookup.done, time(lookup.at)),
        )?;
        Ok(())
    }

    /// Whoever asked for the change knows what became of it, or has replaced the link since.
    pub fn link_change_end(&self, place: &Place) -> Result<(), StoreError> {
        self.transaction.execute(
            "DELETE FROM link_changes WHERE account = ?1 AND org = ?2 AND space = ?3",
            place.columns(),
        )?;
        Ok(())
    }
}
