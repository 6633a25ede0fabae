//! What is under way: which requests are on the wire, and which may leave next.

use std::collections::{HashMap, HashSet, VecDeque};
use std::pin::Pin;
use std::sync::OnceLock;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use store::{AccountId, Plan, PlanId, PlanState, Request, RequestId, RequestState, StoreError};
use tokio::time::Instant;

use super::rate::Leave;
use super::{Engine, STANDSTILL, Turn};
use crate::plan::hold::Hold;

/// As many of a plan's requests are looked up at once.
const PAGE: u32 = 128;
/// Plans are read again when something wakes the engine, and at least this often.
const READ_AGAIN: Duration = Duration::from_secs(1);

/// What is noted of one flight on its way.
pub(super) struct Flight {
    pub(super) left: Instant,
    /// How long it took until the platform took it.
    pub(super) answered: OnceLock<Duration>,
}

/// A request, a departure or a probe has come to its end.
pub(super) struct Landed {
    account: AccountId,
    what: What,
    took: Option<Duration>,
    outcome: Result<Turn, StoreError>,
}

#[derive(Debug, Clone)]
enum What {
    Request {
        plan: PlanId,
        request: RequestId,
        kind: String,
    },
    Departure(PlanId),
    Probe,
}

/// A plan under way.
struct Desk {
    plan: Plan,
    /// What may leave next, as last read.
    page: VecDeque<RequestId>,
    /// Something came to its end since: what is due may have changed.
    stale: bool,
    next_due: Option<Instant>,
    on_the_wire: HashSet<RequestId>,
    departing: bool,
    departs_at: Option<Instant>,
}

/// What a look at one plan came to.
enum Look {
    Left,
    /// Nothing to do before then; `None`: nothing until something lands or changes.
    Until(Option<Instant>),
}

type LandsLater = Pin<Box<dyn Future<Output = Landed> + Send>>;

/// Dropped, it drops what is on the wire: the next start finds it as unsure.
#[derive(Default)]
pub(super) struct Scheduler {
    flights: FuturesUnordered<LandsLater>,
    desks: HashMap<PlanId, Desk>,
    /// Whose turn it is: each plan goes behind the others when it had one.
    turns: VecDeque<PlanId>,
    probing: HashSet<AccountId>,
    /// Their answers could not be written down: unsure, as if Cohort had ended there.
    adrift: Vec<RequestId>,
    read_at: Option<Instant>,
}

impl Scheduler {
    /// The next that lands; never, while nothing is under way.
    pub(super) async fn landed(&mut self) -> Landed {
        match self.flights.next().await {
            Some(landed) => landed,
            None => std::future::pending().await,
        }
    }

    pub(super) fn is_under_way(&self) -> bool {
        !self.flights.is_empty()
    }

    /// Takes note of what came to its end.
    pub(super) fn note(&mut self, engine: &Engine, landed: Landed) -> Result<(), StoreError> {
        let Landed {
            account,
            what,
            took,
            outcome,
        } = landed;
        if !matches!(what, What::Probe) {
            engine.pace(&account, |pace| match &what {
                What::Request { kind, .. } => {
                    pace.request_landed();
                    if let Some(took) = took {
                        pace.answered_in(kind, took);
                    }
                }
                _ => pace.landed(),
            });
        }
        match what {
            What::Request { plan, request, .. } => {
                if let Some(desk) = self.desks.get_mut(&plan) {
                    desk.on_the_wire.remove(&request);
                    desk.stale = true;
                }
                if outcome.is_err() {
                    self.adrift.push(request);
                }
            }
            What::Departure(plan) => {
                self.read_at = None;
                if let Some(desk) = self.desks.get_mut(&plan) {
                    desk.departing = false;
                    if let Ok(Turn::Until(at)) = &outcome {
                        desk.departs_at = Some(*at);
                    }
                }
            }
            What::Probe => drop(self.probing.remove(&account)),
        }
        outcome.map(drop)
    }

    /// Lets leave what may leave. When to look again, should nothing happen before.
    pub(super) fn launch(&mut self, engine: &Engine) -> Result<Option<Instant>, StoreError> {
        self.recover(engine)?;
        let mut earliest = self.probe(engine);
        self.read_plans(engine)?;
        let mut passed_over = 0;
        while passed_over < self.turns.len() {
            let Some(plan) = self.turns.pop_front() else {
                break;
            };
            self.turns.push_back(plan);
            match self.look(engine, plan)? {
                Look::Left => passed_over = 0,
                Look::Until(at) => {
                    passed_over += 1;
                    earliest = sooner(earliest, at);
                }
            }
        }
        Ok(earliest)
    }

    fn recover(&mut self, engine: &Engine) -> Result<(), StoreError> {
        while let Some(id) = self.adrift.last().copied() {
            let request = engine.store().request(id)?;
            if request.state == RequestState::Sending {
                engine.found_sending(&request, engine.now())?;
            }
            self.adrift.pop();
        }
        Ok(())
    }

    fn probe(&mut self, engine: &Engine) -> Option<Instant> {
        let now = Instant::now();
        let mut earliest = None;
        for (account, at) in engine.shared.connections.probes() {
            if self.probing.contains(&account) {
                continue;
            }
            if now < at {
                earliest = sooner(earliest, Some(at));
                continue;
            }
            self.probing.insert(account.clone());
            let prober = engine.clone();
            self.flights.push(Box::pin(async move {
                prober.probe(&account).await;
                Landed {
                    account,
                    what: What::Probe,
                    took: None,
                    outcome: Ok(Turn::Worked),
                }
            }));
        }
        earliest
    }

    fn read_plans(&mut self, engine: &Engine) -> Result<(), StoreError> {
        let now = Instant::now();
        let fresh = self
            .read_at
            .is_some_and(|at| now.saturating_duration_since(at) < READ_AGAIN);
        let changed = engine.changed();
        if fresh && !changed {
            return Ok(());
        }
        let plans = engine.store().plans_under_way()?;
        let known: HashSet<PlanId> = plans.iter().map(|plan| plan.id).collect();
        self.turns.retain(|plan| known.contains(plan));
        self.desks
            .retain(|plan, desk| known.contains(plan) || !desk.on_the_wire.is_empty());
        for plan in plans {
            if !self.turns.contains(&plan.id) {
                self.turns.push_back(plan.id);
            }
            if let Some(desk) = self.desks.get_mut(&plan.id) {
                desk.plan = plan;
                desk.stale = true;
                if changed {
                    desk.page.clear();
                }
            } else {
                self.desks.insert(plan.id, Desk::new(plan));
            }
        }
        self.read_at = Some(now);
        Ok(())
    }

    fn look(&mut self, engine: &Engine, plan: PlanId) -> Result<Look, StoreError> {
        let Some(desk) = self.desks.get_mut(&plan) else {
            return Ok(Look::Until(None));
        };
        let now = engine.now();
        let plan = &desk.plan;
        let goes_on_at = match plan.state {
            PlanState::Paused | PlanState::Settled => return Ok(Look::Until(None)),
            PlanState::Grace => Some(plan.grace_until),
            PlanState::Held => match plan.hold_until {
                None => return Ok(Look::Until(None)),
                until => until,
            },
            PlanState::Sending => None,
        };
        if let Some(at) = goes_on_at {
            if now < at {
                return Ok(Look::Until(Some(engine.steadily(at))));
            }
            engine.sending(plan)?;
            desk.plan.state = PlanState::Sending;
        }
        let plan = &desk.plan;
        if !engine.shared.connections.open(&plan.account) {
            return Ok(Look::Until(None));
        }
        let moved = plan
            .last_progress_at
            .map_or(plan.created_at, |at| at.max(plan.created_at));
        if now.duration_since(moved) > STANDSTILL {
            engine.hold(plan.id, Hold::TooOld, None)?;
            desk.plan.state = PlanState::Held;
            return Ok(Look::Until(None));
        }
        match engine.pace(&plan.account, |pace| pace.leave(Instant::now())) {
            Leave::Now => {}
            Leave::At(at) => return Ok(Look::Until(Some(at))),
            Leave::WhenOneLands => return Ok(Look::Until(None)),
        }
        if plan.departed_at.is_none() {
            if desk.departing {
                return Ok(Look::Until(None));
            }
            if let Some(at) = desk.departs_at.filter(|at| Instant::now() < *at) {
                return Ok(Look::Until(Some(at)));
            }
            desk.departing = true;
            self.flights.push(depart(engine, desk.plan.clone()));
            return Ok(Look::Left);
        }
        let Some(request) = desk.next(engine)? else {
            return Ok(Look::Until(desk.next_due));
        };
        desk.on_the_wire.insert(request.id);
        self.flights
            .push(deliver(engine, desk.plan.clone(), request));
        Ok(Look::Left)
    }
}

impl Desk {
    fn new(plan: Plan) -> Self {
        Self {
            plan,
            page: VecDeque::new(),
            stale: true,
            next_due: None,
            on_the_wire: HashSet::new(),
            departing: false,
            departs_at: None,
        }
    }

    /// The next request that may leave. What is due is read a page at a time, so that the cost
    /// of one does not grow with the plan.
    fn next(&mut self, engine: &Engine) -> Result<Option<Request>, StoreError> {
        loop {
            while let Some(request) = self.page.pop_front() {
                // It may have changed since the page was read.
                let request = engine.store().request(request)?;
                if is_open(&request) && request.due_at.is_none_or(|at| at <= engine.now()) {
                    return Ok(Some(request));
                }
            }
            let due = self.next_due.is_some_and(|at| at <= Instant::now());
            if !self.stale && !due {
                return Ok(None);
            }
            self.turn_page(engine)?;
            if self.page.is_empty() {
                return Ok(None);
            }
        }
    }

    /// By the time of this moment: what falls due while it is looked for is found.
    fn turn_page(&mut self, engine: &Engine) -> Result<(), StoreError> {
        let (plan, now) = (self.plan.id, engine.now());
        let most = PAGE + u32::try_from(self.on_the_wire.len()).unwrap_or(PAGE);
        // By the book what is being looked up still waits.
        self.page = engine
            .store()
            .requests_due(plan, now, most)?
            .into_iter()
            .filter(|request| !self.on_the_wire.contains(request))
            .collect();
        self.stale = false;
        self.next_due = engine
            .store()
            .request_due_after(plan, now)?
            .map(|at| engine.steadily(at));
        Ok(())
    }
}

fn is_open(request: &Request) -> bool {
    matches!(
        request.state,
        RequestState::Waiting | RequestState::Looking | RequestState::Running
    )
}

fn sooner(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn depart(engine: &Engine, plan: Plan) -> LandsLater {
    let (engine, _) = engine.in_flight(&plan.account);
    Box::pin(async move {
        let outcome = engine.depart(&plan).await;
        Landed {
            account: plan.account,
            what: What::Departure(plan.id),
            took: None,
            outcome,
        }
    })
}

fn deliver(engine: &Engine, plan: Plan, request: Request) -> LandsLater {
    let (engine, flight) = engine.in_flight(&plan.account);
    Box::pin(async move {
        let what = What::Request {
            plan: plan.id,
            request: request.id,
            kind: match request.state {
                RequestState::Waiting => request.kind.clone(),
                _ => format!("{}, asked after", request.kind),
            },
        };
        let outcome = match engine.deliver(&plan, request).await {
            // What is settled stays settled through a power cut.
            Ok(()) => engine.on_disk().await,
            failed => failed,
        };
        Landed {
            account: plan.account,
            what,
            took: flight.answered.get().copied(),
            outcome: outcome.map(|()| Turn::Worked),
        }
    })
}

#[cfg(test)]
#[path = "plan_queue_tests.rs"]
mod tests;
