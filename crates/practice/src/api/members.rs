//! The members of spaces and instances.

use serde_json::json;

use crate::http::answer::Answer;
use crate::http::requests::{ChangeRequest, ReadRequest};
use crate::model::{lookup, members};
use crate::request_error::RequestError;

pub(crate) async fn of_space(
    request: ReadRequest<(String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space)| {
            let space = lookup::space(ctx, &org, &space)?;
            Ok(Answer::ok(&members::of_space(ctx, &space)?))
        })
        .await
}

pub(crate) async fn of_instance(
    request: ReadRequest<(String, String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, instance)| {
            let (space, instance) = lookup::readable_instance(ctx, &org, &space, &instance)?;
            Ok(Answer::ok(&members::of_instance(ctx, &space, &instance)?))
        })
        .await
}

pub(crate) async fn remove(
    request: ChangeRequest<(String, String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, email), _| {
            let space = lookup::administered_space(ctx, &org, &space)?;
            let address = members::remove(ctx, &space, &email)?;
            Ok(Answer::ok(&json!({ "email": address.written() })))
        })
        .await
}
