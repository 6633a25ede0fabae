//! Acts: what should happen to one person in one place, once. A partial unique index over place,
//! address and purpose holds that, so that not even a defect of the outbox invites twice.

mod close_reason;
mod purpose;

use std::collections::HashMap;

use jiff::Timestamp;
use platform::Slug;
use roster::NormalizedAddress;

use crate::columns::{RowColumns, address_column, all, first, time, word};
use crate::error::Record;
use crate::{ActId, Place, Store, StoreError, Write};

pub use close_reason::CloseReason;
pub use purpose::{ActPurpose, ActPurposeError};

/// What is to happen to one person in one place, once; or, without an address, to a place
/// that is made for several.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ActKey {
    pub place: Place,
    /// `None`: it is a place for several people, or for nobody yet.
    pub address: Option<NormalizedAddress>,
    pub purpose: ActPurpose,
}

/// An act that is open: nobody opens a second one for the same person and purpose. It stays
/// open when it is done, because the invitation stands; that is what keeps the next list
/// from inviting the same person again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    pub id: ActId,
    pub address: Option<NormalizedAddress>,
    pub opened_at: Timestamp,
    pub done_at: Option<Timestamp>,
    pub purpose: ActPurpose,
    /// When the person was first seen there as a member.
    pub seen_at: Option<Timestamp>,
}

/// Somebody this computer has invited, and the name the list had for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    pub address: NormalizedAddress,
    pub name: String,
    pub at: Timestamp,
}

const TABLE: &str = "acts";

fn read(columns: &RowColumns<'_, '_>) -> Result<Act, StoreError> {
    Ok(Act {
        id: columns.get("id")?,
        address: columns.address_or_none("address")?,
        opened_at: columns.time("opened_at")?,
        done_at: columns.maybe_time("done_at")?,
        purpose: columns.parsed("purpose")?,
        seen_at: columns.maybe_time("seen_at")?,
    })
}

impl Store {
    /// The open acts of a place with one purpose.
    pub fn acts_still_open(
        &self,
        place: &Place,
        purpose: &ActPurpose,
    ) -> Result<Vec<Act>, StoreError> {
        let (account, org, space) = place.columns();
        all(
            &self.connection(),
            TABLE,
            "SELECT * FROM acts WHERE account = ?1 AND org = ?2 AND space = ?3 AND purpose = ?4
             AND closed_at IS NULL",
            (account, org, space, purpose.to_string()),
            read,
        )
    }

    /// The instances that plans are creating in a place for several people, or for nobody yet, by
    /// their slugs, with the names that they get.
    pub fn instances_under_way(&self, place: &Place) -> Result<HashMap<Slug, String>, StoreError> {
        let (account, org, space) = place.columns();
        let acts = all(
            &self.connection(),
            TABLE,
            "SELECT acts.*, steps.instance_name AS instance_name
             FROM acts JOIN steps ON steps.act = acts.id
             WHERE acts.account = ?1 AND acts.org = ?2 AND acts.space = ?3 AND acts.address = ''
             AND acts.closed_at IS NULL AND steps.kind = 'create' AND steps.waits_for_act = 0",
            (account, org, space),
            |columns| Ok((read(columns)?, columns.get("instance_name")?)),
        )?;
        let slug = |(act, name): (Act, String)| match act.purpose {
            ActPurpose::GroupInstance(slug) => Some((slug, name)),
            // None of these creates an instance for nobody in particular, so the statement finds none.
            ActPurpose::Individual
            | ActPurpose::Instance(_)
            | ActPurpose::Administrator
            | ActPurpose::Distribution { .. } => None,
        };
        Ok(acts.into_iter().filter_map(slug).collect())
    }

    /// The name under which this computer created an instance, or found it when it was to.
    pub fn instance_created(
        &self,
        place: &Place,
        instance: &Slug,
    ) -> Result<Option<String>, StoreError> {
        let (account, org, space) = place.columns();
        first(
            &self.connection(),
            TABLE,
            "SELECT steps.id, steps.instance_name FROM steps JOIN plans ON plans.id = steps.plan
             WHERE plans.account = ?1 AND plans.org = ?2 AND plans.space = ?3
             AND steps.kind = 'create' AND steps.instance = ?4
             AND steps.state IN ('done', 'already')
             ORDER BY steps.id DESC LIMIT 1",
            (account, org, space, instance.as_str()),
            |columns| columns.get("instance_name"),
        )
    }

    /// The places into which somebody was invited from this computer, and the invitation stands.
    pub fn places_invited_into(&self) -> Result<Vec<Place>, StoreError> {
        all(
            &self.connection(),
            TABLE,
            "SELECT DISTINCT account, org, space, account AS id FROM acts
             WHERE address <> '' AND done_at IS NOT NULL AND closed_at IS NULL",
            [],
            Place::read,
        )
    }

    /// Whom this computer has invited to a place, for whatever purpose.
    pub fn invited(&self, place: &Place) -> Result<Vec<Invited>, StoreError> {
        all(
            &self.connection(),
            TABLE,
            "SELECT max(acts.id) AS id, acts.address, max(acts.done_at) AS done_at,
                    coalesce(max(steps.name), '') AS name
             FROM acts LEFT JOIN steps ON steps.act = acts.id AND steps.kind = 'invite'
             WHERE acts.account = ?1 AND acts.org = ?2 AND acts.space = ?3 AND acts.address <> ''
             GROUP BY acts.address HAVING max(acts.done_at) IS NOT NULL",
            place.columns(),
            |columns| {
                Ok(Invited {
                    address: columns.address("address")?,
                    name: columns.get("name")?,
                    at: columns.time("done_at")?,
                })
            },
        )
    }
}

impl Write<'_> {
    /// The open act for this, where there is one.
    pub fn act_find_open(&self, key: &ActKey) -> Result<Option<Act>, StoreError> {
        let (account, org, space) = key.place.columns();
        first(
            self.transaction,
            TABLE,
            "SELECT * FROM acts WHERE account = ?1 AND org = ?2 AND space = ?3 AND address = ?4
             AND purpose = ?5 AND closed_at IS NULL",
            (
                account,
                org,
                space,
                address_column(key.address.as_ref()),
                key.purpose.to_string(),
            ),
            read,
        )
    }

    /// The open acts of a place whose invitation was taken.
    pub fn acts_done(&self, place: &Place) -> Result<Vec<Act>, StoreError> {
        all(
            self.transaction,
            TABLE,
            "SELECT * FROM acts WHERE account = ?1 AND org = ?2 AND space = ?3 AND address <> ''
             AND closed_at IS NULL AND done_at IS NOT NULL",
            place.columns(),
            read,
        )
    }

    /// The person was seen where the act was to bring them.
    pub fn act_set_seen(&self, id: ActId, now: Timestamp) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE acts SET seen_at = coalesce(seen_at, ?2) WHERE id = ?1")?
            .execute((id, time(now)))?;
        Ok(())
    }

    /// What an act is about, and whether it is open still.
    pub fn act(&self, id: ActId) -> Result<(ActKey, bool), StoreError> {
        first(
            self.transaction,
            TABLE,
            "SELECT * FROM acts WHERE id = ?1",
            [id],
            |columns| {
                let key = ActKey {
                    place: Place::read(columns)?,
                    address: columns.address_or_none("address")?,
                    purpose: columns.parsed("purpose")?,
                };
                Ok((key, columns.maybe_time("closed_at")?.is_none()))
            },
        )?
        .ok_or(StoreError::NotFound(Record::Act))
    }

    pub fn act_add(&self, key: &ActKey, now: Timestamp) -> Result<ActId, StoreError> {
        let (account, org, space) = key.place.columns();
        let id = self
            .transaction
            .prepare_cached(
                "INSERT INTO acts (account, org, space, address, purpose, opened_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .insert((
                account,
                org,
                space,
                address_column(key.address.as_ref()),
                key.purpose.to_string(),
                time(now),
            ))?;
        Ok(ActId(id))
    }

    pub fn act_set_done(&self, id: ActId, now: Timestamp) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE acts SET done_at = coalesce(done_at, ?2) WHERE id = ?1")?
            .execute((id, time(now)))?;
        Ok(())
    }

    pub fn act_close(&self, id: ActId, why: CloseReason, now: Timestamp) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE acts SET closed_at = ?3, closed_why = ?2 WHERE id = ?1 AND closed_at IS NULL",
            )?
            .execute((id, word(&why)?, time(now)))?;
        Ok(())
    }
}
