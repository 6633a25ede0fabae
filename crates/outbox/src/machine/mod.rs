//! What follows when something happens to a request. Pure: no clock, no disk, no network.

mod lookups;

use jiff::{SignedDuration, Timestamp};
use lookups::{look_failed, look_unclear, looked, looked_for_instance, poll, poll_failed, polled};
use platform::{CallKind, Cause, Fault, Proof, TaskStatus};
use store::{PlatformProfile, Request, RequestState, StepState};

use crate::account::features::honours_keys;
use crate::plan::reason::{Reason, Why, from_fault};
use crate::seen::membership::Membership;

/// Tries of a request before it gives up. With the longest pauses that is most of an hour.
pub(crate) const TRIES: u32 = 12;
/// A platform that lists pending people does so within this time.
pub(crate) const LISTED_WITHIN: SignedDuration = SignedDuration::from_secs(60);
/// Longer than this the platform's wish to wait pauses the whole plan.
pub(crate) const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);
/// Platforms forget idempotency keys after about a day.
const KEY_REMEMBERED: SignedDuration = SignedDuration::from_hours(23);
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(1);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(5);

/// What happened to a request.
#[derive(Debug)]
pub(crate) enum Event<'a> {
    /// The listed answer came, and was readable.
    Taken,
    /// … and names the task that does it.
    TakenAsTask(i64),
    Failed(&'a Fault),
    /// By the book it was on the wire when Cohort last ended.
    FoundSending,
    /// The platform was asked whether the person is in.
    Looked(Option<Membership>),
    /// … but the list could not be read whole, so that absence proves nothing.
    LookUnclear,
    /// … and asking failed.
    LookFailed(&'a Fault),
    /// The platform was asked whether the instance is there.
    LookedForInstance(Found),
    /// The task was asked for: where it stands, and what it says.
    Polled(&'a TaskStatus, Option<&'a str>),
    PollFailed(&'a Fault),
}

/// What the list of instances shows of one that may have been created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    Absent,
    /// Not among those that could be read, and not all could.
    Unclear,
    /// There, and nobody has a role of their own in it.
    Empty,
    Peopled,
}

/// What the machine has to know besides.
#[derive(Debug, Clone)]
pub(crate) struct Facts<'a> {
    pub now: Timestamp,
    pub profile: &'a PlatformProfile,
    /// A random number from 0 to 1, for the pauses.
    pub chance: f64,
    /// The user has cancelled the plan: what is on its way comes to its end, nothing leaves again.
    pub cancelled: bool,
    /// A platform that lists pending people does so within this time.
    pub listed_within: SignedDuration,
    /// At departure everything was seen, so that what was created has not been there.
    pub saw_all: bool,
    /// It is about an instance of one person's own, and not about one that may be shared.
    pub own: bool,
}

/// The platform honours idempotency keys, and still knows that of this request.
pub(crate) fn replays(request: &Request, profile: &PlatformProfile, now: Timestamp) -> bool {
    honours_keys(profile)
        && request
            .first_sent_at
            .is_none_or(|first| now.duration_since(first) < KEY_REMEMBERED)
}

impl Facts<'_> {
    fn replays(&self, request: &Request) -> bool {
        replays(request, self.profile, self.now)
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
    /// It has come to an end.
    Settle(StepState, Option<Reason>),
    /// Surely not done, or done again without harm: once more, then.
    Again { at: Timestamp },
    /// Not known: the platform is asked.
    Look { at: Timestamp },
    /// Taken, and under way on the platform: it is asked how it stands.
    Poll { at: Timestamp },
    /// Nothing of this account moves; the request waits as it was.
    HoldAccount(AccountHold),
    /// The platform wants a long pause: the whole plan waits.
    HoldPlan { until: Timestamp },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AccountHold {
    Offline,
    KeyRefused,
}

/// The request as it is after the verdict, and the verdict.
pub(crate) fn judge(
    mut request: Request,
    event: &Event<'_>,
    ground: &Facts<'_>,
) -> (Request, Verdict) {
    if matches!(event, Event::Taken | Event::TakenAsTask(_)) {
        request.status = Some(request.kind.success_status());
    }
    let verdict = match event {
        Event::Taken => Verdict::Settle(StepState::Done, None),
        Event::TakenAsTask(task) => {
            request.task = Some(*task);
            request.lookups = 0;
            poll(&mut request, SignedDuration::ZERO, ground)
        }
        Event::Failed(fault) => failed(&mut request, fault, ground),
        Event::FoundSending => {
            request.maybe_taken = true;
            unsure(&request, ground)
        }
        Event::Looked(presence) => looked(&mut request, *presence, ground),
        Event::LookUnclear => look_unclear(&mut request, ground),
        Event::LookFailed(fault) => look_failed(&mut request, fault, ground),
        Event::LookedForInstance(found) => looked_for_instance(&mut request, *found, ground),
        Event::Polled(status, said) => polled(&mut request, status, *said, ground),
        Event::PollFailed(fault) => poll_failed(&mut request, fault, ground),
    };
    let verdict = if ground.cancelled {
        cancelled(&request, event, verdict, ground)
    } else {
        verdict
    };
    match &verdict {
        Verdict::Settle(..) => {
            request.state = RequestState::Settled;
            request.due_at = None;
            request.answered_at = Some(ground.now);
        }
        Verdict::Again { at } => {
            request.state = RequestState::Waiting;
            request.due_at = Some(*at);
        }
        Verdict::Look { at } => {
            request.state = RequestState::Looking;
            request.due_at = Some(*at);
        }
        Verdict::Poll { at } => {
            request.state = RequestState::Running;
            request.due_at = Some(*at);
        }
        Verdict::HoldAccount(_) | Verdict::HoldPlan { .. } => {
            if request.state == RequestState::Sending {
                let look = request.maybe_taken && (ground.cancelled || !ground.replays(&request));
                request.state = if look {
                    RequestState::Looking
                } else {
                    RequestState::Waiting
                };
            }
        }
    }
    (request, verdict)
}

/// Of a cancelled plan nothing leaves again: what was surely not done is cancelled, what may
/// have been done is looked up once more or left unsure.
fn cancelled(
    request: &Request,
    event: &Event<'_>,
    verdict: Verdict,
    ground: &Facts<'_>,
) -> Verdict {
    match verdict {
        Verdict::Settle(..) | Verdict::Look { .. } | Verdict::Poll { .. } => verdict,
        // A task goes on whether Cohort asks for it or not.
        Verdict::HoldAccount(_) if request.task.is_some() => verdict,
        _ if !request.maybe_taken => {
            Verdict::Settle(StepState::Cancelled, Some(Reason::of(Why::Cancelled)))
        }
        Verdict::Again { .. } if matches!(event, Event::Looked(_) | Event::LookUnclear) => {
            left_unsure(request, None)
        }
        Verdict::Again { .. } if matches!(event, Event::LookedForInstance(_)) => {
            Verdict::Settle(StepState::Cancelled, Some(Reason::of(Why::Cancelled)))
        }
        Verdict::Again { .. } | Verdict::HoldPlan { .. } => Verdict::Look { at: ground.now },
        Verdict::HoldAccount(_) => verdict,
    }
}

fn failed(request: &mut Request, fault: &Fault, ground: &Facts<'_>) -> Verdict {
    request.status = fault.status;
    request.refused = false;
    request.incident.clone_from(&fault.incident);
    let maybe_taken_before = request.maybe_taken;
    // A clash is the platform's word that it is there already: nothing is unsure about it.
    if fault.proof == Proof::Unsure && !matches!(fault.cause, Cause::Clash) {
        request.maybe_taken = true;
    }
    match &fault.cause {
        Cause::NoConnection | Cause::Tls { .. } => {
            // It never left, so it does not count as a try.
            never_left(request);
            Verdict::HoldAccount(AccountHold::Offline)
        }
        // A web page for this one alone, again and again: the platform itself is there.
        Cause::NotThePlatform if request.tries >= TRIES => unsure(request, ground),
        // A captive portal, or something else that answers in the platform's place.
        Cause::NotThePlatform => Verdict::HoldAccount(AccountHold::Offline),
        Cause::KeyRefused => Verdict::HoldAccount(AccountHold::KeyRefused),
        Cause::StillRunning { .. } => again(request, fault, ground),
        // Something of that name is there: the list of instances shows what.
        Cause::Clash if request.kind == CallKind::CreateInstance => {
            Verdict::Look { at: ground.now }
        }
        Cause::Clash if request.kind == CallKind::Distribute => {
            request.maybe_taken = true;
            unsure(request, ground)
        }
        Cause::Clash if maybe_taken_before => Verdict::Settle(StepState::Done, None),
        Cause::Clash => Verdict::Settle(
            StepState::Already,
            Some(from_fault(Why::AlreadyInvited, fault)),
        ),
        // A refusal counts only in the platform's own shape; anything else may be a proxy's.
        _ if fault.proof == Proof::Unsure => unsure(request, ground),
        cause if why_refused(cause).is_some() && maybe_taken_before => {
            refused_after_all(request, fault, ground)
        }
        cause if let Some(why) = why_refused(cause) => refused(why, fault),
        _ => again(request, fault, ground),
    }
}

/// A try that came to nothing before anything was on the wire.
pub(crate) fn never_left(request: &mut Request) {
    request.tries = request.tries.saturating_sub(1);
    if request.tries == 0 && !request.maybe_taken {
        request.first_sent_at = None;
        request.last_sent_at = None;
    }
}

fn why_refused(cause: &Cause) -> Option<Why> {
    Some(match cause {
        Cause::NotAllowed => Why::NotAllowed,
        Cause::NotFound => Why::NotFound,
        Cause::Deleted => Why::Deleted,
        Cause::Invalid { .. } => Why::Invalid,
        _ => return None,
    })
}

/// It will not be done again, but an earlier try may have been taken before that was so.
fn refused_after_all(request: &mut Request, fault: &Fault, ground: &Facts<'_>) -> Verdict {
    request.refused = true;
    if request.kind == CallKind::Distribute {
        left_unsure(request, Some(fault))
    } else {
        Verdict::Look { at: ground.now }
    }
}

/// Why the last try was refused, if it was, in the platform's own shape.
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

fn refused(why: Why, fault: &Fault) -> Verdict {
    Verdict::Settle(StepState::Refused, Some(from_fault(why, fault)))
}

/// Surely not done: again, after what the platform asked for or a pause of our own, the longer.
fn again(request: &Request, fault: &Fault, ground: &Facts<'_>) -> Verdict {
    let asked = asked_to_wait(&fault.cause);
    if request.tries >= TRIES {
        return if request.maybe_taken {
            Verdict::Look { at: ground.now }
        } else {
            gave_up(Some(fault))
        };
    }
    if asked > LONGEST_WAIT {
        return hold_plan(asked, ground);
    }
    Verdict::Again {
        at: ground.now + asked.max(ground.pause(request.tries)),
    }
}

fn gave_up(fault: Option<&Fault>) -> Verdict {
    let reason = match fault {
        Some(fault) => from_fault(Why::GaveUp, fault),
        None => Reason::of(Why::GaveUp),
    };
    Verdict::Settle(StepState::GaveUp, Some(reason))
}

fn hold_plan(asked: SignedDuration, ground: &Facts<'_>) -> Verdict {
    let until = ground.now.checked_add(asked).unwrap_or(Timestamp::MAX);
    Verdict::HoldPlan { until }
}

/// How long the platform asks to be left alone.
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

/// Where the platform replays its answers, sending the same again does no harm and brings the
/// answer.
fn may_replay(request: &Request, ground: &Facts<'_>) -> bool {
    !ground.cancelled
        && last_refused(request).is_none()
        && ground.replays(request)
        && request.tries < TRIES
}

/// It may have been taken: sent again where that brings the answer, and looked up elsewhere.
fn unsure(request: &Request, ground: &Facts<'_>) -> Verdict {
    // Where the platform was never asked what it offers, that comes before the look.
    let asked = ground.profile.extensions.is_some();
    if may_replay(request, ground) {
        Verdict::Again {
            at: ground.now + ground.pause(request.tries),
        }
    } else if request.kind == CallKind::Distribute && asked {
        // Nothing shows what was handed out: what follows is said for each instance.
        left_unsure(request, None)
    } else {
        Verdict::Look { at: ground.now }
    }
}

/// What cannot be found out, in the words of what it was.
fn left_unsure(request: &Request, fault: Option<&Fault>) -> Verdict {
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
