//! Writing down what the machine said: the request, its steps, and what follows for others, in
//! one transaction.

use jiff::Timestamp;
use store::{Hold, PlanState, Request, StepKind, StepState, StoreError, Write};

use crate::machine::Verdict;
use crate::plan::chain::{Touched, settle_step};
use crate::plan::conclude::conclude;
use crate::plan::distribution;
use crate::plan::reason::{Reason, Why};
use crate::plan::revive::answer_existing;

/// Writes a judged request back, and what follows from it. Returns the plans that read
/// differently now.
pub(crate) fn settle(
    w: &Write<'_>,
    request: &Request,
    verdict: &Verdict,
    now: Timestamp,
) -> Result<Touched, StoreError> {
    w.request_set(request)?;
    let plan = w.plan(request.plan)?;
    let mut touched = Touched::from([request.plan]);
    let steps = w.steps_of_request(request.id)?;
    for step in &steps {
        match verdict {
            Verdict::Settle(state, reason) if step.kind == StepKind::HandOut => {
                let ended = (*state, reason.as_ref());
                distribution::ended(w, &plan, step, ended, steps.len(), now, &mut touched)?;
            }
            Verdict::Settle(StepState::Already, _) if step.reinvite => {
                let open = Reason::of(Why::StillOpen);
                settle_step(w, step, StepState::Already, Some(&open), now, &mut touched)?;
            }
            Verdict::Settle(state, reason) => {
                let exists = *state == StepState::Refused
                    && reason
                        .as_ref()
                        .is_some_and(|reason| reason.why == Why::Exists);
                match plan
                    .intent
                    .existing
                    .filter(|_| exists && plan.cancelled_at.is_none())
                {
                    Some(answer) => answer_existing(w, step, answer, now, &mut touched)?,
                    None => settle_step(w, step, *state, reason.as_ref(), now, &mut touched)?,
                }
            }
            // On its way still: the person reads "sending" until it is known.
            Verdict::Look { .. } | Verdict::Poll { .. } => {
                w.step_state(step.id, StepState::Sending, None, None)?;
            }
            Verdict::Again { .. } | Verdict::HoldAccount(_) | Verdict::HoldPlan { .. } => {
                let under_way = request.maybe_taken || request.task.is_some();
                let state = if under_way {
                    StepState::Sending
                } else {
                    StepState::Waiting
                };
                w.step_state(step.id, state, None, None)?;
            }
        }
    }
    match verdict {
        Verdict::Settle(..) => w.plan_progressed(request.plan, now)?,
        Verdict::HoldPlan { until } if plan.state == PlanState::Sending => {
            let hold = Hold::Busy;
            w.plan_state(plan.id, PlanState::Held, Some(&hold), Some(*until))?;
        }
        _ => {}
    }
    conclude(w, request.plan, &mut touched, now)?;
    Ok(touched)
}
