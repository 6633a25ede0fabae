//! What the user wants again, or otherwise: steps get new requests, and chains their acts back.

use store::{CloseReason, ExistingInstance, Step, StepId, StepKind, StepState, StoreError};

use crate::plan::chain::{ended_undone, there};
use crate::plan::change::PlanChange;
use crate::plan::reason::{Reason, Why};

impl PlanChange<'_> {
    /// The user wants a step again that has come to an end undone: it and the rest of its chain
    /// happen anew, and what it waits for before it.
    pub(crate) fn revive(&mut self, step: StepId) -> Result<(), StoreError> {
        for before in self.w.steps_before(step)? {
            if ended_undone(before.state) {
                self.revive(before.id)?;
            }
        }
        let step = self.w.step(step)?;
        if !ended_undone(step.state) || !self.claim(&step)? {
            return Ok(());
        }
        let plan = self.w.plan(step.plan)?;
        let act = self
            .w
            .step(step.id)?
            .act
            .ok_or(StoreError::Invariant("every step has an act"))?;
        for step in self.w.steps_of_chain(step.plan, act)? {
            if ended_undone(step.state) {
                self.serve(&plan, step.id)?;
            } else {
                self.stand(step.id)?;
            }
        }
        Ok(())
    }

    /// Unsure, and the user's word: once more, as a new request.
    pub(crate) fn send_again(&mut self, step: &Step) -> Result<(), StoreError> {
        let plan = self.w.plan(step.plan)?;
        self.serve(&plan, step.id)
    }

    /// Somebody who was invited is invited once more, into the same place: the act is closed, and a
    /// new one opened for the invitation alone. Nothing happens where another plan is at it.
    pub(crate) fn invite_again(&mut self, step: &Step) -> Result<(), StoreError> {
        let (key, _) = self.w.act(
            step.act
                .ok_or(StoreError::Invariant("every step has an act"))?,
        )?;
        if let Some(open) = self.w.act_open_for(&key)? {
            if open.done_at.is_none() {
                return Ok(());
            }
            self.w
                .act_close(open.id, CloseReason::InvitedAgain, self.now)?;
        }
        let act = self.w.act_open(&key, self.now)?;
        self.w.step_take_over(step.id, act)?;
        self.w.step_reinvite(step.id, true)?;
        let plan = self.w.plan(step.plan)?;
        self.serve(&plan, step.id)
    }
}

/// Whether a step stands still because an instance is there that its plan has not made.
pub(crate) fn meets_existing(step: &Step) -> bool {
    step.state == StepState::Refused
        && step.kind != StepKind::Invite
        && step
            .reason
            .as_ref()
            .is_some_and(|reason| reason.why == Why::Exists)
}

impl PlanChange<'_> {
    /// Carries out the user's answer for a chain whose instance is there already.
    pub(crate) fn answer_existing(
        &mut self,
        step: &Step,
        answer: ExistingInstance,
    ) -> Result<(), StoreError> {
        let why = Reason::of(Why::Exists);
        if answer == ExistingInstance::LeaveOut {
            let chain = match step.act {
                Some(act) => self.w.steps_of_chain(step.plan, act)?,
                None => vec![step.clone()],
            };
            let cancelled = Reason::of(Why::Cancelled);
            // From the end, so that nothing is readied on the way.
            for step in chain.iter().rev().filter(|step| !there(step.state)) {
                self.release(step)?;
                self.settle_step(step, StepState::Cancelled, Some(&cancelled))?;
            }
            return Ok(());
        }
        if !self.claim(step)? {
            return Ok(());
        }
        let act = self
            .w
            .step(step.id)?
            .act
            .ok_or(StoreError::Invariant("every step has an act"))?;
        for step in self.w.steps_of_chain(step.plan, act)? {
            let over = answer == ExistingInstance::HandOut;
            match step.kind {
                StepKind::HandOut if over => {
                    self.w.step_distribution(step.id, 0, true)?;
                    if step.state == StepState::Refused {
                        let plan = self.w.plan(step.plan)?;
                        self.serve(&plan, step.id)?;
                    }
                }
                StepKind::HandOut if step.state == StepState::Refused => {
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
