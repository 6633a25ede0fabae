//! Joining a course with its sign-up link, second half: the person has confirmed the address, and
//! enters a name and a password. Opening the page changes nothing; only the form does.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::account_form::{self, AccountForm};
use super::{PageError, bad_notice, form_page, good_notice, link_notices};
use crate::http::server::SharedServer;
use crate::model::accounts::{self, EntryResult, PASSWORD_MIN};
use crate::model::sign_ups::{self, Confirmation};

#[derive(Template)]
#[template(path = "sign_up.html")]
struct SignUpPage<'a> {
    space: &'a str,
    email: &'a str,
    name: &'a str,
    has_password: bool,
    password_min: usize,
    error: Option<&'static str>,
}

/// The form, or why there is none.
fn form(confirmation: &Confirmation, name: Option<&str>, error: Option<&'static str>) -> Response {
    let open = match confirmation {
        Confirmation::Open(open) => open,
        Confirmation::Unknown => return link_notices::unknown(),
        Confirmation::LinkClosed(link, closure) => return link_notices::closed(link, *closure),
        Confirmation::AlreadyJoined { email, course } => {
            return good_notice(
                "You've already joined",
                &format!("{email} has already joined {course}. There's nothing more to do."),
            );
        }
        Confirmation::Expired { course } => {
            return bad_notice(
                StatusCode::GONE,
                "This confirmation has expired",
                &format!("Open the link to {course} again, and enter your email address again."),
            );
        }
    };
    let page = SignUpPage {
        space: open.course(),
        email: open.address.written(),
        name: name.or(open.account_name.as_deref()).unwrap_or_default(),
        has_password: open.has_password,
        password_min: PASSWORD_MIN,
        error,
    };
    form_page(error.is_some(), &page)
}

async fn confirmation(server: &SharedServer, token: &str) -> Result<Confirmation, PageError> {
    let now = server.clock.now();
    let token = token.to_owned();
    Ok(server
        .database
        .read(move |db| sign_ups::confirmation_by_token(db, &token, now))
        .await?)
}

pub(super) async fn show(
    State(server): State<SharedServer>,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    Ok(form(&confirmation(&server, &token).await?, None, None))
}

pub(super) async fn submit(
    State(server): State<SharedServer>,
    Path(token): Path<String>,
    Form(typed): Form<AccountForm>,
) -> Result<Response, PageError> {
    let confirmation = confirmation(&server, &token).await?;
    let Confirmation::Open(open) = &confirmation else {
        return Ok(form(&confirmation, None, None));
    };
    let name = typed.name.clone();
    let account = match accounts::enter(&server, &open.address, typed.into()).await? {
        EntryResult::Accepted(account) => account,
        EntryResult::Rejected(why) => {
            let message = account_form::message(why);
            return Ok(form(&confirmation, Some(&name), Some(message)));
        }
    };
    let platform = Arc::clone(&server.platform);
    let joined = server
        .database
        .write(move |db| sign_ups::join(db, &platform, &token, &account))
        .await?;
    server.email_queued.notify_one();
    Ok(match joined {
        Confirmation::Open(open) => good_notice(
            &format!("Welcome to {}", open.course()),
            "You've joined the course. Your individual instance is ready, with everything that has \
             been distributed so far. You can close this page.",
        ),
        no_longer_open => form(&no_longer_open, None, None),
    })
}
