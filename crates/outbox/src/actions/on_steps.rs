//! What the user does about single steps: retries them, or answers what became of one whose
//! outcome is unknown.

use std::collections::BTreeSet;

use jiff::Timestamp;
use store::{
    PlanId, Reason, RequestState, Step, StepId, StepKind, StepState, StoreError, Why, Write,
};

use super::{ActionError, Actions};
use crate::plan::chain::ended_without_success;
use crate::plan::change::PlanChange;
use crate::plan::retry::{has_failed, is_no_longer_tracked};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepAction {
    /// Refused, stopped after too many attempts, or cancelled: sent as a new request.
    Retry,
    /// Unknown, and the user wants it sent again, though it may be the second email.
    SendAgain,
    /// Unknown: asks the platform again whether the person is in by now.
    LookUpAgain,
    /// Invited, and not joined yet: invited anew, as a new act. Where the platform sends an
    /// email for it, that is a second one.
    InviteAgain,
    /// Unknown, and the user no longer wants to know: another list may invite the person.
    StopTracking,
    /// Refused or stopped, and the user has dealt with it or wants nothing more of it: it no longer
    /// needs attention.
    Dismiss,
    /// Dismissed before: it needs attention again, as it did.
    Restore,
}

impl StepAction {
    /// Whether it can be done to a step as it is now.
    pub fn fits(self, step: &Step) -> bool {
        match self {
            Self::Retry => ended_without_success(step.state) && !is_no_longer_tracked(step),
            Self::SendAgain => step.state == StepState::Unknown || is_no_longer_tracked(step),
            Self::LookUpAgain | Self::StopTracking => step.state == StepState::Unknown,
            Self::InviteAgain => {
                step.kind == StepKind::Invite
                    && matches!(step.state, StepState::Done | StepState::Already)
            }
            Self::Dismiss => has_failed(step.state),
            Self::Restore => step.dismissed().is_some(),
        }
    }

    /// Whether a request may leave because of it.
    fn sends(self) -> bool {
        !matches!(
            self,
            Self::LookUpAgain | Self::StopTracking | Self::Dismiss | Self::Restore
        )
    }

    fn apply(self, change: &mut PlanChange<'_>, step: &Step) -> Result<(), StoreError> {
        match self {
            Self::Retry => change.retry_dismissed(step),
            Self::SendAgain if is_no_longer_tracked(step) => change.send_again_untracked(step.id),
            Self::SendAgain => change.send_again(step),
            Self::LookUpAgain => change.look_up_again(step),
            Self::InviteAgain => change.invite_again(step),
            Self::StopTracking => change.stop_tracking(step),
            Self::Dismiss => change.dismiss(step),
            Self::Restore => change.restore(step),
        }
    }
}

impl Actions {
    /// Does the same to each of these steps that can still take it. Fails where none can.
    pub fn act_on_steps(
        &self,
        steps: &[StepId],
        action: StepAction,
        now: Timestamp,
    ) -> Result<(), ActionError> {
        self.change(now, |change| {
            let mut plans = BTreeSet::new();
            for step in steps {
                // Read only now, because another of them may have taken it along.
                let step = change.w.step(*step)?;
                if !action.fits(&step) {
                    continue;
                }
                if plans.insert(step.plan) && action.sends() {
                    reopen(change.w, step.plan)?;
                }
                action.apply(change, &step)?;
            }
            if plans.is_empty() {
                return Err(ActionError::ChangedSince);
            }
            for plan in plans {
                if action.sends() {
                    change.depart_again(plan)?;
                } else {
                    change.conclude(plan)?;
                }
            }
            Ok(())
        })
    }
}

impl PlanChange<'_> {
    /// Something of a plan is to be sent again. It departs anew before that, because who is in and
    /// what exists may have changed since.
    pub(super) fn depart_again(&mut self, plan: PlanId) -> Result<(), StoreError> {
        self.w.plan_depart_again(plan, None)?;
        // Where the plan is paused, or asks something, it stays so.
        self.conclude(plan)
    }
}

/// Lets a plan that was cancelled send again. Until everything that was in flight has come to its
/// end this is refused, because what is still awaited must not be sent again with the rest.
pub(super) fn reopen(w: &Write<'_>, plan: PlanId) -> Result<(), ActionError> {
    if w.plan(plan)?.cancelled_at.is_none() {
        return Ok(());
    }
    if w.plan_moves(plan)? {
        return Err(ActionError::StillInFlight);
    }
    Ok(w.plan_set_cancelled(plan, None)?)
}

impl PlanChange<'_> {
    /// Nothing more is known by this: the act is closed on the user's word alone.
    fn stop_tracking(&mut self, step: &Step) -> Result<(), StoreError> {
        let reason = Reason::of(Why::NotTracked);
        self.dismiss_dependents(step.id)?;
        self.settle_step(step, StepState::Cancelled, Some(&reason))
    }

    fn look_up_again(&mut self, step: &Step) -> Result<(), StoreError> {
        let mut request = self.w.request(
            step.request
                .ok_or(StoreError::Invariant("a step that was sent has a request"))?,
        )?;
        request.state = RequestState::LookingUp;
        request.lookups = 0;
        request.due_at = None;
        self.w.request_set(&request)?;
        self.w
            .step_set_state(step.id, StepState::Sending, None, None)?;
        self.touch(step.plan);
        self.unblock_dependents(step.id)
    }
}
