use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Aim, Problem, SnapshotRef};

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
    /// Those of them who are in with another role, which stays as it is.
    pub(crate) other_role: Vec<ReviewPerson>,
    /// An invitation of theirs is under way or stands from earlier.
    pub(crate) already_invited: Vec<ReviewPerson>,
    pub(crate) left_out: Vec<ReviewPerson>,
    /// The same mailbox twice in the list: invited once.
    pub(crate) doubles: Vec<ReviewPerson>,
    /// Sending is blocked until these are mended or left out.
    pub(crate) to_mend: Vec<ReviewPerson>,
    /// Worth a look; sending is not blocked.
    pub(crate) to_look_at: u32,
    pub(crate) instances: ReviewInstances,
    /// What new instances begin with; null: with nothing, or that is not known yet.
    pub(crate) material: Option<SnapshotRef>,
    pub(crate) material_known: bool,
    /// Group instances: people without a group, who block sending.
    pub(crate) no_group: Vec<ReviewPerson>,
    /// The first calls of each kind, in order.
    pub(crate) calls: Vec<CallLine>,
    pub(crate) calls_total: u32,
    /// When members were last read: who is in is known as of then.
    pub(crate) seen_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewInstances {
    /// How many are to be made.
    pub(crate) create: u32,
    /// People whose own instance is there, though they are not in it.
    pub(crate) existing: Vec<ReviewPerson>,
    pub(crate) rooms: Vec<ReviewRoom>,
}

/// The instance of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewRoom {
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) people: u32,
    pub(crate) exists: bool,
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
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
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
    /// All steps.
    pub(crate) counts: PlanCounts,
    /// The invitations alone: one a person.
    pub(crate) people: PlanCounts,
    /// While it is sending, once there is enough to go by.
    pub(crate) pace: Option<PlanPace>,
    pub(crate) offers: PlanOffers,
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
    AsleepInGrace,
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
    /// What was to be handed out is not there any more.
    SnapshotGone,
    /// Some of what the snapshot holds cannot be handed out.
    CannotHandOut {
        names: Vec<String>,
    },
    /// The data were restored or copied: what is unsettled may have been sent from elsewhere.
    DataMoved,
    /// Nothing is sent that cannot be written down first.
    DiskFull,
    DiskFails,
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

/// What its platform offers for people who were invited and have not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanOffers {
    pub(crate) mail_again: bool,
    pub(crate) take_back: bool,
}

/// How fast a plan gets on, measured over the last half minute.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanPace {
    pub(crate) per_minute: f64,
    /// Until everything has come to an end, if it goes on like this.
    pub(crate) left_seconds: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Plan {
    pub(crate) entry: PlanEntry,
    pub(crate) rows: Vec<PlanRow>,
    /// Where the plan stood when it was read, for `plan_changes`.
    #[ts(type = "number")]
    pub(crate) seq: i64,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanSince {
    pub(crate) plan: String,
    /// The `seq` of what was read last.
    #[ts(type = "number")]
    pub(crate) since: i64,
}

/// What reads differently since.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanChanges {
    pub(crate) entry: PlanEntry,
    pub(crate) rows: Vec<PlanRow>,
    #[ts(type = "number")]
    pub(crate) seq: i64,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
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
    pub(crate) problem: Option<Problem>,
    pub(crate) settled_at: Option<String>,
    pub(crate) tries: u32,
    /// The call behind it, and what came back.
    pub(crate) call: CallLine,
    pub(crate) status: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum StepKind {
    Create,
    HandOut,
    Invite,
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
    /// The answers for own instances that are there already; kept with the plan.
    InviteExisting,
    HandOutExisting,
    LeaveOutExisting,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanReport {
    pub(crate) plan: String,
    pub(crate) format: ReportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ReportFormat {
    /// A table for a spreadsheet.
    Csv,
    /// A page to look at and to print.
    Html,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StepsDo {
    pub(crate) steps: Vec<String>,
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
    /// Invited, and not come: once more. It may be a second mail.
    InviteAgain,
    /// Unsure: another list may invite the person.
    LeaveAtThat,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StepRef {
    pub(crate) step: String,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AddressMend {
    pub(crate) step: String,
    pub(crate) address: String,
}
