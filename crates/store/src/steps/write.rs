//! What a transaction reads of the steps, and how it changes them.

use jiff::Timestamp;
use platform::Slug;

use super::{NewStep, Reason, Step, StepState, step, steps_of_plan, steps_of_request, steps_where};
use crate::columns::{address_column, json, time, word};
use crate::{ActId, PlanId, RequestId, StepId, StoreError, Write};

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
                address_column(new.normalized),
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
        // An act has few steps, a plan has many: the plan isn't to choose the index.
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

    pub fn step_set_state(
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
        self.step_set_state(id, StepState::Waiting, None, None)
    }

    /// The act is its plan's own from now on.
    pub fn step_take_over(&self, id: StepId, act: ActId) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET act = ?2, waits_for_act = 0 WHERE id = ?1")?
            .execute((id, act))?;
        Ok(())
    }

    /// The request that serves a step from now on; none yet for a distribution.
    pub fn step_set_request(
        &self,
        id: StepId,
        request: Option<RequestId>,
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET request = ?2 WHERE id = ?1")?
            .execute((id, request))?;
        Ok(())
    }

    /// Whether everything it waits for within its plan is there.
    pub fn step_set_ready(&self, id: StepId, ready: bool) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET ready = ?2 WHERE id = ?1")?
            .execute((id, ready))?;
        Ok(())
    }

    /// Whether the person is to be invited although they were invited before.
    pub fn step_set_reinvite(&self, id: StepId, reinvite: bool) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE steps SET reinvite = ?2 WHERE id = ?1")?
            .execute((id, reinvite))?;
        Ok(())
    }
}
