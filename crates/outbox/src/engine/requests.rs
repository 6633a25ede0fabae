//! The record of each request: that it is about to leave, and what came of it.
//!
//! Between the two stands the network, where anything may be lost, so both are written down
//! whole or not at all, and both read the request again within their transaction: the user may
//! have paused, cancelled or retried in the meantime. What an event means is decided by the
//! machine; here it is only looked up what the machine has to know, and written down what it
//! decided.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use platform::{CallKind, Slug};
use store::{
    KeySent, Plan, PlanId, PlanState, PlatformProfile, Request, RequestState, Step, StepKind,
    StepState, Store, StoreError, Uptime, Write,
};

use super::clock::Clock;
use super::disk::Disk;
use super::wake::WakeUp;
use crate::account::features::honours_keys;
use crate::events::Events;
use crate::machine::{Event, Facts, Verdict, decide, never_left, replays};
use crate::plan::change::{PlanChange, change_plans_unsynced};
use crate::plan::distribution_lookup::{Arrivals, is_open};
use crate::plan::distribution_outcome::Arrival;
use crate::plan::intent::IfExists;

/// How long an invitation waits that would go into an instance to which another plan distributes
/// at this moment.
const AFTER_DISTRIBUTION: SignedDuration = SignedDuration::from_secs(5);

/// Clones keep the same record.
#[derive(Clone)]
pub(crate) struct Requests {
    pub(crate) store: Store,
    pub(crate) disk: Disk,
    pub(crate) events: Events,
    pub(crate) wake: WakeUp,
    pub(crate) clock: Clock,
    /// For how long a request may still be at work after it left.
    pub(crate) lands_within: SignedDuration,
    /// A random number from 0 to 1, which spreads retries over time.
    pub(crate) chance: fn() -> f64,
}

/// A request that is written down as sending, and the steps it serves, as they were before.
pub(crate) struct MarkedRequest {
    pub(crate) request: Request,
    pub(crate) steps: Vec<Step>,
}

impl Requests {
    /// Writes down that a request is being sent, before it is: should Cohort end then, the next
    /// start knows that its outcome is unknown. It may leave once this is on the disk. `None`
    /// where it doesn't leave, because what was true when it was picked no longer is. `occupied` are
    /// instances that somebody has come into, as was read just now.
    pub(crate) fn mark_sending(
        &self,
        plan: &Plan,
        request: &Request,
        occupied: &HashSet<Slug>,
        profile: &PlatformProfile,
        now: Timestamp,
    ) -> Result<Option<MarkedRequest>, StoreError> {
        let (marked, touched) = change_plans_unsynced(&self.store, now, |change| {
            let w = change.w;
            let Some(request) = still_waiting(w, request)? else {
                return Ok(None);
            };
            let uptime = self.clock.uptime();
            if is_forgotten_by_platform(&request, profile, now, uptime.as_ref()) {
                look_up_instead(w, request)?;
                return Ok::<_, StoreError>(None);
            }
            if !change.is_its_turn(plan, &request, occupied)? {
                change.conclude(plan.id)?;
                return Ok(None);
            }
            let mut steps = w.steps_of_request(request.id)?;
            // What of a distribution was seen to have arrived stays done.
            steps.retain(|step| step.kind != StepKind::Distribute || is_open(step));
            if meets_distribution(w, plan, &steps)? {
                put_off(w, request, now)?;
                return Ok(None);
            }
            change.touch(plan.id);
            let with_key = honours_keys(profile).then_some(KeySent { at: now, uptime });
            mark(w, request, steps, with_key, now).map(Some)
        })?;
        if marked.is_some() {
            self.disk.record_write();
        }
        self.events.publish_plans(touched);
        Ok(marked)
    }

    /// Takes the mark back, because the disk didn't take it and the request therefore didn't
    /// leave. Where this can't be written down either, or the plan was cancelled by now, the
    /// request counts as one of unknown outcome.
    pub(super) fn unmark(&self, marked: &MarkedRequest) -> Result<(), StoreError> {
        self.store.write_unsynced(|w| {
            let mut request = w.request(marked.request.id)?;
            let unchanged =
                request.state == RequestState::Sending && request.tries == marked.request.tries;
            if !unchanged || w.plan(request.plan)?.cancelled_at.is_some() {
                return Ok(());
            }
            request.state = RequestState::Waiting;
            never_left(&mut request);
            w.request_set(&request)?;
            for step in &marked.steps {
                w.step_set_state(step.id, step.state, None, None)?;
            }
            Ok(())
        })
    }

    /// Decides what follows from an event, and writes it down. Returns whether the request is
    /// settled by it.
    pub(crate) fn apply(
        &self,
        request: &Request,
        event: &Event<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let profile = self.profile(request.plan)?;
        let (verdict, touched) = change_plans_unsynced(&self.store, now, |change| {
            let current = change.w.request(request.id)?;
            // The user may have cancelled it, or asked for it anew, while it was in flight.
            if current.state != request.state || current.tries != request.tries {
                return Ok::<_, StoreError>(None);
            }
            self.apply_in(change, current, event, &profile).map(Some)
        })?;
        let Some(verdict) = verdict else {
            return Ok(false);
        };
        self.events.publish_plans(touched);
        if let Verdict::HoldPlan { .. } = verdict {
            self.wake.mark_plans_changed();
        }
        Ok(matches!(verdict, Verdict::Settle(..)))
    }

    /// Applies what the event means for the request, as a part of a larger transaction.
    pub(crate) fn apply_in(
        &self,
        change: &mut PlanChange<'_>,
        request: Request,
        event: &Event<'_>,
        profile: &PlatformProfile,
    ) -> Result<Verdict, StoreError> {
        let plan = change.w.plan(request.plan)?;
        let facts = self.facts(change, &plan, profile);
        let (request, verdict) = decide(request, event, &facts);
        change.apply_verdict(&request, &verdict)?;
        Ok(verdict)
    }

    fn facts<'p>(
        &self,
        change: &PlanChange<'_>,
        plan: &Plan,
        profile: &'p PlatformProfile,
    ) -> Facts<'p> {
        Facts {
            now: change.now,
            uptime: self.clock.uptime(),
            profile,
            chance: (self.chance)(),
            cancelled: plan.cancelled_at.is_some(),
            lands_within: self.lands_within,
            saw_all: plan.saw_all,
            if_exists: IfExists::of(&plan.intent),
        }
    }

    /// The instances of a distribution were looked up. What has arrived in some of them is settled,
    /// whatever follows for the others.
    pub(crate) fn apply_arrivals(
        &self,
        request: &Request,
        arrivals: &Arrivals,
        begun: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let profile = self.profile(request.plan)?;
        let ((), touched) = change_plans_unsynced(&self.store, now, |change| {
            let current = change.w.request(request.id)?;
            if current.state != request.state || current.tries != request.tries {
                return Ok::<_, StoreError>(());
            }
            let plan = change.w.plan(current.plan)?;
            let missing = change.not_arrived(&plan, &current, arrivals)?;
            let least = match missing.as_slice() {
                [] => Arrival::All,
                missing if missing.iter().any(|(_, found)| *found == Arrival::Nothing) => {
                    Arrival::Nothing
                }
                _ => Arrival::Unclear,
            };
            let event = Event::LookedUpContents(least, begun);
            let (after, verdict) = decide(current, &event, &self.facts(change, &plan, &profile));
            let is_last = matches!(verdict, Verdict::Settle(..));
            change.settle_arrivals(&plan, &after, arrivals, is_last)?;
            change.apply_verdict(&after, &verdict)
        })?;
        self.events.publish_plans(touched);
        Ok(())
    }

    /// The data say that it is being sent, but the process, or the write, that would know its
    /// outcome is gone.
    pub(super) fn apply_orphaned(
        &self,
        request: &Request,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.apply(request, &Event::Interrupted, now).map(drop)
    }

    /// What was learned so far of the platform to which a plan is sent.
    pub(crate) fn profile(&self, plan: PlanId) -> Result<PlatformProfile, StoreError> {
        let account = self.store.plan(plan)?.place.account;
        Ok(self.store.account(&account)?.profile)
    }
}

/// The request as it is now, if it still waits and its plan still sends.
fn still_waiting(w: &Write<'_>, request: &Request) -> Result<Option<Request>, StoreError> {
    let request = w.request(request.id)?;
    let plan = w.plan(request.plan)?;
    let sends = plan.state == PlanState::Sending && plan.departed_at.is_some();
    Ok(Some(request).filter(|request| sends && request.state == RequestState::Waiting))
}

/// It was to be repeated with its idempotency key, but waited for longer than the platform
/// remembers keys, and hasn't been looked up since.
fn is_forgotten_by_platform(
    request: &Request,
    profile: &PlatformProfile,
    now: Timestamp,
    uptime: Option<&Uptime>,
) -> bool {
    request.maybe_taken && request.lookups == 0 && !replays(request, profile, now, uptime)
}

fn look_up_instead(w: &Write<'_>, mut request: Request) -> Result<(), StoreError> {
    request.state = RequestState::LookingUp;
    request.due_at = None;
    w.request_set(&request)
}

impl PlanChange<'_> {
    /// Whether what the request waits for is still done, and a distribution still allowed.
    fn is_its_turn(
        &mut self,
        plan: &Plan,
        request: &Request,
        occupied: &HashSet<Slug>,
    ) -> Result<bool, StoreError> {
        let distributes = request.kind == CallKind::Distribute;
        if distributes && !self.distribution_may_leave(plan, request, occupied)? {
            return Ok(false);
        }
        match self.w.steps_of_request(request.id)?.as_slice() {
            [step] => self.recheck_readiness(step),
            _ => Ok(true),
        }
    }
}

/// Whether it would invite somebody into an instance while another plan distributes to it.
fn meets_distribution(w: &Write<'_>, plan: &Plan, steps: &[Step]) -> Result<bool, StoreError> {
    match steps {
        [
            Step {
                kind: StepKind::Invite,
                instance: Some(instance),
                ..
            },
        ] => w.step_distributes_to(&plan.place, instance),
        _ => Ok(false),
    }
}

fn put_off(w: &Write<'_>, mut request: Request, now: Timestamp) -> Result<(), StoreError> {
    request.due_at = Some(now + AFTER_DISTRIBUTION);
    w.request_set(&request)
}

fn mark(
    w: &Write<'_>,
    mut request: Request,
    steps: Vec<Step>,
    with_key: Option<KeySent>,
    now: Timestamp,
) -> Result<MarkedRequest, StoreError> {
    // What certainly wasn't taken needs no key to be recognised by.
    request.left_without_key &= request.maybe_taken;
    request.left_without_key |= with_key.is_none();
    request.key_sent = request.key_sent.or(with_key);
    request.state = RequestState::Sending;
    request.tries += 1;
    request.lookups = 0;
    request.first_sent_at = request.first_sent_at.or(Some(now));
    request.last_sent_at = Some(now);
    w.request_set(&request)?;
    for step in &steps {
        w.step_set_state(step.id, StepState::Sending, None, None)?;
    }
    Ok(MarkedRequest { request, steps })
}
