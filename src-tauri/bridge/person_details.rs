//! One person of a space in detail: what happened to them, and the requests behind it.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{PlanRow, same_words, time};

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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

same_words! {
    outbox::PersonEvent => PersonEventKind {
        Queued InstanceCreated Distributed Invited Resent Rejected Revoked Joined
    }
}

impl From<outbox::PersonHistory> for PersonDetails {
    fn from(history: outbox::PersonHistory) -> Self {
        let event = |(at, what): (_, outbox::PersonEvent)| PersonEvent {
            what: what.into(),
            at: time(at),
        };
        let row = |outbox::PersonStep {
                       step,
                       request,
                       offers,
                   }| PlanRow::of(step, request.as_ref(), offers);
        Self {
            events: history.events.into_iter().map(event).collect(),
            steps: history.steps.into_iter().map(row).collect(),
            plan: history.plan.map(|plan| plan.to_string()),
        }
    }
}
