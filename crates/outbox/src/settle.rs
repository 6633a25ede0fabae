//! Writing down what the machine said: the request, its steps, their acts, and whoever
//! waited for those acts, in one transaction.

use std::collections::BTreeSet;

use jiff::Timestamp;
use store::{Act, ActId, ActKey, NewRequest, PlanId, Request, Step, StepState, StoreError, Write};
use uuid::Uuid;

use crate::aim::{invitation, purpose};
use crate::machine::Verdict;
use crate::reason::{Reason, Why};

/// Writes a judged request back, and what follows from it. Returns the plans that read
/// differently now.
pub(crate) fn settle(
    w: &Write<'_>,
    request: &Request,
    verdict: &Verdict,
    now: Timestamp,
) -> Result<BTreeSet<PlanId>, StoreError> {
    w.request_set(request)?;
    let mut touched = BTreeSet::from([request.plan]);
    for step in w.steps_of_request(request.id)? {
        match verdict {
            Verdict::Settle(state, reason) => {
                settle_step(w, &step, *state, reason.as_ref(), now, &mut touched)?;
            }
            // On its way still: the person reads "sending" until it is known.
            Verdict::Look { .. } => w.step_state(step.id, StepState::Sending, None, None)?,
            Verdict::Again { .. } | Verdict::HoldAccount(_) | Verdict::HoldPlan { .. } => {
                let state = if request.maybe_taken {
                    StepState::Sending
                } else {
                    StepState::Waiting
                };
                w.step_state(step.id, state, None, None)?;
            }
        }
    }
    if matches!(verdict, Verdict::Settle(..)) {
        w.plan_progressed(request.plan, now)?;
    }
    close_plans(w, &touched, now)?;
    Ok(touched)
}

/// Brings one step to its end, and with it the act it was for.
pub(crate) fn settle_step(
    w: &Write<'_>,
    step: &Step,
    state: StepState,
    reason: Option<&Reason>,
    now: Timestamp,
    touched: &mut BTreeSet<PlanId>,
) -> Result<(), StoreError> {
    touched.insert(step.plan);
    w.step_state(
        step.id,
        state,
        reason.map(Reason::to_text).as_deref(),
        Some(now),
    )?;
    let Some(act) = step.act else { return Ok(()) };
    match state {
        StepState::Done | StepState::Already => {
            w.act_done(act, now)?;
            for other in w.steps_waiting_for_act(act)? {
                let why = Reason::of(Why::AlreadyInvited).to_text();
                w.step_state(other.id, StepState::Already, Some(&why), Some(now))?;
                touched.insert(other.plan);
            }
        }
        StepState::Refused | StepState::GaveUp | StepState::Cancelled => {
            let why = match state {
                StepState::Refused => "refused",
                StepState::GaveUp => "gave up",
                _ => "cancelled",
            };
            // A step that only waited for somebody else's act has no say in it.
            if step.request.is_some() {
                w.act_close(act, why, now)?;
                hand_over(w, act, now, touched)?;
            }
        }
        // Unsure keeps its act: only the user's word closes it.
        StepState::Unsure | StepState::Blocked | StepState::Waiting | StepState::Sending => {}
    }
    Ok(())
}

/// An act was closed undone: the first step that waited for it takes over, the others wait
/// for that one.
fn hand_over(
    w: &Write<'_>,
    closed: ActId,
    now: Timestamp,
    touched: &mut BTreeSet<PlanId>,
) -> Result<(), StoreError> {
    let mut heirs = w.steps_waiting_for_act(closed)?.into_iter();
    let Some(first) = heirs.next() else {
        return Ok(());
    };
    let act = open_afresh(w, &first, now)?;
    touched.insert(first.plan);
    for other in heirs {
        w.step_act(other.id, act)?;
    }
    Ok(())
}

/// Opens an act for a step and gives it a request of its own, frozen anew. Where somebody
/// else has the act open by now, the step waits for that.
pub(crate) fn open_afresh(w: &Write<'_>, step: &Step, now: Timestamp) -> Result<ActId, StoreError> {
    let plan = w.plan(step.plan)?;
    let place = plan.place();
    let key = ActKey {
        place: place.clone(),
        address: step.compared.clone(),
        purpose: purpose(&plan.aim).ok_or(StoreError::Gone("the aim of the plan"))?,
    };
    if let Some(Act { id, .. }) = w.act_open_for(&key)? {
        w.step_wait_for_act(step.id, id)?;
        return Ok(id);
    }
    let act = w.act_open(&key, now)?;
    serve_afresh(w, step, act)?;
    Ok(act)
}

/// Gives a step a new request with a new key, under the act it has.
pub(crate) fn serve_afresh(w: &Write<'_>, step: &Step, act: ActId) -> Result<(), StoreError> {
    let plan = w.plan(step.plan)?;
    let frozen = invitation(&plan.place(), &plan.aim, &step.address)
        .ok_or(StoreError::Gone("the aim of the plan"))?
        .freeze();
    let request = w.request_add(&NewRequest {
        plan: step.plan,
        kind: frozen.kind.as_str(),
        path: &frozen.path,
        body: &frozen.body,
        idempotency_key: &Uuid::new_v4().to_string(),
    })?;
    w.step_serve(step.id, act, request)?;
    w.step_state(step.id, StepState::Waiting, None, None)
}

/// A plan whose every step has come to an end is settled.
pub(crate) fn close_plans(
    w: &Write<'_>,
    plans: &BTreeSet<PlanId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    for plan in plans {
        if !w.plan_moves(*plan)? {
            w.plan_settled(*plan, now)?;
        }
    }
    Ok(())
}
