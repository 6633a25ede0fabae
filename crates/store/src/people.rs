//! What this computer knows of the people of a space beyond what the platform shows: their newest
//! invitation, when they were first seen as joined, and when their invitation was resent.

use std::collections::HashMap;

use jiff::Timestamp;
use roster::NormalizedAddress;
use rusqlite::Params;

use crate::columns::{RowColumns, all, time};
use crate::steps::{Step, read_step};
use crate::{Place, Store, StoreError, Write};

/// Somebody whom a plan of this computer invites, or has invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPerson {
    /// The newest step that invites them.
    pub step: Step,
    pub queued_at: Timestamp,
    /// When the platform took the invitation.
    pub invited_at: Option<Timestamp>,
    /// The invitation stands: it was neither revoked, nor has it ended in another way.
    pub is_open: bool,
}

/// Of how many people of an account is known when they were first seen as joined.
const JOINED_OF_ACCOUNT: u32 = 500_000;

const PLANNED: &str = "SELECT steps.*, plans.created_at AS queued_at, acts.done_at AS invited_at,
        acts.closed_at IS NULL AS is_open
 FROM steps JOIN plans ON plans.id = steps.plan LEFT JOIN acts ON acts.id = steps.act
 WHERE plans.account = ?1 AND plans.org = ?2 AND plans.space = ?3
   AND steps.kind = 'invite' AND steps.address <> ''";

impl Store {
    /// For each person whom a plan invites to this place, the newest invitation.
    pub fn planned_people(&self, place: &Place) -> Result<Vec<PlannedPerson>, StoreError> {
        // SQLite takes the other columns from the row that has the greatest id.
        let query =
            format!("SELECT *, max(id) FROM ({PLANNED} ORDER BY steps.id) GROUP BY normalized");
        self.planned(&query, place.columns())
    }

    /// Every invitation of one person to this place, the oldest first.
    pub fn invitations_of(
        &self,
        place: &Place,
        person: &NormalizedAddress,
    ) -> Result<Vec<PlannedPerson>, StoreError> {
        let query = format!("{PLANNED} AND steps.normalized = ?4 ORDER BY steps.id");
        let (account, org, space) = place.columns();
        self.planned(&query, (account, org, space, person.as_str()))
    }

    fn planned(
        &self,
        query: &str,
        parameters: impl Params,
    ) -> Result<Vec<PlannedPerson>, StoreError> {
        all(&self.connection(), "steps", query, parameters, |columns| {
            Ok(PlannedPerson {
                step: read_step(columns)?,
                queued_at: columns.time("queued_at")?,
                invited_at: columns.maybe_time("invited_at")?,
                is_open: columns.get("is_open")?,
            })
        })
    }

    /// When each person of a place was first seen as joined. Whoever had
    /// joined before the place was first read isn't in it.
    pub fn first_joined(
        &self,
        place: &Place,
    ) -> Result<HashMap<NormalizedAddress, Timestamp>, StoreError> {
        let rows = all(
            &self.connection(),
            "first_joined",
            "SELECT address AS id, at FROM first_joined
             WHERE account = ?1 AND org = ?2 AND space = ?3",
            place.columns(),
            |columns| Ok((columns.address("id")?, columns.time("at")?)),
        )?;
        Ok(rows.into_iter().collect())
    }

    /// Who was first seen as joined since then, in any place.
    pub fn joined_since(
        &self,
        since: Timestamp,
    ) -> Result<Vec<(Place, NormalizedAddress)>, StoreError> {
        all(
            &self.connection(),
            "first_joined",
            "SELECT account, org, space, address AS id FROM first_joined
             WHERE at >= ?1 ORDER BY at, address",
            [time(since)],
            |columns| Ok((Place::read(columns)?, columns.address("id")?)),
        )
    }

    /// When a person's invitation was resent from this computer, the first time first.
    pub fn resends(
        &self,
        place: &Place,
        person: &NormalizedAddress,
    ) -> Result<Vec<Timestamp>, StoreError> {
        let (account, org, space) = place.columns();
        all(
            &self.connection(),
            "resends",
            "SELECT id, at FROM resends
             WHERE account = ?1 AND org = ?2 AND space = ?3 AND address = ?4 ORDER BY id",
            (account, org, space, person.as_str()),
            |columns: &RowColumns<'_, '_>| columns.time("at"),
        )
    }

    pub fn resend_add(
        &self,
        place: &Place,
        person: &NormalizedAddress,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let (account, org, space) = place.columns();
        self.execute(
            "INSERT INTO resends (account, org, space, address, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            (account, org, space, person.as_str(), time(at)),
        )?;
        Ok(())
    }
}

impl Write<'_> {
    /// These people are seen as joined now, and weren't at the reading before this one. With as many as a
    /// hundred large courses have, a platform has made up people, and no more of them are kept.
    pub fn first_joined_add<'a>(
        &self,
        place: &Place,
        people: impl IntoIterator<Item = &'a NormalizedAddress>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut people = people.into_iter().peekable();
        if people.peek().is_none() {
            return Ok(());
        }
        let (account, org, space) = place.columns();
        let kept: u32 = self
            .transaction
            .prepare_cached("SELECT count(*) FROM first_joined WHERE account = ?1")?
            .query_row([account], |row| row.get(0))?;
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO first_joined (account, org, space, address, at)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        )?;
        let left = JOINED_OF_ACCOUNT.saturating_sub(kept);
        for person in people.take(left as usize) {
            insert.execute((account, org, space, person.as_str(), time(at)))?;
        }
        Ok(())
    }
}
