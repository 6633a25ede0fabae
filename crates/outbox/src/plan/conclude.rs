//! The end of every transaction that changes a plan: distributions that have come due are put
//! together, and a plan in which nothing moves any more is settled.

use jiff::Timestamp;
use store::{PlanId, PlanState, StoreError, Write};

use crate::plan::chain::Touched;
use crate::plan::distribution;

/// What every change of a plan ends with: handings-out that have come due are put together,
/// and a plan in which nothing moves is settled.
pub(crate) fn conclude(
    w: &Write<'_>,
    plan: PlanId,
    touched: &mut Touched,
    now: Timestamp,
) -> Result<(), StoreError> {
    touched.insert(plan);
    // Another plan's step may have come due by it, too: one that took over.
    for plan in touched.clone() {
        distribution::form(w, plan, touched, now)?;
    }
    for plan in &*touched {
        let moves = w.plan_moves(*plan)?;
        match w.plan(*plan)?.state {
            // What another plan stood in the way of moves again.
            PlanState::Settled if moves => w.plan_state(*plan, PlanState::Sending, None, None)?,
            PlanState::Settled => {}
            // What was said of it holds, also for what is to move again.
            PlanState::Paused | PlanState::Held if w.plan_waits_for_user(*plan)? => {}
            _ if !moves => w.plan_settled(*plan, now)?,
            _ => {}
        }
    }
    Ok(())
}
