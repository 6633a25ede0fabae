use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use crate::columns::{back, json, json_of, maybe_time_of, time, time_of, word, word_of};
use crate::{AccountId, DraftId, Intent, Place, PlanId, StepState, Store, StoreError, Write};

/// What was sent, or is on its way: fixed at "send". Its steps are read apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub id: PlanId,
    pub account: AccountId,
    pub org: String,
    pub space: String,
    pub space_name: String,
    pub intent: Intent,
    pub draft: DraftId,
    pub state: PlanState,
    /// Why it is held, as the outbox wrote it.
    pub hold: Option<String>,
    pub hold_until: Option<Timestamp>,
    pub created_at: Timestamp,
    pub grace_until: Timestamp,
    pub departed_at: Option<Timestamp>,
    pub last_progress_at: Option<Timestamp>,
    pub cancelled_at: Option<Timestamp>,
    pub settled_at: Option<Timestamp>,
    /// What it hands out, as the outbox wrote it.
    pub material: Option<String>,
    /// At departure every instance of the space could be read.
    pub saw_all: bool,
}

impl Plan {
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
    pub material: Option<&'a str>,
}

/// How many steps of a plan are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PlanCounts {
    pub waiting: u32,
    pub sending: u32,
    pub done: u32,
    pub already: u32,
    pub refused: u32,
    pub blocked: u32,
    pub gave_up: u32,
    pub unsure: u32,
    pub cancelled: u32,
}

impl PlanCounts {
    pub fn all(&self) -> u32 {
        self.settled() + self.under_way()
    }

    /// Steps that still move by themselves.
    pub fn under_way(&self) -> u32 {
        self.waiting + self.sending
    }

    pub fn settled(&self) -> u32 {
        self.done
            + self.already
            + self.refused
            + self.blocked
            + self.gave_up
            + self.unsure
            + self.cancelled
    }

    /// Steps about which the user can do something.
    pub fn needs_hand(&self) -> u32 {
        self.refused + self.gave_up + self.unsure
    }

    fn of(&mut self, state: StepState) -> &mut u32 {
        match state {
            StepState::Waiting => &mut self.waiting,
            StepState::Sending => &mut self.sending,
            StepState::Done => &mut self.done,
            StepState::Already => &mut self.already,
            StepState::Refused => &mut self.refused,
            StepState::Blocked => &mut self.blocked,
            StepState::GaveUp => &mut self.gave_up,
            StepState::Unsure => &mut self.unsure,
            StepState::Cancelled => &mut self.cancelled,
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Plan> {
    Ok(Plan {
        id: row.get("id")?,
        account: row.get("account")?,
        org: row.get("org")?,
        space: row.get("space")?,
        space_name: row.get("space_name")?,
        intent: json_of(row, "intent")?,
        draft: row.get("draft")?,
        state: word_of(row, "state")?,
        hold: row.get("hold")?,
        hold_until: maybe_time_of(row, "hold_until")?,
        created_at: time_of(row, "created_at")?,
        grace_until: time_of(row, "grace_until")?,
        departed_at: maybe_time_of(row, "departed_at")?,
        last_progress_at: maybe_time_of(row, "last_progress_at")?,
        cancelled_at: maybe_time_of(row, "cancelled_at")?,
        settled_at: maybe_time_of(row, "settled_at")?,
        material: row.get("material")?,
        saw_all: row.get("saw_all")?,
    })
}

impl Store {
    pub fn plan(&self, id: PlanId) -> Result<Plan, StoreError> {
        self.connection()
            .prepare_cached("SELECT * FROM plans WHERE id = ?1")?
            .query_row([id], read)
            .optional()?
            .ok_or(StoreError::Gone("the plan"))
    }

    /// What was found within its grace when the last run ended.
    pub fn plans_in_grace(&self) -> Result<Vec<Plan>, StoreError> {
        self.plans_where("state = 'grace' ORDER BY id")
    }

    /// Every plan, the newest first.
    pub fn plans(&self) -> Result<Vec<Plan>, StoreError> {
        self.plans_where("TRUE ORDER BY id DESC")
    }

    /// Plans that have not come to their end, the oldest first.
    pub fn plans_under_way(&self) -> Result<Vec<Plan>, StoreError> {
        self.plans_where("state <> 'settled' ORDER BY id")
    }

    fn plans_where(&self, condition: &str) -> Result<Vec<Plan>, StoreError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare_cached(&format!("SELECT * FROM plans WHERE {condition}"))?;
        let plans = statement.query_map([], read)?.collect::<Result<_, _>>()?;
        Ok(plans)
    }

    /// All steps of a plan, counted by where they stand.
    pub fn plan_counts(&self, id: PlanId) -> Result<PlanCounts, StoreError> {
        self.counts("plan = ?1", id)
    }

    /// Its people, counted by where their invitations stand.
    pub fn plan_people(&self, id: PlanId) -> Result<PlanCounts, StoreError> {
        self.counts("plan = ?1 AND kind = 'invite'", id)
    }

    fn counts(&self, which: &str, id: PlanId) -> Result<PlanCounts, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT state, count(*) AS n FROM steps WHERE {which} GROUP BY state"
        ))?;
        let mut counts = PlanCounts::default();
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            *counts.of(word_of(row, "state")?) = row.get("n")?;
        }
        Ok(counts)
    }
}

impl Write<'_> {
    pub fn plan_add(&self, new: &NewPlan<'_>) -> Result<PlanId, StoreError> {
        self.transaction.execute(
            "INSERT INTO plans (account, org, space, space_name, intent, draft, state, created_at,
                                grace_until, material)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            (
                &new.place.account,
                &new.place.org,
                &new.place.space,
                new.space_name,
                json(new.intent)?,
                new.draft,
                word(&PlanState::Grace)?,
                time(new.created_at),
                time(new.grace_until),
                new.material,
            ),
        )?;
        Ok(PlanId(self.transaction.last_insert_rowid()))
    }

    pub fn plan(&self, id: PlanId) -> Result<Plan, StoreError> {
        self.transaction
            .prepare_cached("SELECT * FROM plans WHERE id = ?1")?
            .query_row([id], read)
            .optional()?
            .ok_or(StoreError::Gone("the plan"))
    }

    /// Plans that have not come to their end, the oldest first.
    pub fn plans_under_way(&self) -> Result<Vec<Plan>, StoreError> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT * FROM plans WHERE state <> 'settled' ORDER BY id")?;
        let plans = statement.query_map([], read)?.collect::<Result<_, _>>()?;
        Ok(plans)
    }

    /// Whether a step of it still moves by itself.
    pub fn plan_moves(&self, id: PlanId) -> Result<bool, StoreError> {
        Ok(self
            .transaction
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM steps
                                WHERE plan = ?1 AND state IN ('waiting', 'sending'))",
            )?
            .query_row([id], |row| row.get(0))?)
    }

    /// Whether a step of it stands still and may move again: for what waits is mended, or the
    /// user says what became of it.
    pub fn plan_waits_for_user(&self, id: PlanId) -> Result<bool, StoreError> {
        Ok(self
            .transaction
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM steps
                                WHERE plan = ?1 AND state IN ('blocked', 'unsure'))",
            )?
            .query_row([id], |row| row.get(0))?)
    }

    /// Puts a plan into a state, with why where it is held.
    pub fn plan_state(
        &self,
        id: PlanId,
        state: PlanState,
        hold: Option<&str>,
        until: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE plans SET state = ?2, hold = ?3, hold_until = ?4, settled_at = NULL
                 WHERE id = ?1",
            )?
            .execute((id, word(&state)?, hold, until.map(time)))?;
        Ok(())
    }

    pub fn plan_settled(&self, id: PlanId, now: Timestamp) -> Result<(), StoreError> {
        self.plan_state(id, PlanState::Settled, None, None)?;
        self.transaction
            .prepare_cached("UPDATE plans SET settled_at = ?2 WHERE id = ?1")?
            .execute((id, time(now)))?;
        Ok(())
    }

    pub fn plan_departed(
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

    /// What it hands out from now on; what was handed out before stays as it was.
    pub fn plan_material(&self, id: PlanId, material: Option<&str>) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE plans SET material = ?2 WHERE id = ?1")?
            .execute((id, material))?;
        Ok(())
    }

    /// The answers the user gave since: the aim is otherwise as it was at "send".
    pub fn plan_intent(&self, id: PlanId, intent: &Intent) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE plans SET intent = ?2 WHERE id = ?1")?
            .execute((id, json(intent)?))?;
        Ok(())
    }

    /// Takes the plan back, or, without a time, lets it go again.
    pub fn plan_cancelled(&self, id: PlanId, at: Option<Timestamp>) -> Result<(), StoreError> {
        self.transaction.execute(
            "UPDATE plans SET cancelled_at = ?2 WHERE id = ?1",
            (id, at.map(time)),
        )?;
        Ok(())
    }

    /// The user has looked at it anew: it departs again, and its age counts from now.
    pub fn plan_renewed(&self, id: PlanId, now: Timestamp) -> Result<(), StoreError> {
        self.transaction.execute(
            "UPDATE plans SET departed_at = NULL, last_progress_at = ?2 WHERE id = ?1",
            (id, time(now)),
        )?;
        Ok(())
    }

    /// It departs anew before anything more of it leaves.
    pub fn plan_departs_again(&self, id: PlanId) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE plans SET departed_at = NULL WHERE id = ?1")?
            .execute([id])?;
        Ok(())
    }

    /// The clock was set back by so much: what a plan waits for comes as soon as it would have,
    /// and no grace lasts beyond `grace_until`.
    pub fn plans_set_back(
        &self,
        by: SignedDuration,
        grace_until: Timestamp,
    ) -> Result<(), StoreError> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT * FROM plans WHERE state IN ('grace', 'held') ORDER BY id")?;
        let waiting = statement
            .query_map([], read)?
            .collect::<Result<Vec<_>, _>>()?;
        for plan in waiting {
            self.transaction.execute(
                "UPDATE plans SET grace_until = ?2, hold_until = ?3 WHERE id = ?1",
                (
                    plan.id,
                    time(plan.grace_until.min(grace_until)),
                    plan.hold_until.map(|until| time(back(until, by))),
                ),
            )?;
        }
        Ok(())
    }

    pub fn plan_progressed(&self, id: PlanId, now: Timestamp) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE plans SET last_progress_at = ?2 WHERE id = ?1")?
            .execute((id, time(now)))?;
        Ok(())
    }
}
