//! A review as JSON, for scripts.

use jiff::Timestamp;
use outbox::{GroupInstanceState, Review, words};
use serde::Serialize;
use store::Store;

use crate::error::CliError;
use crate::plans::distribution_words::{self, TargetJson};
use crate::plans::new_instance_words;
use crate::request_json::RequestJson;

/// A review as JSON. Scripts rely on the keys, so these stay when names in the code change.
#[derive(Serialize)]
pub(super) struct ReviewJson<'r> {
    draft: String,
    space: &'r str,
    sentence: Option<String>,
    to_invite: usize,
    #[serde(rename = "to_mend")]
    to_fix: Vec<&'r str>,
    already_in: usize,
    already_invited: usize,
    #[serde(rename = "doubles")]
    duplicates: usize,
    skipped: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    instances: Vec<NewInstanceJson<'r>>,
    /// What keeps people of some groups from being invited.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    group_problems: Vec<String>,
    /// The groups whose people join an instance that exists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    joining_groups: Vec<JoiningGroupJson<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<TargetJson<'r>>,
    members_seen_at: Option<Timestamp>,
    #[serde(rename = "calls", skip_serializing_if = "Option::is_none")]
    requests: Option<Vec<RequestJson<serde_json::Value>>>,
}

#[derive(Serialize)]
struct NewInstanceJson<'r> {
    name: &'r str,
    slug: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

#[derive(Serialize)]
struct JoiningGroupJson<'r> {
    group: &'r str,
    instance: &'r str,
    slug: &'r str,
}

impl<'r> ReviewJson<'r> {
    /// `requests`: whether every request is shown as well.
    pub(super) fn of(store: &Store, review: &'r Review, requests: bool) -> Result<Self, CliError> {
        Ok(Self {
            draft: review.draft.id.to_string(),
            space: &review.draft.space_name,
            sentence: words::sentence(review),
            to_invite: review.to_invite.len(),
            to_fix: review
                .to_fix
                .iter()
                .map(|person| person.address.as_str())
                .collect(),
            already_in: review.already_in.len(),
            already_invited: review.already_invited.len(),
            duplicates: review.duplicates.len(),
            skipped: review.skipped.len(),
            instances: review
                .new_instances
                .list
                .iter()
                .map(|instance| NewInstanceJson {
                    name: &instance.name,
                    slug: &instance.slug_text,
                    problem: new_instance_words::problem(instance),
                })
                .collect(),
            group_problems: words::group_problems(review),
            joining_groups: review
                .groups_in(GroupInstanceState::Exists)
                .map(|one| JoiningGroupJson {
                    group: &one.group,
                    instance: &one.name,
                    slug: one.slug.as_str(),
                })
                .collect(),
            targets: review
                .targets
                .list
                .iter()
                .map(distribution_words::json)
                .collect(),
            members_seen_at: review.seen_at,
            requests: requests.then(|| all_requests(store, review)).transpose()?,
        })
    }
}

/// Every request that would be made, in order.
pub(super) fn all_requests(
    store: &Store,
    review: &Review,
) -> Result<Vec<RequestJson<serde_json::Value>>, CliError> {
    let (requests, _) = outbox::preview_requests(store, review, usize::MAX)?;
    Ok(requests
        .into_iter()
        .map(|frozen| RequestJson {
            method: "POST",
            path: frozen.path,
            // Cohort has written it a moment ago. If it weren't JSON, it would be shown as it is.
            body: Some(
                serde_json::from_slice(&frozen.body)
                    .unwrap_or_else(|_| String::from_utf8_lossy(&frozen.body).into_owned().into()),
            ),
        })
        .collect())
}
