//! The engine sends what the plans say: it takes what is due, sends it, and has what came of it
//! written down.
//!
//! All of it is one future, [`Engine::run`], on one task. Nothing in it is shared between
//! threads except with the user's actions, so there is no order of locks to keep. The work is
//! done by parts with one job each, and the engine only owns them and runs the loop:
//!
//! - [`schedule`] and [`plan_queue`]: what is in flight, and whose turn it is.
//! - [`may_leave`]: whether a plan's departure, or its next request, may leave now.
//! - [`traffic`] and [`rate`]: how much may leave with each account, and what outcomes say
//!   about that.
//! - [`in_flight_request`] and [`in_flight_departure`]: one request, or one departure, on its
//!   way.
//! - [`requests`], [`plan_states`] and [`departure_records`]: what is written down of each, checked
//!   against what the user did in the meantime.
//! - [`apply_verdict`]: what a verdict of the machine means for the data.
//! - [`profiles`]: what answers teach of a platform.
//! - [`disk`] and [`clock`]: the two things of this computer that can go wrong underneath.
//! - [`wake`] and [`sent_here`]: what the user's actions tell the engine.

pub(crate) mod apply_verdict;
mod check_error;
pub(crate) mod clock;
mod departure_records;
pub(crate) mod disk;
mod error;
mod in_flight_departure;
mod in_flight_request;
mod look_up;
mod may_leave;
mod occupied;
mod plan_queue;
mod plan_states;
mod profiles;
mod rate;
pub(crate) mod requests;
mod schedule;
pub(crate) mod sent_here;
pub(crate) mod traffic;
pub(crate) mod wake;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use store::{Hold, Store, StoreError};
use tokio::sync::watch;
use tokio::time::Instant;

use self::clock::{Clock, Jump, JumpDetector};
use self::departure_records::DepartureRecords;
use self::disk::Disk;
use self::error::EngineError;
use self::plan_states::PlanStates;
use self::profiles::Profiles;
use self::requests::Requests;
use self::schedule::Schedule;
use self::sent_here::SentHere;
use self::traffic::Traffic;
use self::wake::WakeUp;
use crate::events::Events;
use crate::machine::LONGEST_WAIT;
use crate::plan::grace::GRACE;

/// The loop runs at least this often, should a wake-up ever be missed.
const SLOW_POLL: Duration = Duration::from_secs(30);
/// How long nothing new leaves after the data couldn't be read or written: long enough not to
/// spin, and short enough to resume without the user.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Sends what the plans of one data folder say. Only the process that holds the folder's lease
/// may run it.
pub struct Engine {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) requests: Requests,
    pub(crate) departure_records: DepartureRecords,
    traffic: Traffic,
    disk: Disk,
    wake: WakeUp,
    plans: PlanStates,
    profiles: Profiles,
    sent_here: SentHere,
    /// Nothing new is to leave, and the loop ends once nothing is in flight.
    finishing: watch::Sender<bool>,
}

/// What the engine shares with the user's actions and with the delivery.
#[derive(Clone)]
pub(crate) struct EngineParts {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) events: Events,
    pub(crate) wake: WakeUp,
    pub(crate) disk: Disk,
    pub(crate) traffic: Traffic,
    pub(crate) requests: Requests,
    pub(crate) sent_here: SentHere,
}

impl Engine {
    pub(crate) fn new(parts: EngineParts) -> Self {
        let EngineParts {
            store,
            clock,
            events,
            wake,
            disk,
            traffic,
            requests,
            sent_here,
        } = parts;
        let plans = PlanStates {
            store: store.clone(),
            clock: clock.clone(),
            events: events.clone(),
            wake: wake.clone(),
        };
        let departure_records = DepartureRecords::new(
            store.clone(),
            clock.clone(),
            events,
            plans.clone(),
            requests.chance,
        );
        Self {
            departure_records,
            profiles: Profiles::new(store.clone()),
            finishing: watch::Sender::new(false),
            store,
            clock,
            requests,
            traffic,
            disk,
            wake,
            plans,
            sent_here,
        }
    }

    /// To be called once before [`Engine::run`], by the process that holds the lease. What a
    /// process that ended left as sending is treated like a lost answer, and what is within its
    /// grace is put on hold, unless this process sent it. Returns how many plans that are.
    pub fn recover(&self, now: Timestamp) -> Result<u32, StoreError> {
        self.store.requests_cap_due(now + LONGEST_WAIT)?;
        self.traffic.recover(now)?;
        for request in self.store.requests_sending()? {
            self.requests.apply_orphaned(&request, now)?;
        }
        self.plans.hold_in_grace(&Hold::FoundInGrace, |plan| {
            !self.sent_here.contains(plan.id)
        })
    }

    /// Lets what is in flight come to its end, and [`Engine::run`] with it.
    pub(crate) fn finish(&self) {
        self.finishing.send_replace(true);
        self.wake.wake();
    }

    /// What it was to finish for hasn't happened, so that [`Engine::run`] may be called again.
    pub(crate) fn go_on(&self) {
        self.finishing.send_replace(false);
    }

    fn is_finishing(&self) -> bool {
        *self.finishing.borrow()
    }

    /// Waits until the engine is told to finish.
    pub(crate) async fn finishing(&self) {
        // This fails only without a sender, and the sender lives as long as the engine.
        let _ = self
            .finishing
            .subscribe()
            .wait_for(|finishing| *finishing)
            .await;
    }

    /// Runs until it is told to finish and nothing is in flight any more, or until it is dropped.
    pub async fn run(&self) {
        self.traffic.forget_in_flight();
        let mut schedule = Schedule::new(self);
        let mut jumps = JumpDetector::new(self.clock.now(), Instant::now());
        let mut resting = None;
        while !self.is_finishing() || schedule.has_in_flight() {
            let now = Instant::now();
            let next = match resting.filter(|until| now < *until) {
                Some(until) => Some(until),
                None => match self.run_once(&mut schedule, &mut jumps) {
                    Ok(next) => next,
                    Err(error) => {
                        resting = Some(self.rest_after(&error.into()));
                        resting
                    }
                },
            };
            let latest = now + SLOW_POLL;
            tokio::select! {
                // In a fixed order, so that a simulation of one seed always goes the same way.
                biased;
                () = self.wake.woken() => {}
                completed = schedule.next_completed() => {
                    if let Err(error) = schedule.record_completed(completed) {
                        resting = Some(self.rest_after(&error));
                    }
                }
                () = tokio::time::sleep_until(next.map_or(latest, |at| at.min(latest))) => {}
            }
        }
    }

    /// Lets leave what may leave. Returns when to run again, should nothing happen before.
    fn run_once(
        &self,
        schedule: &mut Schedule<'_>,
        jumps: &mut JumpDetector,
    ) -> Result<Option<Instant>, StoreError> {
        if let Some(jump) = jumps.compare(self.clock.now(), Instant::now()) {
            self.follow_jump(jump)?;
        }
        if self.is_finishing() {
            return Ok(None);
        }
        schedule.dispatch()
    }

    /// The wall clock jumped. After a sleep, nobody was there to undo what was within its grace.
    /// Where the clock was set back, what is stored as due goes back with it.
    fn follow_jump(&self, jump: Jump) -> Result<(), StoreError> {
        match jump {
            Jump::Ahead { from } => {
                let before = |plan: &store::Plan| plan.created_at <= from;
                self.plans.hold_in_grace(&Hold::AsleepInGrace, before)?;
            }
            Jump::Back(by) => self.set_back(by)?,
        }
        self.wake.mark_plans_changed();
        Ok(())
    }

    fn set_back(&self, by: SignedDuration) -> Result<(), StoreError> {
        self.store.write(|w| {
            w.requests_move_earlier(by)?;
            w.plans_move_earlier(by, self.clock.now() + GRACE)
        })
    }

    /// The data couldn't be read or written. Returns until when nothing new leaves.
    fn rest_after(&self, error: &EngineError) -> Instant {
        tracing::error!(%error, "the outbox can't be read or written");
        if let EngineError::Store(error) = error {
            self.disk.record_failure(error);
        }
        Instant::now() + AFTER_FAILURE
    }
}
