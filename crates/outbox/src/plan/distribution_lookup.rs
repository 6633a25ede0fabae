//! What the contents of the instances mean for a distribution whose answer or task was lost.
//!
//! One request serves many instances, and each of them is looked into. What has arrived is settled at
//! once, so that one instance without its material doesn't hold up the people of the others.

use std::collections::HashMap;

use store::{CountedAs, Plan, Reason, Request, Step, StepId, StepState, StoreError, Why};

use crate::plan::change::PlanChange;
use crate::plan::distribution_outcome::{Arrival, TargetOutcome, outcome_after_lookup};

/// What was read of each instance. Of one that isn't named nothing can be read that would tell.
pub(crate) type Arrivals = HashMap<StepId, Arrival>;

/// Whether a step of a distribution still waits for what comes of the request. It counts whether it
/// is shown as sending or as waiting: if such a step were left out, none of the instances would
/// have to hold anything, and the request would count as done.
pub(crate) fn is_open(step: &Step) -> bool {
    step.state.counted_as() == CountedAs::Remaining
}

impl PlanChange<'_> {
    /// The steps whose distribution isn't known to have arrived, each with what was read of it.
    pub(crate) fn not_arrived(
        &self,
        plan: &Plan,
        request: &Request,
        arrivals: &Arrivals,
    ) -> Result<Vec<(Step, Arrival)>, StoreError> {
        let mut open = self.arrivals_of(plan, request, arrivals)?;
        open.retain(|(_, arrival)| *arrival != Arrival::All);
        Ok(open)
    }

    /// Settles what has arrived and, where the lookups have come to their end, everything else.
    pub(crate) fn settle_arrivals(
        &mut self,
        plan: &Plan,
        request: &Request,
        arrivals: &Arrivals,
        is_last: bool,
    ) -> Result<(), StoreError> {
        let steps = self.arrivals_of(plan, request, arrivals)?;
        let together = steps.len();
        for (step, arrival) in steps {
            if arrival != Arrival::All && !is_last {
                continue;
            }
            let target = self.target(plan, &step, together)?;
            let outcome = outcome_after_lookup(arrival, target);
            let reason = match outcome {
                TargetOutcome::Settle(StepState::Unknown) => Some(Why::TaskLost),
                TargetOutcome::Settle(StepState::Cancelled) => Some(Why::Cancelled),
                _ => None,
            };
            let reason = reason.map(Reason::of);
            self.apply_target_outcome(&step, outcome, reason.as_ref())?;
        }
        Ok(())
    }

    /// The steps that wait for this request, each with what its instance shows. An instance that was
    /// there before may have held the same files all along.
    fn arrivals_of(
        &self,
        plan: &Plan,
        request: &Request,
        arrivals: &Arrivals,
    ) -> Result<Vec<(Step, Arrival)>, StoreError> {
        let steps = self.w.steps_of_request(request.id)?.into_iter();
        let open = steps.filter(is_open);
        open.map(|step| {
            let clear = self.target(plan, &step, 1)?.clear;
            let arrival = arrivals.get(&step.id).copied().filter(|_| clear);
            Ok((step, arrival.unwrap_or(Arrival::Unclear)))
        })
        .collect()
    }
}
