//! Handing out: many steps, few requests. A request is frozen when it has come due, because
//! only then is it known which instances there are.

use jiff::{SignedDuration, Timestamp};
use store::{
    Contents, MaterialContents, Plan, PlanId, Request, RequestState, Step, StepKind, StepState,
    StoreError, Write,
};

use crate::plan::chain::{Touched, settle_step, stand};
use crate::plan::freeze::put_down;
use crate::plan::material;
use crate::plan::per_target::{Ended, Target, per_target};
use crate::plan::reason::{Reason, Why};

/// So many instances are handed out to with one request.
pub(crate) const BATCH: u32 = 200;
/// An instance that is made within this time is waited for.
const SOON: SignedDuration = SignedDuration::from_secs(2);

/// Puts the handings-out that have come due into requests: when enough of them wait, or when
/// no more come soon.
pub(crate) fn form(
    w: &Write<'_>,
    plan: PlanId,
    touched: &mut Touched,
    now: Timestamp,
) -> Result<(), StoreError> {
    if !w.steps_to_distribute_reach(plan, 1)? {
        return Ok(());
    }
    let plan = w.plan(plan)?;
    let (None, Some(_), Some(material)) = (plan.cancelled_at, plan.departed_at, &plan.material)
    else {
        return Ok(());
    };
    let contents = match &material.contents {
        MaterialContents::Unread => return Ok(()),
        MaterialContents::Nothing => None,
        MaterialContents::Read(contents) => Some(contents).filter(|read| !read.is_empty()),
    };
    if !w.steps_to_distribute_reach(plan.id, BATCH)? && w.step_creates_by(plan.id, now + SOON)? {
        return Ok(());
    }
    for overwrites in [false, true] {
        loop {
            let steps = w.steps_to_distribute(plan.id, overwrites, BATCH)?;
            if steps.is_empty() {
                break;
            }
            let mut together = Vec::new();
            for step in steps {
                let Some(contents) = contents else {
                    settle_step(w, &step, StepState::Already, None, now, touched)?;
                    continue;
                };
                if !overwrites && w.step_invited_into(&plan.place, step.instance()?)? {
                    in_use(w, &step, now, touched)?;
                } else if step.distribute_tries > 0 {
                    // What went wrong together is tried alone: it may be one of them.
                    freeze(w, &plan, contents, &[step], overwrites)?;
                } else {
                    together.push(step);
                }
            }
            if let Some(contents) = contents.filter(|_| !together.is_empty()) {
                freeze(w, &plan, contents, &together, overwrites)?;
            }
        }
    }
    Ok(())
}

fn freeze(
    w: &Write<'_>,
    plan: &Plan,
    contents: &Contents,
    steps: &[Step],
    overwrites: bool,
) -> Result<(), StoreError> {
    let targets = steps
        .iter()
        .map(Step::instance)
        .collect::<Result<Vec<_>, _>>()?;
    let call = material::call(contents, &plan.place, targets.into_iter(), overwrites);
    let request = put_down(w, plan.id, &call, true)?;
    for step in steps {
        w.step_serve(step.id, Some(request))?;
    }
    Ok(())
}

/// Somebody was invited into it meanwhile: what is in it may be theirs.
fn in_use(
    w: &Write<'_>,
    step: &Step,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let why = Reason::of(Why::Exists);
    w.step_serve(step.id, None)?;
    settle_step(w, step, StepState::Refused, Some(&why), now, touched)
}

/// At the last moment before a handing-out leaves: nobody has been invited into any of its
/// instances. Otherwise it is taken apart, and put together again without those.
pub(crate) fn may_leave(
    w: &Write<'_>,
    plan: &Plan,
    request: &Request,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<bool, StoreError> {
    let steps = w.steps_of_request(request.id)?;
    let mut used = Vec::new();
    for step in &steps {
        if !step.overwrites && w.step_invited_into(&plan.place, step.instance()?)? {
            used.push(step);
        }
    }
    if used.is_empty() {
        return Ok(true);
    }
    w.request_set(&Request {
        state: RequestState::Settled,
        due_at: None,
        ..request.clone()
    })?;
    for step in &steps {
        w.step_serve(step.id, None)?;
    }
    for step in used {
        in_use(w, step, now, touched)?;
    }
    form(w, plan.id, touched, now)?;
    Ok(false)
}

/// A handing-out has come to an end: for each of its instances it is said what that means.
pub(crate) fn ended(
    w: &Write<'_>,
    plan: &Plan,
    step: &Step,
    (state, reason): (StepState, Option<&Reason>),
    together: usize,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let made_here =
        |before: &Step| before.kind == StepKind::Create && before.state == StepState::Done;
    let target = Target {
        made_here: !step.overwrites && w.steps_before(step.id)?.iter().all(made_here),
        handed: step.distribute_tries,
        together: together > 1,
        cancelled: plan.cancelled_at.is_some(),
    };
    match per_target(state, reason, target) {
        Ended::Again => {
            w.step_distribution(step.id, step.distribute_tries + 1, step.overwrites)?;
            w.step_serve(step.id, None)?;
            w.step_state(step.id, StepState::Waiting, None, None)?;
            stand(w, step.id, now, touched)
        }
        Ended::So(state) => settle_step(w, step, state, reason, now, touched),
    }
}
