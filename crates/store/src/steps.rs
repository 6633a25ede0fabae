use jiff::Timestamp;
use rusqlite::{OptionalExtension, Params, Row};
use serde::{Deserialize, Serialize};

use crate::text::{maybe_time_of, time, word, word_of};
use crate::{ActId, PlanId, RequestId, StepId, Store, StoreError, Write};

/// One act on the platform, for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub id: StepId,
    pub plan: PlanId,
    pub kind: StepKind,
    pub name: String,
    pub address: String,
    pub compared: String,
    pub group: String,
    pub list_id: String,
    pub act: Option<ActId>,
    pub request: Option<RequestId>,
    pub state: StepState,
    /// Why it stands as it does, as the outbox wrote it.
    pub reason: Option<String>,
    pub settled_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    Create,
    HandOut,
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
    Unsure,
    Cancelled,
}

pub struct NewStep<'a> {
    pub plan: PlanId,
    pub position: i64,
    pub kind: StepKind,
    pub name: &'a str,
    pub address: &'a str,
    pub compared: &'a str,
    pub group: &'a str,
    pub list_id: &'a str,
    pub act: Option<ActId>,
    pub request: Option<RequestId>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        id: row.get("id")?,
        plan: row.get("plan")?,
        kind: word_of(row, "kind")?,
        name: row.get("name")?,
        address: row.get("address")?,
        compared: row.get("compared")?,
        group: row.get("group_name")?,
        list_id: row.get("list_id")?,
        act: row.get("act")?,
        request: row.get("request")?,
        state: word_of(row, "state")?,
        reason: row.get("reason")?,
        settled_at: maybe_time_of(row, "settled_at")?,
    })
}

impl Store {
    /// The steps of a plan, in their order.
    pub fn steps(&self, plan: PlanId) -> Result<Vec<Step>, StoreError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare_cached("SELECT * FROM steps WHERE plan = ?1 ORDER BY position")?;
        let steps = statement
            .query_map([plan], read)?
            .collect::<Result<_, _>>()?;
        Ok(steps)
    }

    /// Steps in a state, in all plans.
    pub fn step_count(&self, state: StepState) -> Result<u32, StoreError> {
        Ok(self
            .connection()
            .prepare_cached("SELECT count(*) FROM steps WHERE state = ?1")?
            .query_row([word(&state)?], |row| row.get(0))?)
    }

    pub fn steps_of_request(&self, request: RequestId) -> Result<Vec<Step>, StoreError> {
        let connection = self.connection();
        let mut statement = connection
            .prepare_cached("SELECT * FROM steps WHERE request = ?1 ORDER BY position")?;
        let steps = statement
            .query_map([request], read)?
            .collect::<Result<_, _>>()?;
        Ok(steps)
    }
}

impl Write<'_> {
    pub fn step_add(&self, new: &NewStep<'_>) -> Result<StepId, StoreError> {
        let id = self
            .transaction
            .prepare_cached(
                "INSERT INTO steps (plan, position, kind, name, address, compared, group_name,
                                    list_id, act, request, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'waiting')",
            )?
            .insert((
                new.plan,
                new.position,
                word(&new.kind)?,
                new.name,
                new.address,
                new.compared,
                new.group,
                new.list_id,
                new.act,
                new.request,
            ))?;
        Ok(StepId(id))
    }

    pub fn step(&self, id: StepId) -> Result<Step, StoreError> {
        self.transaction
            .prepare_cached("SELECT * FROM steps WHERE id = ?1")?
            .query_row([id], read)
            .optional()?
            .ok_or(StoreError::Gone("the step"))
    }

    pub fn steps_of_plan(&self, plan: PlanId) -> Result<Vec<Step>, StoreError> {
        self.steps_where("plan = ?1 ORDER BY position", [plan])
    }

    pub fn steps_of_request(&self, request: RequestId) -> Result<Vec<Step>, StoreError> {
        self.steps_where("request = ?1 ORDER BY position", [request])
    }

    /// Steps that another plan's open act keeps waiting: they have no request of their own yet.
    pub fn steps_waiting_for_act(&self, act: ActId) -> Result<Vec<Step>, StoreError> {
        self.steps_where(
            "act = ?1 AND request IS NULL AND state = 'waiting' ORDER BY id",
            [act],
        )
    }

    fn steps_where(
        &self,
        condition: &str,
        parameters: impl Params,
    ) -> Result<Vec<Step>, StoreError> {
        let mut statement = self
            .transaction
            .prepare_cached(&format!("SELECT * FROM steps WHERE {condition}"))?;
        let steps = statement
            .query_map(parameters, read)?
            .collect::<Result<_, _>>()?;
        Ok(steps)
    }

    pub fn step_state(
        &self,
        id: StepId,
        state: StepState,
        reason: Option<&str>,
        settled_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE steps SET state = ?2, reason = ?3, settled_at = ?4 WHERE id = ?1",
            )?
            .execute((id, word(&state)?, reason, settled_at.map(time)))?;
        Ok(())
    }

    /// The step waits for an act that another plan has open.
    pub fn step_wait_for_act(&self, id: StepId, act: ActId) -> Result<(), StoreError> {
        self.step_act(id, act)?;
        self.transaction
            .prepare_cached("UPDATE steps SET request = NULL WHERE id = ?1")?
            .execute([id])?;
        self.step_state(id, StepState::Waiting, None, None)
    }

    pub fn step_act(&self, id: StepId, act: ActId) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET act = ?2 WHERE id = ?1")?
            .execute((id, act))?;
        Ok(())
    }

    /// Gives a step the act and the request that serve it from now on.
    pub fn step_serve(&self, id: StepId, act: ActId, request: RequestId) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET act = ?2, request = ?3 WHERE id = ?1")?
            .execute((id, act, request))?;
        Ok(())
    }
}
