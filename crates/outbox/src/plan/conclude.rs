//! The end of every transaction that changes a plan.
//!
//! It is one function for all of them, because what it checks depends on the whole plan, and not
//! on the step that changed: whether distributions can be sent now, and whether the plan is
//! settled.

use store::{PlanId, PlanState, StoreError};

use crate::plan::change::PlanChange;

impl PlanChange<'_> {
    /// Ends a change: distributions that are due get their requests, and a plan in which nothing
    /// is under way any more is settled.
    pub(crate) fn conclude(&mut self, plan: PlanId) -> Result<(), StoreError> {
        self.touch(plan);
        // A step of another plan may be due as well, if that plan has taken over an act.
        for plan in self.touched().clone() {
            self.form_distribution_requests(plan)?;
        }
        for plan in self.touched() {
            let moves = self.w.plan_moves(*plan)?;
            match self.w.plan(*plan)?.state {
                // It waited for another plan, and goes on now.
                PlanState::Settled if moves => {
                    self.w
                        .plan_set_state(*plan, PlanState::Sending, None, None)?;
                }
                PlanState::Settled => {}
                // It stays paused or on hold until the user resumes it.
                PlanState::Paused | PlanState::Held if self.w.plan_waits_for_user(*plan)? => {}
                _ if !moves => self.w.plan_set_settled(*plan, self.now)?,
                _ => {}
            }
        }
        Ok(())
    }
}
