//! One person of a space in detail: what happened to them, and the requests behind it.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::PlanRow;

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonRef {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) address: String,
}

/// What happened to one person in one space, and the requests behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonDetails {
    /// The oldest first.
    pub(crate) events: Vec<PersonEvent>,
    /// The steps of the plans of this computer. Nothing in them is about anybody else.
    pub(crate) steps: Vec<PlanRow>,
    /// The newest plan that invites them.
    pub(crate) plan: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonEvent {
    pub(crate) what: PersonEventKind,
    pub(crate) at: String,
}

/// In the order in which they follow each other where their times are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum PersonEventKind {
    /// The list they are on was sent.
    Queued,
    InstanceCreated,
    Distributed,
    Invited,
    Resent,
    Rejected,
    Revoked,
    Joined,
}
