//! Writes down a verdict of the machine: the request, its steps, and what follows for others,
//! in one transaction.
//!
//! The machine knows a request and nothing else. What its end means for the steps that wait for
//! it, for the act, and for other plans is in `plan/`; this file says which of that a verdict
//! calls for.

use store::{
    ExistingInstance, Hold, Plan, PlanState, Reason, Request, Step, StepKind, StepState,
    StoreError, Why,
};

use crate::machine::Verdict;
use crate::plan::change::PlanChange;
use crate::plan::distribution_lookup::is_open;

impl PlanChange<'_> {
    /// Writes back a request as the machine left it, and what follows from its verdict.
    pub(crate) fn apply_verdict(
        &mut self,
        request: &Request,
        verdict: &Verdict,
    ) -> Result<(), StoreError> {
        self.w.request_set(request)?;
        let plan = self.w.plan(request.plan)?;
        self.touch(request.plan);
        match verdict {
            Verdict::Settle(state, reason) => {
                self.settle_steps(&plan, request, *state, reason.as_ref())?;
                self.w.plan_set_progressed(request.plan, self.now)?;
            }
            _ => self.show_steps_as_under_way(request, verdict)?,
        }
        if let Verdict::HoldPlan { until } = verdict
            && plan.state == PlanState::Sending
        {
            let hold = Hold::Busy;
            self.w
                .plan_set_state(plan.id, PlanState::Held, Some(&hold), Some(*until))?;
        }
        self.conclude(request.plan)?;
        Ok(())
    }

    /// The request came to its end, and its steps with it.
    fn settle_steps(
        &mut self,
        plan: &Plan,
        request: &Request,
        state: StepState,
        reason: Option<&Reason>,
    ) -> Result<(), StoreError> {
        let steps = self.steps_under_way(request)?;
        if steps.iter().any(|step| step.kind == StepKind::Distribute) {
            return self.settle_distribution(plan, &steps, (state, reason));
        }
        for step in &steps {
            if step.reinvite && state == StepState::Already {
                let open = Reason::of(Why::StillOpen);
                self.settle_step(step, state, Some(&open))?;
            } else if let Some(answer) = answer_for_existing(plan, state, reason) {
                self.answer_existing(step, answer)?;
            } else {
                self.settle_step(step, state, reason)?;
            }
        }
        Ok(())
    }
}

/// The answer that the user gave earlier, for an instance that exists and that the plan didn't
/// create.
fn answer_for_existing(
    plan: &Plan,
    state: StepState,
    reason: Option<&Reason>,
) -> Option<ExistingInstance> {
    let exists = state == StepState::Refused && reason.is_some_and(|r| r.why == Why::Exists);
    plan.intent
        .existing
        .filter(|_| exists && plan.cancelled_at.is_none())
}

impl PlanChange<'_> {
    /// The steps that still wait for what comes of a request. Of a distribution some may have come to
    /// their end before the others, because their instances were looked up.
    fn steps_under_way(&self, request: &Request) -> Result<Vec<Step>, StoreError> {
        let mut steps = self.w.steps_of_request(request.id)?;
        steps.retain(|step| step.kind != StepKind::Distribute || is_open(step));
        Ok(steps)
    }

    /// The request goes on. A person whose request may have been accepted is shown as sending until
    /// its end is known.
    fn show_steps_as_under_way(
        &self,
        request: &Request,
        verdict: &Verdict,
    ) -> Result<(), StoreError> {
        let may_be_accepted = match verdict {
            Verdict::LookUp { .. } | Verdict::Poll { .. } => true,
            _ => request.maybe_taken || request.task.is_some(),
        };
        let state = if may_be_accepted {
            StepState::Sending
        } else {
            StepState::Waiting
        };
        // Of what is looked up at once there is nothing to say.
        let reason = match verdict {
            Verdict::LookUp { at } if *at > self.now => Some(Reason::checking_again(*at)),
            _ => None,
        };
        for step in self.steps_under_way(request)? {
            self.w
                .step_set_state(step.id, state, reason.as_ref(), None)?;
        }
        Ok(())
    }
}
