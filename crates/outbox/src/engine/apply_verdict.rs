//! Writes down a verdict of the machine: the request, its steps, and what follows for others,
//! in one transaction.
//!
//! The machine knows a request and nothing else. What its end means for the steps that wait for
//! it, for the act, and for other plans is in `plan/`; this file says which of that a verdict
//! calls for.

use jiff::Timestamp;
use store::{ExistingInstance, Plan, PlanState, Request, StepKind, StepState, StoreError, Write};

use crate::machine::Verdict;
use crate::plan::chain::{Touched, settle_step};
use crate::plan::conclude::conclude;
use crate::plan::distribution;
use crate::plan::revive::answer_existing;
use store::Hold;
use store::{Reason, Why};

/// Writes back a request as the machine left it, and what follows from its verdict. Returns the
/// plans that read differently now.
pub(crate) fn apply_verdict(
    w: &Write<'_>,
    request: &Request,
    verdict: &Verdict,
    now: Timestamp,
) -> Result<Touched, StoreError> {
    w.request_set(request)?;
    let plan = w.plan(request.plan)?;
    let mut touched = Touched::from([request.plan]);
    match verdict {
        Verdict::Settle(state, reason) => {
            settle_steps(
                w,
                &plan,
                request,
                *state,
                reason.as_ref(),
                now,
                &mut touched,
            )?;
            w.plan_progressed(request.plan, now)?;
        }
        _ => show_steps(w, request, verdict)?,
    }
    if let Verdict::HoldPlan { until } = verdict
        && plan.state == PlanState::Sending
    {
        let hold = Hold::Busy;
        w.plan_state(plan.id, PlanState::Held, Some(&hold), Some(*until))?;
    }
    conclude(w, request.plan, &mut touched, now)?;
    Ok(touched)
}

/// The request came to its end, and its steps with it.
fn settle_steps(
    w: &Write<'_>,
    plan: &Plan,
    request: &Request,
    state: StepState,
    reason: Option<&Reason>,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let steps = w.steps_of_request(request.id)?;
    for step in &steps {
        if step.kind == StepKind::Distribute {
            distribution::ended(w, plan, step, (state, reason), steps.len(), now, touched)?;
        } else if step.reinvite && state == StepState::Already {
            let open = Reason::of(Why::StillOpen);
            settle_step(w, step, state, Some(&open), now, touched)?;
        } else if let Some(answer) = answer_for_existing(plan, state, reason) {
            answer_existing(w, step, answer, now, touched)?;
        } else {
            settle_step(w, step, state, reason, now, touched)?;
        }
    }
    Ok(())
}

/// The answer that the user gave earlier, for an instance that exists and that the plan did not
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

/// The request goes on. A person whose request may have been accepted is shown as sending until
/// its end is known.
fn show_steps(w: &Write<'_>, request: &Request, verdict: &Verdict) -> Result<(), StoreError> {
    let may_be_accepted = match verdict {
        Verdict::Look { .. } | Verdict::Poll { .. } => true,
        _ => request.maybe_taken || request.task.is_some(),
    };
    let state = if may_be_accepted {
        StepState::Sending
    } else {
        StepState::Waiting
    };
    for step in w.steps_of_request(request.id)? {
        w.step_state(step.id, state, None, None)?;
    }
    Ok(())
}
