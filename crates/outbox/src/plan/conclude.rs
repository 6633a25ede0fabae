//! The end of every transaction that changes a plan: distributions that have come due are put
//! together, and a plan in which nothing moves any more is settled.

use store::{PlanId, PlanState, StoreError};

use crate::plan::change::PlanChange;

impl PlanChange<'_> {
    /// What every change of a plan ends with: handings-out that have come due are put together,
    /// and a plan in which nothing moves is settled.
    pub(crate) fn conclude(&mut self, plan: PlanId) -> Result<(), StoreError> {
        self.touch(plan);
        // Another plan's step may have come due by it, too: one that took over.
        for plan in self.touched().clone() {
            self.form(plan)?;
        }
        for plan in self.touched() {
            let moves = self.w.plan_moves(*plan)?;
            match self.w.plan(*plan)?.state {
                // What another plan stood in the way of moves again.
                PlanState::Settled if moves => {
                    self.w.plan_state(*plan, PlanState::Sending, None, None)?;
                }
                PlanState::Settled => {}
                // What was said of it holds, also for what is to move again.
                PlanState::Paused | PlanState::Held if self.w.plan_waits_for_user(*plan)? => {}
                _ if !moves => self.w.plan_settled(*plan, self.now)?,
                _ => {}
            }
        }
        Ok(())
    }
}
