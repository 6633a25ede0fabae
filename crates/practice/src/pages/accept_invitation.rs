//! Accepting an invitation. Opening the page changes nothing; only the form with the password does.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::account_form::{self, AccountForm};
use super::{PageError, bad_notice, form_page, good_notice};
use crate::http::server::SharedServer;
use crate::model::accounts::{self, EntryResult, PASSWORD_MIN};
use crate::model::received_invitations::{self, Closure, Received, ReceivedInvitation};

#[derive(Template)]
#[template(path = "accept_invitation.html")]
struct AcceptPage {
    inviter: String,
    space: String,
    kind: &'static str,
    role: &'static str,
    instance: Option<String>,
    email: String,
    name: String,
    has_password: bool,
    password_min: usize,
    error: Option<&'static str>,
}

/// The form, or why there is none.
fn form(received: Received, name: Option<String>, error: Option<&'static str>) -> Response {
    let invitation = match received {
        Received::Open(invitation, _) => invitation,
        Received::Closed(invitation, closure) => return closed(&invitation, &closure),
        Received::Unknown => return unknown(),
    };
    let page = AcceptPage {
        kind: invitation.kind.in_a_sentence(),
        role: invitation.role.with_article(),
        inviter: invitation.inviter,
        space: invitation.space,
        instance: invitation.instance,
        email: invitation.email,
        name: name.or(invitation.account_name).unwrap_or_default(),
        has_password: invitation.has_password,
        password_min: PASSWORD_MIN,
        error,
    };
    form_page(error.is_some(), &page)
}

fn unknown() -> Response {
    bad_notice(
        StatusCode::NOT_FOUND,
        "Invitation not found",
        "Check that you opened the whole link from the email.",
    )
}

fn closed(invitation: &ReceivedInvitation, closure: &Closure) -> Response {
    let ReceivedInvitation { space, inviter, .. } = invitation;
    let (title, text) = match closure {
        Closure::Accepted => {
            return good_notice(
                "You've already joined",
                &format!("This invitation to {space} has already been accepted."),
            );
        }
        Closure::Revoked => (
            "This invitation was revoked",
            format!(
                "You can no longer accept this invitation to {space}. Ask {inviter} for a new one."
            ),
        ),
        Closure::Expired => (
            "This invitation has expired",
            format!(
                "You can no longer accept this invitation to {space}. Ask {inviter} for a new one."
            ),
        ),
        Closure::InstanceDeleted { restorable: true } => (
            "This instance was deleted",
            format!(
                "The instance that this invitation leads to was deleted. An administrator of \
                 {space} can still restore it."
            ),
        ),
        Closure::InstanceDeleted { restorable: false } => (
            "This instance was deleted",
            format!(
                "The instance that this invitation leads to no longer exists. Ask {inviter} for a \
                 new invitation."
            ),
        ),
    };
    bad_notice(StatusCode::GONE, title, &text)
}

async fn received(server: &SharedServer, token: &str) -> Result<Received, PageError> {
    let now = server.clock.now();
    let token = token.to_owned();
    Ok(server
        .database
        .read(move |db| received_invitations::by_token(db, &token, now))
        .await?)
}

pub(super) async fn show(
    State(server): State<SharedServer>,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    Ok(form(received(&server, &token).await?, None, None))
}

pub(super) async fn submit(
    State(server): State<SharedServer>,
    Path(token): Path<String>,
    Form(typed): Form<AccountForm>,
) -> Result<Response, PageError> {
    let now = server.clock.now();
    let received = received(&server, &token).await?;
    let Received::Open(_, address) = &received else {
        return Ok(form(received, None, None));
    };
    let name = typed.name.clone();
    let account = match accounts::enter(&server, address, typed.into()).await? {
        EntryResult::Accepted(account) => account,
        EntryResult::Rejected(why) => {
            return Ok(form(received, Some(name), Some(account_form::message(why))));
        }
    };
    let accepted = server
        .database
        .write(move |db| received_invitations::accept(db, &token, &account, now))
        .await?;
    Ok(match accepted {
        Received::Open(invitation, _) => good_notice(
            &format!("Welcome to {}", invitation.space),
            "You've accepted the invitation. You can close this page.",
        ),
        no_longer_open => form(no_longer_open, None, None),
    })
}
