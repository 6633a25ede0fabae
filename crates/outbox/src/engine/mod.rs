//! Drives the machine: takes what is due, sends it, and writes down what came of it.
//!
//! All of it is one future. [`traffic`] says what is under way and what may leave next,
//! [`pace`] how much of it and how often, `deliver`, `depart` and `hands` do the work.

pub(crate) mod apply_verdict;
pub(crate) mod clock;
mod departure;
mod disk;
pub(crate) mod in_flight_request;
mod rate;
mod schedule;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use platform::{Cause, Client, Fault};
use store::{Account, AccountId, Plan, PlanId, PlanState, Store, StoreError};
use tokio::sync::{Notify, broadcast, watch};
use tokio::time::Instant;

use disk::sync::Disk;
use rate::RateController;
use schedule::{Flight, Scheduler};

pub use disk::DiskTrouble;

use crate::account::clients::{ClientError, Clients};
use crate::account::connections::{ConnectionState, Connections, Heard};
use crate::draft::send::GRACE;
use crate::engine::clock::{Clock, Jump, Watch};
use crate::machine::{LISTED_WITHIN, LONGEST_WAIT};
use crate::plan::chain::Touched;
use crate::plan::conclude::conclude;
use crate::plan::hold::Hold;

/// The poll behind the wake-ups, should one ever be missed.
const SLOW_POLL: Duration = Duration::from_secs(30);
/// After a failure of the disk: long enough not to spin, short enough to go on by itself.
const AFTER_STORE_FAILURE: Duration = Duration::from_secs(5);
/// Whoever listens may be so many news behind before some are lost to them.
const HEARD_LATE: usize = 4096;
/// A plan that has stood still for longer is looked at by the user before it goes on.
const STANDSTILL: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Sends what the plans say. One engine a data folder: whoever holds the `Lease` runs it.
#[derive(Clone)]
pub struct Engine {
    pub(crate) shared: Arc<Shared>,
    /// The one flight this handle works for, where it does.
    flight: Option<Arc<Flight>>,
}

pub(crate) struct Shared {
    store: Store,
    pub(crate) keys: Clients,
    connections: Connections,
    clock: Clock,
    wake: Notify,
    /// Wakes what waits for the disk.
    try_again: Notify,
    /// Plans read differently now, by what was done here or by the user.
    changed: AtomicBool,
    disk: Disk,
    paces: Mutex<HashMap<AccountId, RateController>>,
    happened: broadcast::Sender<Happened>,
    /// Which accounts were asked in this run what their platform offers.
    asked: Mutex<HashSet<AccountId>>,
    /// Departures that met a passing fault: how often, and when to try again.
    departing: Mutex<HashMap<PlanId, (u32, Instant)>>,
    disk_trouble: Mutex<Option<DiskTrouble>>,
    listed_within: SignedDuration,
    /// How often it was asked in this run what an account's platform lists.
    learning: Mutex<HashMap<AccountId, u32>>,
    /// Plans sent by this very process: within their grace, they are in somebody's sight.
    sent_here: Mutex<HashSet<PlanId>>,
    /// Nothing more is to leave.
    finishing: watch::Sender<bool>,
}

/// What others may want to know. Few and small; who needs more asks the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    Plan(PlanId),
    Connection(AccountId),
    /// What is written reaches the disk again, or does so no longer.
    Disk,
}

#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("it has come too far for that")]
    TooLate,
    #[error("what was taken back and is on its way has not come to its end yet")]
    NotYet,
}

/// What a look at one plan came to.
pub(crate) enum Turn {
    Worked,
    /// Nothing to do before then.
    Until(Instant),
}

impl Engine {
    pub fn new(store: Store, keys: Clients, connections: Connections) -> Self {
        Self::with_patience(store, keys, connections, LISTED_WITHIN)
    }

    /// The same, sure after so long that a platform which lists pending people would have
    /// listed somebody by now.
    pub fn with_patience(
        store: Store,
        keys: Clients,
        connections: Connections,
        listed_within: SignedDuration,
    ) -> Self {
        Self::by_clock(store, keys, connections, listed_within, Clock::system())
    }

    /// … and by a clock of one's own.
    pub fn by_clock(
        store: Store,
        keys: Clients,
        connections: Connections,
        listed_within: SignedDuration,
        clock: Clock,
    ) -> Self {
        let (happened, _) = broadcast::channel(HEARD_LATE);
        Self {
            shared: Arc::new(Shared {
                store,
                keys,
                connections,
                clock,
                wake: Notify::new(),
                try_again: Notify::new(),
                disk_trouble: Mutex::default(),
                changed: AtomicBool::default(),
                disk: Disk::default(),
                paces: Mutex::default(),
                happened,
                asked: Mutex::default(),
                departing: Mutex::default(),
                listed_within,
                learning: Mutex::default(),
                sent_here: Mutex::default(),
                finishing: watch::Sender::new(false),
            }),
            flight: None,
        }
    }

    pub fn happened(&self) -> broadcast::Receiver<Happened> {
        self.shared.happened.subscribe()
    }

    /// Something changed that may make work: a plan was sent, a key given, the network is back.
    pub fn wake(&self) {
        self.shared.changed.store(true, Ordering::Release);
        self.shared.wake.notify_one();
        self.shared.try_again.notify_waiters();
    }

    pub(crate) fn tell(&self, happened: Happened) {
        // Nobody listening is no failure.
        let _ = self.shared.happened.send(happened);
    }

    pub(crate) fn store(&self) -> &Store {
        &self.shared.store
    }

    /// A plan was sent by this process.
    pub fn sent(&self, plan: PlanId) {
        self.sent_here().insert(plan);
        self.tell(Happened::Plan(plan));
        self.wake();
    }

    fn sent_here(&self) -> MutexGuard<'_, HashSet<PlanId>> {
        self.shared
            .sent_here
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    /// When the steady clock will have come to that time.
    fn steadily(&self, at: Timestamp) -> Instant {
        let wait = at.duration_since(self.now());
        Instant::now() + Duration::try_from(wait.min(LONGEST_WAIT)).unwrap_or_default()
    }

    fn changed(&self) -> bool {
        self.shared.changed.swap(false, Ordering::AcqRel)
    }

    fn paces(&self) -> MutexGuard<'_, HashMap<AccountId, RateController>> {
        self.shared
            .paces
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets what is on the wire come to its end, and [`Engine::run`] with it.
    pub(crate) fn finish(&self) {
        self.shared.finishing.send_replace(true);
        self.wake();
    }

    fn is_finishing(&self) -> bool {
        *self.shared.finishing.borrow()
    }

    /// Waits until it is told to finish.
    pub(crate) async fn finishing(&self) {
        // The sender lives as long as the engine: waiting cannot fail.
        let _ = self
            .shared
            .finishing
            .subscribe()
            .wait_for(|finishing| *finishing)
            .await;
    }

    fn pace<T>(&self, account: &AccountId, work: impl FnOnce(&mut RateController) -> T) -> T {
        work(self.paces().entry(account.clone()).or_default())
    }

    /// A handle for one flight, which has left now.
    fn in_flight(&self, account: &AccountId) -> (Self, Arc<Flight>) {
        let left = Instant::now();
        self.pace(account, |pace| pace.left(left));
        let flight = Arc::new(Flight {
            left,
            answered: OnceLock::new(),
        });
        let engine = Self {
            shared: Arc::clone(&self.shared),
            flight: Some(Arc::clone(&flight)),
        };
        (engine, flight)
    }

    /// Everything written so far is on the disk when this returns.
    async fn on_disk(&self) -> Result<(), StoreError> {
        self.noted(self.shared.disk.written(self.store()).await)
    }

    /// Runs until it is told to finish and what was on the wire has landed, or until it is
    /// dropped. [`Engine::sweep`] comes first, once.
    pub async fn run(&self) {
        self.paces()
            .values_mut()
            .for_each(RateController::begins_anew);
        let mut traffic = Scheduler::default();
        let mut watch = Watch::new(self.now(), Instant::now());
        let mut resting = None;
        while !self.is_finishing() || traffic.is_under_way() {
            // Registered before the look, so that nothing that happens meanwhile is missed.
            let woken = self.shared.wake.notified();
            let now = Instant::now();
            let next = match resting.filter(|until| now < *until) {
                Some(until) => Some(until),
                None => match self.round(&mut traffic, &mut watch) {
                    Ok(next) => next,
                    Err(problem) => {
                        resting = Some(self.rest(&problem));
                        resting
                    }
                },
            };
            let latest = now + SLOW_POLL;
            tokio::select! {
                () = woken => {}
                landed = traffic.landed() => {
                    if let Err(problem) = traffic.note(self, landed) {
                        resting = Some(self.rest(&problem));
                    }
                }
                () = tokio::time::sleep_until(next.map_or(latest, |at| at.min(latest))) => {}
            }
        }
    }

    /// Lets leave what may leave; when to look again.
    fn round(
        &self,
        traffic: &mut Scheduler,
        watch: &mut Watch,
    ) -> Result<Option<Instant>, StoreError> {
        match watch.look(self.now(), Instant::now()) {
            None => {}
            Some(Jump::Ahead { from }) => {
                self.hold_what_is_in_grace(&Hold::AsleepInGrace, |plan| plan.created_at <= from)?;
                self.shared.changed.store(true, Ordering::Release);
            }
            Some(Jump::Back(by)) => {
                self.store().write(|w| {
                    w.requests_set_back(by)?;
                    w.plans_set_back(by, self.now() + GRACE)
                })?;
                self.shared.changed.store(true, Ordering::Release);
            }
        }
        if self.is_finishing() {
            return Ok(None);
        }
        traffic.launch(self)
    }

    /// Once at start, by whoever delivers: what was on the wire is unsure, what was within
    /// its grace waits for a word, unless this process sent it. Returns how many wait.
    pub fn sweep(&self, now: Timestamp) -> Result<u32, StoreError> {
        self.store().requests_due_by(now + LONGEST_WAIT)?;
        for request in self.store().requests_sending()? {
            self.found_sending(&request, now)?;
        }
        self.hold_what_is_in_grace(&Hold::FoundInGrace, |plan| {
            !self.sent_here().contains(&plan.id)
        })
    }

    /// Nobody knows whether it would have been taken back. Returns how many are held.
    fn hold_what_is_in_grace(
        &self,
        why: &Hold,
        which: impl Fn(&Plan) -> bool,
    ) -> Result<u32, StoreError> {
        let mut held = 0;
        for plan in self.store().plans_in_grace()? {
            if which(&plan) {
                self.turn(&plan, PlanState::Held, Some(why.clone()), None)?;
                held += 1;
            }
        }
        Ok(held)
    }

    fn sending(&self, plan: &Plan) -> Result<(), StoreError> {
        self.turn(plan, PlanState::Sending, None, None)
    }

    fn hold(&self, plan: PlanId, hold: Hold, until: Option<Timestamp>) -> Result<(), StoreError> {
        let plan = self.store().plan(plan)?;
        if plan.state != PlanState::Sending {
            return Ok(());
        }
        self.turn(&plan, PlanState::Held, Some(hold), until)
    }

    /// Puts a plan into another state, unless the user was quicker.
    fn turn(
        &self,
        plan: &Plan,
        state: PlanState,
        hold: Option<Hold>,
        until: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let touched = self.store().write(|w| {
            let mut touched = Touched::from([plan.id]);
            if w.plan(plan.id)?.state != plan.state {
                return Ok::<_, StoreError>(touched);
            }
            let hold = hold.as_ref().map(Hold::to_text);
            w.plan_state(plan.id, state, hold.as_deref(), until)?;
            if state == PlanState::Sending {
                // There may be nothing left that moves by itself.
                conclude(w, plan.id, &mut touched, self.now())?;
            }
            Ok(touched)
        })?;
        self.shared.changed.store(true, Ordering::Release);
        self.tell_all(touched);
        Ok(())
    }

    /// A client for the account, or `None`: it needs its key, which is said.
    pub(crate) async fn client(&self, account: &AccountId) -> Option<(Account, Client)> {
        match self.shared.keys.client(account).await {
            Ok(client) => Some(client),
            Err(problem) => {
                if !matches!(problem, ClientError::Missing) {
                    tracing::warn!(%problem, "no key for an account");
                }
                self.connection(account, ConnectionState::KeyMissing);
                None
            }
        }
    }

    fn connection(&self, account: &AccountId, state: ConnectionState) {
        if self.shared.connections.tell(account, state, self.now()) {
            self.tell(Happened::Connection(account.clone()));
        }
    }

    /// What came of a call, as far as it matters for the calls after it.
    pub(crate) fn heard<T>(&self, account: &AccountId, outcome: &Result<T, Fault>) {
        let now = Instant::now();
        if let (Ok(_), Some(flight)) = (outcome, &self.flight) {
            flight.answered.get_or_init(|| now - flight.left);
        }
        let away = self.pace(account, |pace| pace.heard(outcome.as_ref().err(), now));
        let heard = if away {
            Heard::Silence
        } else {
            Heard::of(outcome)
        };
        let news = match &self.flight {
            Some(flight) => {
                self.shared
                    .connections
                    .heard_late(account, heard, flight.left, self.now())
            }
            None => self.shared.connections.heard(account, heard, self.now()),
        };
        if news {
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
            Err(fault) if matches!(fault.cause, Cause::TimedOut | Cause::CutOff) => {
                self.connection(account, ConnectionState::Offline);
            }
            _ => self.heard(account, &outcome),
        }
        // What waited for it may go on.
        self.wake();
    }

    /// After something could not be read or written: until when nothing new leaves.
    fn rest(&self, problem: &StoreError) -> Instant {
        tracing::error!(%problem, "the outbox cannot be read or written");
        self.note_failure(problem);
        Instant::now() + AFTER_STORE_FAILURE
    }
}
