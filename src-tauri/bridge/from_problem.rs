//! Every way in which something can fail, as the window hears of it. Here an error becomes a
//! [`Problem`], but for those of accounts (`from_account_problem.rs`), of files
//! (`from_file_problem.rs`) and of links (`link.rs`); a match that misses a new kind of error doesn't
//! compile.

use outbox::{
    ActionError, ChoiceError, DeliveryError, InstanceError, InvitationError, Reason, RefreshError,
    ReportError, RestoreError, ReviewError, SendError, SpaceKindError, Why,
};
use platform::{Cause, Fault};
use store::{ExportError, ImportError, Record, StoreError};

use super::{FieldFault, Problem, ProblemCode};

impl Problem {
    pub(crate) fn of(code: ProblemCode) -> Self {
        Self {
            code,
            about: None,
            fields: Vec::new(),
            incident: None,
            status: None,
            detail: None,
            wait_seconds: None,
            file: None,
        }
    }

    pub(crate) fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    pub(crate) fn about(mut self, about: impl Into<String>) -> Self {
        self.about = Some(about.into());
        self
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::DiskFull(_) => ProblemCode::DiskFull,
            StoreError::DiskFails(_) => ProblemCode::DiskFails,
            StoreError::Newer => ProblemCode::DataNewer,
            StoreError::NotFound(Record::Draft) => ProblemCode::DraftGone,
            StoreError::NotFound(Record::Row) => ProblemCode::RowGone,
            StoreError::NotFound(Record::Plan | Record::Step | Record::Request) => {
                ProblemCode::PlanGone
            }
            StoreError::NotFound(Record::Account) => ProblemCode::AccountGone,
            StoreError::NotFound(Record::Backup) => ProblemCode::BackupGone,
            // A process in whose place a backup was put writes nothing more, and starts again.
            StoreError::Busy(_) | StoreError::Replaced => ProblemCode::DataBusy,
            StoreError::Unreadable(_)
            | StoreError::Damaged(_)
            | StoreError::Folder(_)
            | StoreError::File(_)
            | StoreError::SettingAside(_)
            | StoreError::WriteAheadLog(_)
            | StoreError::NoWriteAheadLog(_)
            | StoreError::Migration(_)
            | StoreError::Value { .. } => ProblemCode::DataUnreadable,
            // The data is sound, and what was asked of it was wrong.
            StoreError::NotFound(Record::Act)
            | StoreError::Invariant(_)
            | StoreError::Sql(_)
            | StoreError::Encode(_) => ProblemCode::Internal,
        };
        Self::of(code).with_detail(chain(&error))
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let wait = match &fault.cause {
            Cause::Busy { retry_after } | Cause::StillRunning { retry_after } => *retry_after,
            _ => None,
        };
        let code = match &fault.cause {
            Cause::NoConnection => ProblemCode::Offline,
            Cause::Tls { .. } => ProblemCode::TlsRefused,
            Cause::TimedOut => ProblemCode::Timeout,
            Cause::CutOff => ProblemCode::AnswerLost,
            Cause::Unreadable | Cause::Unexpected => ProblemCode::Unreadable,
            Cause::TooLarge => ProblemCode::AnswerTooLarge,
            Cause::NotThePlatform => ProblemCode::NotThePlatform,
            Cause::KeyRefused => ProblemCode::KeyRefused,
            Cause::NotAllowed => ProblemCode::NotAllowed,
            Cause::NotFound => ProblemCode::NotFound,
            Cause::Deleted => ProblemCode::Deleted,
            Cause::Clash => ProblemCode::Clash,
            Cause::Invalid { .. } => ProblemCode::Invalid,
            Cause::StillRunning { .. } | Cause::Busy { .. } => ProblemCode::Busy,
            Cause::ServerFault => ProblemCode::ServerFault,
            Cause::Unusable { .. } => ProblemCode::Internal,
        };
        let fields = match &fault.cause {
            Cause::Invalid { fields } => fields
                .iter()
                .map(|field| FieldFault {
                    field: field.field.clone(),
                    why: field.why.join("; "),
                })
                .collect(),
            _ => Vec::new(),
        };
        Self {
            code,
            about: None,
            fields,
            detail: fault
                .detail
                .clone()
                .or_else(|| Some(fault.cause.to_string())),
            incident: fault.incident,
            status: fault.status,
            wait_seconds: wait.map(|wait| u32::try_from(wait.as_secs()).unwrap_or(u32::MAX)),
            file: None,
        }
    }
}

impl From<RefreshError> for Problem {
    fn from(problem: RefreshError) -> Self {
        match problem {
            RefreshError::Key(problem) => problem.into(),
            RefreshError::Fault(fault) => fault.into(),
            RefreshError::Store(problem) => problem.into(),
        }
    }
}

impl From<ReviewError> for Problem {
    fn from(problem: ReviewError) -> Self {
        match problem {
            ReviewError::IntentMissing => Self::of(ProblemCode::DraftIncomplete),
            ReviewError::WrongPlace => Self::of(ProblemCode::WrongPlace),
            ReviewError::Store(problem) => problem.into(),
        }
    }
}

impl From<ChoiceError> for Problem {
    fn from(problem: ChoiceError) -> Self {
        match problem {
            ChoiceError::NotShareable(slug) => Self::of(ProblemCode::WrongPlace).about(slug),
            ChoiceError::NoSnapshot(slug) => Self::of(ProblemCode::SnapshotNotListed).about(slug),
            ChoiceError::Review(problem) => problem.into(),
            ChoiceError::Changed => Self::of(ProblemCode::DraftChanged),
            ChoiceError::Store(problem) => problem.into(),
        }
    }
}

impl From<RestoreError> for Problem {
    fn from(error: RestoreError) -> Self {
        let code = match error {
            RestoreError::SendsElsewhere => ProblemCode::SendsElsewhere,
            RestoreError::Ending => {
                return Self::of(ProblemCode::Internal).with_detail(error.to_string());
            }
            RestoreError::Delivery(DeliveryError::Store(error)) => return error.into(),
            RestoreError::Delivery(error @ DeliveryError::Lease(_)) => {
                return Self::of(ProblemCode::DataUnreadable).with_detail(error.to_string());
            }
            RestoreError::File(error) => return error.into(),
            RestoreError::Backup(error) => {
                let code = match error {
                    StoreError::Newer => ProblemCode::BackupNewer,
                    StoreError::Unreadable(_)
                    | StoreError::Damaged(_)
                    | StoreError::Migration(_)
                    | StoreError::File(_) => ProblemCode::BackupUnreadable,
                    error => return error.into(),
                };
                return Self::of(code).with_detail(error.to_string());
            }
        };
        Self::of(code)
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        let detail = chain(&error);
        let code = match error {
            ImportError::Unopened(_) | ImportError::NotAFile => ProblemCode::FileUnreadable,
            ImportError::OwnData => ProblemCode::ImportOwnData,
            ImportError::ChangesBeside => ProblemCode::ImportChangesMissing,
            ImportError::Store(StoreError::Newer) => ProblemCode::ImportNewer,
            ImportError::Store(
                StoreError::Unreadable(_)
                | StoreError::Damaged(_)
                | StoreError::Migration(_)
                | StoreError::Sql(_)
                | StoreError::File(_),
            ) => ProblemCode::ImportUnreadable,
            ImportError::Store(error) => return error.into(),
        };
        Self::of(code).with_detail(detail)
    }
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Self {
        let detail = chain(&error);
        let code = match error {
            ExportError::OwnFolder => ProblemCode::ExportOwnFolder,
            ExportError::Unwritable(_) => ProblemCode::FileUnwritable,
            ExportError::Store(error) => return error.into(),
        };
        Self::of(code).with_detail(detail)
    }
}

impl From<SendError> for Problem {
    fn from(problem: SendError) -> Self {
        let code = match problem {
            SendError::Review(problem) => return problem.into(),
            SendError::Store(problem) => return problem.into(),
            SendError::Changed => ProblemCode::DraftChanged,
            SendError::MaybeSent => ProblemCode::DraftMaybeSent,
            SendError::ToFix(_) => ProblemCode::DraftToFix,
            SendError::TooManyGroups(_) => ProblemCode::DraftTooManyGroups,
            SendError::NoGroup(_) => ProblemCode::DraftNoGroup,
            SendError::NotTheirs(_) => ProblemCode::DraftNotTheirs,
            SendError::AddressGroups(_) => ProblemCode::DraftAddressGroups,
            SendError::NotSharedGroups(_) => ProblemCode::DraftNotSharedGroups,
            SendError::OtherNameGroups(_) => ProblemCode::DraftOtherNameGroups,
            SendError::NewInstances(_) => ProblemCode::DraftNewInstances,
            SendError::Nobody => ProblemCode::NothingToSend,
            SendError::NothingInSnapshot => ProblemCode::NothingToDistribute,
            SendError::NoTargets => ProblemCode::DraftNoTargets,
            SendError::MessageTooLong(_) => ProblemCode::DraftMessageTooLong,
        };
        Self::of(code)
    }
}

impl From<ReportError> for Problem {
    fn from(problem: ReportError) -> Self {
        match problem {
            ReportError::Store(problem) => problem.into(),
            ReportError::Table(problem) => problem.into(),
            ReportError::Page(_) => Self::of(ProblemCode::Internal).with_detail(chain(&problem)),
        }
    }
}

impl From<ActionError> for Problem {
    fn from(problem: ActionError) -> Self {
        match problem {
            ActionError::Store(problem) => problem.into(),
            ActionError::TooLate => Self::of(ProblemCode::TooLate),
            ActionError::StillInFlight => Self::of(ProblemCode::NotYet),
        }
    }
}

impl From<InstanceError> for Problem {
    fn from(problem: InstanceError) -> Self {
        match problem {
            InstanceError::NotOffered => Self::of(ProblemCode::InstanceNotOffered),
            InstanceError::BelongsToSpace => Self::of(ProblemCode::InstanceStays),
            InstanceError::UnderWay => Self::of(ProblemCode::InstanceWorkedOn),
            InstanceError::Client(problem) => problem.into(),
            InstanceError::Fault(fault) => fault.into(),
            InstanceError::Store(problem) => problem.into(),
        }
    }
}

impl From<SpaceKindError> for Problem {
    fn from(problem: SpaceKindError) -> Self {
        match problem {
            SpaceKindError::Unknown => Self::of(ProblemCode::NotLoaded),
            SpaceKindError::Store(problem) => problem.into(),
        }
    }
}

impl From<InvitationError> for Problem {
    fn from(problem: InvitationError) -> Self {
        match problem {
            InvitationError::Action(problem) => problem.into(),
            InvitationError::Client(problem) => problem.into(),
            InvitationError::Fault(fault) => fault.into(),
            InvitationError::Send(problem) => problem.into(),
            InvitationError::NotOffered => Self::of(ProblemCode::NotOffered),
            InvitationError::NoInvitation => Self::of(ProblemCode::NoInvitation),
            InvitationError::Joined => Self::of(ProblemCode::JoinedSince),
            InvitationError::MembersUnclear => Self::of(ProblemCode::Unreadable),
            InvitationError::InvalidAddress => Self::of(ProblemCode::PersonAddress),
            InvitationError::SameAddress => Self::of(ProblemCode::SameAddress),
            InvitationError::NotForGroup => Self::of(ProblemCode::NotForGroup),
            InvitationError::SpaceUnknown => Self::of(ProblemCode::NotLoaded),
            InvitationError::AlreadyInvited => Self::of(ProblemCode::PersonInAlready),
        }
    }
}

/// Why a step stands as it does; `None` where it needs no word.
pub(crate) fn of_reason(reason: Reason) -> Option<Problem> {
    let code = match reason.why {
        Why::AlreadyJoined | Why::AlreadyInvited => ProblemCode::AlreadyIn,
        Why::NotAllowed => ProblemCode::NotAllowed,
        Why::NotFound => ProblemCode::NotFound,
        Why::Deleted => ProblemCode::Deleted,
        Why::Invalid => ProblemCode::Invalid,
        Why::GaveUp => ProblemCode::GaveUp,
        Why::EmailUnknown => ProblemCode::EmailUnknown,
        Why::Exists => ProblemCode::Exists,
        Why::SlugTaken => ProblemCode::SlugTaken,
        Why::NotForGroup => ProblemCode::NotForGroup,
        Why::NotTheirs => ProblemCode::NotTheirs,
        Why::NotShared => ProblemCode::WrongPlace,
        Why::InUse => ProblemCode::InUse,
        Why::WouldOverwrite => ProblemCode::WouldOverwrite,
        Why::TargetUnreadable => ProblemCode::TargetUnreadable,
        Why::NothingToDistribute => ProblemCode::NothingToDistribute,
        Why::NotListed => ProblemCode::NotListed,
        Why::DistributionFailed => ProblemCode::DistributionFailed,
        Why::TaskLost => ProblemCode::TaskLost,
        Why::WaitsFor => ProblemCode::WaitsFor,
        Why::StillOpen => ProblemCode::StillOpen,
        Why::NotTracked => ProblemCode::NotTracked,
        Why::Revoked => ProblemCode::Revoked,
        Why::AddressCorrected => ProblemCode::AddressCorrected,
        Why::CheckingAgain => ProblemCode::CheckingAgain,
        Why::Cancelled => return None,
    };
    // The right address, the instance that was kept, or the time, which the words name.
    let (about, detail) = match reason.why {
        Why::AddressCorrected | Why::Revoked => (reason.said, None),
        Why::CheckingAgain => (reason.until.map(super::time), None),
        _ => (None, reason.said),
    };
    let fields = reason.fields.into_iter();
    Some(Problem {
        code,
        about,
        fields: fields
            .map(|field| FieldFault {
                field: field.field,
                why: field.why,
            })
            .collect(),
        incident: reason.incident,
        status: reason.status,
        detail,
        wait_seconds: None,
        file: None,
    })
}

/// An error with all that caused it, for the detail that one click shows.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

#[cfg(test)]
#[path = "from_problem_tests.rs"]
mod tests;
