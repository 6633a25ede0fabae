//! The steps of a plan, the request behind each, and what can be done with one.

use outbox::InvitationOffers;
use serde::{Deserialize, Serialize};
use store::{Request, Step};
#[cfg(test)]
use ts_rs::TS;

use super::{Problem, ProblemCode, from_problem, same_words, time};

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanRow {
    pub(crate) step: String,
    pub(crate) kind: StepKind,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) group: String,
    /// The slug of the instance it is about; empty where it is about the space.
    pub(crate) instance: String,
    pub(crate) instance_name: String,
    /// The step that a blocked one waits for.
    pub(crate) waits_for: Option<String>,
    pub(crate) state: StepState,
    pub(crate) counted_as: CountedAs,
    pub(crate) mark: StepMark,
    /// It has ended well, so that what it makes is there.
    pub(crate) ready: bool,
    /// What became of it, where that says more than its state.
    pub(crate) standing: StepStanding,
    /// What the user can do to it now.
    pub(crate) can: Vec<StepCan>,
    pub(crate) problem: Option<Problem>,
    pub(crate) settled_at: Option<String>,
    pub(crate) tries: u32,
    /// The request behind it, and what came back.
    pub(crate) request: RequestLine,
    pub(crate) status: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RequestLine {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) body: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum StepKind {
    Create,
    Distribute,
    Invite,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum StepState {
    Waiting,
    Sending,
    Done,
    Already,
    Refused,
    Blocked,
    GaveUp,
    Unknown,
    Cancelled,
}

/// Under which number of its plan a step is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum CountedAs {
    /// It still moves by itself.
    Remaining,
    Done,
    Already,
    /// It has ended, and it or the step that it waits for needs the user.
    NeedsAttention,
    Cancelled,
}

/// How a step stands in one word, as a table marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum StepMark {
    Waiting,
    Never,
    Sending,
    Invited,
    Joined,
    Done,
    Failed,
    Unknown,
}

/// One thing that the user can do to a step, or to the invitation that it sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum StepCan {
    Retry,
    /// Answer for the plan what is to happen with instances that exist already.
    AnswerExisting,
    LookUpAgain,
    /// No longer tracked: it may have been sent.
    SendAgain,
    Resend,
    InviteAgain,
    CorrectAddress,
    Revoke,
    /// It needs no attention any more.
    Dismiss,
    Restore,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct StepsDo {
    pub(crate) steps: Vec<String>,
    pub(crate) action: StepAction,
}

/// The failed steps of a plan that are of one kind and came to the same end.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FailedSteps {
    pub(crate) plan: String,
    pub(crate) kind: StepKind,
    pub(crate) state: StepState,
}

#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DismissedSteps {
    pub(crate) steps: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum StepAction {
    /// Refused or given up: again, as a new request.
    Retry,
    /// Unknown: the user has decided to send again; it may be a second email.
    SendAgain,
    /// Unknown: look up again whether the person is in by now.
    LookUpAgain,
    /// Invited, hasn't joined: invite again. It may be a second email.
    InviteAgain,
    /// Unknown: another list may invite the person.
    StopTracking,
    /// Refused or given up: it needs no attention any more.
    Dismiss,
    /// Dismissed: it needs attention again.
    Restore,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct StepRef {
    pub(crate) step: String,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AddressCorrection {
    pub(crate) step: String,
    pub(crate) address: String,
}

/// What became of a step after the platform accepted it, or after the user decided something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum StepStanding {
    /// It had ended without success, and the user has dismissed it.
    Dismissed,
    /// Invited again, while the first invitation is still open.
    StillOpen,
    NotTracked,
    Revoked,
    AddressCorrected,
    /// A target of a distribution was left alone, as the user wanted.
    Skipped,
    /// None of these: its state says it all.
    AsItsState,
}

impl From<outbox::StepStanding> for StepStanding {
    fn from(standing: outbox::StepStanding) -> Self {
        match standing {
            outbox::StepStanding::Dismissed => Self::Dismissed,
            outbox::StepStanding::StillOpen => Self::StillOpen,
            outbox::StepStanding::NotTracked => Self::NotTracked,
            outbox::StepStanding::Revoked => Self::Revoked,
            outbox::StepStanding::AddressCorrected => Self::AddressCorrected,
            outbox::StepStanding::Skipped => Self::Skipped,
            outbox::StepStanding::In(..) => Self::AsItsState,
        }
    }
}

same_words! {
    store::StepKind => StepKind { Create Distribute Invite }
    store::StepState => StepState {
        Waiting Sending Done Already Refused Blocked GaveUp Unknown Cancelled
    }
    store::CountedAs => CountedAs { Remaining Done Already NeedsAttention Cancelled }
    outbox::StepMark => StepMark {
        Waiting Never Sending Invited Joined Done Failed Unknown
    }
    outbox::StepCan => StepCan {
        Retry AnswerExisting LookUpAgain SendAgain Resend InviteAgain CorrectAddress Revoke
        Dismiss Restore
    }
    outbox::StepAction => StepAction {
        Retry SendAgain LookUpAgain InviteAgain StopTracking Dismiss Restore
    }
}

impl PlanRow {
    /// A step, with the request that serves it where there is one.
    pub(crate) fn of(step: Step, request: Option<&Request>, offers: InvitationOffers) -> Self {
        let can = outbox::StepCan::of(&step, offers);
        let mark = outbox::StepMark::of(&step);
        let standing = outbox::StepStanding::of(&step).into();
        let reason = step.reason;
        // Another plan has the same act under way: that says more than the step's own reason.
        let waits_for_another_plan = step.waits_for_act
            && matches!(
                step.state,
                store::StepState::Waiting | store::StepState::Blocked
            );
        Self {
            step: step.id.to_string(),
            kind: step.kind.into(),
            name: step.name,
            address: step.address,
            group: step.group,
            instance: step.instance.map(String::from).unwrap_or_default(),
            instance_name: step.instance_name,
            waits_for: reason
                .as_ref()
                .and_then(|reason| reason.waits_for)
                .map(|step| step.to_string()),
            state: step.state.into(),
            counted_as: step.state.counted_as().into(),
            mark: mark.into(),
            ready: matches!(
                step.state,
                store::StepState::Done | store::StepState::Already
            ),
            standing,
            can: can.into_iter().map(Into::into).collect(),
            problem: if waits_for_another_plan {
                Some(Problem::of(ProblemCode::WaitsForOther))
            } else {
                reason.and_then(from_problem::of_reason)
            },
            settled_at: step.settled_at.map(time),
            tries: request.map_or(0, |request| request.tries),
            status: request.and_then(|request| request.status),
            request: match request {
                Some(request) => RequestLine::post(&request.path, &request.body),
                None => RequestLine {
                    method: String::new(),
                    path: String::new(),
                    body: String::new(),
                },
            },
        }
    }
}

impl RequestLine {
    /// Everything a plan sends is a POST.
    pub(crate) fn post(path: &str, body: &[u8]) -> Self {
        Self {
            method: "POST".to_owned(),
            path: path.to_owned(),
            body: String::from_utf8_lossy(body).into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    /// The sentences name the number, because "after 12 attempts" is said in several ways.
    #[test]
    fn every_text_says_after_how_many_attempts_a_step_stops() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut texts: Vec<_> = fs::read_dir(root.join("ui/src/texts/en"))
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        texts.push(root.join("crates/outbox/src/told/report/english.rs"));
        texts.push(root.join("crates/cli/src/plans/outbox.rs"));
        let mut found = 0;
        for file in texts {
            let text = fs::read_to_string(&file).unwrap();
            for before in text
                .split(" attempts")
                .filter_map(|part| part.rsplit("after ").next())
            {
                if before.chars().all(|c| c.is_ascii_digit()) {
                    assert_eq!(before, outbox::TRIES.to_string(), "{}", file.display());
                    found += 1;
                }
            }
        }
        assert_eq!(found, 11, "texts that name the number");
    }
}
