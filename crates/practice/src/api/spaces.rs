//! The caller's organisations and spaces.

use crate::http::answer::Answer;
use crate::http::requests::ReadRequest;
use crate::model::{lookup, spaces};
use crate::request_error::RequestError;

pub(crate) async fn list_orgs(request: ReadRequest<()>) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, ()| Ok(Answer::ok(&spaces::orgs(ctx)?)))
        .await
}

pub(crate) async fn list_spaces(request: ReadRequest<String>) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, org| {
            let org = lookup::org(ctx, &org)?;
            Ok(Answer::ok(&spaces::spaces(ctx, &org)?))
        })
        .await
}
