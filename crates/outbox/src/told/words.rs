//! What is said of plans and steps in English, in the terminal and in reports. The window has
//! its own texts, which say the same.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{
    Hold, Intent, MaterialChoice, Plan, PlanState, Purpose, Role, Step, StepKind, StepState,
};

use crate::draft::review::Review;
use crate::plan::reason::Why;
use crate::told::speed::Speed;

pub fn people(count: usize) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    }
}

/// What sending comes to, in one sentence. `None`: nobody would be invited.
pub fn sentence(review: &Review) -> Option<String> {
    let count = review.to_invite.len();
    let intent = &review.draft.intent;
    let (gets, one) = match count {
        0 => return None,
        1 => ("gets a mail that invites them", true),
        _ => ("get a mail that invites them", false),
    };
    let who = people(count);
    let space = &review.draft.space_name;
    Some(match intent.purpose? {
        Purpose::Shared => {
            let instance = instance(intent);
            let role = role(intent.role, one);
            format!("{who} {gets} into {instance} of {space}, as {role}.")
        }
        Purpose::Administrators if one => {
            format!("{who} {gets} to be an administrator of {space}.")
        }
        Purpose::Administrators => format!("{who} {gets} to be administrators of {space}."),
        Purpose::Own => {
            let gets = if one {
                "gets an own instance"
            } else {
                "get an own instance each"
            };
            format!("{who} {gets} in {space}{}.", holding(review))
        }
        Purpose::Groups => {
            let come = if one { "comes" } else { "come" };
            let rooms = match review.rooms.len() {
                1 => "1 room".to_owned(),
                count => format!("{count} rooms"),
            };
            format!("{who} {come} into {rooms} of {space}{}.", holding(review))
        }
    })
}

fn holding(review: &Review) -> String {
    match &review.material {
        _ if review.draft.intent.material == MaterialChoice::Nothing => ", empty".to_owned(),
        Some(snapshot) => format!(", holding {}", snapshot.name),
        None if review.material_known => ", empty, for nothing was distributed yet".to_owned(),
        None => ", holding what was handed out last, as it stands when this leaves".to_owned(),
    }
}

/// Who is left alone, and what has to be mended, each with how many.
pub fn piles(review: &Review) -> Vec<(&'static str, usize)> {
    [
        ("To be mended first", review.to_mend.len()),
        ("Without a group", review.no_group.len()),
        ("With an own instance here already", review.existing.len()),
        ("Already in, left alone", review.already_in.len()),
        ("Already invited, left alone", review.already_invited.len()),
        ("Twice in the list", review.doubles.len()),
        ("Left out by you", review.skipped.len()),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .collect()
}

/// What a plan is, in a line: `104 people to Group A`.
pub fn plan_name(intent: &Intent, count: usize) -> String {
    match intent.purpose {
        Some(Purpose::Administrators) if count == 1 => "1 administrator".to_owned(),
        Some(Purpose::Administrators) => format!("{count} administrators"),
        Some(Purpose::Own) if count == 1 => "1 person, own instance".to_owned(),
        Some(Purpose::Own) => format!("{}, own instance each", people(count)),
        Some(Purpose::Groups) => format!("{} into their rooms", people(count)),
        Some(Purpose::Shared) | None => format!("{} to {}", people(count), instance(intent)),
    }
}

fn instance(intent: &Intent) -> &str {
    let named = intent
        .instance_name
        .as_deref()
        .filter(|name| !name.is_empty());
    named
        .or(intent.instance.as_ref().map(platform::Slug::as_str))
        .unwrap_or_default()
}

fn role(role: Role, one: bool) -> &'static str {
    match (role, one) {
        (Role::Editor, true) => "editor",
        (Role::Editor, false) => "editors",
        (Role::Viewer, true) => "viewer",
        (Role::Viewer, false) => "viewers",
        (Role::Observer, true) => "observer",
        (Role::Observer, false) => "observers",
    }
}

/// How a plan stands, in a word or two.
pub fn plan_state(plan: &Plan) -> &'static str {
    match plan.state {
        PlanState::Grace => "can still be taken back",
        PlanState::Sending => "sending",
        PlanState::Paused => "paused",
        PlanState::Held => "waits",
        PlanState::Settled => "done",
    }
}

/// Why a plan stands still by itself, and what moves it.
pub fn hold(hold: &Hold, until: Option<Timestamp>, zone: &TimeZone) -> String {
    let said = match hold {
        Hold::Busy => {
            return match until {
                Some(until) => format!(
                    "The platform asks to wait until {}. It goes on by itself then.",
                    moment(until, zone)
                ),
                None => "The platform asks to wait. It goes on by itself then.".to_owned(),
            };
        }
        Hold::AsleepInGrace => {
            "This computer slept before this had left, or its clock was set. Nothing has been sent; say whether it should go."
        }
        Hold::FoundInGrace => {
            "Cohort was closed before this had left. Nothing has been sent; say whether it should go."
        }
        Hold::TooOld => {
            "Nothing has left for seven days, and who is in may have changed. Say whether it should still go."
        }
        Hold::SnapshotGone => {
            "The snapshot to hand out is not there any more. Nobody has been invited; take it back and choose another."
        }
        Hold::CannotHandOut { .. } => {
            "Some of what the snapshot holds cannot be handed out. Say whether the rest should go."
        }
        Hold::DataMoved => {
            "The data were restored or copied: what had not come to its end may have been sent from elsewhere. Say that it should go on, and it is looked up."
        }
    };
    said.to_owned()
}

/// How fast it gets on, and how long it will take.
pub fn tempo(tempo: &Speed) -> String {
    let rate = if tempo.per_minute < 1.0 {
        "Less than one a minute".to_owned()
    } else {
        format!("{:.0} a minute", tempo.per_minute)
    };
    let Some(left) = tempo.left else {
        return rate;
    };
    match left.as_secs() {
        0..=90 => format!("{rate}, about {} s left", left.as_secs().max(1)),
        seconds => format!("{rate}, about {} min left", seconds.div_ceil(60)),
    }
}

pub fn step_kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Create => "make an instance",
        StepKind::HandOut => "hand out material",
        StepKind::Invite => "invite",
    }
}

pub fn step_state(step: &Step) -> &'static str {
    match step.state {
        StepState::Waiting => "waiting",
        StepState::Sending => "being sent",
        StepState::Done => match step.kind {
            StepKind::Create => "made",
            StepKind::HandOut => "handed out",
            StepKind::Invite => "invited",
        },
        StepState::Already => match step.kind {
            StepKind::Invite => "already in",
            StepKind::Create | StepKind::HandOut => "already there",
        },
        StepState::Refused => "refused",
        StepState::Blocked => "waits for another",
        StepState::GaveUp => "gave up",
        StepState::Unsure => "not known",
        StepState::Cancelled => "cancelled",
    }
}

/// Why a step stands as it does, with what can be done. Empty where its state says it all.
pub fn why(step: &Step) -> String {
    let Some(reason) = &step.reason else {
        return String::new();
    };
    let cause = match reason.why {
        Why::AlreadyJoined => "Is in already.",
        Why::AlreadyInvited => "Was invited before.",
        Why::NotAllowed => "You are not an administrator of this space. Ask one of them.",
        Why::NotFound => "The space or the instance is not there.",
        Why::Deleted => {
            "The space or the instance was deleted. For 24 hours an administrator can bring it back."
        }
        Why::Invalid => "The platform does not take this address.",
        Why::GaveUp => "The platform failed for too long. Try again.",
        Why::Exists => {
            "An instance of this person's is there already, and was not made by this plan. Say whether to invite only, to hand out after a snapshot of it, or to leave it out."
        }
        Why::NotListed => {
            "The name is taken on the platform by an instance that it does not show, perhaps one deleted less than a day ago."
        }
        Why::HandOutFailed => "The platform says that handing out failed. Try again.",
        Why::TaskLost => "Not known whether the material arrived. Look into the instance.",
        Why::WaitsFor => "Another step comes first.",
        Why::MailUnsure => {
            "Not known whether the mail went out. Look again later whether they have joined, or send again; it may be a second mail."
        }
        Why::Cancelled => "",
        Why::StillOpen => {
            "Their invitation is open still, and the platform mails none a second time."
        }
        Why::LeftAtThat => "It was not known whether the mail went out, and was left at that.",
        Why::TakenBack => "The invitation was taken back.",
        Why::Mended => "The address was wrong, and the right one was invited.",
    };
    let fields = reason
        .fields
        .iter()
        .map(|fault| format!("{}: {}.", fault.field, fault.why.trim_end_matches('.')));
    let incident = reason
        .incident
        .iter()
        .map(|incident| format!("Incident {incident}."));
    std::iter::once(cause.to_owned())
        .chain(fields)
        .chain(incident)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A moment as a person at this computer reads it.
pub fn moment(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone())
        .strftime("%Y-%m-%d %H:%M:%S")
        .to_string()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_time_left_is_told_as_one_would() {
        let said = |per_minute, left: Option<u64>| {
            tempo(&Speed {
                per_minute,
                left: left.map(Duration::from_secs),
            })
        };
        assert_eq!(said(312.4, Some(40)), "312 a minute, about 40 s left");
        assert_eq!(said(12.0, Some(600)), "12 a minute, about 10 min left");
        assert_eq!(said(0.4, None), "Less than one a minute");
    }
}
