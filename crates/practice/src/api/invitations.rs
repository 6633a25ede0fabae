//! Invitations: into an instance, to administer a space, and what is done with them afterwards.

use serde_json::json;

use crate::http::answer::Answer;
use crate::http::json_body::JsonBody;
use crate::http::requests::{ChangeRequest, ReadRequest};
use crate::model::address::Address;
use crate::model::invitation_status::InvitationStatus;
use crate::model::role::Role;
use crate::model::{lookup, sent_invitations};
use crate::request_error::RequestError;

pub(crate) async fn to_space(
    request: ChangeRequest<(String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space), body| {
            let space = lookup::administered_space(ctx, &org, &space)?;
            let (email, role) = email_and_role(body, &[Role::SpaceAdmin])?;
            let sent = sent_invitations::invite(ctx, &space, None, &email, role)?;
            Ok(Answer::created(&sent))
        })
        .await
}

pub(crate) async fn to_instance(
    request: ChangeRequest<(String, String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, instance), body| {
            let (space, instance) = lookup::administered_instance(ctx, &org, &space, &instance)?;
            let (email, role) = email_and_role(body, &Role::IN_AN_INSTANCE)?;
            let sent = sent_invitations::invite(ctx, &space, Some(&instance), &email, role)?;
            Ok(Answer::created(&sent))
        })
        .await
}

fn email_and_role(body: &[u8], roles: &[Role]) -> Result<(Address, Role), RequestError> {
    let mut body = JsonBody::parse(body)?;
    let email = body.address("email");
    let role = body.role("role", roles);
    body.finish_with(email.zip(role))
}

pub(crate) async fn list(request: ReadRequest<(String, String)>) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space)| {
            let space = lookup::administered_space(ctx, &org, &space)?;
            Ok(Answer::ok(&sent_invitations::list(ctx, &space)?))
        })
        .await
}

pub(crate) async fn revoke(
    request: ChangeRequest<(String, String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, id), _| {
            let space = lookup::administered_space(ctx, &org, &space)?;
            let email = sent_invitations::revoke(ctx, &space, &id)?;
            Ok(Answer::ok(&json!({
                "id": id, "email": email.written(), "status": InvitationStatus::Revoked,
            })))
        })
        .await
}

pub(crate) async fn resend(
    request: ChangeRequest<(String, String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, id), body| {
            let space = lookup::administered_space(ctx, &org, &space)?;
            JsonBody::parse(body)?.finish()?;
            Ok(Answer::ok(&sent_invitations::resend(ctx, &space, &id)?))
        })
        .await
}
