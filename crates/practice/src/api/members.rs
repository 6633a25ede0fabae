//! The members of spaces and instances.

use axum::extract::State;
use serde_json::json;

use crate::http::answer::Answer;
use crate::http::extract::{ApiKey, ChangeRequest, PathParams};
use crate::http::server::SharedServer;
use crate::model::{lookup, members};
use crate::request_error::RequestError;

pub(crate) async fn of_space(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
    PathParams((org, space)): PathParams<(String, String)>,
) -> Result<Answer, RequestError> {
    server
        .read(key, move |ctx| {
            let space = lookup::space(ctx, &org, &space)?;
            Ok(Answer::ok(&members::of_space(ctx, &space)?))
        })
        .await
}

pub(crate) async fn of_instance(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
    PathParams((org, space, instance)): PathParams<(String, String, String)>,
) -> Result<Answer, RequestError> {
    server
        .read(key, move |ctx| {
            let (space, instance) = lookup::readable_instance(ctx, &org, &space, &instance)?;
            Ok(Answer::ok(&members::of_instance(ctx, &space, &instance)?))
        })
        .await
}

pub(crate) async fn remove(
    State(server): State<SharedServer>,
    PathParams((org, space, email)): PathParams<(String, String, String)>,
    request: ChangeRequest,
) -> Result<Answer, RequestError> {
    server
        .change(request, move |ctx, _| {
            let space = lookup::administered_space(ctx, &org, &space)?;
            let address = members::remove(ctx, &space, &email)?;
            Ok(Answer::ok(&json!({ "email": address.written() })))
        })
        .await
}
