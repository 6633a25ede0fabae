//! The changes of state that a plan makes by itself: it begins to send, or is put on hold.
//!
//! Each of them was decided on what was read a moment before, and the user may have been quicker
//! since. So each checks within its transaction that the plan is still in the state it was read
//! in, and gives way to the user where it isn't.

use jiff::Timestamp;
use store::{Hold, Plan, PlanId, PlanState, Store, StoreError};

use super::clock::Clock;
use super::wake::WakeUp;
use crate::events::Events;
use crate::plan::change::change_plans;

#[derive(Clone)]
pub(super) struct PlanStates {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) events: Events,
    pub(super) wake: WakeUp,
}

impl PlanStates {
    pub(super) fn start_sending(&self, plan: &Plan) -> Result<(), StoreError> {
        self.transition(plan, PlanState::Sending, None, None)
    }

    /// Puts a plan that sends on hold, until a time or until the user resumes it.
    pub(super) fn hold(
        &self,
        plan: PlanId,
        hold: &Hold,
        until: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let plan = self.store.plan(plan)?;
        if plan.state != PlanState::Sending {
            return Ok(());
        }
        self.transition(&plan, PlanState::Held, Some(hold), until)
    }

    /// Puts those of the plans on hold that are still within their grace, because nobody knows
    /// whether the user would have undone them. Returns how many they are.
    pub(super) fn hold_in_grace(
        &self,
        hold: &Hold,
        which: impl Fn(&Plan) -> bool,
    ) -> Result<u32, StoreError> {
        let mut count = 0;
        // One that can't be read doesn't leave either, because the schedule can't read it.
        for plan in self.store.plans_in_grace()?.readable {
            if which(&plan) {
                self.transition(&plan, PlanState::Held, Some(hold), None)?;
                count += 1;
            }
        }
        Ok(count)
    }

    fn transition(
        &self,
        plan: &Plan,
        state: PlanState,
        hold: Option<&Hold>,
        until: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let now = self.clock.now();
        let ((), touched) = change_plans(&self.store, now, |change| {
            change.touch(plan.id);
            if change.w.plan(plan.id)?.state != plan.state {
                return Ok::<_, StoreError>(());
            }
            change.w.plan_set_state(plan.id, state, hold, until)?;
            if state == PlanState::Sending {
                // There may be nothing left that moves by itself.
                change.conclude(plan.id)?;
            }
            Ok(())
        })?;
        self.wake.mark_plans_changed();
        self.events.publish_plans(touched);
        Ok(())
    }
}
