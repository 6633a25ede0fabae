//! What the search palette asks for and finds. Actions aren't among it: which there are, and what
//! they are called, is the window's own business.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{DraftEntry, Intent, PlanCounts, count};

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SearchFor {
    /// Whose spaces are searched; drafts and plans are searched whatever account they belong to.
    pub(crate) account: String,
    pub(crate) text: String,
}

/// The best of each, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SearchResults {
    pub(crate) people: Vec<FoundPerson>,
    pub(crate) all_people: u32,
    pub(crate) drafts: Vec<DraftEntry>,
    pub(crate) all_drafts: u32,
    pub(crate) plans: Vec<FoundPlan>,
    pub(crate) all_plans: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FoundPerson {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) space_name: String,
    pub(crate) found: FoundWhere,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase", tag = "what")]
pub(crate) enum FoundWhere {
    /// Among the people of the space.
    Space {
        joined: bool,
    },
    Draft {
        draft: String,
    },
    Plan {
        plan: String,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FoundPlan {
    pub(crate) plan: String,
    pub(crate) space_name: String,
    pub(crate) intent: Intent,
    pub(crate) people: PlanCounts,
    pub(crate) created_at: String,
}

impl SearchResults {
    pub(crate) fn of(found: outbox::SearchResults, plans: Vec<FoundPlan>) -> Self {
        Self {
            people: found.people.into_iter().map(Into::into).collect(),
            all_people: count(found.all_people),
            drafts: found.drafts.into_iter().map(Into::into).collect(),
            all_drafts: count(found.all_drafts),
            plans,
            all_plans: count(found.all_plans),
        }
    }
}

impl From<outbox::FoundPerson> for FoundPerson {
    fn from(person: outbox::FoundPerson) -> Self {
        Self {
            name: person.name,
            address: person.address,
            account: person.place.account.to_string(),
            org: person.place.org.into(),
            space: person.place.space.into(),
            space_name: person.space_name,
            found: match person.found {
                outbox::FoundWhere::Space { joined } => FoundWhere::Space { joined },
                outbox::FoundWhere::Draft(draft) => FoundWhere::Draft {
                    draft: draft.to_string(),
                },
                outbox::FoundWhere::Plan(plan) => FoundWhere::Plan {
                    plan: plan.to_string(),
                },
            },
        }
    }
}
