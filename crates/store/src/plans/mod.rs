//! Plans: drafts that were sent. A plan is written whole at "send", with its steps and their
//! requests; what may change afterwards is its state, why it is on hold, and its times.

mod counts;
mod hold;
mod material;

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::columns::{RowColumns, earlier, exists, first, json, time, word};
use crate::error::Record;
use crate::{DraftId, Intent, Place, PlanId, Store, StoreError, Write};

pub use counts::PlanCounts;
pub use hold::Hold;
pub use material::{
    ContentEntry, Contents, MaterialContents, PlanMaterial, Undistributable, UndistributableWhy,
};

/// What was sent, or is on its way: fixed at "send". Its steps are read apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub id: PlanId,
    pub place: Place,
    pub space_name: String,
    pub intent: Intent,
    pub draft: DraftId,
    pub state: PlanState,
    /// Why it is on hold.
    pub hold: Option<Hold>,
    pub hold_until: Option<Timestamp>,
    pub created_at: Timestamp,
    pub grace_until: Timestamp,
    pub departed_at: Option<Timestamp>,
    /// How often it was found that it has to depart anew.
    pub departures_asked: u32,
    /// It departs no sooner than this.
    pub departs_from: Option<Timestamp>,
    pub last_progress_at: Option<Timestamp>,
    pub cancelled_at: Option<Timestamp>,
    pub settled_at: Option<Timestamp>,
    /// What it distributes; `None`: nothing.
    pub material: Option<PlanMaterial>,
    /// At departure every instance of the space could be read.
    pub saw_all: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    Grace,
    Sending,
    Paused,
    Held,
    Settled,
}

pub struct NewPlan<'a> {
    pub place: &'a Place,
    pub space_name: &'a str,
    pub intent: &'a Intent,
    pub draft: DraftId,
    pub created_at: Timestamp,
    pub grace_until: Timestamp,
    pub material: Option<&'a PlanMaterial>,
}

const TABLE: &str = "plans";

fn read(columns: &RowColumns<'_, '_>) -> Result<Plan, StoreError> {
    Ok(Plan {
        id: columns.get("id")?,
        place: Place::read(columns)?,
        space_name: columns.get("space_name")?,
        intent: columns.json("intent")?,
        draft: columns.get("draft")?,
        state: columns.word("state")?,
        hold: columns.maybe_json("hold")?,
        hold_until: columns.maybe_time("hold_until")?,
        created_at: columns.time("created_at")?,
        grace_until: columns.time("grace_until")?,
        departed_at: columns.maybe_time("departed_at")?,
        departures_asked: columns.get("departures_asked")?,
        departs_from: columns.maybe_time("departs_from")?,
        last_progress_at: columns.maybe_time("last_progress_at")?,
        cancelled_at: columns.maybe_time("cancelled_at")?,
        settled_at: columns.maybe_time("settled_at")?,
        material: columns.maybe_json("material")?,
        saw_all: columns.get("saw_all")?,
    })
}

fn plan(connection: &Connection, id: PlanId) -> Result<Plan, StoreError> {
    first(
        connection,
        TABLE,
        "SELECT * FROM plans WHERE id = ?1",
        [id],
        read,
    )?
    .ok_or(StoreError::NotFound(Record::Plan))
}

/// Reads plans one by one, so that one with a value that can't be read doesn't hide the others.
fn plans_where(connection: &Connection, condition: &str) -> Result<Plans, StoreError> {
    let query = format!("SELECT * FROM plans WHERE {condition}");
    let mut statement = connection.prepare_cached(&query)?;
    let mut rows = statement.query([])?;
    let mut plans = Plans::default();
    while let Some(row) = rows.next()? {
        match read(&RowColumns::of(TABLE, row)) {
            Ok(plan) => plans.readable.push(plan),
            Err(error @ StoreError::Value { .. }) => {
                plans.unreadable.push((PlanId(row.get("id")?), error));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(plans)
}

fn plans_under_way(connection: &Connection) -> Result<Plans, StoreError> {
    plans_where(connection, "state <> 'settled' ORDER BY id")
}

/// Several plans, with those set aside that can't be read.
#[derive(Debug, Default)]
pub struct Plans {
    pub readable: Vec<Plan>,
    /// Those with a value that can't be read, and which value that is.
    pub unreadable: Vec<(PlanId, StoreError)>,
}

impl Plans {
    /// All of them, for whoever may not go on while one of them is unknown. Fails with the first
    /// that can't be read.
    pub fn complete(self) -> Result<Vec<Plan>, StoreError> {
        match self.unreadable.into_iter().next() {
            Some((_, error)) => Err(error),
            None => Ok(self.readable),
        }
    }
}

impl Store {
    pub fn plan(&self, id: PlanId) -> Result<Plan, StoreError> {
        plan(&self.connection(), id)
    }

    /// What was found within its grace when the last run ended.
    pub fn plans_in_grace(&self) -> Result<Plans, StoreError> {
        plans_where(
            &self.connection(),
            "state = 'grace' AND state <> 'settled' ORDER BY id",
        )
    }

    /// Every plan, the newest first.
    pub fn plans(&self) -> Result<Plans, StoreError> {
        plans_where(&self.connection(), "true ORDER BY id DESC")
    }

    /// Plans that haven't come to their end, the oldest first.
    pub fn plans_under_way(&self) -> Result<Plans, StoreError> {
        plans_under_way(&self.connection())
    }

    /// So many of the plans that have come to their end, the last first.
    pub fn plans_settled_last(&self, count: u32) -> Result<Plans, StoreError> {
        let condition =
            format!("state = 'settled' ORDER BY settled_at DESC, id DESC LIMIT {count}");
        plans_where(&self.connection(), &condition)
    }
}

impl Write<'_> {
    pub fn plan_add(&self, new: &NewPlan<'_>) -> Result<PlanId, StoreError> {
        let (account, org, space) = new.place.columns();
        self.transaction.execute(
            "INSERT INTO plans (account, org, space, space_name, intent, draft, state, created_at,
                                grace_until, material)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            (
                account,
                org,
                space,
                new.space_name,
                json(new.intent)?,
                new.draft,
                word(&PlanState::Grace)?,
                time(new.created_at),
                time(new.grace_until),
                new.material.map(json).transpose()?,
            ),
        )?;
        Ok(PlanId(self.transaction.last_insert_rowid()))
    }

    pub fn plan(&self, id: PlanId) -> Result<Plan, StoreError> {
        plan(self.transaction, id)
    }

    /// Plans that haven't come to their end, the oldest first.
    pub fn plans_under_way(&self) -> Result<Plans, StoreError> {
        plans_under_way(self.transaction)
    }

    /// Whether a step of it still moves by itself.
    pub fn plan_moves(&self, id: PlanId) -> Result<bool, StoreError> {
        exists(
            self.transaction,
            "SELECT EXISTS (SELECT 1 FROM steps
                            WHERE plan = ?1 AND state IN ('waiting', 'sending'))",
            [id],
        )
    }

    /// Whether a step of it stands still and may move again: what it waits for is fixed, or the
    /// user says what became of it.
    pub fn plan_waits_for_user(&self, id: PlanId) -> Result<bool, StoreError> {
        exists(
            self.transaction,
            "SELECT EXISTS (SELECT 1 FROM steps
                            WHERE plan = ?1 AND state IN ('blocked', 'unsure'))",
            [id],
        )
    }

    /// Puts a plan into a state, with why where it is held.
    pub fn plan_set_state(
        &self,
        id: PlanId,
        state: PlanState,
        hold: Option<&Hold>,
        until: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE plans SET state = ?2, hold = ?3, hold_until = ?4, settled_at = NULL
                 WHERE id = ?1",
            )?
            .execute((
                id,
                word(&state)?,
                hold.map(json).transpose()?,
                until.map(time),
            ))?;
        Ok(())
    }

    pub fn plan_set_settled(&self, id: PlanId, now: Timestamp) -> Result<(), StoreError> {
        self.plan_set_state(id, PlanState::Settled, None, None)?;
        self.transaction
            .prepare_cached("UPDATE plans SET settled_at = ?2 WHERE id = ?1")?
            .execute((id, time(now)))?;
        Ok(())
    }

    pub fn plan_set_departed(
        &self,
        id: PlanId,
        saw_all: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE plans SET departed_at = coalesce(departed_at, ?2), last_progress_at = ?2,
                                  saw_all = ?3
                 WHERE id = ?1",
            )?
            .execute((id, time(now), saw_all))?;
        Ok(())
    }

    /// What it distributes from now on; what was distributed before stays as it was.
    pub fn plan_set_material(
        &self,
        id: PlanId,
        material: Option<&PlanMaterial>,
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE plans SET material = ?2 WHERE id = ?1")?
            .execute((id, material.map(json).transpose()?))?;
        Ok(())
    }

    /// The answers the user gave since: the intent is otherwise as it was at "send".
    pub fn plan_set_intent(&self, id: PlanId, intent: &Intent) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE plans SET intent = ?2 WHERE id = ?1")?
            .execute((id, json(intent)?))?;
        Ok(())
    }

    /// Takes the plan back, or, without a time, lets it go again.
    pub fn plan_set_cancelled(&self, id: PlanId, at: Option<Timestamp>) -> Result<(), StoreError> {
        self.transaction.execute(
            "UPDATE plans SET cancelled_at = ?2 WHERE id = ?1",
            (id, at.map(time)),
        )?;
        Ok(())
    }

    /// The user has looked at it anew: it departs again, and its age counts from now.
    pub fn plan_renew(&self, id: PlanId, now: Timestamp) -> Result<(), StoreError> {
        self.transaction.execute(
            "UPDATE plans SET departed_at = NULL, departures_asked = departures_asked + 1,
                              departs_from = NULL, last_progress_at = ?2
             WHERE id = ?1",
            (id, time(now)),
        )?;
        Ok(())
    }

    /// It departs anew before anything more of it leaves, and no sooner than `from`.
    pub fn plan_depart_again(&self, id: PlanId, from: Option<Timestamp>) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE plans SET departed_at = NULL, departures_asked = departures_asked + 1,
                                  departs_from = ?2
                 WHERE id = ?1",
            )?
            .execute((id, from.map(time)))?;
        Ok(())
    }

    /// The clock was set back by `by`: what a plan waits for comes as soon as it would have,
    /// and no grace lasts beyond `grace_until`.
    pub fn plans_move_earlier(
        &self,
        by: SignedDuration,
        grace_until: Timestamp,
    ) -> Result<(), StoreError> {
        let waiting = plans_where(
            self.transaction,
            "state IN ('grace', 'held') AND state <> 'settled' ORDER BY id",
        )?;
        // One that can't be read waits for nothing that comes by itself.
        for plan in waiting.readable {
            self.transaction.execute(
                "UPDATE plans SET grace_until = ?2, hold_until = ?3 WHERE id = ?1",
                (
                    plan.id,
                    time(plan.grace_until.min(grace_until)),
                    plan.hold_until.map(|until| time(earlier(until, by))),
                ),
            )?;
        }
        Ok(())
    }

    pub fn plan_set_progressed(&self, id: PlanId, now: Timestamp) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE plans SET last_progress_at = ?2 WHERE id = ?1")?
            .execute((id, time(now)))?;
        Ok(())
    }
}
