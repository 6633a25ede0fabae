//! Steps: what a plan does for each of its people, one row a step, with where it stands and why.
//! Several steps for the same person form a chain by what each depends on.

mod distribution;
mod failed;
mod people;
mod reason;
mod write;

use jiff::Timestamp;
use platform::Slug;
use roster::NormalizedAddress;
use rusqlite::{Connection, OptionalExtension, Params};
use serde::{Deserialize, Serialize};

use crate::columns::{RowColumns, all, first};
use crate::error::Record;
use crate::{ActId, PlanId, RequestId, StepId, Store, StoreError};

pub use failed::FailedSteps;
pub use reason::{Dismissed, InvalidField, Reason, Why};

/// One act on the platform, for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub id: StepId,
    pub plan: PlanId,
    pub kind: StepKind,
    pub name: String,
    pub address: String,
    /// `None`: it is for nobody who counts as invited by it.
    pub normalized: Option<NormalizedAddress>,
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
    /// Why it stands as it does, where the state doesn't say it all.
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
    pub normalized: Option<&'a NormalizedAddress>,
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
    /// How it had ended before the user dismissed it, if they did.
    pub fn dismissed(&self) -> Option<&Dismissed> {
        self.reason.as_ref()?.dismissed.as_ref()
    }

    /// Whom it invites.
    pub fn invited(&self) -> Result<&NormalizedAddress, StoreError> {
        self.normalized.as_ref().ok_or(StoreError::Invariant(
            "a step that invites somebody has their address",
        ))
    }

    /// The instance that it makes or distributes to. Only an invitation may be about the space.
    pub fn instance(&self) -> Result<&Slug, StoreError> {
        self.instance.as_ref().ok_or(StoreError::Invariant(
            "a step that makes an instance or distributes to one names it",
        ))
    }
}

const TABLE: &str = "steps";

pub(crate) fn read_step(columns: &RowColumns<'_, '_>) -> Result<Step, StoreError> {
    Ok(Step {
        id: columns.get("id")?,
        plan: columns.get("plan")?,
        kind: columns.word("kind")?,
        name: columns.get("name")?,
        address: columns.get("address")?,
        normalized: columns.address_or_none("normalized")?,
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

    /// How many steps of all plans are unknown.
    pub fn steps_unknown(&self) -> Result<u32, StoreError> {
        Ok(self
            .connection()
            .prepare_cached("SELECT count(*) FROM steps WHERE state = 'unsure'")?
            .query_row([], |row| row.get(0))?)
    }
}
