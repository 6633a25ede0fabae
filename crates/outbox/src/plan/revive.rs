//! What the user wants again, or otherwise: steps get new requests, and chains their acts back.

use jiff::Timestamp;
use store::{CloseReason, ExistingInstance, Step, StepId, StepKind, StepState, StoreError, Write};

use crate::plan::chain::{Touched, claim, ended_undone, release, serve, settle_step, stand, there};
use crate::plan::reason::{Reason, Why};

/// The user wants a step again that has come to an end undone: it and the rest of its chain
/// happen anew, and what it waits for before it.
pub(crate) fn revive(
    w: &Write<'_>,
    step: StepId,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    for before in w.steps_before(step)? {
        if ended_undone(before.state) {
            revive(w, before.id, now, touched)?;
        }
    }
    let step = w.step(step)?;
    if !ended_undone(step.state) || !claim(w, &step, now, touched)? {
        return Ok(());
    }
    let plan = w.plan(step.plan)?;
    let act = w
        .step(step.id)?
        .act
        .ok_or(StoreError::Invariant("every step has an act"))?;
    for step in w.steps_of_chain(step.plan, act)? {
        if ended_undone(step.state) {
            serve(w, &plan, step.id, now, touched)?;
        } else {
            stand(w, step.id, now, touched)?;
        }
    }
    Ok(())
}

/// Unsure, and the user's word: once more, as a new request.
pub(crate) fn send_again(
    w: &Write<'_>,
    step: &Step,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let plan = w.plan(step.plan)?;
    serve(w, &plan, step.id, now, touched)
}

/// Somebody who was invited is invited once more, into the same place: the act is closed, and a
/// new one opened for the invitation alone. Nothing happens where another plan is at it.
pub(crate) fn invite_again(
    w: &Write<'_>,
    step: &Step,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let (key, _) = w.act(
        step.act
            .ok_or(StoreError::Invariant("every step has an act"))?,
    )?;
    if let Some(open) = w.act_open_for(&key)? {
        if open.done_at.is_none() {
            return Ok(());
        }
        w.act_close(open.id, CloseReason::InvitedAgain, now)?;
    }
    let act = w.act_open(&key, now)?;
    w.step_take_over(step.id, act)?;
    w.step_reinvite(step.id, true)?;
    let plan = w.plan(step.plan)?;
    serve(w, &plan, step.id, now, touched)
}

/// Whether a step stands still because an instance is there that its plan has not made.
pub(crate) fn meets_existing(step: &Step) -> bool {
    step.state == StepState::Refused
        && step.kind != StepKind::Invite
        && step
            .reason
            .as_ref()
            .is_some_and(|reason| reason.why == Why::Exists)
}

/// Carries out the user's answer for a chain whose instance is there already.
pub(crate) fn answer_existing(
    w: &Write<'_>,
    step: &Step,
    answer: ExistingInstance,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let why = Reason::of(Why::Exists);
    if answer == ExistingInstance::Skip {
        let chain = match step.act {
            Some(act) => w.steps_of_chain(step.plan, act)?,
            None => vec![step.clone()],
        };
        let cancelled = Reason::of(Why::Cancelled);
        // From the end, so that nothing is readied on the way.
        for step in chain.iter().rev().filter(|step| !there(step.state)) {
            release(w, step)?;
            settle_step(
                w,
                step,
                StepState::Cancelled,
                Some(&cancelled),
                now,
                touched,
            )?;
        }
        return Ok(());
    }
    if !claim(w, step, now, touched)? {
        return Ok(());
    }
    let act = w
        .step(step.id)?
        .act
        .ok_or(StoreError::Invariant("every step has an act"))?;
    for step in w.steps_of_chain(step.plan, act)? {
        let over = answer == ExistingInstance::Distribute;
        match step.kind {
            StepKind::Distribute if over => {
                w.step_distribution(step.id, 0, true)?;
                if step.state == StepState::Refused {
                    let plan = w.plan(step.plan)?;
                    serve(w, &plan, step.id, now, touched)?;
                }
            }
            StepKind::Distribute if step.state == StepState::Refused => {
                settle_step(w, &step, StepState::Already, Some(&why), now, touched)?;
            }
            _ => {}
        }
    }
    let step = w.step(step.id)?;
    if step.kind == StepKind::Create {
        settle_step(w, &step, StepState::Already, Some(&why), now, touched)?;
    }
    Ok(())
}
