//! Chains: which step waits for which, and what follows for the others when one of them moves.
//!
//! A chain is the steps of a plan that are for one act, one after the other: an instance is
//! created, handed a snapshot, and the person invited. What is written here happens within the
//! transaction that moved the first of them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use store::{
    Act, ActId, CloseReason, Plan, PlanId, RequestState, Step, StepId, StepKind, StepState,
    StoreError, Write,
};

use crate::plan::freeze::put_down;
use crate::plan::intent::call_of_step;
use crate::plan::reason::{Reason, Why};

/// The plans that read differently now.
pub(crate) type Touched = BTreeSet<PlanId>;

/// Whether a step has come to an end that does not serve those behind it, and can be retried.
pub(crate) fn ended_undone(state: StepState) -> bool {
    matches!(
        state,
        StepState::Refused | StepState::GaveUp | StepState::Cancelled
    )
}

pub(super) fn there(state: StepState) -> bool {
    matches!(state, StepState::Done | StepState::Already)
}

/// Brings one step to its end, and with it those behind it and the act it was for.
pub(crate) fn settle_step(
    w: &Write<'_>,
    step: &Step,
    state: StepState,
    reason: Option<&Reason>,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    touched.insert(step.plan);
    w.step_state(step.id, state, reason, Some(now))?;
    follow(w, step.id, now, touched)?;
    match step.act {
        // A step that only waited for somebody else's act has no say in it.
        Some(act) if !step.waits_for_act => act_follows(w, step.plan, act, now, touched),
        _ => Ok(()),
    }
}

/// Puts those behind a step where it lets them stand now.
pub(super) fn follow(
    w: &Write<'_>,
    step: StepId,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    for behind in w.steps_after(step)? {
        stand(w, behind.id, now, touched)?;
    }
    Ok(())
}

/// Puts a step that has not begun where those before it let it stand: its turn has come, it
/// waits, or it is blocked. Those behind it follow.
pub(crate) fn stand(
    w: &Write<'_>,
    step: StepId,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let mut step = w.step(step)?;
    if step.waits_for_act || !matches!(step.state, StepState::Waiting | StepState::Blocked) {
        return Ok(());
    }
    let before = w.steps_before(step.id)?;
    let root = before.iter().find_map(blocks);
    if step.state == StepState::Blocked && root.is_none() {
        // It was let go while it was blocked.
        if !claim(w, &step, now, touched)? {
            return Ok(());
        }
        step = w.step(step.id)?;
    }
    let ready = before.iter().all(|before| there(before.state));
    w.step_ready(step.id, ready)?;
    if let Some(request) = step.request {
        w.request_ready(request, ready)?;
    }
    let (state, reason) = match root {
        Some(root) => (StepState::Blocked, Some(Reason::waits_for(root))),
        None => (StepState::Waiting, None),
    };
    if (state, &reason) != (step.state, &step.reason) {
        touched.insert(step.plan);
        w.step_state(step.id, state, reason.as_ref(), None)?;
        follow(w, step.id, now, touched)?;
        match step.act {
            Some(act) if root.is_some() => act_follows(w, step.plan, act, now, touched)?,
            _ => others_stand(w, &step, now, touched)?,
        }
    }
    // By itself nothing is handed out to what the plan has not made.
    let found = before
        .iter()
        .any(|before| before.state == StepState::Already);
    if ready && found && step.kind == StepKind::Distribute && !step.overwrites {
        let why = Reason::of(Why::Exists);
        settle_step(w, &step, StepState::Already, Some(&why), now, touched)?;
    }
    Ok(())
}

/// At the last moment before a step leaves: what comes before it is there. Otherwise it waits
/// again, or is blocked; an earlier try of it may have left from elsewhere, before its turn.
pub(crate) fn turn_has_come(
    w: &Write<'_>,
    step: &Step,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<bool, StoreError> {
    let before = w.steps_before(step.id)?;
    if before.iter().all(|before| there(before.state)) {
        return Ok(true);
    }
    if let Some(request) = step.request {
        w.request_ready(request, false)?;
    }
    w.step_state(step.id, StepState::Waiting, None, None)?;
    touched.insert(step.plan);
    stand(w, step.id, now, touched)?;
    Ok(false)
}

/// The step that blocks whoever waits for this one, if it does.
fn blocks(before: &Step) -> Option<StepId> {
    match before.state {
        StepState::Blocked => before.reason.as_ref().and_then(|reason| reason.waits_for),
        StepState::Unknown => Some(before.id),
        state if ended_undone(state) => Some(before.id),
        _ => None,
    }
}

/// Other plans' steps that wait for a step's act wait on while its chain moves, and are
/// blocked while it waits for the user.
pub(super) fn others_stand(
    w: &Write<'_>,
    step: &Step,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let Some(act) = step.act.filter(|_| !step.waits_for_act) else {
        return Ok(());
    };
    let others = w.steps_waiting_for_act(act)?;
    if others.is_empty() {
        return Ok(());
    }
    let chain = w.steps_of_chain(step.plan, act)?;
    let moves = |step: &Step| matches!(step.state, StepState::Waiting | StepState::Sending);
    let (state, reason) = match chain.iter().find_map(blocks) {
        Some(root) if !chain.iter().any(moves) => {
            (StepState::Blocked, Some(Reason::waits_for(root)))
        }
        _ => (StepState::Waiting, None),
    };
    for other in others {
        if (other.state, &other.reason) != (state, &reason) {
            touched.insert(other.plan);
            w.step_state(other.id, state, reason.as_ref(), None)?;
            follow(w, other.id, now, touched)?;
        }
    }
    Ok(())
}

/// An act is done with the last step of its chain; it is closed when nothing of the chain
/// moves any more and not all of it was done. What is unsure keeps it open.
fn act_follows(
    w: &Write<'_>,
    plan: PlanId,
    act: ActId,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let chain = w.steps_of_chain(plan, act)?;
    if chain.iter().all(|step| there(step.state)) {
        w.act_done(act, now)?;
        if chain.iter().all(|step| step.kind != StepKind::Invite) {
            // A room is nobody's: once it is made, whoever comes next finds it there.
            w.act_close(act, CloseReason::Made, now)?;
        }
        return already_elsewhere(w, act, now, touched);
    }
    let why = if is_undecided(w, &chain)? {
        None
    } else {
        why_undone(w, &chain)?
    };
    let Some(why) = why else {
        return match chain.first() {
            Some(step) => others_stand(w, step, now, touched),
            None => Ok(()),
        };
    };
    w.act_close(act, why, now)?;
    hand_over(w, act, now, touched)
}

/// Whether something of a chain moves, or may have been sent without its end being known.
fn is_undecided(w: &Write<'_>, chain: &[Step]) -> Result<bool, StoreError> {
    for step in chain {
        match (step.state, step.request) {
            (StepState::Waiting | StepState::Sending | StepState::Unknown, _) => return Ok(true),
            // From elsewhere, where the data were restored or copied.
            (StepState::Blocked, Some(request)) if w.request(request)?.maybe_taken => {
                return Ok(true);
            }
            _ => {}
        }
    }
    Ok(false)
}

/// What ended a chain of which nothing moves any more. What is blocked by the room that could
/// not be made was surely not sent: another plan may do it, and whoever mends the room takes it
/// up again, if nobody has by then. `None`: what stands in its way may go on by itself.
fn why_undone(w: &Write<'_>, chain: &[Step]) -> Result<Option<CloseReason>, StoreError> {
    for step in chain {
        match step.state {
            StepState::GaveUp => return Ok(Some(CloseReason::GaveUp)),
            StepState::Cancelled => return Ok(Some(CloseReason::Cancelled)),
            StepState::Refused => return Ok(Some(CloseReason::Refused)),
            _ => {}
        }
    }
    for root in chain.iter().filter_map(blocks) {
        if ended_undone(w.step(root)?.state) {
            return Ok(Some(CloseReason::Blocked));
        }
    }
    Ok(None)
}

/// Steps have come to wait for an act of another plan: they stand as that one lets them.
pub(crate) fn wait_elsewhere(
    w: &Write<'_>,
    act: &Act,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    if act.done_at.is_some() {
        return already_elsewhere(w, act.id, now, touched);
    }
    match w.step_of_act(act.id)? {
        Some(step) => others_stand(w, &step, now, touched),
        None => Ok(()),
    }
}

/// An act is done: whoever else waited for it has nothing left to do.
fn already_elsewhere(
    w: &Write<'_>,
    act: ActId,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    for other in w.steps_waiting_for_act(act)? {
        let invited = Reason::of(Why::AlreadyInvited);
        let reason = (other.kind == StepKind::Invite).then_some(&invited);
        settle_step(w, &other, StepState::Already, reason, now, touched)?;
    }
    Ok(())
}

/// An act was closed undone: the first plan that waited for it takes over with its chain, the
/// others wait for that one.
fn hand_over(
    w: &Write<'_>,
    closed: ActId,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let heirs = w.steps_waiting_for_act(closed)?;
    let Some(first) = heirs.first().map(|step| step.plan) else {
        return Ok(());
    };
    let (key, _) = w.act(closed)?;
    let act = w.act_open(&key, now)?;
    let (taking, others): (Vec<_>, Vec<_>) = heirs.into_iter().partition(|step| step.plan == first);
    for other in others {
        w.step_wait_for_act(other.id, act)?;
    }
    let plan = w.plan(first)?;
    for step in w.steps_of_chain(first, closed)? {
        w.step_take_over(step.id, act)?;
    }
    // What is there may be another plan's, of a time after this one has looked.
    w.plan_departs_again(first)?;
    for step in taking {
        serve(w, &plan, step.id, now, touched)?;
    }
    Ok(())
}

/// Gives a step that is to happen, or to happen again, what serves it: a new request with a
/// new key, unless one lies ready that has never left.
pub(crate) fn serve(
    w: &Write<'_>,
    plan: &Plan,
    step: StepId,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    touched.insert(plan.id);
    let step = w.step(step)?;
    if step.kind == StepKind::Distribute {
        w.step_serve(step.id, None)?;
        w.step_distribution(step.id, 0, step.overwrites)?;
    } else {
        let lies_ready = match step.request {
            Some(request) => w.request(request)?.state == RequestState::Later,
            None => false,
        };
        if !lies_ready {
            let call = call_of_step(&plan.place, &plan.intent, &step)
                .ok_or(StoreError::Invariant("the intent of a plan is whole"))?;
            let request = put_down(w, plan.id, &call, false)?;
            w.step_serve(step.id, Some(request))?;
        }
    }
    w.step_state(step.id, StepState::Waiting, None, None)?;
    stand(w, step.id, now, touched)?;
    moved_again(w, step.id, now, touched)
}

/// Opens the act of a step's chain again where it was closed. False: another plan has the same
/// in hand by now, and what is left of the chain waits for that one.
pub(crate) fn claim(
    w: &Write<'_>,
    step: &Step,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<bool, StoreError> {
    let act = step
        .act
        .ok_or(StoreError::Invariant("every step has an act"))?;
    let (key, open) = w.act(act)?;
    if open && !step.waits_for_act {
        return Ok(true);
    }
    let chain = w.steps_of_chain(step.plan, act)?;
    if let Some(other) = w.act_open_for(&key)? {
        for step in chain.iter().filter(|step| !there(step.state)) {
            touched.insert(step.plan);
            release(w, step)?;
            w.step_wait_for_act(step.id, other.id)?;
            follow(w, step.id, now, touched)?;
        }
        wait_elsewhere(w, &other, now, touched)?;
        return Ok(false);
    }
    let act = w.act_open(&key, now)?;
    for step in &chain {
        w.step_take_over(step.id, act)?;
    }
    Ok(true)
}

/// A step that stood still is under way again: whoever it blocked waits for it again.
pub(crate) fn moved_again(
    w: &Write<'_>,
    step: StepId,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    follow(w, step, now, touched)?;
    others_stand(w, &w.step(step)?, now, touched)
}

/// Takes away the request of a step that will not happen now. One that serves many is left
/// to the others.
pub(crate) fn release(w: &Write<'_>, step: &Step) -> Result<(), StoreError> {
    let Some(request) = step.request.filter(|_| step.kind != StepKind::Distribute) else {
        return Ok(());
    };
    let mut request = w.request(request)?;
    request.state = RequestState::Settled;
    request.due_at = None;
    w.request_set(&request)
}

#[cfg(test)]
#[path = "chain_tests.rs"]
mod tests;
