//! Tasks: how far the work in the background has come.

use axum::extract::State;

use crate::http::answer::Answer;
use crate::http::extract::{ApiKey, PathParams};
use crate::http::server::SharedServer;
use crate::model::tasks;
use crate::request_error::RequestError;

pub(crate) async fn status(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
    PathParams(id): PathParams<String>,
) -> Result<Answer, RequestError> {
    server
        .read(key, move |ctx| Ok(Answer::ok(&tasks::status(ctx, &id)?)))
        .await
}
