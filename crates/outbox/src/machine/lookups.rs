//! What was found out by asking: whether the person is in, the instance there, the task done.

use jiff::SignedDuration;
use platform::{CallKind, Cause, Fault, TaskStatus};
use store::{Request, StepState};

use super::{
    AccountHold, Facts, Found, LONGEST_WAIT, TRIES, Verdict, asked_to_wait, gave_up, hold_plan,
    last_refused, left_unsure, may_replay,
};
use crate::plan::reason::{Reason, Why};
use crate::seen::membership::Membership;

/// Looks before what cannot be found out is left to the user.
const LOOKS: u32 = 12;
/// A task is asked for at growing distances …
const FIRST_POLL: SignedDuration = SignedDuration::from_secs(1);
const LONGEST_BETWEEN_POLLS: SignedDuration = SignedDuration::from_secs(30);
/// … for so long; then nobody knows.
const TASK_WITHIN: SignedDuration = SignedDuration::from_hours(1);

/// The platform could not show it: what is left is to send the same again, where that is safe.
pub(super) fn look_unclear(request: &mut Request, ground: &Facts<'_>) -> Verdict {
    if may_replay(request, ground) {
        replay(request, ground)
    } else {
        left_unsure(request, None)
    }
}

/// The same again by its key. Nothing was found out, so that it is looked up anew should the key
/// be forgotten before it leaves.
fn replay(request: &mut Request, ground: &Facts<'_>) -> Verdict {
    request.lookups = 0;
    Verdict::Again { at: ground.now }
}

pub(super) fn looked(
    request: &mut Request,
    presence: Option<Membership>,
    ground: &Facts<'_>,
) -> Verdict {
    request.lookups += 1;
    if presence.is_some() {
        return Verdict::Settle(StepState::Done, None);
    }
    if may_replay(request, ground) {
        return replay(request, ground);
    }
    // The list of the space leaves out who is invited to administer it and in it already, so
    // that only the list of an instance proves anything by an absence.
    let in_instance = request.kind == CallKind::InviteToInstance;
    if in_instance && ground.profile.lists_pending == Some(true) {
        // Cut, for the clock may have been wrong when it left.
        let latest = ground.now + ground.listed_within;
        let listed_by = request
            .last_sent_at
            .map_or(latest, |sent| latest.min(sent + ground.listed_within));
        request.last_sent_at = Some(listed_by - ground.listed_within);
        if ground.now < listed_by {
            return Verdict::Look { at: listed_by };
        }
        // It would stand there by now: it was not taken.
        request.maybe_taken = false;
        return once_more(request, ground);
    }
    let refused = last_refused(request).is_some();
    if ground.profile.refuses_repeats == Some(true) && request.tries < TRIES && !refused {
        // Sending again mails nobody twice; a clash then tells that the first one was taken.
        return once_more(request, ground);
    }
    left_unsure(request, None)
}

/// What was looked for is not there: again, for as long as there are tries left.
fn once_more(request: &Request, ground: &Facts<'_>) -> Verdict {
    if let Some(refused) = last_refused(request) {
        return Verdict::Settle(StepState::Refused, Some(refused));
    }
    if request.tries < TRIES {
        Verdict::Again {
            at: ground.now + ground.pause(request.tries),
        }
    } else {
        gave_up(None)
    }
}

/// "Created by this plan" is what answered 201, or is there after its own unsure try, was not
/// there at departure, and has nobody in it.
pub(super) fn looked_for_instance(
    request: &mut Request,
    found: Found,
    ground: &Facts<'_>,
) -> Verdict {
    request.lookups += 1;
    let taken_slug = request.status == Some(409);
    match found {
        Found::Unclear => left_unsure(request, None),
        Found::Absent if taken_slug => Verdict::Settle(
            StepState::Refused,
            Some(Reason {
                status: request.status,
                incident: request.incident.clone(),
                ..Reason::of(Why::NotListed)
            }),
        ),
        // What was lost on its way may still land: it stays a try of this plan's own.
        Found::Absent => once_more(request, ground),
        Found::Empty if request.maybe_taken && ground.saw_all => {
            Verdict::Settle(StepState::Done, None)
        }
        Found::Empty | Found::Peopled => {
            // Somebody's own instance is not to be written into unasked; a room was meant.
            let state = if ground.own {
                StepState::Refused
            } else {
                StepState::Already
            };
            Verdict::Settle(state, Some(Reason::of(Why::Exists)))
        }
    }
}

/// The task is asked for once more, unless it was asked for long enough.
pub(super) fn poll(request: &mut Request, asked: SignedDuration, ground: &Facts<'_>) -> Verdict {
    let since = request.last_sent_at.unwrap_or(ground.now);
    if ground.now.duration_since(since) > TASK_WITHIN {
        return left_unsure(request, None);
    }
    let pause = FIRST_POLL
        .checked_mul(1 << request.lookups.min(16))
        .map_or(LONGEST_BETWEEN_POLLS, |pause| {
            pause.min(LONGEST_BETWEEN_POLLS)
        });
    request.lookups += 1;
    Verdict::Poll {
        at: ground.now + pause.max(asked.min(LONGEST_WAIT)),
    }
}

pub(super) fn polled(
    request: &mut Request,
    status: &TaskStatus,
    said: Option<&str>,
    ground: &Facts<'_>,
) -> Verdict {
    match status {
        TaskStatus::Completed => Verdict::Settle(StepState::Done, None),
        TaskStatus::Failed | TaskStatus::Cancelled => {
            let reason = Reason {
                said: said.map(str::to_owned),
                ..Reason::of(Why::DistributionFailed)
            };
            Verdict::Settle(StepState::Refused, Some(reason))
        }
        _ => poll(request, SignedDuration::ZERO, ground),
    }
}

pub(super) fn poll_failed(request: &mut Request, fault: &Fault, ground: &Facts<'_>) -> Verdict {
    match &fault.cause {
        Cause::NoConnection | Cause::Tls { .. } | Cause::NotThePlatform => {
            Verdict::HoldAccount(AccountHold::Offline)
        }
        Cause::KeyRefused => Verdict::HoldAccount(AccountHold::KeyRefused),
        Cause::NotAllowed | Cause::NotFound | Cause::Deleted => left_unsure(request, Some(fault)),
        cause => poll(request, asked_to_wait(cause), ground),
    }
}

pub(super) fn look_failed(request: &mut Request, fault: &Fault, ground: &Facts<'_>) -> Verdict {
    match &fault.cause {
        Cause::NoConnection | Cause::Tls { .. } => Verdict::HoldAccount(AccountHold::Offline),
        Cause::NotThePlatform if request.lookups < LOOKS => {
            request.lookups += 1;
            Verdict::HoldAccount(AccountHold::Offline)
        }
        Cause::KeyRefused => Verdict::HoldAccount(AccountHold::KeyRefused),
        Cause::NotAllowed | Cause::NotFound | Cause::Deleted => left_unsure(request, Some(fault)),
        cause => {
            request.lookups += 1;
            let asked = asked_to_wait(cause);
            if request.lookups >= LOOKS {
                left_unsure(request, Some(fault))
            } else if asked > LONGEST_WAIT {
                hold_plan(asked, ground)
            } else {
                Verdict::Look {
                    at: ground.now + asked.max(ground.pause(request.lookups)),
                }
            }
        }
    }
}

#[cfg(test)]
#[path = "lookups_tests.rs"]
mod tests;
