//! Sending again on the user's word: a retry, a second invitation, and the user's answer about
//! instances that exist already.
//!
//! A step that is sent again always gets a new request with a new idempotency key, because the
//! old key would only bring back the old answer. Its chain has to hold the act again first, since
//! another plan may have taken it over in the meantime.

use store::{
    CloseReason, ExistingInstance, Reason, Step, StepId, StepKind, StepState, StoreError, Why,
};

use crate::plan::chain::{ended_without_success, is_done};
use crate::plan::change::PlanChange;

impl PlanChange<'_> {
    /// The user retries a step that ended without success. The failed steps that it depends on
    /// are retried first, and the rest of its chain with it; but not what is no longer tracked, about
    /// which the user has to be asked.
    pub(crate) fn retry_step(&mut self, step: StepId) -> Result<(), StoreError> {
        self.retry_chain(step, None)
    }

    /// As [`Self::retry_step`], for a step that is no longer tracked: the user knows what sending it
    /// again may do.
    pub(crate) fn send_again_untracked(&mut self, step: StepId) -> Result<(), StoreError> {
        self.retry_chain(step, Some(step))
    }

    fn retry_chain(&mut self, step: StepId, untracked: Option<StepId>) -> Result<(), StoreError> {
        let can_follow = |step: &Step| {
            ended_without_success(step.state)
                && (!is_no_longer_tracked(step) || untracked == Some(step.id))
        };
        for before in self.w.steps_before(step)? {
            if can_follow(&before) {
                self.retry_chain(before.id, untracked)?;
            }
        }
        let step = self.w.step(step)?;
        if !can_follow(&step) || !self.claim_act(&step)? {
            return Ok(());
        }
        let plan = self.w.plan(step.plan)?;
        let act = self
            .w
            .step(step.id)?
            .act
            .ok_or(StoreError::Invariant("every step has an act"))?;
        for step in self.w.steps_of_chain(step.plan, act)? {
            if can_follow(&step) {
                self.assign_request(&plan, step.id)?;
            } else {
                self.update_readiness(step.id)?;
            }
        }
        Ok(())
    }

    /// The outcome of a step is unknown, and the user wants it sent again, as a new request.
    pub(crate) fn send_again(&mut self, step: &Step) -> Result<(), StoreError> {
        let plan = self.w.plan(step.plan)?;
        self.assign_request(&plan, step.id)
    }

    /// Invites somebody a second time into the same place. The act is closed, and a new one is
    /// opened for this invitation alone. Nothing happens if another plan is already inviting the
    /// person.
    pub(crate) fn invite_again(&mut self, step: &Step) -> Result<(), StoreError> {
        let (key, _) = self.w.act(
            step.act
                .ok_or(StoreError::Invariant("every step has an act"))?,
        )?;
        if let Some(open) = self.w.act_find_open(&key)? {
            if open.done_at.is_none() {
                return Ok(());
            }
            // Nobody waits for an act that is done, and this person's own next act follows at once.
            self.w
                .act_close(open.id, CloseReason::InvitedAgain, self.now)?;
        }
        let act = self.w.act_add(&key, self.now)?;
        self.w.step_take_over(step.id, act)?;
        self.w.step_set_reinvite(step.id, true)?;
        let plan = self.w.plan(step.plan)?;
        self.assign_request(&plan, step.id)
    }
}

/// The user stopped tracking it while nobody knew whether it was sent, so sending it again may be a
/// second email, and is never a mere retry.
pub(crate) fn is_no_longer_tracked(step: &Step) -> bool {
    step.reason
        .as_ref()
        .is_some_and(|reason| reason.why == Why::NotTracked)
}

/// Whether a step failed, so that a retry of all that failed takes it along.
pub(crate) fn has_failed(state: StepState) -> bool {
    matches!(state, StepState::Refused | StepState::GaveUp)
}

/// Whether a step was refused because an instance exists that its plan didn't create, and that
/// something may be overwritten in.
pub(crate) fn meets_existing(step: &Step) -> bool {
    step.state == StepState::Refused
        && step.kind != StepKind::Invite
        && step.reason.as_ref().is_some_and(|reason| {
            matches!(
                reason.why,
                Why::Exists | Why::WouldOverwrite | Why::TargetUnreadable
            )
        })
}

impl PlanChange<'_> {
    /// Carries out the user's answer for a chain whose instance exists already.
    pub(crate) fn answer_existing(
        &mut self,
        step: &Step,
        answer: ExistingInstance,
    ) -> Result<(), StoreError> {
        let why = Reason::of(Why::Exists);
        if answer == ExistingInstance::Skip {
            let chain = match step.act {
                Some(act) => self.w.steps_of_chain(step.plan, act)?,
                None => vec![step.clone()],
            };
            let cancelled = Reason::of(Why::Cancelled);
            // The last step first, so that no step becomes ready in between.
            for step in chain.iter().rev().filter(|step| !is_done(step.state)) {
                self.release_request(step)?;
                self.settle_step(step, StepState::Cancelled, Some(&cancelled))?;
            }
            return Ok(());
        }
        if !self.claim_act(step)? {
            return Ok(());
        }
        let act = self
            .w
            .step(step.id)?
            .act
            .ok_or(StoreError::Invariant("every step has an act"))?;
        for step in self.w.steps_of_chain(step.plan, act)? {
            let over = answer == ExistingInstance::Distribute;
            match step.kind {
                StepKind::Distribute if over => {
                    self.w.step_set_distribution(step.id, 0, true)?;
                    if step.state == StepState::Refused {
                        let plan = self.w.plan(step.plan)?;
                        self.assign_request(&plan, step.id)?;
                    }
                }
                StepKind::Distribute if step.state == StepState::Refused => {
                    self.settle_step(&step, StepState::Already, Some(&why))?;
                }
                _ => {}
            }
        }
        let step = self.w.step(step.id)?;
        if step.kind == StepKind::Create {
            self.settle_step(&step, StepState::Already, Some(&why))?;
        }
        Ok(())
    }
}
