use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row};

use crate::columns::{maybe_time_of, time, time_of};
use crate::{ActId, Place, Store, StoreError, Write};

/// What is to happen to one person in one place, once; or, without an address, to a place
/// that is made for several.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ActKey {
    pub place: Place,
    /// The address as compared.
    pub address: String,
    /// `own:1`, `instance:SLUG`, `administrator`; without an address `room:SLUG`.
    pub purpose: String,
}

/// An act that is open: nobody opens a second one for the same person and purpose. It stays
/// open when it is done, because the invitation stands; that is what keeps the next list
/// from inviting the same person again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    pub id: ActId,
    pub address: String,
    pub opened_at: Timestamp,
    pub done_at: Option<Timestamp>,
    pub purpose: String,
    /// When the person was first seen there as a member.
    pub seen_at: Option<Timestamp>,
}

/// Somebody this computer has invited, and the name the list had for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The address as compared.
    pub address: String,
    pub name: String,
    pub at: Timestamp,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Act> {
    Ok(Act {
        id: row.get("id")?,
        address: row.get("address")?,
        opened_at: time_of(row, "opened_at")?,
        done_at: maybe_time_of(row, "done_at")?,
        purpose: row.get("purpose")?,
        seen_at: maybe_time_of(row, "seen_at")?,
    })
}

impl Store {
    /// The open acts of a place with one purpose.
    pub fn acts_open(&self, place: &Place, purpose: &str) -> Result<Vec<Act>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT * FROM acts WHERE account = ?1 AND org = ?2 AND space = ?3 AND purpose = ?4
             AND closed_at IS NULL",
        )?;
        let acts = statement
            .query_map((&place.account, &place.org, &place.space, purpose), read)?
            .collect::<Result<_, _>>()?;
        Ok(acts)
    }

    /// Whom this computer has invited to a place, for whatever purpose.
    pub fn invited(&self, place: &Place) -> Result<Vec<Invited>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT acts.address, max(acts.done_at) AS done_at,
                    coalesce(max(steps.name), '') AS name
             FROM acts LEFT JOIN steps ON steps.act = acts.id AND steps.kind = 'invite'
             WHERE acts.account = ?1 AND acts.org = ?2 AND acts.space = ?3 AND acts.address <> ''
             GROUP BY acts.address HAVING max(acts.done_at) IS NOT NULL",
        )?;
        let invited = statement
            .query_map((&place.account, &place.org, &place.space), |row| {
                Ok(Invited {
                    address: row.get("address")?,
                    name: row.get("name")?,
                    at: time_of(row, "done_at")?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(invited)
    }
}

impl Write<'_> {
    /// The open act for this, where there is one.
    pub fn act_open_for(&self, key: &ActKey) -> Result<Option<Act>, StoreError> {
        Ok(self
            .transaction
            .prepare_cached(
                "SELECT * FROM acts WHERE account = ?1 AND org = ?2 AND space = ?3 AND address = ?4
                 AND purpose = ?5 AND closed_at IS NULL",
            )?
            .query_row(
                (
                    &key.place.account,
                    &key.place.org,
                    &key.place.space,
                    &key.address,
                    &key.purpose,
                ),
                read,
            )
            .optional()?)
    }

    /// The open acts of a place whose invitation was taken.
    pub fn acts_done(&self, place: &Place) -> Result<Vec<Act>, StoreError> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT * FROM acts WHERE account = ?1 AND org = ?2 AND space = ?3 AND address <> ''
             AND closed_at IS NULL AND done_at IS NOT NULL",
        )?;
        let acts = statement
            .query_map((&place.account, &place.org, &place.space), read)?
            .collect::<Result<_, _>>()?;
        Ok(acts)
    }

    /// The person was seen where the act was to bring them.
    pub fn act_seen(&self, id: ActId, now: Timestamp) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE acts SET seen_at = coalesce(seen_at, ?2) WHERE id = ?1")?
            .execute((id, time(now)))?;
        Ok(())
    }

    /// What an act is about, and whether it is open still.
    pub fn act(&self, id: ActId) -> Result<(ActKey, bool), StoreError> {
        self.transaction
            .prepare_cached("SELECT * FROM acts WHERE id = ?1")?
            .query_row([id], |row| {
                let key = ActKey {
                    place: Place {
                        account: row.get("account")?,
                        org: row.get("org")?,
                        space: row.get("space")?,
                    },
                    address: row.get("address")?,
                    purpose: row.get("purpose")?,
                };
                Ok((key, row.get::<_, Option<String>>("closed_at")?.is_none()))
            })
            .optional()?
            .ok_or(StoreError::Gone("the act"))
    }

    pub fn act_open(&self, key: &ActKey, now: Timestamp) -> Result<ActId, StoreError> {
        let id = self
            .transaction
            .prepare_cached(
                "INSERT INTO acts (account, org, space, address, purpose, opened_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .insert((
                &key.place.account,
                &key.place.org,
                &key.place.space,
                &key.address,
                &key.purpose,
                time(now),
            ))?;
        Ok(ActId(id))
    }

    pub fn act_done(&self, id: ActId, now: Timestamp) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE acts SET done_at = coalesce(done_at, ?2) WHERE id = ?1")?
            .execute((id, time(now)))?;
        Ok(())
    }

    pub fn act_close(&self, id: ActId, why: &str, now: Timestamp) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE acts SET closed_at = ?3, closed_why = ?2 WHERE id = ?1 AND closed_at IS NULL",
            )?
            .execute((id, why, time(now)))?;
        Ok(())
    }
}
