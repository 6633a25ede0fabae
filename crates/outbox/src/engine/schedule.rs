//! What is in flight, and what may leave next: the plans take turns, one request at a time.
//!
//! Taking all requests of the oldest plan first would be simpler, but then a single invitation
//! would wait behind a course of a thousand. Nothing here decides what a request means or does;
//! it is only dispatched, and its end recorded.

use std::collections::{HashMap, HashSet, VecDeque};
use std::pin::Pin;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jiff::{SignedDuration, Timestamp};
use store::{
    AccountId, Hold, Plan, PlanId, PlanState, Plans, Request, RequestId, RequestState, StoreError,
};
use tokio::time::Instant;

use super::departures::DepartureOutcome;
use super::in_flight_departure::InFlightDeparture;
use super::in_flight_request::InFlightRequest;
use super::plan_queue::{Followed, PlanQueue};
use super::rate::Permit;
use super::{Engine, EngineError};
use crate::plan::acts::DEPARTS_AGAIN_AFTER;

/// Plans are read again when something wakes the engine, and at least this often.
const READ_AGAIN: Duration = Duration::from_secs(1);
/// A plan in which nothing has moved for longer waits for the user: its list may be out of date.
const TOO_OLD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A request, a departure or a probe that came to its end.
pub(super) enum Completed {
    Request {
        plan: PlanId,
        request: RequestId,
        outcome: Result<(), EngineError>,
    },
    Departure {
        plan: PlanId,
        outcome: Result<DepartureOutcome, StoreError>,
    },
    Probe(AccountId),
}

/// What came of asking a plan for something that may leave.
enum Dispatch {
    Left,
    /// Nothing leaves before then; `None` where something has to complete or change first.
    WaitsUntil(Option<Instant>),
}

type InFlightFuture<'e> = Pin<Box<dyn Future<Output = Completed> + Send + 'e>>;

/// Dropping it drops what is in flight. The next start finds that as sending, and treats it like
/// a lost answer.
pub(super) struct Schedule<'e> {
    engine: &'e Engine,
    in_flight: FuturesUnordered<InFlightFuture<'e>>,
    queues: HashMap<PlanId, PlanQueue>,
    /// The order in which the plans take turns.
    rotation: VecDeque<PlanId>,
    probing: HashSet<AccountId>,
    /// Requests whose outcomes could not be written down.
    orphaned: Vec<RequestId>,
    /// Plans that the log says can't be read. They are read again every second.
    unreadable: HashSet<PlanId>,
    read_at: Option<Instant>,
}

impl<'e> Schedule<'e> {
    pub(super) fn new(engine: &'e Engine) -> Self {
        Self {
            engine,
            in_flight: FuturesUnordered::new(),
            queues: HashMap::new(),
            rotation: VecDeque::new(),
            probing: HashSet::new(),
            orphaned: Vec::new(),
            unreadable: HashSet::new(),
            read_at: None,
        }
    }

    pub(super) fn has_in_flight(&self) -> bool {
        !self.in_flight.is_empty()
    }

    /// The next that comes to its end. While nothing is in flight, this waits for ever.
    pub(super) async fn next_completed(&mut self) -> Completed {
        match self.in_flight.next().await {
            Some(completed) => completed,
            None => std::future::pending().await,
        }
    }

    pub(super) fn record_completed(&mut self, completed: Completed) -> Result<(), EngineError> {
        match completed {
            Completed::Request {
                plan,
                request,
                outcome,
            } => {
                if let Some(queue) = self.queues.get_mut(&plan) {
                    queue.complete(request);
                }
                if outcome.is_err() {
                    self.orphaned.push(request);
                }
                outcome
            }
            Completed::Departure { plan, outcome } => {
                self.read_at = None;
                let retry_at = match &outcome {
                    Ok(DepartureOutcome::RetryAt(at)) => Some(*at),
                    _ => None,
                };
                if let Some(queue) = self.queues.get_mut(&plan) {
                    queue.complete_departure(retry_at);
                }
                Ok(outcome.map(drop)?)
            }
            Completed::Probe(account) => {
                self.probing.remove(&account);
                Ok(())
            }
        }
    }

    /// Lets leave what may leave. Returns when to call this again, should nothing happen before.
    pub(super) fn dispatch(&mut self) -> Result<Option<Instant>, StoreError> {
        self.recover_orphaned()?;
        let mut earliest = self.dispatch_probes();
        self.read_plans()?;
        let mut passed_over = 0;
        while passed_over < self.rotation.len() {
            let Some(plan) = self.rotation.pop_front() else {
                break;
            };
            self.rotation.push_back(plan);
            match self.dispatch_from(plan)? {
                Dispatch::Left => passed_over = 0,
                Dispatch::WaitsUntil(at) => {
                    passed_over += 1;
                    earliest = sooner(earliest, at);
                }
            }
        }
        Ok(earliest)
    }

    /// An outcome that could not be written down is treated as if Cohort had ended there.
    fn recover_orphaned(&mut self) -> Result<(), StoreError> {
        while let Some(id) = self.orphaned.last().copied() {
            let request = self.engine.store.request(id)?;
            if request.state == RequestState::Sending {
                let now = self.engine.clock.now();
                self.engine.requests.apply_orphaned(&request, now)?;
            }
            self.orphaned.pop();
        }
        Ok(())
    }

    /// Sends the probes that are due. Returns when the next one is.
    fn dispatch_probes(&mut self) -> Option<Instant> {
        let engine = self.engine;
        let now = Instant::now();
        let mut earliest = None;
        for (account, at) in engine.traffic.probes() {
            if self.probing.contains(&account) {
                continue;
            }
            if now < at {
                earliest = sooner(earliest, Some(at));
                continue;
            }
            self.probing.insert(account.clone());
            self.in_flight.push(Box::pin(async move {
                engine.traffic.probe(&account).await;
                // What waited for the connection may be able to leave.
                engine.wake.wake();
                Completed::Probe(account)
            }));
        }
        earliest
    }

    fn read_plans(&mut self) -> Result<(), StoreError> {
        let now = Instant::now();
        let fresh = self
            .read_at
            .is_some_and(|at| now.saturating_duration_since(at) < READ_AGAIN);
        let changed = self.engine.wake.take_plans_changed();
        if fresh && !changed {
            return Ok(());
        }
        let Plans {
            readable: plans,
            unreadable,
        } = self.engine.store.plans_under_way()?;
        for (plan, error) in unreadable {
            if self.unreadable.insert(plan) {
                tracing::error!(%plan, %error, "a plan cannot be read, so it is not sent");
            }
        }
        let known: HashSet<PlanId> = plans.iter().map(|plan| plan.id).collect();
        self.rotation.retain(|plan| known.contains(plan));
        self.queues
            .retain(|plan, queue| known.contains(plan) || queue.has_in_flight());
        for plan in plans {
            if !self.rotation.contains(&plan.id) {
                self.rotation.push_back(plan.id);
            }
            match self.queues.get_mut(&plan.id) {
                Some(queue) => queue.refresh(plan, changed),
                None => drop(self.queues.insert(plan.id, PlanQueue::new(plan))),
            }
        }
        self.read_at = Some(now);
        Ok(())
    }

    fn dispatch_from(&mut self, plan: PlanId) -> Result<Dispatch, StoreError> {
        let engine = self.engine;
        let Some(queue) = self.queues.get_mut(&plan) else {
            return Ok(Dispatch::WaitsUntil(None));
        };
        let now = engine.clock.now();
        if let Sends::Later(at) = when_it_sends(engine, queue, now)? {
            return follow_distributions(engine, queue, at, &self.in_flight);
        }
        if !engine.traffic.is_open(&queue.plan.place.account) {
            return Ok(Dispatch::WaitsUntil(None));
        }
        if is_too_old(&queue.plan, now) {
            engine.plans.hold(plan, &Hold::TooOld, None)?;
            queue.plan.state = PlanState::Held;
            return Ok(Dispatch::WaitsUntil(None));
        }
        match engine.traffic.permit(&queue.plan.place.account) {
            Permit::Now => {}
            Permit::At(at) => return Ok(Dispatch::WaitsUntil(Some(at))),
            Permit::AfterCompletion => return Ok(Dispatch::WaitsUntil(None)),
        }
        if queue.plan.departed_at.is_none() {
            return Ok(dispatch_departure(engine, queue, &self.in_flight));
        }
        dispatch_request(engine, queue, &self.in_flight)
    }
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
fn follow_distributions<'e>(
    engine: &'e Engine,
    queue: &mut PlanQueue,
    waits_until: Option<Instant>,
    in_flight: &FuturesUnordered<InFlightFuture<'e>>,
) -> Result<Dispatch, StoreError> {
    let account = &queue.plan.place.account;
    if queue.plan.hold == Some(Hold::Busy) || !engine.traffic.is_open(account) {
        return Ok(Dispatch::WaitsUntil(waits_until));
    }
    let request = match queue.next_to_follow(&engine.store, &engine.clock)? {
        Followed::Now(request) => request,
        Followed::At(at) => return Ok(Dispatch::WaitsUntil(sooner(waits_until, Some(at)))),
        Followed::Nothing => return Ok(Dispatch::WaitsUntil(waits_until)),
    };
    match engine.traffic.permit(account) {
        Permit::Now => {}
        Permit::At(at) => return Ok(Dispatch::WaitsUntil(sooner(waits_until, Some(at)))),
        Permit::AfterCompletion => return Ok(Dispatch::WaitsUntil(waits_until)),
    }
    let request = engine.store.request(request)?;
    dispatch(engine, queue, request, in_flight);
    Ok(Dispatch::Left)
}

fn is_too_old(plan: &Plan, now: Timestamp) -> bool {
    let moved_at = plan
        .last_progress_at
        .map_or(plan.created_at, |at| at.max(plan.created_at));
    now.duration_since(moved_at) > TOO_OLD
}

fn dispatch_departure<'e>(
    engine: &'e Engine,
    queue: &mut PlanQueue,
    in_flight: &FuturesUnordered<InFlightFuture<'e>>,
) -> Dispatch {
    if queue.is_departing() {
        return Dispatch::WaitsUntil(None);
    }
    let wall = engine.clock.now();
    // A time further away was written before the clock was set back.
    let soon = |from: &Timestamp| wall < *from && *from <= wall + DEPARTS_AGAIN_AFTER;
    let put_off = queue.plan.departs_from.filter(soon);
    let put_off = put_off.map(|from| engine.clock.instant_of(from));
    let now = Instant::now();
    if let Some(at) = queue.departs_at.filter(|at| now < *at).or(put_off) {
        return Dispatch::WaitsUntil(Some(at));
    }
    queue.dispatch_departure();
    let plan = queue.plan.id;
    let departure = InFlightDeparture::dispatch(engine, queue.plan.clone());
    in_flight.push(Box::pin(async move {
        let outcome = departure.run().await;
        Completed::Departure { plan, outcome }
    }));
    Dispatch::Left
}

fn dispatch_request<'e>(
    engine: &'e Engine,
    queue: &mut PlanQueue,
    in_flight: &FuturesUnordered<InFlightFuture<'e>>,
) -> Result<Dispatch, StoreError> {
    let Some(request) = queue.next(&engine.store, &engine.clock)? else {
        return Ok(Dispatch::WaitsUntil(queue.next_due()));
    };
    dispatch(engine, queue, request, in_flight);
    Ok(Dispatch::Left)
}

fn dispatch<'e>(
    engine: &'e Engine,
    queue: &mut PlanQueue,
    request: Request,
    in_flight: &FuturesUnordered<InFlightFuture<'e>>,
) {
    let (plan, id) = (queue.plan.id, request.id);
    queue.dispatch(id);
    let request = InFlightRequest::dispatch(engine, queue.plan.clone(), request);
    in_flight.push(Box::pin(async move {
        let outcome = request.run().await;
        Completed::Request {
            plan,
            request: id,
            outcome,
        }
    }));
}

fn sooner(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
