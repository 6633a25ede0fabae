//! What is in flight, and whose turn it is: the plans take turns, one request at a time.
//!
//! Taking all requests of the oldest plan first would be simpler, but then a single invitation
//! would wait behind a course of a thousand. Nothing here decides what a request means or does, nor
//! whether it may leave (see `may_leave.rs`); it is only dispatched, and its end recorded.

use std::collections::{HashMap, HashSet, VecDeque};
use std::pin::Pin;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use store::{AccountId, PlanId, Plans, Request, RequestId, RequestState, StoreError};
use tokio::time::Instant;

use super::Engine;
use super::departure_records::DepartureOutcome;
use super::error::EngineError;
use super::in_flight_departure::InFlightDeparture;
use super::in_flight_request::InFlightRequest;
use super::may_leave::{Next, next_to_leave, sooner};
use super::plan_queue::PlanQueue;

/// Plans are read again when something wakes the engine, and at least this often.
const READ_AGAIN: Duration = Duration::from_secs(1);

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
    /// Requests whose outcomes couldn't be written down.
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

    /// An outcome that couldn't be written down is treated as if Cohort had ended there.
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
                tracing::error!(%plan, %error, "a plan can't be read, so it isn't sent");
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
        Ok(match next_to_leave(engine, queue)? {
            Next::Departure => {
                dispatch_departure(engine, queue, &self.in_flight);
                Dispatch::Left
            }
            Next::Request(request) => {
                dispatch(engine, queue, *request, &self.in_flight);
                Dispatch::Left
            }
            Next::WaitsUntil(at) => Dispatch::WaitsUntil(at),
        })
    }
}

fn dispatch_departure<'e>(
    engine: &'e Engine,
    queue: &mut PlanQueue,
    in_flight: &FuturesUnordered<InFlightFuture<'e>>,
) {
    queue.dispatch_departure();
    let plan = queue.plan.id;
    let departure = InFlightDeparture::dispatch(engine, queue.plan.clone());
    in_flight.push(Box::pin(async move {
        let outcome = departure.run().await;
        Completed::Departure { plan, outcome }
    }));
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
