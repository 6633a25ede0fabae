//! What a report says in English, which is also what the terminal says about a step.

use store::{Intent, Purpose, StepKind, StepState, Why};

use super::texts::{Circumstances, ReportTexts};
use crate::told::plan_standing::StepStanding;
use crate::told::words;

pub(super) const TEXTS: ReportTexts = ReportTexts {
    tag: "en",
    headings: [
        "Name", "Email", "Group", "List ID", "Instance", "Step", "State", "Finished", "Reason",
    ],
    plan_name: words::plan_name,
    plan_state: words::plan_standing,
    step_kind,
    step_state,
    cause,
    incident: |number| format!("Incident number {number}."),
    date_and_time: words::date_and_time,
    queued: "Queued",
    started: "Started",
    cancelled: "Cancelled",
    finished: "Finished",
    created: "Report created",
    note,
    file_name,
};

fn file_name(intent: &Intent, space: &str) -> String {
    match intent.purpose {
        Some(Purpose::Instances) => format!("New instances in {space}"),
        Some(Purpose::Distribute) => format!("Material for {space}"),
        _ => format!("Invitations to {space}"),
    }
}

fn note(zone: Option<&str>) -> String {
    match zone {
        Some(zone) => format!(
            "Times are in {zone}. Created by Cohort. “Invited” means that the platform accepted the invitation. It doesn't mean that the email was read."
        ),
        None => "Times are in local time. Created by Cohort. “Invited” means that the platform accepted the invitation. It doesn't mean that the email was read.".to_owned(),
    }
}

fn step_kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Create => "Instance",
        StepKind::Distribute => "Material",
        StepKind::Invite => "Invitation",
    }
}

fn step_state(standing: StepStanding) -> &'static str {
    match standing {
        StepStanding::Dismissed => "Dismissed",
        StepStanding::StillOpen => "Invited earlier, still open",
        StepStanding::NotTracked => "Unknown, no longer tracked",
        StepStanding::Revoked => "Revoked",
        StepStanding::AddressCorrected => "Invited, address corrected",
        StepStanding::Skipped => "Skipped",
        StepStanding::In(kind, state) => match state {
            StepState::Waiting => "Waiting",
            StepState::Sending => "Sending",
            StepState::Done => match kind {
                StepKind::Create => "Created",
                StepKind::Distribute => "Distributed",
                StepKind::Invite => "Invited",
            },
            StepState::Already => match kind {
                StepKind::Create => "Already exists",
                StepKind::Distribute => "Left unchanged",
                StepKind::Invite => "Already in",
            },
            StepState::Refused => "Rejected",
            StepState::Blocked => "Blocked",
            StepState::GaveUp => "Stopped after 12 attempts",
            StepState::Unknown => "Unknown",
            StepState::Cancelled => "Cancelled",
        },
    }
}

fn cause(of: &Circumstances) -> String {
    if let Some(at) = &of.checks_again_at {
        return format!(
            "The platform's response was lost, and it may still be processing the request. Cohort checks again at {at}."
        );
    }
    let said = match of.why {
        Why::AlreadyJoined => "This person is already in.",
        Why::AlreadyInvited => "This person was already invited.",
        Why::NotAllowed => {
            "You may not be an administrator of this space. Ask one of its administrators to do this, or to make you an administrator."
        }
        Why::NotFound => "The space or the instance no longer exists on the platform.",
        Why::Deleted => {
            "The space or the instance was deleted in the last 24 hours. An administrator can restore it on the platform's website. Then retry."
        }
        Why::Invalid if of.kind == StepKind::Create => {
            "The platform rejected this name, slug or description. Create the instance with others."
        }
        Why::Invalid if of.kind == StepKind::Distribute => {
            "The platform rejected this distribution. Check the snapshot and the instance on the platform, then retry."
        }
        Why::Invalid => "The platform rejected this address. Check it, then retry.",
        Why::GaveUp => {
            "The platform had a temporary problem every time, so this wasn't done. Retry."
        }
        Why::Exists => {
            "An individual instance already exists. It wasn't created here, and it may contain someone's work. In Cohort's window, choose to invite without distributing, to take a snapshot and then distribute, or to skip it."
        }
        Why::NotForGroup => {
            "The slug of this group belongs to an instance that has another name or can't be shared, so nobody was invited into it. Give the group another name, then invite its people again."
        }
        Why::NotTheirs => {
            "The slug of this person's individual instance belongs to an instance with another name, so nobody was invited into it. If it's theirs, name it after their email address on the platform. Otherwise invite them to a shared instance."
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
            "The platform's response was lost, and it may still be processing the request. Cohort checks again soon."
        }
        Why::WouldOverwrite if of.cancelled => {
            "The material would overwrite something in this instance, so it was skipped. Nothing was changed."
        }
        Why::WouldOverwrite => {
            "The material would overwrite something in this instance. Choose to take a snapshot of it and overwrite, or to skip it."
        }
        Why::TargetUnreadable if of.cancelled => {
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
        Why::Revoked if of.kept_instance => {
            "The invitation was revoked. The individual instance was kept, because it may contain someone's work. If you retry, this person will be invited again."
        }
        Why::Revoked => {
            "The invitation was revoked. If you retry, this person will be invited again."
        }
        Why::AddressCorrected => "The correct address was invited instead.",
    };
    said.to_owned()
}
