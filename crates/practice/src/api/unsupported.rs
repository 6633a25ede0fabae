//! The hosted platform's other calls: lists are empty here, everything else is not to be had.

use axum::extract::{OriginalUri, State};
use axum::http::Method;

use crate::http::answer::Answer;
use crate::http::extract::Key;
use crate::platform::Shared;
use crate::request_error::Refusal;

/// Lists of what the practice platform has none of.
pub(crate) const EMPTY_LISTS: [&str; 8] = [
    "/workloads/v1",
    "/workloads/v1/org/{org}/space/{space}/nodepools",
    "/workloads/v1/org/{org}/space/{space}/instance/{instance}/app/{app}",
    "/sessions/v1/org/{org}/space/{space}/instance/{instance}/app/{app}",
    "/lfs/v1/org/{org}/space/{space}/shares",
    "/images/v1",
    "/image_families/v1",
    "/image_links/v1",
];

pub(crate) async fn empty(
    State(platform): State<Shared>,
    Key(key): Key,
) -> Result<Answer, Refusal> {
    platform
        .get(key, |_| Ok(Answer::ok(&Vec::<()>::new())))
        .await
}

pub(crate) async fn absent(OriginalUri(uri): OriginalUri) -> Refusal {
    Refusal::NotFound(format!(
        "{} is not part of the practice platform.",
        uri.path()
    ))
}

pub(crate) async fn wrong_method(method: Method) -> Refusal {
    Refusal::Method(method.to_string())
}
