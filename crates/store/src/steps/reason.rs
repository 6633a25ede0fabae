//! Why a step stands as it does. Kept beside the step as JSON: enough to say it in words years
//! later, whatever the platform says by then.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{StepId, StepState};

/// Why a step stands as it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub why: Why,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The platform's own number for what happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<InvalidField>,
    /// What the platform said, verbatim. Shown, never acted on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// The step this one is blocked by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<StepId>,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// How the step had ended before the user dismissed it. The rest of the reason is still that of
    /// this end, so that the step can be shown, and restored, as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dismissed: Option<Dismissed>,
}

/// How a step had ended before the user dismissed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissed {
    pub state: StepState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvalidField {
    pub field: String,
    pub why: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A member and active.
    AlreadyJoined,
    /// Invited before, from here or elsewhere.
    AlreadyInvited,
    NotAllowed,
    NotFound,
    Deleted,
    Invalid,
    /// Passing faults for too long.
    GaveUp,
    /// Sent, the answer lost, and the platform can't tell.
    #[serde(rename = "mail_unsure")]
    EmailUnknown,
    /// Sent, the answer lost, and it is looked up again at a time that is known.
    CheckingAgain,
    /// An instance with this very slug is there, and the plan hasn't made it.
    Exists,
    /// The slug that a new instance was to have was taken since it was chosen.
    SlugTaken,
    /// An instance exists that has the slug of a group, but isn't the one that was meant by it.
    NotForGroup,
    /// An instance exists that has the slug of a person's individual instance and another name.
    NotTheirs,
    /// The instance to invite into isn't for sharing, or the platform lists none with its slug.
    NotShared,
    /// Somebody was invited into the instance before the material was distributed to it.
    InUse,
    /// The platform refuses the slug as taken, and doesn't list what takes it.
    NotListed,
    /// The platform says that distributing has failed.
    #[serde(rename = "hand_out_failed")]
    DistributionFailed,
    /// Distributed, and what came of it isn't known.
    TaskLost,
    /// Another step comes first, and hasn't come to a good end.
    WaitsFor,
    Cancelled,
    /// Invited again, and the platform mails no open invitation twice.
    StillOpen,
    /// The snapshot would overwrite something in the instance.
    WouldOverwrite,
    /// What the instance holds can't be read, so what would be overwritten isn't known.
    TargetUnreadable,
    /// The snapshot holds nothing that can be distributed.
    NothingToDistribute,
    /// The user has left it at that, though it isn't known what became of it.
    #[serde(rename = "left_at_that")]
    NotTracked,
    /// The invitation was revoked. `said` is the individual instance that was kept nevertheless,
    /// because it may be somebody's work.
    #[serde(rename = "taken_back")]
    Revoked,
    /// The address was wrong; `said` is the right one.
    #[serde(rename = "mended")]
    AddressCorrected,
}

impl Reason {
    pub fn of(why: Why) -> Self {
        Self {
            why,
            status: None,
            incident: None,
            fields: Vec::new(),
            said: None,
            waits_for: None,
            until: None,
            dismissed: None,
        }
    }

    /// Sent, the answer lost, and what became of it is looked up again then.
    pub fn checking_again(at: Timestamp) -> Self {
        Self {
            until: Some(at),
            ..Self::of(Why::CheckingAgain)
        }
    }

    /// Blocked by another step.
    pub fn waits_for(step: StepId) -> Self {
        Self {
            waits_for: Some(step),
            ..Self::of(Why::WaitsFor)
        }
    }
}
