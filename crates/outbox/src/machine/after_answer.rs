//! What follows from a request that failed: the platform refused it, asked to wait, or gave no
//! answer from which it can be known what it did.

use platform::{CallKind, Cause, Fault, Proof};
use store::{Request, StepState, Why};

use super::{
    AccountHold, Facts, LONGEST_WAIT, LOOKUPS, TRIES, Verdict, asked_to_wait, find_out, gave_up,
    hold_plan,
};
use crate::plan::reason::from_fault;

pub(super) fn failed(request: &mut Request, fault: &Fault, facts: &Facts<'_>) -> Verdict {
    request.status = fault.status;
    request.refused = false;
    request.incident.clone_from(&fault.incident);
    let maybe_taken_before = request.maybe_taken;
    // A clash says clearly that it exists already, so this attempt was certainly not accepted.
    if fault.proof == Proof::Unknown && !matches!(fault.cause, Cause::Clash) {
        request.maybe_taken = true;
    }
    match &fault.cause {
        Cause::NoConnection | Cause::Tls { .. } => {
            // The request never left this computer, so it doesn't count as an attempt.
            never_left(request);
            Verdict::HoldAccount(AccountHold::Offline)
        }
        // A web page answers this request alone, again and again, so the platform itself can be
        // reached, and holding the account wouldn't help.
        Cause::NotThePlatform if request.tries >= TRIES => find_out(request, facts),
        // A captive portal, or something else, answers in place of the platform.
        Cause::NotThePlatform => Verdict::HoldAccount(AccountHold::Offline),
        Cause::KeyRefused => Verdict::HoldAccount(AccountHold::KeyRefused),
        Cause::StillRunning { .. } => retry(request, fault, facts),
        // An instance with that slug exists. The list of instances shows which one it is.
        Cause::Clash if request.kind == CallKind::CreateInstance => {
            Verdict::LookUp { at: facts.now }
        }
        Cause::Clash if request.kind == CallKind::Distribute => {
            request.maybe_taken = true;
            find_out(request, facts)
        }
        Cause::Clash if maybe_taken_before => Verdict::Settle(StepState::Done, None),
        Cause::Clash => Verdict::Settle(
            StepState::Already,
            Some(from_fault(Why::AlreadyInvited, fault)),
        ),
        // A refusal counts only in the platform's own format, because anything else may come from
        // a proxy.
        _ if fault.proof == Proof::Unknown => find_out(request, facts),
        cause if why_refused(cause).is_some() && maybe_taken_before => {
            refused_after_unknown(request, facts)
        }
        cause if let Some(why) = why_refused(cause) => refused(why, fault),
        _ => retry(request, fault, facts),
    }
}

/// What has to be known before it leaves couldn't be read. It waits as it was, unless the platform
/// says that its place isn't there for it, or never lets that be read.
pub(super) fn check_failed(request: &mut Request, fault: &Fault, facts: &Facts<'_>) -> Verdict {
    request.lookups += 1;
    match &fault.cause {
        Cause::NoConnection | Cause::Tls { .. } => {
            request.lookups -= 1;
            Verdict::HoldAccount(AccountHold::Offline)
        }
        Cause::KeyRefused => {
            request.lookups -= 1;
            Verdict::HoldAccount(AccountHold::KeyRefused)
        }
        cause
            if fault.proof == Proof::NotDone
                && let Some(why) = why_refused(cause) =>
        {
            refused(why, fault)
        }
        _ if request.lookups >= LOOKUPS => gave_up(Some(fault)),
        Cause::NotThePlatform => Verdict::HoldAccount(AccountHold::Offline),
        cause => {
            let asked = asked_to_wait(cause);
            if asked > LONGEST_WAIT {
                return hold_plan(asked, facts);
            }
            Verdict::Retry {
                at: facts.now + asked.max(facts.pause(request.lookups)),
            }
        }
    }
}

/// Takes back an attempt in which nothing was sent.
pub(crate) fn never_left(request: &mut Request) {
    request.tries = request.tries.saturating_sub(1);
    if request.tries == 0 && !request.maybe_taken {
        request.first_sent_at = None;
        request.last_sent_at = None;
        request.key_sent = None;
        request.left_without_key = false;
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

/// The platform refuses it now, but may have accepted an earlier attempt.
fn refused_after_unknown(request: &mut Request, facts: &Facts<'_>) -> Verdict {
    request.refused = true;
    Verdict::LookUp { at: facts.now }
}

fn refused(why: Why, fault: &Fault) -> Verdict {
    Verdict::Settle(StepState::Refused, Some(from_fault(why, fault)))
}

/// It was certainly not done, so it is sent again, after the pause that the platform asked for or
/// our own, whichever is longer.
fn retry(request: &Request, fault: &Fault, facts: &Facts<'_>) -> Verdict {
    let asked = asked_to_wait(&fault.cause);
    if request.tries >= TRIES {
        return if request.maybe_taken {
            Verdict::LookUp { at: facts.now }
        } else {
            gave_up(Some(fault))
        };
    }
    if asked > LONGEST_WAIT {
        return hold_plan(asked, facts);
    }
    Verdict::Retry {
        at: facts.now + asked.max(facts.pause(request.tries)),
    }
}
