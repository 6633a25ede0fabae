//! Tasks: how far the work in the background has come.

use crate::http::answer::Answer;
use crate::http::requests::ReadRequest;
use crate::model::tasks;
use crate::request_error::RequestError;

pub(crate) async fn status(request: ReadRequest<String>) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, id| Ok(Answer::ok(&tasks::status(ctx, &id)?)))
        .await
}
