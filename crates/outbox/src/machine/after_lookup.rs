//! What follows from a lookup: whether the person is a member, whether the instance exists, and
//! how the task is getting on.
//!
//! It is apart from the answers to the request itself, because the two prove different things. An
//! answer says what the platform did. A lookup only shows what exists, and what is absent may
//! still be on its way.

use jiff::{SignedDuration, Timestamp};
use platform::{CallKind, Cause, Fault, TaskStatus};
use store::{Reason, Request, StepState, Why};

use super::{
    AccountHold, Facts, InstanceLookup, LANDS_SOON, LONGEST_WAIT, LOOKUPS, TRIES, Verdict,
    asked_to_wait, gave_up, hold_plan, last_refused, may_replay, settle_as_unknown,
};
use crate::plan::distribution_outcome::Arrival;
use crate::plan::intent::IfExists;
use crate::seen::membership::Membership;

/// The status of a task is read at growing intervals, from this one …
const FIRST_POLL: SignedDuration = SignedDuration::from_secs(1);
/// … up to this one.
const LONGEST_BETWEEN_POLLS: SignedDuration = SignedDuration::from_secs(30);
/// A task that hasn't ended within this time has an unknown outcome.
const TASK_WITHIN: SignedDuration = SignedDuration::from_hours(1);

/// The lookup showed nothing. The request is sent again where that is safe, and settled as unknown
/// otherwise.
pub(super) fn lookup_unclear(request: &mut Request, facts: &Facts<'_>) -> Verdict {
    if may_replay(request, facts) {
        replay(request, facts)
    } else {
        settle_as_unknown(request, None)
    }
}

/// Sends the request again with its idempotency key. Lookups are counted anew, because it has to be
/// looked up again if the platform has forgotten the key before it is sent.
fn replay(request: &mut Request, facts: &Facts<'_>) -> Verdict {
    request.lookups = 0;
    Verdict::Retry { at: facts.now }
}

pub(super) fn looked_up_member(
    request: &mut Request,
    membership: Option<Membership>,
    begun: Timestamp,
    facts: &Facts<'_>,
) -> Verdict {
    request.lookups += 1;
    if membership.is_some() {
        return Verdict::Settle(StepState::Done, None);
    }
    if may_replay(request, facts) {
        return replay(request, facts);
    }
    // The list of the space leaves out people who are members already and invited as
    // administrators, so only the list of an instance proves that somebody isn't invited.
    let in_instance = request.kind == CallKind::InviteToInstance;
    if in_instance && facts.profile.lists_pending == Some(true) {
        if let Some(at) = absence_counts_at(request, begun, facts) {
            return Verdict::LookUp { at };
        }
        // It isn't at work any more, and the person would be listed, so it wasn't accepted. A
        // platform that loses a second answer may be one that answers nothing and does everything.
        if request.resent_after_absence && last_refused(request).is_none() {
            return settle_as_unknown(request, None);
        }
        request.maybe_taken = false;
        request.resent_after_absence = true;
        return send_after_absence(request, facts);
    }
    let refused = last_refused(request).is_some();
    if facts.profile.refuses_repeats == Some(true) && request.tries < TRIES && !refused {
        // The platform refuses a second invitation, so sending again emails nobody twice, and a
        // clash then shows that the first one was accepted.
        return send_after_absence(request, facts);
    }
    settle_as_unknown(request, None)
}

/// When it has to be looked up again, because a reading that began then shows nothing: the request
/// may still be at work. `None`: it isn't any more.
fn absence_counts_at(
    request: &mut Request,
    begun: Timestamp,
    facts: &Facts<'_>,
) -> Option<Timestamp> {
    // At most this long, because the clock may have been wrong when the request was sent.
    let latest = facts.now + facts.lands_within;
    let counts_at = request
        .last_sent_at
        .map_or(latest, |sent| latest.min(sent + facts.lands_within));
    request.last_sent_at = Some(counts_at - facts.lands_within);
    let soon = facts.now + LANDS_SOON;
    let next = if request.lookups == 1 {
        counts_at.min(soon)
    } else {
        counts_at
    };
    (begun < counts_at).then_some(next)
}

/// The lookup shows that it wasn't done. It is sent again, unless it was refused or has had all
/// its attempts.
fn send_after_absence(request: &Request, facts: &Facts<'_>) -> Verdict {
    if let Some(refused) = last_refused(request) {
        return Verdict::Settle(StepState::Refused, Some(refused));
    }
    if request.tries < TRIES {
        Verdict::Retry {
            at: facts.now + facts.pause(request.tries),
        }
    } else {
        gave_up(None)
    }
}

/// An instance counts as created by this plan if the platform answered 201; or if the answer was
/// lost, the instance didn't exist at departure, has the name it was to have, and nobody is in it.
pub(super) fn looked_up_instance(
    request: &mut Request,
    found: InstanceLookup,
    begun: Timestamp,
    facts: &Facts<'_>,
) -> Verdict {
    request.lookups += 1;
    let taken_slug = request.status == Some(409);
    match found {
        InstanceLookup::Unclear => settle_as_unknown(request, None),
        InstanceLookup::Absent if taken_slug => Verdict::Settle(
            StepState::Refused,
            Some(Reason {
                status: request.status,
                incident: request.incident.clone(),
                ..Reason::of(Why::NotListed)
            }),
        ),
        // A request that was lost on its way may still arrive, so `maybe_taken` stays set. Sending it
        // again does no harm, because the slug is taken only once. Where nothing is sent again, an
        // absence has to count.
        InstanceLookup::Absent => {
            let ends = facts.cancelled || last_refused(request).is_some();
            if ends
                && request.maybe_taken
                && let Some(at) = absence_counts_at(request, begun, facts)
            {
                return Verdict::LookUp { at };
            }
            send_after_absence(request, facts)
        }
        InstanceLookup::NotMeant(why) => Verdict::Settle(StepState::Refused, Some(Reason::of(why))),
        InstanceLookup::Empty if request.maybe_taken && facts.saw_all => {
            Verdict::Settle(StepState::Done, None)
        }
        // An instance that is added may be the one that is there, where not all rows could be read at
        // departure. Refused as taken, it would be created once more with another slug.
        InstanceLookup::Empty if request.maybe_taken && facts.if_exists == IfExists::Refuse => {
            settle_as_unknown(request, None)
        }
        InstanceLookup::Empty | InstanceLookup::NotOurs => {
            let (state, why) = facts.if_exists.outcome();
            Verdict::Settle(state, Some(Reason::of(why)))
        }
    }
}

/// What a distribution has brought into the instances was read. Once nothing can be at work any more,
/// it comes to its end, whatever it has brought; what that means for each instance is decided in
/// `plan::distribution_outcome`.
pub(super) fn looked_up_contents(
    request: &mut Request,
    arrival: Arrival,
    begun: Timestamp,
    facts: &Facts<'_>,
) -> Verdict {
    request.lookups += 1;
    if arrival == Arrival::All {
        return Verdict::Settle(StepState::Done, None);
    }
    // Where the answer is known, the platform would only repeat it.
    let answered = request.status == Some(request.kind.success_status());
    if !answered && may_replay(request, facts) {
        return replay(request, facts);
    }
    // A task that is known and hasn't ended within its hour may end at any time.
    if request.task.is_none()
        && let Some(at) = absence_counts_at(request, begun, facts)
    {
        return Verdict::LookUp { at };
    }
    settle_as_unknown(request, None)
}

/// The status of the task is read again, unless it has been read for long enough.
pub(super) fn poll(request: &mut Request, asked: SignedDuration, facts: &Facts<'_>) -> Verdict {
    if has_had_its_hour(request, facts) {
        return stop_polling(request, facts);
    }
    let pause = FIRST_POLL
        .checked_mul(1 << request.lookups.min(16))
        .map_or(LONGEST_BETWEEN_POLLS, |pause| {
            pause.min(LONGEST_BETWEEN_POLLS)
        });
    request.lookups += 1;
    Verdict::Poll {
        at: facts.now + pause.max(asked.min(LONGEST_WAIT)),
    }
}

fn has_had_its_hour(request: &Request, facts: &Facts<'_>) -> bool {
    let since = request.last_sent_at.unwrap_or(facts.now);
    facts.now.duration_since(since) > TASK_WITHIN
}

/// The task isn't asked after any more. The instances may tell what it has done.
fn stop_polling(request: &mut Request, facts: &Facts<'_>) -> Verdict {
    request.lookups = 0;
    request.pages_polled = 0;
    Verdict::LookUp { at: facts.now }
}

pub(super) fn polled(
    request: &mut Request,
    status: Option<&TaskStatus>,
    said: Option<&str>,
    facts: &Facts<'_>,
) -> Verdict {
    request.pages_polled = 0;
    match status {
        Some(TaskStatus::Completed) => Verdict::Settle(StepState::Done, None),
        Some(TaskStatus::Failed | TaskStatus::Cancelled) => {
            let reason = Reason {
                said: said.map(str::to_owned),
                ..Reason::of(Why::DistributionFailed)
            };
            Verdict::Settle(StepState::Refused, Some(reason))
        }
        _ => poll(request, SignedDuration::ZERO, facts),
    }
}

pub(super) fn poll_failed(request: &mut Request, fault: &Fault, facts: &Facts<'_>) -> Verdict {
    if fault.cause != Cause::NotThePlatform {
        request.pages_polled = 0;
    }
    match &fault.cause {
        Cause::NoConnection | Cause::Tls { .. } => Verdict::HoldAccount(AccountHold::Offline),
        // The account was found online between two of them, so the page stands before this task
        // alone.
        Cause::NotThePlatform
            if request.pages_polled + 1 >= LOOKUPS || has_had_its_hour(request, facts) =>
        {
            stop_polling(request, facts)
        }
        Cause::NotThePlatform => {
            request.pages_polled += 1;
            Verdict::HoldAccount(AccountHold::Offline)
        }
        Cause::KeyRefused => Verdict::HoldAccount(AccountHold::KeyRefused),
        // The platform doesn't know the task, or doesn't show it. The instances may tell. The
        // request was taken, so what it does may go on, and nothing may treat it as one that had no
        // effect.
        Cause::NotAllowed | Cause::NotFound | Cause::Deleted => {
            request.task = None;
            request.maybe_taken = true;
            request.lookups = 0;
            Verdict::LookUp { at: facts.now }
        }
        cause => poll(request, asked_to_wait(cause), facts),
    }
}

pub(super) fn lookup_failed(request: &mut Request, fault: &Fault, facts: &Facts<'_>) -> Verdict {
    match &fault.cause {
        Cause::NoConnection | Cause::Tls { .. } => Verdict::HoldAccount(AccountHold::Offline),
        Cause::NotThePlatform if request.lookups < LOOKUPS => {
            request.lookups += 1;
            Verdict::HoldAccount(AccountHold::Offline)
        }
        Cause::KeyRefused => Verdict::HoldAccount(AccountHold::KeyRefused),
        Cause::NotAllowed | Cause::NotFound | Cause::Deleted => {
            settle_as_unknown(request, Some(fault))
        }
        cause => {
            request.lookups += 1;
            let asked = asked_to_wait(cause);
            if request.lookups >= LOOKUPS {
                settle_as_unknown(request, Some(fault))
            } else if asked > LONGEST_WAIT {
                hold_plan(asked, facts)
            } else {
                Verdict::LookUp {
                    at: facts.now + asked.max(facts.pause(request.lookups)),
                }
            }
        }
    }
}

#[cfg(test)]
#[path = "after_lookup_tests.rs"]
mod tests;
