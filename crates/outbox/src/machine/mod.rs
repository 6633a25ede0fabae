//! The state machine of a request: given a request and what happened to it, it decides what
//! follows.
//!
//! It is pure and has no clock, no disk and no network. So tests can run it through any order of
//! answers, faults, lookups and interruptions, and check that each order comes to an end.
//! Everything else that it has to know comes in with [`Facts`]. `engine/` brings it the events
//! and stores what it decides.

mod after_answer;
mod after_lookup;

use crate::plan::distribution_outcome::Arrival;
use crate::plan::intent::IfExists;
pub(crate) use after_answer::never_left;
use after_answer::{check_failed, failed};
use after_lookup::{
    looked_up_contents, looked_up_instance, looked_up_member, lookup_failed, lookup_unclear, poll,
    poll_failed, polled,
};
use jiff::{SignedDuration, Timestamp};
use platform::{CallKind, Cause, Fault, TaskStatus};
use store::{KeySent, PlatformProfile, Reason, Request, RequestState, StepState, Uptime, Why};

use crate::account::features::honours_keys;
use crate::plan::reason::from_fault;
use crate::seen::membership::Membership;

/// A request is given up after this many attempts. With the longest pauses that takes most of an
/// hour.
pub const TRIES: u32 = 12;
/// What a platform was asked to do may still be done this long after the request left, although
/// nobody waits for its answer any more. Until then an absence proves nothing.
pub(crate) const LANDS_WITHIN: SignedDuration = SignedDuration::from_mins(10);
/// Most of what lands late does so within this time, so it is looked up then as well.
const LANDS_SOON: SignedDuration = SignedDuration::from_mins(1);
/// After this many lookups without a result the outcome is settled as unknown.
const LOOKUPS: u32 = 12;
/// If the platform asks for a longer pause than this, the whole plan is put on hold.
pub(crate) const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);
/// Platforms forget idempotency keys after about a day. This is one hour less, to be safe.
const KEY_REMEMBERED: SignedDuration = SignedDuration::from_hours(23);
/// A clock that goes back by no more than this is being corrected by the network.
const CLOCK_CORRECTED: SignedDuration = SignedDuration::from_secs(2);
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(1);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(5);

/// What happened to a request.
#[derive(Debug)]
pub(crate) enum Event<'a> {
    /// The platform accepted it, with the answer that its documentation lists.
    Taken,
    /// The platform accepted it as a task that it works on in the background.
    TakenAsTask(i64),
    Failed(&'a Fault),
    /// What has to be known before it leaves couldn't be read, so it didn't leave.
    CheckFailed(&'a Fault),
    /// Cohort ended while the request was stored as sending, so its outcome is unknown.
    Interrupted,
    /// The members were read, in a reading that began then, to see whether the person is among them.
    LookedUpMember(Option<Membership>, Timestamp),
    /// What was read doesn't show what became of the request: the list was incomplete, or the
    /// platform has no list that shows it.
    LookupUnclear,
    /// A lookup of either kind failed.
    LookupFailed(&'a Fault),
    /// The instances were read, in a reading that began then, to see whether the one to be created is
    /// among them.
    LookedUpInstance(InstanceLookup, Timestamp),
    /// The instances were looked up, in a reading that began then: how much of what was distributed
    /// is in the one that has least of it, of those that still wait.
    LookedUpContents(Arrival, Timestamp),
    /// The task was read: its status, if the answer had one, and the message that came with it.
    Polled(Option<&'a TaskStatus>, Option<&'a str>),
    PollFailed(&'a Fault),
}

/// What the list of instances shows of one that may have been created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InstanceLookup {
    Absent,
    /// It isn't in the list, but the list couldn't be read completely.
    Unclear,
    /// It exists, and nobody holds a role in the instance itself.
    Empty,
    /// It exists, but the plan hasn't created it: it has another name, or somebody may hold a
    /// role in it.
    NotOurs,
    /// It exists, and isn't the instance that was meant.
    NotMeant(Why),
}

/// What the machine has to know besides the request and the event.
#[derive(Debug, Clone)]
pub(crate) struct Facts<'a> {
    pub now: Timestamp,
    /// How long the computer has been running, where the system says it.
    pub uptime: Option<Uptime>,
    pub profile: &'a PlatformProfile,
    /// A random number from 0 to 1, which spreads retries over time.
    pub chance: f64,
    /// The user has cancelled the plan. What is in flight comes to its end, and nothing is sent.
    pub cancelled: bool,
    /// For how long a request may still be at work after it left.
    pub lands_within: SignedDuration,
    /// The list of instances was read completely at departure, so an instance that this plan
    /// creates didn't exist then.
    pub saw_all: bool,
    /// What an instance means that exists and wasn't created by this plan.
    pub if_exists: IfExists,
}

/// Whether the platform honours idempotency keys and still remembers the one of this request. Then
/// sending the request again does no harm and returns the first answer. A key that didn't travel with
/// every attempt that may have been taken is none: the platform would see a new request.
pub(crate) fn replays(
    request: &Request,
    profile: &PlatformProfile,
    now: Timestamp,
    uptime: Option<&Uptime>,
) -> bool {
    if !honours_keys(profile) || request.left_without_key {
        return false;
    }
    match &request.key_sent {
        Some(sent) => is_remembered(sent, now, uptime),
        None => request.first_sent_at.is_none(),
    }
}

/// Where two clocks can tell how old a key is, the older age counts. A key that was first sent in the
/// future was sent before the clock was set back, and nobody knows how long ago.
fn is_remembered(sent: &KeySent, now: Timestamp, uptime: Option<&Uptime>) -> bool {
    let age = now.duration_since(sent.at);
    let running = sent.uptime.as_ref().zip(uptime);
    let by_uptime = running
        .filter(|(then, now)| then.boot == now.boot)
        .map(|(then, now)| SignedDuration::from_secs(now.seconds.saturating_sub(then.seconds)));
    age >= -CLOCK_CORRECTED && age.max(by_uptime.unwrap_or(age)) < KEY_REMEMBERED
}

impl Facts<'_> {
    fn replays(&self, request: &Request) -> bool {
        replays(request, self.profile, self.now, self.uptime.as_ref())
    }

    fn pause(&self, tries: u32) -> SignedDuration {
        let longest = FIRST_PAUSE
            .checked_mul(1 << tries.saturating_sub(1).min(16))
            .map_or(LONGEST_PAUSE, |pause| pause.min(LONGEST_PAUSE));
        longest.mul_f64(self.chance.clamp(0.0, 1.0))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// The request has ended, and its steps with it.
    Settle(StepState, Option<Reason>),
    /// It was certainly not done, or it can be repeated without harm, so it is sent again.
    Retry { at: Timestamp },
    /// Its outcome is unknown, so it is looked up on the platform.
    LookUp { at: Timestamp },
    /// The platform works on it as a task, whose status is read from time to time.
    Poll { at: Timestamp },
    /// Nothing can be sent with this account now, and the request waits as it was.
    HoldAccount(AccountHold),
    /// The platform asks for a long pause, so the whole plan is put on hold.
    HoldPlan { until: Timestamp },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AccountHold {
    Offline,
    KeyRefused,
}

/// Decides what follows from an event. Returns the request as it is afterwards, and the verdict.
pub(crate) fn decide(
    mut request: Request,
    event: &Event<'_>,
    facts: &Facts<'_>,
) -> (Request, Verdict) {
    if matches!(event, Event::Taken | Event::TakenAsTask(_)) {
        request.status = Some(request.kind.success_status());
    }
    let verdict = match event {
        Event::Taken => Verdict::Settle(StepState::Done, None),
        Event::TakenAsTask(task) => {
            request.task = Some(*task);
            request.lookups = 0;
            poll(&mut request, SignedDuration::ZERO, facts)
        }
        Event::Failed(fault) => failed(&mut request, fault, facts),
        Event::CheckFailed(fault) => check_failed(&mut request, fault, facts),
        Event::Interrupted => {
            request.maybe_taken = true;
            find_out(&request, facts)
        }
        Event::LookedUpMember(membership, begun) => {
            looked_up_member(&mut request, *membership, *begun, facts)
        }
        Event::LookupUnclear => lookup_unclear(&mut request, facts),
        Event::LookupFailed(fault) => lookup_failed(&mut request, fault, facts),
        Event::LookedUpInstance(found, begun) => {
            looked_up_instance(&mut request, *found, *begun, facts)
        }
        Event::LookedUpContents(arrival, begun) => {
            looked_up_contents(&mut request, *arrival, *begun, facts)
        }
        Event::Polled(status, said) => polled(&mut request, *status, *said, facts),
        Event::PollFailed(fault) => poll_failed(&mut request, fault, facts),
    };
    let verdict = if facts.cancelled {
        cancelled(&request, event, verdict, facts)
    } else {
        verdict
    };
    match &verdict {
        Verdict::Settle(..) => {
            request.state = RequestState::Settled;
            request.due_at = None;
            request.answered_at = Some(facts.now);
        }
        Verdict::Retry { at } => {
            request.state = RequestState::Waiting;
            request.due_at = Some(*at);
        }
        Verdict::LookUp { at } => {
            request.state = RequestState::LookingUp;
            request.due_at = Some(*at);
        }
        Verdict::Poll { at } => {
            request.state = RequestState::Running;
            request.due_at = Some(*at);
        }
        Verdict::HoldAccount(_) | Verdict::HoldPlan { .. } => {
            if request.state == RequestState::Sending {
                let look_up = request.maybe_taken && (facts.cancelled || !facts.replays(&request));
                request.state = if look_up {
                    RequestState::LookingUp
                } else {
                    RequestState::Waiting
                };
            }
        }
    }
    (request, verdict)
}

/// Nothing of a cancelled plan is sent again. What was certainly not done is cancelled, and what
/// may have been done is looked up once more, or settled as unknown.
fn cancelled(request: &Request, event: &Event<'_>, verdict: Verdict, facts: &Facts<'_>) -> Verdict {
    match verdict {
        Verdict::Settle(..) | Verdict::LookUp { .. } | Verdict::Poll { .. } => verdict,
        // The platform goes on with a task, whether Cohort reads its status or not.
        Verdict::HoldAccount(_) if request.task.is_some() => verdict,
        _ if !request.maybe_taken => {
            Verdict::Settle(StepState::Cancelled, Some(Reason::of(Why::Cancelled)))
        }
        Verdict::Retry { .. }
            if matches!(event, Event::LookedUpMember(..) | Event::LookupUnclear) =>
        {
            settle_as_unknown(request, None)
        }
        Verdict::Retry { .. } if matches!(event, Event::LookedUpInstance(..)) => {
            Verdict::Settle(StepState::Cancelled, Some(Reason::of(Why::Cancelled)))
        }
        Verdict::Retry { .. } | Verdict::HoldPlan { .. } => Verdict::LookUp { at: facts.now },
        Verdict::HoldAccount(_) => verdict,
    }
}

/// Why the last attempt was refused, if it was.
fn last_refused(request: &Request) -> Option<Reason> {
    let why = match request.status.filter(|_| request.refused)? {
        400 | 422 => Why::Invalid,
        403 => Why::NotAllowed,
        404 => Why::NotFound,
        410 => Why::Deleted,
        _ => return None,
    };
    Some(Reason {
        status: request.status,
        incident: request.incident.clone(),
        ..Reason::of(why)
    })
}

fn gave_up(fault: Option<&Fault>) -> Verdict {
    let reason = match fault {
        Some(fault) => from_fault(Why::GaveUp, fault),
        None => Reason::of(Why::GaveUp),
    };
    Verdict::Settle(StepState::GaveUp, Some(reason))
}

fn hold_plan(asked: SignedDuration, facts: &Facts<'_>) -> Verdict {
    let until = facts.now.checked_add(asked).unwrap_or(Timestamp::MAX);
    Verdict::HoldPlan { until }
}

/// How long the platform asks to wait.
pub(crate) fn asked_to_wait(cause: &Cause) -> SignedDuration {
    match cause {
        Cause::Busy {
            retry_after: Some(wait),
        }
        | Cause::StillRunning {
            retry_after: Some(wait),
        } => SignedDuration::try_from(*wait).unwrap_or(SignedDuration::MAX),
        _ => SignedDuration::ZERO,
    }
}

/// Whether the request can be sent again although its outcome is unknown, because the idempotency
/// key returns the first answer.
fn may_replay(request: &Request, facts: &Facts<'_>) -> bool {
    !facts.cancelled
        && last_refused(request).is_none()
        && facts.replays(request)
        && request.tries < TRIES
}

/// It may have been accepted. It is sent again where its idempotency key returns the answer, and
/// looked up otherwise.
fn find_out(request: &Request, facts: &Facts<'_>) -> Verdict {
    // If it was never read what the platform offers, that is read before the lookup, and may
    // allow a replay.
    if may_replay(request, facts) {
        Verdict::Retry {
            at: facts.now + facts.pause(request.tries),
        }
    } else {
        Verdict::LookUp { at: facts.now }
    }
}

/// Settles a request whose outcome can't be found out, with the reason that fits its kind.
fn settle_as_unknown(request: &Request, fault: Option<&Fault>) -> Verdict {
    let why = match request.kind {
        CallKind::Distribute => Why::TaskLost,
        CallKind::CreateInstance => Why::NotListed,
        _ => Why::EmailUnknown,
    };
    let reason = match fault {
        Some(fault) => from_fault(why, fault),
        None => Reason::of(why),
    };
    Verdict::Settle(StepState::Unknown, Some(reason))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
