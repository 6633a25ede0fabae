//! The caller's organisations and spaces.

use axum::extract::State;

use crate::http::answer::Answer;
use crate::http::extract::{ApiKey, PathParams};
use crate::http::server::SharedServer;
use crate::model::{lookup, spaces};
use crate::request_error::RequestError;

pub(crate) async fn list_orgs(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
) -> Result<Answer, RequestError> {
    server
        .read(key, |ctx| Ok(Answer::ok(&spaces::orgs(ctx)?)))
        .await
}

pub(crate) async fn list_spaces(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
    PathParams(org): PathParams<String>,
) -> Result<Answer, RequestError> {
    server
        .read(key, move |ctx| {
            let org = lookup::org(ctx, &org)?;
            Ok(Answer::ok(&spaces::spaces(ctx, &org)?))
        })
        .await
}
