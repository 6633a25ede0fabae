//! What is done with several people of a space at once: resend and revoke their invitations, write
//! to them, add them to a draft.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::Problem;

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PeopleDo {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) people: Vec<String>,
    pub(crate) action: PeopleAction,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum PeopleAction {
    Resend,
    Revoke,
    /// Ends their membership, and revokes their invitations.
    TakeOut,
}

/// What came of an action on several people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PeopleDone {
    pub(crate) done: u32,
    pub(crate) failed: Vec<PersonProblem>,
    /// Why it ended before everybody had had their turn.
    pub(crate) stopped: Option<Problem>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonProblem {
    pub(crate) address: String,
    pub(crate) problem: Problem,
}

/// How far an action on several people has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PeopleProgress {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) reached: u32,
    pub(crate) all: u32,
}

impl From<PeopleAction> for outbox::PeopleAction {
    fn from(action: PeopleAction) -> Self {
        match action {
            PeopleAction::Resend => Self::Resend,
            PeopleAction::Revoke => Self::Revoke,
            PeopleAction::TakeOut => Self::TakeOut,
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PeopleWrite {
    pub(crate) people: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum PeopleWritten {
    Opened,
    /// More people than a mail program can be handed; nothing was opened.
    TooMany,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PeopleToDraft {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    /// Absent: a new draft for this space.
    pub(crate) draft: Option<String>,
    pub(crate) people: Vec<PersonToAdd>,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonToAdd {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) group: String,
}
