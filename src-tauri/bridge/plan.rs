//! Plans: as lines in the outbox, why one is on hold, and what can be done with one.

use outbox::{Speed, Standstill};
use serde::{Deserialize, Serialize};
use store::{ExistingInstance, PlanState as Stored};
#[cfg(test)]
use ts_rs::TS;

use super::{Intent, PlanRow, Problem, time};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanRef {
    pub(crate) plan: String,
}

/// Some people of a plan whose invitation was refused, for a draft in which that is corrected.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PeopleAgain {
    pub(crate) plan: String,
    /// Their invitations.
    pub(crate) steps: Vec<String>,
    pub(crate) correction: Correction,
}

/// What is corrected in the draft.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Correction {
    Addresses,
    Instance,
}

impl From<Correction> for outbox::Correction {
    fn from(correction: Correction) -> Self {
        match correction {
            Correction::Addresses => Self::Addresses,
            Correction::Instance => Self::Instance,
        }
    }
}

/// A plan as a line in the outbox.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanEntry {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) account_name: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) space_name: String,
    pub(crate) intent: Intent,
    pub(crate) state: PlanState,
    pub(crate) hold: Option<Hold>,
    /// It stands still until the user decides; otherwise it resumes by itself.
    pub(crate) asks_user: bool,
    pub(crate) can: PlanCan,
    /// All steps.
    pub(crate) counts: PlanCounts,
    /// The invitations alone: one a person.
    pub(crate) people: PlanCounts,
    /// While it is sending, once there is enough to go by.
    pub(crate) speed: Option<PlanSpeed>,
    pub(crate) created_at: String,
    /// Until when it can be undone whole.
    pub(crate) grace_until: Option<String>,
    pub(crate) departed_at: Option<String>,
    pub(crate) settled_at: Option<String>,
}

/// All plans, the newest first. One that can't be read doesn't hide the others.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Outbox {
    pub(crate) plans: Vec<PlanEntry>,
    pub(crate) unreadable: Vec<UnreadablePlan>,
}

/// A plan of whose data something can't be read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct UnreadablePlan {
    pub(crate) plan: String,
    pub(crate) problem: Problem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum PlanState {
    /// The seconds after "send" in which it can be undone.
    Grace,
    /// Waits for the user's word or for something outside; `hold` says which.
    Held,
    Sending,
    Paused,
    /// Every step has come to an end.
    Settled,
}

/// Why a plan stands still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
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
    OtherProcess,
    /// The snapshot to distribute isn't there any more.
    SnapshotGone,
    /// Some of what the snapshot holds can't be distributed.
    CannotDistribute {
        names: Vec<String>,
    },
    /// A list couldn't be read completely, so somebody who is to be invited may be in already.
    MembersUnclear,
    /// The data was restored or copied: what is unsettled may have been sent from elsewhere.
    DataRestored,
    /// Nothing is sent that can't be written down first.
    DiskFull,
    DiskFails,
    /// A newer version has changed the form of the data.
    DataNewer,
    /// None of the platform's last answers was of any use. Each request is tried again.
    Failing {
        since: String,
    },
}

/// How many steps stand how. Each is counted under exactly one of these numbers besides `all` and
/// `ended`: the one that its `countedAs` names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanCounts {
    pub(crate) all: u32,
    pub(crate) remaining: u32,
    pub(crate) done: u32,
    pub(crate) already: u32,
    pub(crate) needs_attention: u32,
    pub(crate) cancelled: u32,
    /// All that have come to an end, in whatever way.
    pub(crate) ended: u32,
}

/// What the user can do to a plan as it stands now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanCan {
    /// Cancel what is left of it.
    pub(crate) cancel: bool,
    /// Take it back whole: its list becomes a draft again.
    pub(crate) undo_send: bool,
    /// What can be answered about instances that turn out to exist already.
    pub(crate) answers: Vec<ExistingAnswer>,
}

/// How fast a plan gets on, measured over the last half minute.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanSpeed {
    pub(crate) per_minute: f64,
    /// Until everything has come to an end, if it goes on like this.
    pub(crate) left_seconds: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Plan {
    pub(crate) entry: PlanEntry,
    pub(crate) rows: Vec<PlanRow>,
    /// Where the plan stood when it was read, for `plan_changes`.
    #[cfg_attr(test, ts(type = "number"))]
    pub(crate) seq: i64,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanSince {
    pub(crate) plan: String,
    /// The `seq` of what was read last.
    #[cfg_attr(test, ts(type = "number"))]
    pub(crate) since: i64,
}

/// What reads differently since.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanChanges {
    pub(crate) entry: PlanEntry,
    pub(crate) rows: Vec<PlanRow>,
    #[cfg_attr(test, ts(type = "number"))]
    pub(crate) seq: i64,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanDo {
    pub(crate) plan: String,
    pub(crate) action: PlanAction,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum PlanAction {
    Pause,
    /// Also "send now" within the grace, and the user's word for a held plan.
    Resume,
    /// What hasn't left is cancelled; within the grace that is all of it.
    Cancel,
    /// Retry everything that failed and can be retried.
    RetryFailed,
    /// What can be answered about individual instances that exist already; kept with the plan.
    InviteExisting,
    DistributeExisting,
    SkipExisting,
}

/// Those actions that answer for instances that exist already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::enum_variant_names,
    reason = "the window sends them back as the actions of the same names"
)]
pub(crate) enum ExistingAnswer {
    InviteExisting,
    DistributeExisting,
    SkipExisting,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanReport {
    pub(crate) plan: String,
    pub(crate) format: ReportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ReportFormat {
    /// A table for a spreadsheet.
    Csv,
    /// A page to look at and to print.
    Html,
}

impl PlanEntry {
    /// A plan of an account, with how many of its steps stand how, and why it is on hold where it
    /// is. A plan that would be sending shows as held while something outside it stands in the way.
    pub(crate) fn of(
        plan: store::Plan,
        account: store::Account,
        counts: store::PlanCounts,
        people: store::PlanCounts,
        standstill: Option<Standstill>,
        speed: Option<Speed>,
    ) -> Self {
        let asks_user = outbox::asks_user(&plan, standstill.as_ref());
        let can = outbox::PlanCan::of(&plan, standstill.as_ref(), &counts).into();
        let hold = standstill.map(Hold::from);
        Self {
            id: plan.id.to_string(),
            account: plan.place.account.to_string(),
            account_name: account.name,
            org: plan.place.org.into(),
            space: plan.place.space.into(),
            space_name: plan.space_name,
            intent: plan.intent.into(),
            state: match plan.state {
                Stored::Grace => PlanState::Grace,
                Stored::Paused => PlanState::Paused,
                Stored::Settled => PlanState::Settled,
                Stored::Held => PlanState::Held,
                Stored::Sending if hold.is_some() => PlanState::Held,
                Stored::Sending => PlanState::Sending,
            },
            hold,
            asks_user,
            can,
            counts: counts.into(),
            people: people.into(),
            speed: speed.map(Into::into),
            created_at: time(plan.created_at),
            grace_until: (plan.state == Stored::Grace).then(|| time(plan.grace_until)),
            departed_at: plan.departed_at.map(time),
            settled_at: plan.settled_at.map(time),
        }
    }
}

impl From<Standstill> for Hold {
    fn from(standstill: Standstill) -> Self {
        let (hold, until) = match standstill {
            Standstill::OtherProcess => return Self::OtherProcess,
            Standstill::DiskFull => return Self::DiskFull,
            Standstill::DiskFails => return Self::DiskFails,
            Standstill::DataNewer => return Self::DataNewer,
            Standstill::Offline { since } => return Self::Offline { since: time(since) },
            Standstill::KeyRefused | Standstill::KeyMissing => return Self::Key,
            Standstill::Failing { since } => return Self::Failing { since: time(since) },
            Standstill::OnHold { hold, until } => (hold, until),
        };
        match hold {
            outbox::Hold::FoundInGrace => Self::FoundInGrace,
            outbox::Hold::AsleepInGrace => Self::AsleepInGrace,
            outbox::Hold::TooOld => Self::TooOld,
            outbox::Hold::DataRestored => Self::DataRestored,
            outbox::Hold::Busy => Self::Busy {
                until: until.map(time),
            },
            outbox::Hold::MembersUnclear => Self::MembersUnclear,
            outbox::Hold::SnapshotGone => Self::SnapshotGone,
            outbox::Hold::CannotDistribute { names } => Self::CannotDistribute { names },
        }
    }
}

impl From<outbox::PlanCan> for PlanCan {
    fn from(can: outbox::PlanCan) -> Self {
        let answer = |answer| match answer {
            ExistingInstance::InviteOnly => ExistingAnswer::InviteExisting,
            ExistingInstance::Distribute => ExistingAnswer::DistributeExisting,
            ExistingInstance::Skip => ExistingAnswer::SkipExisting,
        };
        Self {
            cancel: can.cancel,
            undo_send: can.undo_send,
            answers: can.answers.into_iter().map(answer).collect(),
        }
    }
}

impl From<Speed> for PlanSpeed {
    fn from(speed: Speed) -> Self {
        Self {
            per_minute: speed.per_minute,
            left_seconds: speed.left.map(|left| left.as_secs_f64()),
        }
    }
}

impl From<store::PlanCounts> for PlanCounts {
    fn from(counts: store::PlanCounts) -> Self {
        Self {
            all: counts.all(),
            remaining: counts.under_way(),
            done: counts.done,
            already: counts.already,
            needs_attention: counts.needs_attention(),
            cancelled: counts.cancelled,
            ended: counts.settled(),
        }
    }
}
