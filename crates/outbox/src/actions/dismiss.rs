//! Dismissing a step that ended without success and that the user has dealt with: it no longer
//! needs attention, and can be restored as it was.
//!
//! A dismissed step is cancelled, so that everything that counts steps or asks for those that need
//! attention agrees about it. How it had ended is kept in its reason.

use jiff::Timestamp;
use store::{Dismissed, PlanId, Reason, Step, StepId, StepKind, StepState, StoreError, Why};

use super::{ActionError, Actions, StepAction};
use crate::plan::chain::ended_without_success;
use crate::plan::change::PlanChange;
use crate::plan::retry::has_failed;

/// Which of the failed steps of a plan are dismissed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailedOf {
    Any,
    /// Those of one kind that came to the same end.
    Alike(StepKind, StepState),
}

impl Actions {
    /// Dismisses failed steps of a plan, and returns them, so that they can be restored.
    pub fn dismiss_failed(
        &self,
        plan: PlanId,
        which: FailedOf,
        now: Timestamp,
    ) -> Result<Vec<StepId>, ActionError> {
        let steps = self.store.steps(plan)?.into_iter();
        let failed: Vec<_> = steps
            .filter(|step| has_failed(step.state))
            .filter(|step| match which {
                FailedOf::Any => true,
                FailedOf::Alike(kind, state) => (step.kind, step.state) == (kind, state),
            })
            .map(|step| step.id)
            .collect();
        self.act_on_steps(&failed, StepAction::Dismiss, now)?;
        Ok(failed)
    }

    /// Restores every dismissed step of a plan.
    pub fn restore_dismissed(&self, plan: PlanId, now: Timestamp) -> Result<(), ActionError> {
        let steps = self.store.steps(plan)?.into_iter();
        let dismissed: Vec<_> = steps
            .filter(|step| step.dismissed().is_some())
            .map(|step| step.id)
            .collect();
        self.act_on_steps(&dismissed, StepAction::Restore, now)
    }
}

impl PlanChange<'_> {
    /// Dismisses a step together with the steps that it blocks.
    pub(super) fn dismiss(&mut self, step: &Step) -> Result<(), StoreError> {
        // The last step first, so that no step becomes ready in between.
        self.dismiss_dependents(step.id)?;
        let reason = Reason {
            dismissed: Some(Dismissed {
                state: step.state,
                settled_at: step.settled_at,
            }),
            ..step.reason.clone().unwrap_or(Reason::of(Why::GaveUp))
        };
        self.settle_step(step, StepState::Cancelled, Some(&reason))
    }

    /// Dismisses the steps that a step blocks. One that may have been sent by another copy of the
    /// data stays as it is, because its act has to stay open.
    pub(super) fn dismiss_dependents(&mut self, step: StepId) -> Result<(), StoreError> {
        for behind in self.w.steps_after(step)?.iter().rev() {
            // Read only now, because another of them may have taken it along.
            let behind = self.w.step(behind.id)?;
            let maybe_taken = match behind.request {
                Some(request) => self.w.request(request)?.maybe_taken,
                None => false,
            };
            if behind.state == StepState::Blocked && !behind.waits_for_act && !maybe_taken {
                self.dismiss(&behind)?;
            }
        }
        Ok(())
    }

    /// Restores a dismissed step together with the steps that were dismissed with it.
    pub(super) fn restore(&mut self, step: &Step) -> Result<(), StoreError> {
        // Read only now, because another of them may have taken it along.
        let step = self.w.step(step.id)?;
        let Some(mut reason) = step.reason.clone() else {
            return Ok(());
        };
        let Some(before) = reason.dismissed.take() else {
            return Ok(());
        };
        if let Some(root) = reason.waits_for {
            let root = self.w.step(root)?;
            if root.dismissed().is_some() {
                return self.restore(&root);
            }
            if !ended_without_success(root.state) {
                // What blocked it has gone on since, so that restoring it would send it.
                return Ok(());
            }
        }
        self.touch(step.plan);
        self.w
            .step_set_state(step.id, before.state, Some(&reason), before.settled_at)?;
        self.restore_dependents(step.id)
    }

    fn restore_dependents(&mut self, step: StepId) -> Result<(), StoreError> {
        for behind in self.w.steps_after(step)? {
            self.restore(&behind)?;
        }
        Ok(())
    }

    /// Retries a step that may have been dismissed; the steps that were dismissed with it go on with
    /// it.
    pub(super) fn retry_dismissed(&mut self, step: &Step) -> Result<(), StoreError> {
        self.restore(step)?;
        self.restore_dependents(step.id)?;
        self.retry_step(step.id)
    }
}
