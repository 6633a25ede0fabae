use platform::{Cause, Fault};
use serde::{Deserialize, Serialize};
use store::StepId;

/// Why a step stands as it does, as kept beside it: enough to say it in words years later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub why: Why,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The platform's own number for what happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldFault>,
    /// What the platform said, verbatim. Shown, never acted on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// The step this one is blocked by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFault {
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
    /// Sent, the answer lost, and the platform cannot tell.
    MailUnsure,
    /// An instance with this very slug is there, and the plan has not made it.
    Exists,
    /// The platform refuses the slug as taken, and does not list what takes it.
    NotListed,
    /// The platform says that handing out has failed.
    HandOutFailed,
    /// Handed out, and what came of it is not known.
    TaskLost,
    /// Another step comes first, and has not come to a good end.
    WaitsFor,
    Cancelled,
    /// Invited once more, and the platform mails no open invitation twice.
    StillOpen,
    /// The user has left it at that, though it is not known what became of it.
    LeftAtThat,
    /// The invitation was taken back.
    TakenBack,
    /// The address was wrong; `said` is the right one.
    Mended,
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
        }
    }

    pub(crate) fn waits_for(step: StepId) -> Self {
        Self {
            waits_for: Some(step.0),
            ..Self::of(Why::WaitsFor)
        }
    }

    pub(crate) fn from_fault(why: Why, fault: &Fault) -> Self {
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
            why,
            status: fault.status,
            incident: fault.incident.clone(),
            fields,
            said: fault.detail.clone(),
            waits_for: None,
        }
    }

    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what is kept beside a step. Text of a later version that cannot be read says nothing.
    pub fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
