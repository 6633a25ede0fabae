//! What the user does with plans and steps that are under way.

use std::collections::BTreeSet;

use jiff::Timestamp;
use store::{
    ExistingInstance, Hold, PlanId, PlanState, RequestState, Step, StepId, StepKind, StepState,
    StoreError, Write,
};

use crate::actions::on_restored_data::is_moved;
use crate::engine::{Engine, EngineError};
use crate::plan::chain::{Touched, ended_undone, moved_again, settle_step};
use crate::plan::conclude::conclude;
use crate::plan::reason::{Reason, Why};
use crate::plan::revive::{answer_existing, invite_again, meets_existing, revive, send_again};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepAction {
    /// Refused, given up or cancelled: again, as a new request.
    Retry,
    /// Unsure, and the user's word: once more, though it may be the second mail.
    SendAgain,
    /// Unsure: is the person in by now?
    LookAgain,
    /// Invited, and not come: once more, as a new act. Where the platform mails it, it is a
    /// second mail.
    InviteAgain,
    /// Unsure, and the user leaves it at that: another list may invite the person.
    LeaveAtThat,
}

impl StepAction {
    fn fits(self, step: &Step) -> bool {
        match self {
            Self::Retry => ended_undone(step.state),
            Self::SendAgain | Self::LookAgain | Self::LeaveAtThat => {
                step.state == StepState::Unsure
            }
            Self::InviteAgain => {
                step.kind == StepKind::Invite
                    && matches!(step.state, StepState::Done | StepState::Already)
            }
        }
    }

    /// Something of the plan may leave by it.
    fn sends(self) -> bool {
        !matches!(self, Self::LookAgain | Self::LeaveAtThat)
    }
}

impl Engine {
    pub fn pause(&self, plan: PlanId) -> Result<(), EngineError> {
        self.change(|w, touched| {
            touched.insert(plan);
            let found = w.plan(plan)?;
            match found.state {
                PlanState::Settled => Err(EngineError::TooLate),
                // It stands still, and asks something that a pause does not answer.
                PlanState::Held if is_moved(&found) => Ok(()),
                _ => Ok(w.plan_state(plan, PlanState::Paused, None, None)?),
            }
        })
    }

    /// Ends a pause, a hold or the grace. What the hold said has been seen.
    pub fn go_on(&self, plan: PlanId, now: Timestamp) -> Result<(), EngineError> {
        let found = self.store().plan(plan)?;
        if is_moved(&found) {
            return self.moved_goes_on(&found, now);
        }
        self.change(|w, touched| {
            touched.insert(plan);
            let found = w.plan(plan)?;
            if found.state == PlanState::Settled {
                return Err(EngineError::TooLate);
            }
            match &found.hold {
                Some(Hold::TooOld) => w.plan_renewed(plan, now)?,
                Some(Hold::CannotHandOut { .. }) => {
                    if let Some(mut material) = found.material.clone() {
                        material.say_all();
                        w.plan_material(plan, Some(&material))?;
                    }
                }
                _ => {}
            }
            w.plan_state(plan, PlanState::Sending, None, None)?;
            Ok(conclude(w, plan, touched, now)?)
        })
    }

    /// Takes back what has not left. If that is all of it, the draft is there again. What may
    /// have been taken is looked up first.
    pub fn cancel(&self, plan: PlanId, now: Timestamp) -> Result<(), EngineError> {
        self.change(|w, touched| {
            let found = w.plan(plan)?;
            if found.state == PlanState::Settled {
                return Err(EngineError::TooLate);
            }
            w.plan_cancelled(plan, Some(now))?;
            w.plan_state(plan, PlanState::Sending, None, None)?;
            // The last first, so that nothing is readied or blocked on the way.
            for step in w.steps_of_plan(plan)?.into_iter().rev() {
                cancel_step(w, &step, now, touched)?;
            }
            if !w.request_left(plan)? {
                w.draft_restore(found.draft)?;
            }
            Ok(conclude(w, plan, touched, now)?)
        })
    }

    /// Retries everything of a plan that was refused or given up.
    pub fn retry_failed(&self, plan: PlanId, now: Timestamp) -> Result<(), EngineError> {
        self.change(|w, touched| {
            goes_again(w, plan)?;
            for step in w.steps_of_plan(plan)? {
                // Read again: a step before it may have brought it along.
                let step = w.step(step.id)?;
                if matches!(step.state, StepState::Refused | StepState::GaveUp) {
                    revive(w, step.id, now, touched)?;
                }
            }
            Ok(again(w, plan, touched, now)?)
        })
    }

    /// The user's answer for instances that are there already and were not made by the plan:
    /// for those it met so far, and for any it meets later.
    pub fn existing(
        &self,
        plan: PlanId,
        answer: ExistingInstance,
        now: Timestamp,
    ) -> Result<(), EngineError> {
        self.change(|w, touched| {
            goes_again(w, plan)?;
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

    /// Does the same with each of these steps that has not moved on since; fails where all have.
    pub fn steps(
        &self,
        steps: &[StepId],
        action: StepAction,
        now: Timestamp,
    ) -> Result<(), EngineError> {
        self.change(|w, touched| {
            let mut plans = BTreeSet::new();
            for step in steps {
                // Read again: another of them may have brought it along.
                let step = w.step(*step)?;
                if !action.fits(&step) {
                    continue;
                }
                if plans.insert(step.plan) && action.sends() {
                    goes_again(w, step.plan)?;
                }
                match action {
                    StepAction::Retry => revive(w, step.id, now, touched)?,
                    StepAction::SendAgain => send_again(w, &step, now, touched)?,
                    StepAction::LookAgain => look_again(w, &step, now, touched)?,
                    StepAction::InviteAgain => invite_again(w, &step, now, touched)?,
                    StepAction::LeaveAtThat => leave_at_that(w, &step, now, touched)?,
                }
            }
            if plans.is_empty() {
                return Err(EngineError::TooLate);
            }
            for plan in plans {
                if action.sends() {
                    again(w, plan, touched, now)?;
                } else {
                    conclude(w, plan, touched, now)?;
                }
            }
            Ok(())
        })
    }

    fn change(
        &self,
        work: impl FnOnce(&Write<'_>, &mut Touched) -> Result<(), EngineError>,
    ) -> Result<(), EngineError> {
        let mut touched = Touched::new();
        self.store().write(|w| work(w, &mut touched))?;
        self.note_written();
        self.tell_all(touched);
        self.wake();
        Ok(())
    }
}

/// Something of a plan is to leave once more: it departs anew before that, for who is in and
/// what is there may have changed since.
fn again(
    w: &Write<'_>,
    plan: PlanId,
    touched: &mut Touched,
    now: Timestamp,
) -> Result<(), StoreError> {
    w.plan_departs_again(plan)?;
    // Where it is paused, or asks something, that still holds.
    conclude(w, plan, touched, now)
}

/// A plan that was taken back goes again, once all of it that was on its way is known: what is
/// still awaited is not to be sent again with the rest.
fn goes_again(w: &Write<'_>, plan: PlanId) -> Result<(), EngineError> {
    if w.plan(plan)?.cancelled_at.is_none() {
        return Ok(());
    }
    if w.plan_moves(plan)? {
        return Err(EngineError::NotYet);
    }
    Ok(w.plan_cancelled(plan, None)?)
}

fn cancel_step(
    w: &Write<'_>,
    step: &Step,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    // Read again: its handing-out may have been taken back with another's.
    let step = w.step(step.id)?;
    if !matches!(
        step.state,
        StepState::Waiting | StepState::Sending | StepState::Blocked
    ) {
        return Ok(());
    }
    if let Some(request) = step.request {
        let mut request = w.request(request)?;
        match request.state {
            // On the wire or being looked up: its end is awaited, then nothing more follows.
            RequestState::Sending | RequestState::Looking | RequestState::Running => return Ok(()),
            RequestState::Later | RequestState::Waiting if request.maybe_taken => {
                request.state = RequestState::Looking;
                request.due_at = None;
                w.request_set(&request)?;
                return w.step_state(step.id, StepState::Sending, None, None);
            }
            RequestState::Later | RequestState::Waiting | RequestState::Settled => {
                request.state = RequestState::Settled;
                request.due_at = None;
                w.request_set(&request)?;
            }
        }
    }
    let reason = Reason::of(Why::Cancelled);
    settle_step(w, &step, StepState::Cancelled, Some(&reason), now, touched)
}

/// What has left it unsure keeps it so: the act is closed by the user's word alone.
fn leave_at_that(
    w: &Write<'_>,
    step: &Step,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let reason = Reason::of(Why::LeftAtThat);
    settle_step(w, step, StepState::Cancelled, Some(&reason), now, touched)
}

fn look_again(
    w: &Write<'_>,
    step: &Step,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let mut request = w.request(
        step.request
            .ok_or(StoreError::Invariant("a step that was sent has a request"))?,
    )?;
    request.state = RequestState::Looking;
    request.lookups = 0;
    request.due_at = None;
    w.request_set(&request)?;
    w.step_state(step.id, StepState::Sending, None, None)?;
    touched.insert(step.plan);
    moved_again(w, step.id, now, touched)
}
