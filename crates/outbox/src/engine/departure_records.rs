//! The record of departures: what was seen before the first request of a plan, and how often
//! seeing it has failed.
//!
//! A plan only ever becomes less at its departure, never more. How often it was tried, and when
//! it is tried again, is known of this run only: a computer that was off for a night should try
//! at once.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;
use platform::{Cause, Fault, Proof};
use store::{
    Hold, Plan, PlanId, PlanMaterial, PlanState, Reason, RequestState, Step, StepId, StepKind,
    StepState, Store, StoreError, Why,
};
use tokio::time::Instant;

use super::clock::Clock;
use super::plan_states::PlanStates;
use crate::departure::view::DepartureView;
use crate::events::Events;
use crate::machine::{LONGEST_WAIT, TRIES, asked_to_wait};
use crate::plan::change::{PlanChange, change_plans};
use crate::plan::reason::from_fault;
use lock::LockExt as _;

/// A departure isn't tried again sooner than this, plus a random pause that doubles.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

pub(crate) struct DepartureRecords {
    store: Store,
    clock: Clock,
    events: Events,
    plans: PlanStates,
    chance: fn() -> f64,
    retries: Mutex<HashMap<PlanId, Retry>>,
}

/// A departure that met a fault which may pass.
struct Retry {
    tries: u32,
    at: Instant,
}

/// What became of an attempt to depart.
pub(crate) enum DepartureOutcome {
    /// The plan departed, ended, or was put on hold, or its account is.
    Finished,
    RetryAt(Instant),
}

impl DepartureRecords {
    pub(super) fn new(
        store: Store,
        clock: Clock,
        events: Events,
        plans: PlanStates,
        chance: fn() -> f64,
    ) -> Self {
        Self {
            store,
            clock,
            events,
            plans,
            chance,
            retries: Mutex::default(),
        }
    }

    /// Before this moment the departure isn't tried again.
    pub(super) fn retry_at(&self, plan: PlanId) -> Option<Instant> {
        self.retries.locked().get(&plan).map(|retry| retry.at)
    }

    /// Writes down what was seen, which lets the plan's requests leave. Where some of the
    /// material can't be distributed, or it can't be told who is in already, and the user wasn't
    /// told yet, the plan is put on hold instead.
    pub(crate) fn record_view(
        &self,
        departing: &Plan,
        view: &DepartureView,
        material: Option<&PlanMaterial>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let plan = departing.id;
        let names = material.map(PlanMaterial::unsaid).unwrap_or_default();
        let ((), touched) = change_plans(&self.store, now, |change| {
            change.touch(plan);
            // It was paused or cancelled meanwhile, and departs once it is resumed, if ever.
            let found = change.w.plan(plan)?;
            if found.state != PlanState::Sending {
                return Ok(());
            }
            // What was read may be older than what asks for another departure.
            if found.departures_asked != departing.departures_asked {
                return Ok(());
            }
            if let Some(material) = material {
                change.w.plan_set_material(plan, Some(material))?;
            }
            let hold = if !names.is_empty() {
                Some(Hold::CannotDistribute { names })
            } else if !found.intent.invites_unlisted && view.leaves_unclear(change.w, &found)? {
                Some(Hold::MembersUnclear)
            } else {
                None
            };
            if hold.is_some() {
                let (state, hold) = (PlanState::Held, hold.as_ref());
                return change.w.plan_set_state(plan, state, hold, None);
            }
            view.settle(change, plan)?;
            change.w.plan_set_departed(plan, view.saw_all, now)?;
            change.conclude(plan)
        })?;
        self.events.publish_plans(touched);
        self.retries.locked().remove(&plan);
        Ok(())
    }

    /// The snapshot that was to be distributed isn't there any more.
    pub(super) fn hold_without_snapshot(&self, plan: PlanId) -> Result<(), StoreError> {
        self.plans.hold(plan, &Hold::SnapshotGone, None)
    }

    /// Ends a plan that will never depart, and puts off one that may.
    pub(crate) fn record_fault(
        &self,
        plan: &Plan,
        fault: &Fault,
    ) -> Result<DepartureOutcome, StoreError> {
        if is_of_the_account(&fault.cause) {
            // Nothing leaves with the account until that is over, and then this is tried again.
            return Ok(DepartureOutcome::Finished);
        }
        let is_page = fault.cause == Cause::NotThePlatform;
        if let Some(why) = why_refused(fault) {
            self.end(plan.id, StepState::Refused, &from_fault(why, fault))?;
            return Ok(DepartureOutcome::Finished);
        }
        let tries = self.count_try(plan.id);
        if tries >= TRIES {
            self.retries.locked().remove(&plan.id);
            let reason = from_fault(Why::GaveUp, fault);
            self.end(plan.id, StepState::GaveUp, &reason)?;
            return Ok(DepartureOutcome::Finished);
        }
        // It counts, because the platform was found to answer before each departure, so that the page
        // may stand before one list of this plan alone.
        if is_page {
            return Ok(DepartureOutcome::Finished);
        }
        let asked = asked_to_wait(&fault.cause);
        if asked > LONGEST_WAIT {
            let until = self.clock.now().checked_add(asked);
            let until = until.unwrap_or(Timestamp::MAX);
            self.plans.hold(plan.id, &Hold::Busy, Some(until))?;
            return Ok(DepartureOutcome::Finished);
        }
        let asked = Duration::try_from(asked).unwrap_or_default();
        let at = Instant::now() + asked.max(pause_after(tries, (self.chance)()));
        self.retries.locked().insert(plan.id, Retry { tries, at });
        Ok(DepartureOutcome::RetryAt(at))
    }

    /// Returns how often the plan has tried to depart, this time included.
    fn count_try(&self, plan: PlanId) -> u32 {
        let mut retries = self.retries.locked();
        let retry = retries.entry(plan).or_insert_with(|| Retry {
            tries: 0,
            at: Instant::now(),
        });
        retry.tries += 1;
        retry.tries
    }

    /// Nothing of the plan leaves any more, and what has left comes to its own end. That needs no
    /// departure: the plan counts as departed, or it would try to depart for as long as anything of
    /// it is looked up, and would never get to looking it up.
    fn end(&self, plan: PlanId, state: StepState, reason: &Reason) -> Result<(), StoreError> {
        let now = self.clock.now();
        let ((), touched) = change_plans(&self.store, now, |change| {
            change.touch(plan);
            for step in change.w.steps_of_plan(plan)? {
                change.end_step(step.id, state, reason)?;
            }
            if change.w.plan_moves(plan)? {
                let saw_all = change.w.plan(plan)?.saw_all;
                change.w.plan_set_departed(plan, saw_all, now)?;
            }
            change.conclude(plan)
        })?;
        self.events.publish_plans(touched);
        Ok(())
    }
}

/// Whether a plan has anything left to distribute.
pub(super) fn distributes(steps: &[Step]) -> bool {
    steps.iter().any(|step| {
        step.kind == StepKind::Distribute
            && matches!(step.state, StepState::Waiting | StepState::Blocked)
    })
}

fn pause_after(tries: u32, chance: f64) -> Duration {
    let longest = Duration::from_secs(1 << tries.min(8));
    FIRST_PAUSE + longest.mul_f64(chance.clamp(0.0, 1.0))
}

/// Whether the account stands still by this, and not the plan alone.
fn is_of_the_account(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::NoConnection | Cause::Tls { .. } | Cause::KeyRefused
    )
}

/// Why the platform will never let the plan depart. A refusal counts only in the platform's own
/// shape; anything else may be the answer of a proxy.
fn why_refused(fault: &Fault) -> Option<Why> {
    if fault.proof == Proof::Unknown {
        return None;
    }
    match &fault.cause {
        Cause::NotAllowed => Some(Why::NotAllowed),
        Cause::NotFound => Some(Why::NotFound),
        Cause::Deleted => Some(Why::Deleted),
        _ => None,
    }
}

impl PlanChange<'_> {
    /// Ends a step that hasn't left, also where what it waits for has: that may take an hour, and
    /// then the step would leave although nobody knows who is in.
    fn end_step(
        &mut self,
        step: StepId,
        state: StepState,
        reason: &Reason,
    ) -> Result<(), StoreError> {
        let step = self.w.step(step)?;
        if step.state != StepState::Waiting {
            return Ok(());
        }
        if let Some(request) = step.request {
            let mut request = self.w.request(request)?;
            if matches!(
                request.state,
                RequestState::Sending | RequestState::LookingUp | RequestState::Running
            ) {
                return Ok(());
            }
            // That of a distribution serves other steps too, all of which end with this one.
            request.state = RequestState::Settled;
            request.due_at = None;
            self.w.request_set(&request)?;
        }
        self.settle_step(&step, state, Some(reason))
    }
}
