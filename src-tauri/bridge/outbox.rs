use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Aim, Problem};

/// What a draft comes to, before anything is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Review {
    pub(crate) draft: String,
    pub(crate) aim: Aim,
    pub(crate) space_name: String,
    /// Stands for exactly what was reviewed; `send` refuses when the draft has changed since.
    pub(crate) fingerprint: String,
    pub(crate) to_invite: u32,
    pub(crate) already_in: Vec<ReviewPerson>,
    /// An invitation of theirs is under way or stands from earlier.
    pub(crate) already_invited: Vec<ReviewPerson>,
    pub(crate) left_out: Vec<ReviewPerson>,
    /// The same mailbox twice in the list: invited once.
    pub(crate) doubles: Vec<ReviewPerson>,
    /// Sending is blocked until these are mended or left out.
    pub(crate) to_mend: Vec<ReviewPerson>,
    /// Worth a look; sending is not blocked.
    pub(crate) to_look_at: u32,
    /// The first calls, in order.
    pub(crate) calls: Vec<CallLine>,
    pub(crate) calls_total: u32,
    /// When members were last read: who is in is known as of then.
    pub(crate) seen_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewPerson {
    pub(crate) name: String,
    pub(crate) address: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CallLine {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) body: String,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Send {
    pub(crate) draft: String,
    pub(crate) fingerprint: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanRef {
    pub(crate) plan: String,
}

/// A plan as a line in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanEntry {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) account_name: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) space_name: String,
    pub(crate) aim: Aim,
    pub(crate) state: PlanState,
    pub(crate) hold: Option<Hold>,
    pub(crate) counts: PlanCounts,
    pub(crate) created_at: String,
    /// Until when it can be taken back whole.
    pub(crate) grace_until: Option<String>,
    pub(crate) departed_at: Option<String>,
    pub(crate) settled_at: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum PlanState {
    /// The seconds after "send" in which it can be taken back.
    Grace,
    /// Waits for the user's word or for something outside; `hold` says which.
    Held,
    Sending,
    Paused,
    /// Every step has come to an end.
    Settled,
}

/// Why a plan stands still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "why")]
pub(crate) enum Hold {
    /// Cohort ended within the grace; it goes on only when told so.
    FoundInGrace,
    Offline {
        since: String,
    },
    /// The key was refused or is missing.
    Key,
    /// The platform asked to wait.
    Busy {
        until: Option<String>,
    },
    /// Nothing has left for seven days: the user decides.
    TooOld,
    /// Another Cohort on this computer sends.
    OtherDeliverer,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanCounts {
    pub(crate) all: u32,
    pub(crate) waiting: u32,
    pub(crate) sending: u32,
    pub(crate) done: u32,
    pub(crate) already: u32,
    pub(crate) refused: u32,
    pub(crate) blocked: u32,
    pub(crate) gave_up: u32,
    pub(crate) unsure: u32,
    pub(crate) cancelled: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Plan {
    pub(crate) entry: PlanEntry,
    pub(crate) rows: Vec<PlanRow>,
}

/// One person of a plan. Also what a change of a plan tells: the rows that read differently now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanRow {
    pub(crate) step: String,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) state: StepState,
    pub(crate) problem: Option<Problem>,
    pub(crate) settled_at: Option<String>,
    pub(crate) tries: u32,
    /// The call behind it, and what came back.
    pub(crate) call: CallLine,
    pub(crate) status: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum StepState {
    Waiting,
    Sending,
    Done,
    Already,
    Refused,
    Blocked,
    GaveUp,
    Unsure,
    Cancelled,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanDo {
    pub(crate) plan: String,
    pub(crate) action: PlanAction,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum PlanAction {
    Pause,
    /// Also "send now" within the grace, and the user's word for a held plan.
    GoOn,
    /// What has not left is cancelled; within the grace that is all of it.
    Cancel,
    /// Retry everything that failed and can be retried.
    RetryFailed,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StepDo {
    pub(crate) step: String,
    pub(crate) action: StepAction,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum StepAction {
    /// Refused or given up: again, as a new request.
    Retry,
    /// Unsure: the user has decided to send again; it may be a second mail.
    SendAgain,
    /// Unsure: look again whether the person is in by now.
    LookAgain,
}
