//! Steps: what a plan does for each of its people, one row a step, with where it stands and why.
//! Several steps for the same person form a chain by what each depends on.

mod distribution;
mod failed;
mod people;
mod reason;

use jiff::Timestamp;
use platform::Slug;
use rusqlite::{Connection, OptionalExtension, Params};
use serde::{Deserialize, Serialize};

use crate::columns::{Columns, all, first, json, time, word};
use crate::error::Record;
use crate::{ActId, PlanId, RequestId, StepId, Store, StoreError, Write};

pub use failed::FailedSteps;
pub use reason::{FieldFault, Reason, Why};

/// One act on the platform, for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub id: StepId,
    pub plan: PlanId,
    pub kind: StepKind,
    pub name: String,
    pub address: String,
    pub normalized: String,
    pub group: String,
    pub list_id: String,
    pub act: Option<ActId>,
    pub request: Option<RequestId>,
    /// The instance it is about; `None`: it is about the space.
    pub instance: Option<Slug>,
    pub instance_name: String,
    /// The act is another plan's: it waits for what becomes of that one.
    pub waits_for_act: bool,
    /// A distribution over what is there, on the user's word.
    pub overwrites: bool,
    /// How often distributing to it was tried without success.
    pub distribute_tries: u32,
    /// The user wants the person invited again, although they were invited before.
    pub reinvite: bool,
    pub state: StepState,
    /// Why it stands as it does, where the state does not say it all.
    pub reason: Option<Reason>,
    pub settled_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    Create,
    #[serde(rename = "hand_out")]
    Distribute,
    Invite,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    Waiting,
    Sending,
    Done,
    Already,
    Refused,
    Blocked,
    GaveUp,
    #[serde(rename = "unsure")]
    Unknown,
    Cancelled,
}

/// Under which number of its plan a step is counted: under exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedAs {
    /// It still moves by itself.
    Remaining,
    Done,
    Already,
    /// It has ended, and it or the step that it waits for needs the user.
    NeedsAttention,
    Cancelled,
}

impl StepState {
    pub fn counted_as(self) -> CountedAs {
        match self {
            Self::Waiting | Self::Sending => CountedAs::Remaining,
            Self::Done => CountedAs::Done,
            Self::Already => CountedAs::Already,
            Self::Refused | Self::GaveUp | Self::Unknown | Self::Blocked => {
                CountedAs::NeedsAttention
            }
            Self::Cancelled => CountedAs::Cancelled,
        }
    }

    pub fn needs_attention(self) -> bool {
        self.counted_as() == CountedAs::NeedsAttention
    }
}

pub struct NewStep<'a> {
    pub plan: PlanId,
    pub position: i64,
    pub kind: StepKind,
    pub name: &'a str,
    pub address: &'a str,
    pub normalized: &'a str,
    pub group: &'a str,
    pub list_id: &'a str,
    pub instance: Option<&'a Slug>,
    pub instance_name: &'a str,
    pub act: ActId,
    /// The act is another plan's.
    pub waits_for_act: bool,
    pub request: Option<RequestId>,
    /// What it waits for within the plan.
    pub depends_on: Option<StepId>,
}

impl Step {
    /// The instance that it makes or distributes to. Only an invitation may be about the space.
    pub fn instance(&self) -> Result<&Slug, StoreError> {
        self.instance.as_ref().ok_or(StoreError::Invariant(
            "a step that makes an instance or distributes to one names it",
        ))
    }
}

const TABLE: &str = "steps";

pub(crate) fn read_step(columns: &Columns<'_, '_>) -> Result<Step, StoreError> {
    Ok(Step {
        id: columns.get("id")?,
        plan: columns.get("plan")?,
        kind: columns.word("kind")?,
        name: columns.get("name")?,
        address: columns.get("address")?,
        normalized: columns.get("normalized")?,
        group: columns.get("group_name")?,
        list_id: columns.get("list_id")?,
        act: columns.get("act")?,
        request: columns.get("request")?,
        instance: columns.parsed_or_none("instance")?,
        instance_name: columns.get("instance_name")?,
        waits_for_act: columns.get("waits_for_act")?,
        overwrites: columns.get("overwrites")?,
        distribute_tries: columns.get("distribute_tries")?,
        reinvite: columns.get("reinvite")?,
        state: columns.word("state")?,
        reason: columns.maybe_json("reason")?,
        settled_at: columns.maybe_time("settled_at")?,
    })
}

fn step(connection: &Connection, id: StepId) -> Result<Step, StoreError> {
    first(
        connection,
        TABLE,
        "SELECT * FROM steps WHERE id = ?1",
        [id],
        read_step,
    )?
    .ok_or(StoreError::NotFound(Record::Step))
}

fn steps_where(
    connection: &Connection,
    condition: &str,
    parameters: impl Params,
) -> Result<Vec<Step>, StoreError> {
    let query = format!("SELECT * FROM steps WHERE {condition}");
    all(connection, TABLE, &query, parameters, read_step)
}

fn steps_of_plan(connection: &Connection, plan: PlanId) -> Result<Vec<Step>, StoreError> {
    steps_where(connection, "plan = ?1 ORDER BY position", [plan])
}

fn steps_of_request(connection: &Connection, id: RequestId) -> Result<Vec<Step>, StoreError> {
    steps_where(connection, "request = ?1 ORDER BY position", [id])
}

impl Store {
    pub fn step(&self, id: StepId) -> Result<Step, StoreError> {
        step(&self.connection(), id)
    }

    /// The steps of a plan, in their order.
    pub fn steps(&self, plan: PlanId) -> Result<Vec<Step>, StoreError> {
        steps_of_plan(&self.connection(), plan)
    }

    /// The steps of a plan that prepare an instance: create it, and distribute to it.
    pub fn steps_for_instance(
        &self,
        plan: PlanId,
        instance: &Slug,
    ) -> Result<Vec<Step>, StoreError> {
        steps_where(
            &self.connection(),
            "plan = ?1 AND instance = ?2 AND kind <> 'invite' ORDER BY position",
            (plan, instance.as_str()),
        )
    }

    pub fn steps_of_request(&self, request: RequestId) -> Result<Vec<Step>, StoreError> {
        steps_of_request(&self.connection(), request)
    }

    /// The steps of a plan that have changed since it stood at `seq`, in their order, and where
    /// it stands now.
    pub fn steps_changed(&self, plan: PlanId, seq: i64) -> Result<(Vec<Step>, i64), StoreError> {
        // Both from one moment.
        let mut connection = self.connection();
        let moment = connection.transaction()?;
        let now = moment
            .prepare_cached("SELECT seq FROM plans WHERE id = ?1")?
            .query_row([plan], |row| row.get(0))
            .optional()?
            .ok_or(StoreError::NotFound(Record::Plan))?;
        // Sorted here: asked to sort, SQLite may take the index by position, and with it read
        // every step of the plan.
        let mut steps = all(
            &moment,
            TABLE,
            "SELECT * FROM steps WHERE plan = ?1 AND changed > ?2",
            (plan, seq),
            |columns| Ok((columns.get::<i64>("position")?, read_step(columns)?)),
        )?;
        steps.sort_unstable_by_key(|(position, _)| *position);
        Ok((steps.into_iter().map(|(_, step)| step).collect(), now))
    }

    /// Steps in a state, in all plans.
    pub fn step_count(&self, state: StepState) -> Result<u32, StoreError> {
        Ok(self
            .connection()
            .prepare_cached("SELECT count(*) FROM steps WHERE state = ?1")?
            .query_row([word(&state)?], |row| row.get(0))?)
    }
}

impl Write<'_> {
    pub fn step_add(&self, new: &NewStep<'_>) -> Result<StepId, StoreError> {
        let id = self
            .transaction
            .prepare_cached(
                "INSERT INTO steps (plan, position, kind, name, address, normalized, group_name,
                                    list_id, instance, instance_name, act, waits_for_act,
                                    request, ready, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 'waiting')",
            )?
            .insert((
                new.plan,
                new.position,
                word(&new.kind)?,
                new.name,
                new.address,
                new.normalized,
                new.group,
                new.list_id,
                new.instance.map_or("", Slug::as_str),
                new.instance_name,
                new.act,
                new.waits_for_act,
                new.request,
                new.depends_on.is_none(),
            ))?;
        if let Some(depends_on) = new.depends_on {
            self.transaction
                .prepare_cached("INSERT INTO step_dependencies (step, depends_on) VALUES (?1, ?2)")?
                .execute((id, depends_on))?;
        }
        Ok(StepId(id))
    }

    pub fn step(&self, id: StepId) -> Result<Step, StoreError> {
        step(self.transaction, id)
    }

    /// The steps of a plan, in their order.
    pub fn steps_of_plan(&self, plan: PlanId) -> Result<Vec<Step>, StoreError> {
        steps_of_plan(self.transaction, plan)
    }

    pub fn steps_of_request(&self, request: RequestId) -> Result<Vec<Step>, StoreError> {
        steps_of_request(self.transaction, request)
    }

    /// The steps of a plan that are for one act, in their order: one after the other they do it.
    pub fn steps_of_chain(&self, plan: PlanId, act: ActId) -> Result<Vec<Step>, StoreError> {
        // An act has few steps, a plan has many: the plan is not to choose the index.
        steps_where(
            self.transaction,
            "act = ?2 AND +plan = ?1 ORDER BY position",
            (plan, act),
        )
    }

    /// Steps that another plan's open act keeps waiting.
    pub fn steps_waiting_for_act(&self, act: ActId) -> Result<Vec<Step>, StoreError> {
        steps_where(
            self.transaction,
            "act = ?1 AND waits_for_act AND state IN ('waiting', 'blocked') ORDER BY id",
            [act],
        )
    }

    /// A step of the plan that has an act in hand.
    pub fn step_of_act(&self, act: ActId) -> Result<Option<Step>, StoreError> {
        let steps = steps_where(
            self.transaction,
            "act = ?1 AND NOT waits_for_act LIMIT 1",
            [act],
        )?;
        Ok(steps.into_iter().next())
    }

    /// What a step waits for within its plan.
    pub fn steps_before(&self, id: StepId) -> Result<Vec<Step>, StoreError> {
        steps_where(
            self.transaction,
            "id IN (SELECT depends_on FROM step_dependencies WHERE step = ?1)",
            [id],
        )
    }

    /// What waits for a step within its plan.
    pub fn steps_after(&self, id: StepId) -> Result<Vec<Step>, StoreError> {
        steps_where(
            self.transaction,
            "id IN (SELECT step FROM step_dependencies WHERE depends_on = ?1) ORDER BY position",
            [id],
        )
    }

    pub fn step_state(
        &self,
        id: StepId,
        state: StepState,
        reason: Option<&Reason>,
        settled_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE steps SET state = ?2, reason = ?3, settled_at = ?4 WHERE id = ?1",
            )?
            .execute((
                id,
                word(&state)?,
                reason.map(json).transpose()?,
                settled_at.map(time),
            ))?;
        Ok(())
    }

    /// The step waits for an act that another plan has open.
    pub fn step_wait_for_act(&self, id: StepId, act: ActId) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE steps SET act = ?2, waits_for_act = 1, request = NULL WHERE id = ?1",
            )?
            .execute((id, act))?;
        self.step_state(id, StepState::Waiting, None, None)
    }

    /// The act is its plan's own from now on.
    pub fn step_take_over(&self, id: StepId, act: ActId) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET act = ?2, waits_for_act = 0 WHERE id = ?1")?
            .execute((id, act))?;
        Ok(())
    }

    /// The request that serves a step from now on; none yet for a distribution.
    pub fn step_serve(&self, id: StepId, request: Option<RequestId>) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET request = ?2 WHERE id = ?1")?
            .execute((id, request))?;
        Ok(())
    }

    /// Whether everything it waits for within its plan is there.
    pub fn step_ready(&self, id: StepId, ready: bool) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET ready = ?2 WHERE id = ?1")?
            .execute((id, ready))?;
        Ok(())
    }

    /// Whether the person is to be invited although they were invited before.
    pub fn step_reinvite(&self, id: StepId, reinvite: bool) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET reinvite = ?2 WHERE id = ?1")?
            .execute((id, reinvite))?;
        Ok(())
    }
}
