//! What the user does to a whole plan: pauses, resumes, cancels or retries it, and answers what
//! is to happen with instances that exist already.

use jiff::Timestamp;
use store::{
    ExistingInstance, Hold, Plan, PlanId, PlanState, Reason, Request, RequestState, Step,
    StepState, StoreError, Why, Write,
};

use super::on_restored_data::is_restored;
use super::on_steps::reopen;
use super::{ActionError, Actions};
use crate::plan::change::PlanChange;
use crate::plan::retry::{has_failed, meets_existing};

impl Actions {
    pub fn pause(&self, plan: PlanId) -> Result<(), ActionError> {
        self.store.write(|w| {
            let found = w.plan(plan)?;
            match found.state {
                PlanState::Settled => Err(ActionError::TooLate),
                // It is on hold already, and asks something that a pause doesn't answer.
                PlanState::Held if is_restored(&found) => Ok(()),
                _ => Ok(w.plan_set_state(plan, PlanState::Paused, None, None)?),
            }
        })?;
        self.announce([plan]);
        Ok(())
    }

    /// Ends a pause, a hold or the grace. The user has read what the hold said.
    pub fn resume(&self, plan: PlanId, now: Timestamp) -> Result<(), ActionError> {
        let found = self.store.plan(plan)?;
        if is_restored(&found) {
            return self.resume_restored(&found, now);
        }
        self.change(now, |change| {
            change.touch(plan);
            let found = change.w.plan(plan)?;
            if found.state == PlanState::Settled {
                return Err(ActionError::TooLate);
            }
            accept_hold(change.w, &found, now)?;
            change
                .w
                .plan_set_state(plan, PlanState::Sending, None, None)?;
            Ok(change.conclude(plan)?)
        })
    }

    /// Takes back what hasn't left. If that is all of it, the draft is there again. What may
    /// have been accepted is looked up first.
    pub fn cancel(&self, plan: PlanId, now: Timestamp) -> Result<(), ActionError> {
        self.change(now, |change| {
            let found = change.w.plan(plan)?;
            if found.state == PlanState::Settled {
                return Err(ActionError::TooLate);
            }
            change.w.plan_set_cancelled(plan, Some(now))?;
            change
                .w
                .plan_set_state(plan, PlanState::Sending, None, None)?;
            // In reverse, so that no step is made ready or blocked by the end of the one before.
            for step in change.w.steps_of_plan(plan)?.into_iter().rev() {
                change.cancel_step(&step)?;
            }
            if !change.w.request_left(plan)? {
                change.w.draft_restore(found.draft)?;
            }
            Ok(change.conclude(plan)?)
        })
    }

    /// Retries everything of a plan that was refused, or stopped after too many attempts.
    pub fn retry_failed(&self, plan: PlanId, now: Timestamp) -> Result<(), ActionError> {
        self.change(now, |change| {
            reopen(change.w, plan)?;
            for step in change.w.steps_of_plan(plan)? {
                // Read only now, because a step before it may have taken it along.
                let step = change.w.step(step.id)?;
                if has_failed(step.state) {
                    change.retry_step(step.id)?;
                }
            }
            Ok(change.depart_again(plan)?)
        })
    }

    /// The user's answer about instances that exist and that the plan didn't create: for those
    /// it has met so far, and for any that it meets later.
    pub fn answer_existing(
        &self,
        plan: PlanId,
        answer: ExistingInstance,
        now: Timestamp,
    ) -> Result<(), ActionError> {
        self.change(now, |change| {
            reopen(change.w, plan)?;
            let mut intent = change.w.plan(plan)?.intent;
            intent.existing = Some(answer);
            change.w.plan_set_intent(plan, &intent)?;
            for step in change.w.steps_of_plan(plan)? {
                if meets_existing(&step) {
                    change.answer_existing(&step, answer)?;
                }
            }
            Ok(change.conclude(plan)?)
        })
    }
}

/// Some holds say something that is taken as agreed to when the plan is resumed.
fn accept_hold(w: &Write<'_>, plan: &Plan, now: Timestamp) -> Result<(), StoreError> {
    match &plan.hold {
        Some(Hold::TooOld) => w.plan_renew(plan.id, now),
        Some(Hold::MembersUnclear) => {
            let mut intent = plan.intent.clone();
            intent.invites_unlisted = true;
            w.plan_set_intent(plan.id, &intent)
        }
        Some(Hold::CannotDistribute { .. }) => {
            let Some(mut material) = plan.material.clone() else {
                return Ok(());
            };
            material.say_all();
            w.plan_set_material(plan.id, Some(&material))
        }
        _ => Ok(()),
    }
}

impl PlanChange<'_> {
    fn cancel_step(&mut self, step: &Step) -> Result<(), StoreError> {
        // Read only now: its distribution may have been cancelled together with another's.
        let step = self.w.step(step.id)?;
        if !matches!(
            step.state,
            StepState::Waiting | StepState::Sending | StepState::Blocked
        ) {
            return Ok(());
        }
        if let Some(request) = step.request {
            let request = self.w.request(request)?;
            let waits = matches!(
                request.state,
                RequestState::NotReady | RequestState::Waiting
            );
            match request.state {
                // It is in flight or being looked up. Its end is awaited, and nothing follows it.
                RequestState::Sending | RequestState::LookingUp | RequestState::Running => {
                    return Ok(());
                }
                _ if waits && request.maybe_taken => return look_up_first(self.w, &step, request),
                _ => settle_request(self.w, request)?,
            }
        }
        let reason = Reason::of(Why::Cancelled);
        self.settle_step(&step, StepState::Cancelled, Some(&reason))
    }
}

/// An earlier attempt may have been accepted, so the step isn't simply cancelled.
fn look_up_first(w: &Write<'_>, step: &Step, mut request: Request) -> Result<(), StoreError> {
    request.state = RequestState::LookingUp;
    request.due_at = None;
    w.request_set(&request)?;
    w.step_set_state(step.id, StepState::Sending, None, None)
}

fn settle_request(w: &Write<'_>, mut request: Request) -> Result<(), StoreError> {
    request.state = RequestState::Settled;
    request.due_at = None;
    w.request_set(&request)
}
