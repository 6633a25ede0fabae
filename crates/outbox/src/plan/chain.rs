//! Chains of steps: which step waits for which, and what follows for the others when the state
//! of one of them changes.
//!
//! A chain is all the steps of a plan that serve one act, in their order: an instance is created, a
//! snapshot is distributed to it, and the person is invited into it. What becomes of the act itself
//! is in `acts`. Everything here happens within the transaction that changed the first step, so
//! that a chain is never stored half updated.

use store::{Plan, Reason, RequestState, Step, StepId, StepKind, StepState, StoreError, Why};

use crate::plan::change::PlanChange;
use crate::plan::intent::call_of_step;

/// Whether a step has ended in such a way that the steps behind it can't follow. The user can
/// retry such a step.
pub(crate) fn ended_without_success(state: StepState) -> bool {
    matches!(
        state,
        StepState::Refused | StepState::GaveUp | StepState::Cancelled
    )
}

/// Whether what a step is for is there, no matter who did it.
pub(crate) fn is_done(state: StepState) -> bool {
    matches!(state, StepState::Done | StepState::Already)
}

impl PlanChange<'_> {
    /// Settles one step, and updates the steps behind it and the act that it serves.
    pub(crate) fn settle_step(
        &mut self,
        step: &Step,
        state: StepState,
        reason: Option<&Reason>,
    ) -> Result<(), StoreError> {
        self.touch(step.plan);
        self.w
            .step_set_state(step.id, state, reason, Some(self.now))?;
        self.update_dependents(step.id)?;
        match step.act {
            // A step that waits for another plan's act doesn't decide about that act.
            Some(act) if !step.waits_for_act => self.update_act(step.plan, act),
            _ => Ok(()),
        }
    }

    /// Updates the steps that depend on a step, after the state of that step has changed.
    pub(super) fn update_dependents(&mut self, step: StepId) -> Result<(), StoreError> {
        for behind in self.w.steps_after(step)? {
            self.update_readiness(behind.id)?;
        }
        Ok(())
    }

    /// Updates a step that hasn't been sent from the states of the steps before it: it is ready
    /// to be sent, it waits, or it is blocked. The steps behind it are updated in turn.
    pub(crate) fn update_readiness(&mut self, step: StepId) -> Result<(), StoreError> {
        let mut step = self.w.step(step)?;
        if step.waits_for_act || !matches!(step.state, StepState::Waiting | StepState::Blocked) {
            return Ok(());
        }
        let before = self.w.steps_before(step.id)?;
        let root = before.iter().find_map(blocking_step);
        if step.state == StepState::Blocked && root.is_none() {
            // Its act was closed while it was blocked, and has to be opened again.
            if !self.claim_act(&step)? {
                return Ok(());
            }
            step = self.w.step(step.id)?;
        }
        let ready = before.iter().all(|before| is_done(before.state));
        self.w.step_set_ready(step.id, ready)?;
        if let Some(request) = step.request {
            self.w.request_set_ready(request, ready)?;
        }
        let (state, reason) = match root {
            Some(root) => (StepState::Blocked, Some(Reason::waits_for(root))),
            None => (StepState::Waiting, None),
        };
        if (state, &reason) != (step.state, &step.reason) {
            self.touch(step.plan);
            self.w
                .step_set_state(step.id, state, reason.as_ref(), None)?;
            self.update_dependents(step.id)?;
            match step.act {
                Some(act) if root.is_some() => self.update_act(step.plan, act)?,
                _ => self.update_steps_waiting_for_chain_of(&step)?,
            }
        }
        // Without the user's word nothing is distributed to an instance that the plan didn't
        // create, because a distribution overwrites what is in it.
        let found = before
            .iter()
            .any(|before| before.state == StepState::Already);
        if ready && found && step.kind == StepKind::Distribute && !step.overwrites {
            let why = Reason::of(Why::Exists);
            self.settle_step(&step, StepState::Already, Some(&why))?;
        }
        Ok(())
    }

    /// Checks again, just before a step is sent, that the steps before it are done. If they are
    /// not, the step waits again or is blocked. This happens with restored data: the
    /// installation that they come from may have sent the step, while the steps before it are
    /// still open in this copy.
    pub(crate) fn recheck_readiness(&mut self, step: &Step) -> Result<bool, StoreError> {
        let before = self.w.steps_before(step.id)?;
        if before.iter().all(|before| is_done(before.state)) {
            return Ok(true);
        }
        if let Some(request) = step.request {
            self.w.request_set_ready(request, false)?;
        }
        self.w
            .step_set_state(step.id, StepState::Waiting, None, None)?;
        self.touch(step.plan);
        self.update_readiness(step.id)?;
        Ok(false)
    }
}

/// The step that blocks the steps behind this one, if any does: this one, or the one that
/// blocks it.
pub(super) fn blocking_step(before: &Step) -> Option<StepId> {
    match before.state {
        StepState::Blocked => before.reason.as_ref().and_then(|reason| reason.waits_for),
        StepState::Unknown => Some(before.id),
        state if ended_without_success(state) => Some(before.id),
        _ => None,
    }
}

impl PlanChange<'_> {
    /// Assigns a request to a step that is to be sent, or to be sent again. It is a new request
    /// with a new idempotency key, unless the step has one that was never sent. A distribution
    /// gets its request later, together with others.
    pub(crate) fn assign_request(&mut self, plan: &Plan, step: StepId) -> Result<(), StoreError> {
        self.touch(plan.id);
        let step = self.w.step(step)?;
        if step.kind == StepKind::Distribute {
            self.w.step_set_request(step.id, None)?;
            self.w.step_set_distribution(step.id, 0, step.overwrites)?;
        } else {
            let has_unsent = match step.request {
                Some(request) => self.w.request(request)?.state == RequestState::NotReady,
                None => false,
            };
            if !has_unsent {
                let call = call_of_step(&plan.place, &plan.intent, &step)
                    .ok_or(StoreError::Invariant("the intent of a plan is whole"))?;
                let request = self.freeze_request(plan.id, &call, false)?;
                self.w.step_set_request(step.id, Some(request))?;
            }
        }
        self.w
            .step_set_state(step.id, StepState::Waiting, None, None)?;
        self.update_readiness(step.id)?;
        self.unblock_dependents(step.id)
    }

    /// A step that needed the user is under way again, so the steps that it blocked wait again.
    pub(crate) fn unblock_dependents(&mut self, step: StepId) -> Result<(), StoreError> {
        self.update_dependents(step)?;
        self.update_steps_waiting_for_chain_of(&self.w.step(step)?)
    }

    /// Settles the request of a step that won't be sent now. The request of a distribution
    /// is left alone, because it may serve other steps too.
    pub(crate) fn release_request(&self, step: &Step) -> Result<(), StoreError> {
        let Some(request) = step.request.filter(|_| step.kind != StepKind::Distribute) else {
            return Ok(());
        };
        let mut request = self.w.request(request)?;
        request.state = RequestState::Settled;
        request.due_at = None;
        self.w.request_set(&request)
    }
}

#[cfg(test)]
#[path = "chain_tests.rs"]
mod tests;
