use jiff::Timestamp;
use rusqlite::{OptionalExtension, Params, Row};
use serde::{Deserialize, Serialize};

use crate::columns::{maybe_time_of, time, word, word_of};
use crate::{ActId, Place, PlanId, RequestId, StepId, Store, StoreError, Write};

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
    /// The slug of the instance it is about; empty where it is about the space.
    pub instance: String,
    pub instance_name: String,
    /// The act is another plan's: it waits for what becomes of that one.
    pub waits_for_act: bool,
    /// A handing-out over what is there, on the user's word.
    pub overwrites: bool,
    /// How often it was handed out to without success.
    pub handed: u32,
    /// Invited once more, on the user's word.
    pub again: bool,
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
    pub normalized: &'a str,
    pub group: &'a str,
    pub list_id: &'a str,
    pub instance: &'a str,
    pub instance_name: &'a str,
    pub act: ActId,
    /// The act is another plan's.
    pub waits_for_act: bool,
    pub request: Option<RequestId>,
    /// What it waits for within the plan.
    pub until: Option<StepId>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        id: row.get("id")?,
        plan: row.get("plan")?,
        kind: word_of(row, "kind")?,
        name: row.get("name")?,
        address: row.get("address")?,
        normalized: row.get("normalized")?,
        group: row.get("group_name")?,
        list_id: row.get("list_id")?,
        act: row.get("act")?,
        request: row.get("request")?,
        instance: row.get("instance")?,
        instance_name: row.get("instance_name")?,
        waits_for_act: row.get("waits_for_act")?,
        overwrites: row.get("overwrites")?,
        handed: row.get("handed")?,
        again: row.get("again")?,
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

    /// The steps of a plan that have changed since it stood at `seq`, in their order, and where
    /// it stands now.
    pub fn steps_changed(&self, plan: PlanId, seq: i64) -> Result<(Vec<Step>, i64), StoreError> {
        // Both from one moment.
        let mut connection = self.connection();
        let look = connection.transaction()?;
        let now = look
            .prepare_cached("SELECT seq FROM plans WHERE id = ?1")?
            .query_row([plan], |row| row.get(0))
            .optional()?
            .ok_or(StoreError::Gone("the plan"))?;
        let mut steps = look
            .prepare_cached("SELECT * FROM steps WHERE plan = ?1 AND changed > ?2")?
            .query_map((plan, seq), |row| {
                Ok((row.get::<_, i64>("position")?, read(row)?))
            })?
            .collect::<Result<Vec<_>, _>>()?;
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
                new.instance,
                new.instance_name,
                new.act,
                new.waits_for_act,
                new.request,
                new.until.is_none(),
            ))?;
        if let Some(until) = new.until {
            self.transaction
                .prepare_cached("INSERT INTO step_waits (step, until) VALUES (?1, ?2)")?
                .execute((id, until))?;
        }
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

    /// The steps of a plan that are for one act, in their order: one after the other they do it.
    pub fn steps_of_chain(&self, plan: PlanId, act: ActId) -> Result<Vec<Step>, StoreError> {
        // An act has few steps, a plan has many: the plan is not to choose the index.
        self.steps_where("act = ?2 AND +plan = ?1 ORDER BY position", (plan, act))
    }

    /// Steps that another plan's open act keeps waiting.
    pub fn steps_waiting_for_act(&self, act: ActId) -> Result<Vec<Step>, StoreError> {
        self.steps_where(
            "act = ?1 AND waits_for_act AND state IN ('waiting', 'blocked') ORDER BY id",
            [act],
        )
    }

    /// A step of the plan that has an act in hand.
    pub fn step_of_act(&self, act: ActId) -> Result<Option<Step>, StoreError> {
        let steps = self.steps_where("act = ?1 AND NOT waits_for_act LIMIT 1", [act])?;
        Ok(steps.into_iter().next())
    }

    /// What a step waits for within its plan.
    pub fn steps_before(&self, id: StepId) -> Result<Vec<Step>, StoreError> {
        self.steps_where("id IN (SELECT until FROM step_waits WHERE step = ?1)", [id])
    }

    /// What waits for a step within its plan.
    pub fn steps_after(&self, id: StepId) -> Result<Vec<Step>, StoreError> {
        self.steps_where(
            "id IN (SELECT step FROM step_waits WHERE until = ?1) ORDER BY position",
            [id],
        )
    }

    /// The next handings-out of a plan that no request serves yet, of one kind: to instances
    /// the plan has made, or over what is there.
    pub fn steps_to_hand_out(
        &self,
        plan: PlanId,
        overwrites: bool,
        limit: u32,
    ) -> Result<Vec<Step>, StoreError> {
        self.steps_where(
            "plan = ?1 AND overwrites = ?2 AND kind = 'hand_out' AND state = 'waiting' AND ready
             AND request IS NULL AND NOT waits_for_act ORDER BY position LIMIT ?3",
            (plan, overwrites, limit),
        )
    }

    /// Whether at least so many handings-out of a plan wait for a request.
    pub fn steps_to_hand_out_are(&self, plan: PlanId, many: u32) -> Result<bool, StoreError> {
        Ok(self
            .transaction
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM steps INDEXED BY steps_to_hand_out
                   WHERE plan = ?1 AND kind = 'hand_out'
                   AND state = 'waiting' AND ready AND request IS NULL AND NOT waits_for_act
                   LIMIT 1 OFFSET ?2)",
            )?
            .query_row((plan, many.saturating_sub(1)), |row| row.get(0))?)
    }

    /// Whether an instance of the plan is being made, or will be by then.
    pub fn step_creates_by(&self, plan: PlanId, by: Timestamp) -> Result<bool, StoreError> {
        Ok(self
            .transaction
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM steps JOIN requests ON requests.id = steps.request
                   WHERE steps.plan = ?1 AND steps.kind = 'create'
                     AND steps.state IN ('waiting', 'sending')
                     AND requests.state IN ('waiting', 'sending', 'looking')
                     AND (requests.state = 'sending' OR requests.due_at IS NULL
                          OR requests.due_at <= ?2))",
            )?
            .query_row((plan, time(by)), |row| row.get(0))?)
    }

    /// Whether somebody was, or may have been, invited from here into an instance.
    pub fn step_invited_into(&self, place: &Place, instance: &str) -> Result<bool, StoreError> {
        self.step_into(
            place,
            instance,
            "steps_into",
            "steps.kind = 'invite' AND NOT steps.waits_for_act
             AND (steps.state IN ('sending', 'done', 'already', 'unsure')
               -- From elsewhere, where the data were restored or copied.
               OR EXISTS (SELECT 1 FROM requests WHERE requests.id = steps.request AND maybe_taken))",
        )
    }

    /// Whether an instance is being handed out to from here at this moment.
    pub fn step_hands_out_to(&self, place: &Place, instance: &str) -> Result<bool, StoreError> {
        self.step_into(
            place,
            instance,
            "steps_handing_out",
            "steps.kind = 'hand_out' AND steps.state = 'sending'",
        )
    }

    fn step_into(
        &self,
        place: &Place,
        instance: &str,
        index: &str,
        which: &str,
    ) -> Result<bool, StoreError> {
        Ok(self
            .transaction
            .prepare_cached(&format!(
                "SELECT EXISTS (SELECT 1 FROM steps INDEXED BY {index}
                                JOIN plans ON plans.id = steps.plan
                   WHERE steps.instance = ?4 AND steps.instance <> '' AND steps.kind <> 'create'
                     AND {which}
                     AND plans.account = ?1 AND plans.org = ?2 AND plans.space = ?3)"
            ))?
            .query_row(
                (&place.account, &place.org, &place.space, instance),
                |row| row.get(0),
            )?)
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

    /// The request that serves a step from now on; none yet for a handing-out.
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

    /// It is invited once more on the user's word, or as any other.
    pub fn step_again(&self, id: StepId, again: bool) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET again = ?2 WHERE id = ?1")?
            .execute((id, again))?;
        Ok(())
    }

    /// How a handing-out stands: how often it was tried, and whether over what is there.
    pub fn step_handing(
        &self,
        id: StepId,
        handed: u32,
        overwrites: bool,
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET handed = ?2, overwrites = ?3 WHERE id = ?1")?
            .execute((id, handed, overwrites))?;
        Ok(())
    }
}
