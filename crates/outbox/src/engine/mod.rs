//! Drives the machine: takes what is due, sends it, and writes down what came of it.

mod deliver;
mod depart;
mod hands;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use platform::{Client, Fault};
use store::{Account, AccountId, Plan, PlanId, PlanState, Store, StoreError};
use tokio::sync::{Notify, broadcast};

pub use hands::StepAction;

use crate::connections::{ConnectionState, Connections};
use crate::hold::Hold;
use crate::keys::{KeyProblem, Keys};
use crate::machine::LISTED_WITHIN;

/// The poll behind the wake-ups, should one ever be missed.
const SLOW_POLL: Duration = Duration::from_secs(30);
/// After a failure of the disk: long enough not to spin, short enough to go on by itself.
const AFTER_STORE_FAILURE: Duration = Duration::from_secs(5);
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);
/// A plan that has stood still for longer is looked at by the user before it goes on.
const STANDSTILL: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Sends what the plans say. One engine a data folder: whoever holds the `Deliverer` runs it.
#[derive(Clone)]
pub struct Engine {
    shared: Arc<Shared>,
}

struct Shared {
    store: Store,
    keys: Keys,
    connections: Connections,
    wake: Notify,
    happened: broadcast::Sender<Happened>,
    /// Which accounts were asked in this run what their platform offers.
    asked: Mutex<HashSet<AccountId>>,
    /// Departures that met a passing fault: how often, and when to try again.
    departing: Mutex<HashMap<PlanId, (u32, Timestamp)>>,
    /// The plan served last, so that the next round begins behind it.
    served: Mutex<Option<PlanId>>,
    listed_within: SignedDuration,
}

/// What others may want to know. Few and small; who needs more asks the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    Plan(PlanId),
    Connection(AccountId),
}

#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("it has come too far for that")]
    TooLate,
}

/// What a look at one plan came to.
enum Turn {
    Worked,
    /// Nothing to do before then; `None`: nothing by itself.
    Until(Option<Timestamp>),
}

impl Engine {
    pub fn new(store: Store, keys: Keys, connections: Connections) -> Self {
        Self::with_patience(store, keys, connections, LISTED_WITHIN)
    }

    /// The same, sure after so long that a platform which lists pending people would have
    /// listed somebody by now.
    pub fn with_patience(
        store: Store,
        keys: Keys,
        connections: Connections,
        listed_within: SignedDuration,
    ) -> Self {
        let (happened, _) = broadcast::channel(256);
        Self {
            shared: Arc::new(Shared {
                store,
                keys,
                connections,
                wake: Notify::new(),
                happened,
                asked: Mutex::default(),
                departing: Mutex::default(),
                served: Mutex::default(),
                listed_within,
            }),
        }
    }

    pub fn happened(&self) -> broadcast::Receiver<Happened> {
        self.shared.happened.subscribe()
    }

    /// Something changed that may make work: a plan was sent, a key given, the network is back.
    pub fn wake(&self) {
        self.shared.wake.notify_one();
    }

    fn tell(&self, happened: Happened) {
        // Nobody listening is no failure.
        let _ = self.shared.happened.send(happened);
    }

    fn store(&self) -> &Store {
        &self.shared.store
    }

    /// Runs until it is dropped. [`Engine::sweep`] comes first, once.
    pub async fn run(&self) {
        loop {
            // Registered before the look, so that nothing that happens meanwhile is missed.
            let woken = self.shared.wake.notified();
            let wait = match self.round().await {
                Ok(Turn::Worked) => continue,
                Ok(Turn::Until(at)) => at.map_or(SLOW_POLL, |at| {
                    Duration::try_from(at.duration_since(Timestamp::now()))
                        .unwrap_or_default()
                        .min(SLOW_POLL)
                }),
                Err(problem) => {
                    tracing::error!(%problem, "the outbox cannot be read or written");
                    AFTER_STORE_FAILURE
                }
            };
            tokio::select! {
                () = woken => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Once at start, by whoever delivers: what was on the wire is unsure, what was within
    /// its grace waits for a word.
    pub fn sweep(&self, now: Timestamp) -> Result<(), StoreError> {
        self.store().requests_due_by(now + LONGEST_WAIT)?;
        for request in self.store().requests_sending()? {
            self.found_sending(request, now)?;
        }
        for plan in self.store().plans_in_grace()? {
            self.store().write(|w| {
                let hold = Hold::FoundInGrace.to_text();
                w.plan_state(plan.id, PlanState::Held, Some(&hold), None)
            })?;
        }
        Ok(())
    }

    /// One piece of work, wherever there is one.
    async fn round(&self) -> Result<Turn, StoreError> {
        let mut earliest: Option<Timestamp> = None;
        let mut not_before = |at: Timestamp| {
            earliest = Some(earliest.map_or(at, |known| known.min(at)));
        };
        for (account, at) in self.shared.connections.probes() {
            if at <= Timestamp::now() {
                self.probe(&account).await;
                return Ok(Turn::Worked);
            }
            not_before(at);
        }
        let mut plans = self.store().plans_under_way()?;
        let served = *self
            .shared
            .served
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // Fair: behind the one that had its turn last.
        plans.sort_by_key(|plan| (served.is_some_and(|last| plan.id <= last), plan.id));
        for plan in plans {
            match self.turn(&plan).await? {
                Turn::Worked => {
                    *self
                        .shared
                        .served
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner) = Some(plan.id);
                    return Ok(Turn::Worked);
                }
                Turn::Until(Some(at)) => not_before(at),
                Turn::Until(None) => {}
            }
        }
        Ok(Turn::Until(earliest))
    }

    async fn turn(&self, plan: &Plan) -> Result<Turn, StoreError> {
        let now = Timestamp::now();
        match plan.state {
            PlanState::Paused | PlanState::Settled => return Ok(Turn::Until(None)),
            PlanState::Grace if now < plan.grace_until => {
                return Ok(Turn::Until(Some(plan.grace_until)));
            }
            PlanState::Held => match plan.hold_until {
                None => return Ok(Turn::Until(None)),
                Some(until) if now < until => return Ok(Turn::Until(Some(until))),
                Some(_) => return self.sending(plan),
            },
            PlanState::Grace => return self.sending(plan),
            PlanState::Sending => {}
        }
        if !self.shared.connections.open(&plan.account) {
            return Ok(Turn::Until(None));
        }
        let moved = plan
            .last_progress_at
            .map_or(plan.created_at, |at| at.max(plan.created_at));
        if now.duration_since(moved) > STANDSTILL {
            self.hold(plan.id, Hold::TooOld, None)?;
            return Ok(Turn::Worked);
        }
        if plan.departed_at.is_none() {
            return self.depart(plan).await;
        }
        match self.store().request_next(plan.id)? {
            None => Ok(Turn::Until(None)),
            Some(request) => match request.due_at {
                Some(at) if now < at => Ok(Turn::Until(Some(at))),
                _ => {
                    self.deliver(plan, request).await?;
                    Ok(Turn::Worked)
                }
            },
        }
    }

    fn sending(&self, plan: &Plan) -> Result<Turn, StoreError> {
        self.store()
            .write(|w| w.plan_state(plan.id, PlanState::Sending, None, None))?;
        self.tell(Happened::Plan(plan.id));
        Ok(Turn::Worked)
    }

    fn hold(&self, plan: PlanId, hold: Hold, until: Option<Timestamp>) -> Result<(), StoreError> {
        self.store()
            .write(|w| w.plan_state(plan, PlanState::Held, Some(&hold.to_text()), until))?;
        self.tell(Happened::Plan(plan));
        Ok(())
    }

    /// A client for the account, or `None`: it needs its key, which is said.
    async fn client(&self, account: &AccountId) -> Option<(Account, Client)> {
        match self.shared.keys.client(account).await {
            Ok(client) => Some(client),
            Err(problem) => {
                if !matches!(problem, KeyProblem::Missing) {
                    tracing::warn!(%problem, "no key for an account");
                }
                self.connection(account, ConnectionState::KeyMissing);
                None
            }
        }
    }

    fn connection(&self, account: &AccountId, state: ConnectionState) {
        if self
            .shared
            .connections
            .tell(account, state, Timestamp::now())
        {
            self.tell(Happened::Connection(account.clone()));
        }
    }

    fn heard<T>(&self, account: &AccountId, outcome: &Result<T, Fault>) {
        if self
            .shared
            .connections
            .heard(account, outcome, Timestamp::now())
        {
            self.tell(Happened::Connection(account.clone()));
        }
    }

    /// Offline: is the platform back?
    async fn probe(&self, account: &AccountId) {
        let Some((_, client)) = self.client(account).await else {
            return;
        };
        let outcome = client.orgs().await;
        match &outcome {
            // An answer that took too long is no connection to send on.
            Err(fault)
                if matches!(
                    fault.cause,
                    platform::Cause::TimedOut | platform::Cause::CutOff
                ) =>
            {
                self.connection(account, ConnectionState::Offline);
            }
            _ => self.heard(account, &outcome),
        }
    }
}
