//! One step of a plan: what it does, which state it is in, and why.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use language::Language;
use store::{Reason, Step, StepKind, StepState, Why};

use super::time::clock;

/// What a step is about.
pub fn step_kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Create => "Instance",
        StepKind::Distribute => "Material",
        StepKind::Invite => "Invitation",
    }
}

/// The state of a step, in a word or two.
pub fn step_state(step: &Step) -> &'static str {
    if step.dismissed().is_some() {
        return "Dismissed";
    }
    if let Some(state) = reason(step).and_then(|reason| state_since(reason.why)) {
        return state;
    }
    if is_skipped(step) {
        return "Skipped";
    }
    match step.state {
        StepState::Waiting => "Waiting",
        StepState::Sending => "Sending",
        StepState::Done => match step.kind {
            StepKind::Create => "Created",
            StepKind::Distribute => "Distributed",
            StepKind::Invite => "Invited",
        },
        StepState::Already => match step.kind {
            StepKind::Create => "Already exists",
            StepKind::Distribute => "Left unchanged",
            StepKind::Invite => "Already in",
        },
        StepState::Refused => "Rejected",
        StepState::Blocked => "Blocked",
        StepState::GaveUp => "Stopped after 12 attempts",
        StepState::Unknown => "Unknown",
        StepState::Cancelled => "Cancelled",
    }
}

/// What became of an invitation after the platform accepted it, or after the user decided not to
/// find out.
fn state_since(why: Why) -> Option<&'static str> {
    match why {
        Why::StillOpen => Some("Invited earlier, still open"),
        Why::NotTracked => Some("Unknown, no longer tracked"),
        Why::Revoked => Some("Revoked"),
        Why::AddressCorrected => Some("Invited, address corrected"),
        _ => None,
    }
}

/// Whether a target of a distribution was left alone, as the user wanted.
fn is_skipped(step: &Step) -> bool {
    let skipped =
        |reason: Reason| matches!(reason.why, Why::WouldOverwrite | Why::TargetUnreadable);
    is_cancelled(step) && reason(step).is_some_and(skipped)
}

/// A step that was dismissed is cancelled too, but what is said of it is how it had ended before.
fn is_cancelled(step: &Step) -> bool {
    step.state == StepState::Cancelled && step.dismissed().is_none()
}

fn reason(step: &Step) -> Option<Reason> {
    step.reason.clone()
}

/// Why a step is in its state, and what can be done. Empty if the state says it all.
pub fn why(step: &Step) -> String {
    let Some(reason) = reason(step) else {
        return String::new();
    };
    let fields = reason
        .fields
        .iter()
        .map(|fault| format!("{}: {}.", fault.field, fault.why.trim_end_matches('.')));
    let incident = reason
        .incident
        .iter()
        .map(|incident| format!("Incident number {incident}."));
    let cause = match (reason.why, reason.until) {
        (Why::CheckingAgain, Some(at)) => checking_again(at),
        (Why::Revoked, _) if reason.said.is_some() => {
            "The invitation was revoked. The individual instance was kept, because it may contain someone's work. If you retry, this person will be invited again.".to_owned()
        }
        (why, _) => cause(why, step).to_owned(),
    };
    std::iter::once(cause)
        .chain(fields)
        .chain(incident)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What is said while it can't be told yet what came of a request.
fn checking_again(at: Timestamp) -> String {
    let zone = TimeZone::system();
    let at = clock(Language::English, at, Timestamp::now(), &zone);
    format!(
        "The platform's response was lost, and the request may still be at work there. Cohort checks again at {at}."
    )
}

fn cause(why: Why, step: &Step) -> &'static str {
    let kind = step.kind;
    let cancelled = is_cancelled(step);
    match why {
        Why::AlreadyJoined => "This person is already in.",
        Why::AlreadyInvited => "This person was already invited.",
        Why::NotAllowed => {
            "You aren't an administrator of this space. Ask one of its administrators to send this, or to make you an administrator."
        }
        Why::NotFound => "The space or the instance no longer exists on the platform.",
        Why::Deleted => {
            "The space or the instance was deleted in the last 24 hours. An administrator can restore it on the platform's website. Then retry."
        }
        Why::Invalid if kind == StepKind::Create => {
            "The platform rejected this name, slug or description. Create the instance with others."
        }
        Why::Invalid => "The platform rejected this address. Check it, then retry.",
        Why::GaveUp => {
            "The platform had a temporary problem every time, so this wasn't done. Retry."
        }
        Why::Exists => {
            "An individual instance already exists. It wasn't created here, and it may contain someone's work. In Cohort's window, choose to invite without distributing, to take a snapshot and then distribute, or to skip it."
        }
        Why::NotForGroup => {
            "The slug of this group belongs to an instance that has another name or isn't for sharing, so nobody was invited into it. Give the group another name, then invite its people again."
        }
        Why::NotTheirs => {
            "The slug of this person's individual instance belongs to an instance with another name, so nobody was invited into it. If it is theirs, name it like their email address on the platform. Otherwise invite them to a shared instance."
        }
        Why::NotShared => {
            "This isn't a shared instance, or the platform no longer lists it, so nobody was invited into it. Choose a shared instance, then invite these people again."
        }
        Why::SlugTaken => {
            "An instance with this slug was created after you chose it, so yours wasn't. Create yours with another slug."
        }
        Why::InUse => {
            "Someone was invited into this instance before the material was distributed, so nothing was overwritten. Distribute the material to it with `cohort distribute`, or from the Instances tab in Cohort's window."
        }
        Why::NotListed => {
            "The slug is taken by an instance that was deleted in the last 24 hours or is hidden from you. An administrator can restore a deleted instance on the platform's website. The slug is free again 24 hours after the deletion."
        }
        Why::DistributionFailed => {
            "The platform started to distribute the material, but didn't finish. Retry."
        }
        Why::TaskLost => {
            "Cohort can't tell whether the material was distributed. Open the instance on the platform to check."
        }
        Why::WaitsFor => "This waits for an earlier step.",
        Why::EmailUnknown => {
            "Cohort can't tell whether this email was sent. Check again later to see whether this person has joined, or send it again in Cohort's window, which may mean a second email."
        }
        Why::CheckingAgain => {
            "The platform's response was lost, and the request may still be at work there. Cohort checks again soon."
        }
        Why::WouldOverwrite if cancelled => {
            "The material would overwrite something in this instance, so it was skipped. Nothing was changed."
        }
        Why::WouldOverwrite => {
            "The material would overwrite something in this instance. Choose to take a snapshot of it and overwrite, or to skip it."
        }
        Why::TargetUnreadable if cancelled => {
            "Cohort couldn't read everything in this instance, so it was skipped. Nothing was changed."
        }
        Why::TargetUnreadable => {
            "Cohort couldn't read everything in this instance, so the material might overwrite something. Choose to take a snapshot of it and distribute, or to skip it."
        }
        Why::NothingToDistribute => {
            "The snapshot holds nothing that can be distributed, so nothing was changed. Distribute another one."
        }
        Why::Cancelled => "",
        Why::StillOpen => {
            "The first invitation is still open. While it's open, the platform won't send another."
        }
        Why::NotTracked => {
            "Cohort couldn't tell whether the email was sent. You can send it again, or invite this person from another list."
        }
        Why::Revoked => {
            "The invitation was revoked. If you retry, this person will be invited again."
        }
        Why::AddressCorrected => "The correct address was invited instead.",
    }
}
