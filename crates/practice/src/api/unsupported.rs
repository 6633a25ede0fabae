//! The rest of the hosted platform's API. Its lists are empty here, so that the hosted platform's
//! own clients can show them, and everything else isn't part of the practice platform.

use axum::extract::OriginalUri;
use axum::http::Method;

use crate::http::answer::Answer;
use crate::http::requests::ReadRequest;
use crate::request_error::RequestError;

/// The lists of what the practice platform has none of.
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

pub(crate) async fn empty_list(request: ReadRequest<()>) -> Result<Answer, RequestError> {
    request
        .answer(|_, ()| Ok(Answer::ok(&Vec::<()>::new())))
        .await
}

pub(crate) async fn not_found(OriginalUri(uri): OriginalUri) -> RequestError {
    RequestError::NotFound(format!(
        "{} isn't part of the practice platform.",
        uri.path()
    ))
}

pub(crate) async fn wrong_method(method: Method) -> RequestError {
    RequestError::MethodNotAllowed(method.to_string())
}
