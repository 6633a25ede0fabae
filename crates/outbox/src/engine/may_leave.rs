//! Whether something of a plan may leave now: its departure, which comes before its first request, or its
//! next request.
//!
//! It depends on the plan (its grace, a pause, a hold, its age), on the account (whether it is connected, and
//! what its rate permits), and on what has come of the plan's departure.

use jiff::{SignedDuration, Timestamp};
use store::{Hold, Plan, PlanState, Request, StoreError};
use tokio::time::Instant;

use super::Engine;
use super::plan_queue::{Followed, PlanQueue};
use super::rate::Permit;
use crate::plan::acts::DEPARTS_AGAIN_AFTER;

/// A plan in which nothing has moved for longer waits for the user: its list may be out of date.
const TOO_OLD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What leaves next of a plan.
pub(super) enum Next {
    Departure,
    Request(Box<Request>),
    /// Nothing before a time, or before something that nobody knows the time of.
    WaitsUntil(Option<Instant>),
}

pub(super) fn next_to_leave(engine: &Engine, queue: &mut PlanQueue) -> Result<Next, StoreError> {
    let now = engine.clock.now();
    if let Sends::Later(at) = when_it_sends(engine, queue, now)? {
        return next_to_follow(engine, queue, at);
    }
    if !engine.traffic.is_open(&queue.plan.place.account) {
        return Ok(Next::WaitsUntil(None));
    }
    if is_too_old(&queue.plan, now) {
        engine.plans.hold(queue.plan.id, &Hold::TooOld, None)?;
        queue.plan.state = PlanState::Held;
        return Ok(Next::WaitsUntil(None));
    }
    match engine.traffic.permit(&queue.plan.place.account) {
        Permit::Now => {}
        Permit::At(at) => return Ok(Next::WaitsUntil(Some(at))),
        Permit::AfterCompletion => return Ok(Next::WaitsUntil(None)),
    }
    if queue.plan.departed_at.is_none() {
        return Ok(next_departure(engine, queue));
    }
    Ok(match queue.next(&engine.store, &engine.clock)? {
        Some(request) => Next::Request(Box::new(request)),
        None => Next::WaitsUntil(queue.next_due()),
    })
}

/// When a plan sends.
enum Sends {
    Now,
    /// At a time, or after something that nobody knows the time of.
    Later(Option<Instant>),
}

/// Makes a plan send whose grace, or whose hold, is over.
fn when_it_sends(
    engine: &Engine,
    queue: &mut PlanQueue,
    now: Timestamp,
) -> Result<Sends, StoreError> {
    let plan = &queue.plan;
    let sends_at = match plan.state {
        PlanState::Sending => return Ok(Sends::Now),
        PlanState::Grace => Some(plan.grace_until),
        PlanState::Held => plan.hold_until,
        PlanState::Paused | PlanState::Settled => None,
    };
    let Some(at) = sends_at else {
        return Ok(Sends::Later(None));
    };
    if now < at {
        return Ok(Sends::Later(Some(engine.clock.instant_of(at))));
    }
    engine.plans.start_sending(plan)?;
    queue.plan.state = PlanState::Sending;
    Ok(Sends::Now)
}

/// Nothing new of a plan leaves while it is held or paused, but the platform goes on with the
/// requests that have left. So their tasks are still polled, unless the platform has asked for rest.
fn next_to_follow(
    engine: &Engine,
    queue: &mut PlanQueue,
    waits_until: Option<Instant>,
) -> Result<Next, StoreError> {
    let account = &queue.plan.place.account;
    if queue.plan.hold == Some(Hold::Busy) || !engine.traffic.is_open(account) {
        return Ok(Next::WaitsUntil(waits_until));
    }
    let request = match queue.next_to_follow(&engine.store, &engine.clock)? {
        Followed::Now(request) => request,
        Followed::At(at) => return Ok(Next::WaitsUntil(sooner(waits_until, Some(at)))),
        Followed::Nothing => return Ok(Next::WaitsUntil(waits_until)),
    };
    match engine.traffic.permit(account) {
        Permit::Now => {}
        Permit::At(at) => return Ok(Next::WaitsUntil(sooner(waits_until, Some(at)))),
        Permit::AfterCompletion => return Ok(Next::WaitsUntil(waits_until)),
    }
    Ok(Next::Request(Box::new(engine.store.request(request)?)))
}

fn is_too_old(plan: &Plan, now: Timestamp) -> bool {
    let moved_at = plan
        .last_progress_at
        .map_or(plan.created_at, |at| at.max(plan.created_at));
    now.duration_since(moved_at) > TOO_OLD
}

/// The departure of a plan that hasn't departed yet, unless it is on its way or was put off.
fn next_departure(engine: &Engine, queue: &PlanQueue) -> Next {
    if queue.is_departing() {
        return Next::WaitsUntil(None);
    }
    let wall = engine.clock.now();
    // A time further away was written before the clock was set back.
    let soon = |from: &Timestamp| wall < *from && *from <= wall + DEPARTS_AGAIN_AFTER;
    let put_off = queue.plan.departs_from.filter(soon);
    let put_off = put_off.map(|from| engine.clock.instant_of(from));
    let now = Instant::now();
    match queue.departs_at.filter(|at| now < *at).or(put_off) {
        Some(at) => Next::WaitsUntil(Some(at)),
        None => Next::Departure,
    }
}

pub(super) fn sooner(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
