//! What the user does to a whole plan: pauses, resumes, cancels or retries it, and answers what
//! is to happen with instances that exist already.

use jiff::Timestamp;
use store::{
    ExistingInstance, Plan, PlanId, PlanState, Request, RequestState, Step, StepState, StoreError,
    Write,
};

use super::on_restored_data::is_restored;
use super::on_steps::{depart_again, reopen};
use super::{ActionError, Actions};
use crate::plan::chain::{Touched, settle_step};
use crate::plan::conclude::conclude;
use crate::plan::revive::{answer_existing, meets_existing, revive};
use store::Hold;
use store::{Reason, Why};

impl Actions {
    pub fn pause(&self, plan: PlanId) -> Result<(), ActionError> {
        self.change(|w, touched| {
            touched.insert(plan);
            let found = w.plan(plan)?;
            match found.state {
                PlanState::Settled => Err(ActionError::TooLate),
                // It is on hold already, and asks something that a pause does not answer.
                PlanState::Held if is_restored(&found) => Ok(()),
                _ => Ok(w.plan_state(plan, PlanState::Paused, None, None)?),
            }
        })
    }

    /// Ends a pause, a hold or the grace. The user has read what the hold said.
    pub fn resume(&self, plan: PlanId, now: Timestamp) -> Result<(), ActionError> {
        let found = self.store.plan(plan)?;
        if is_restored(&found) {
            return self.resume_restored(&found, now);
        }
        self.change(|w, touched| {
            touched.insert(plan);
            let found = w.plan(plan)?;
            if found.state == PlanState::Settled {
                return Err(ActionError::TooLate);
            }
            accept_hold(w, &found, now)?;
            w.plan_state(plan, PlanState::Sending, None, None)?;
            Ok(conclude(w, plan, touched, now)?)
        })
    }

    /// Takes back what has not left. If that is all of it, the draft is there again. What may
    /// have been accepted is looked up first.
    pub fn cancel(&self, plan: PlanId, now: Timestamp) -> Result<(), ActionError> {
        self.change(|w, touched| {
            let found = w.plan(plan)?;
            if found.state == PlanState::Settled {
                return Err(ActionError::TooLate);
            }
            w.plan_cancelled(plan, Some(now))?;
            w.plan_state(plan, PlanState::Sending, None, None)?;
            // In reverse, so that no step is made ready or blocked by the end of the one before.
            for step in w.steps_of_plan(plan)?.into_iter().rev() {
                cancel_step(w, &step, now, touched)?;
            }
            if !w.request_left(plan)? {
                w.draft_restore(found.draft)?;
            }
            Ok(conclude(w, plan, touched, now)?)
        })
    }

    /// Retries everything of a plan that was refused, or stopped after too many attempts.
    pub fn retry_failed(&self, plan: PlanId, now: Timestamp) -> Result<(), ActionError> {
        self.change(|w, touched| {
            reopen(w, plan)?;
            for step in w.steps_of_plan(plan)? {
                // Read only now, because a step before it may have taken it along.
                let step = w.step(step.id)?;
                if matches!(step.state, StepState::Refused | StepState::GaveUp) {
                    revive(w, step.id, now, touched)?;
                }
            }
            Ok(depart_again(w, plan, touched, now)?)
        })
    }

    /// The user's answer about instances that exist and that the plan did not create: for those
    /// it has met so far, and for any that it meets later.
    pub fn answer_existing(
        &self,
        plan: PlanId,
        answer: ExistingInstance,
        now: Timestamp,
    ) -> Result<(), ActionError> {
        self.change(|w, touched| {
            reopen(w, plan)?;
            let mut intent = w.plan(plan)?.intent;
            intent.existing = Some(answer);
            w.plan_intent(plan, &intent)?;
            for step in w.steps_of_plan(plan)? {
                if meets_existing(&step) {
                    answer_existing(w, &step, answer, now, touched)?;
                }
            }
            Ok(conclude(w, plan, touched, now)?)
        })
    }
}

/// Some holds say something that is taken as agreed to when the plan is resumed.
fn accept_hold(w: &Write<'_>, plan: &Plan, now: Timestamp) -> Result<(), StoreError> {
    match &plan.hold {
        Some(Hold::TooOld) => w.plan_renewed(plan.id, now),
        Some(Hold::CannotDistribute { .. }) => {
            let Some(mut material) = plan.material.clone() else {
                return Ok(());
            };
            material.say_all();
            w.plan_material(plan.id, Some(&material))
        }
        _ => Ok(()),
    }
}

fn cancel_step(
    w: &Write<'_>,
    step: &Step,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    // Read only now: its distribution may have been cancelled together with another's.
    let step = w.step(step.id)?;
    if !matches!(
        step.state,
        StepState::Waiting | StepState::Sending | StepState::Blocked
    ) {
        return Ok(());
    }
    if let Some(request) = step.request {
        let request = w.request(request)?;
        let waits = matches!(request.state, RequestState::Later | RequestState::Waiting);
        match request.state {
            // It is in flight or being looked up. Its end is awaited, and nothing follows it.
            RequestState::Sending | RequestState::Looking | RequestState::Running => return Ok(()),
            _ if waits && request.maybe_taken => return look_up_first(w, &step, request),
            _ => settle_request(w, request)?,
        }
    }
    let reason = Reason::of(Why::Cancelled);
    settle_step(w, &step, StepState::Cancelled, Some(&reason), now, touched)
}

/// An earlier attempt may have been accepted, so the step is not simply cancelled.
fn look_up_first(w: &Write<'_>, step: &Step, mut request: Request) -> Result<(), StoreError> {
    request.state = RequestState::Looking;
    request.due_at = None;
    w.request_set(&request)?;
    w.step_state(step.id, StepState::Sending, None, None)
}

fn settle_request(w: &Write<'_>, mut request: Request) -> Result<(), StoreError> {
    request.state = RequestState::Settled;
    request.due_at = None;
    w.request_set(&request)
}
