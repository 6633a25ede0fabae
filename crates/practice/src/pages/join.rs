//! Joining a course with its sign-up link, first half: the person enters an address and gets an
//! email to confirm it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::{PageError, form_page, good_notice, link_notices};
use crate::clock;
use crate::http::server::SharedServer;
use crate::model::sign_up_links::{self, SignUpLink};
use crate::model::sign_ups::{self, AddressEntry};

#[derive(Template)]
#[template(path = "join.html")]
struct JoinPage<'a> {
    space: &'a str,
    domains: &'a [String],
    expires: String,
    email: &'a str,
    error: Option<String>,
}

fn form(link: &SignUpLink, email: &str, error: Option<String>) -> Response {
    let page = JoinPage {
        space: &link.course,
        domains: &link.domains,
        expires: clock::date(link.expires),
        email,
        error,
    };
    form_page(page.error.is_some(), &page)
}

pub(super) async fn show(
    State(server): State<SharedServer>,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    let now = server.clock.now();
    let link = server
        .database
        .read(move |db| sign_up_links::by_token(db, &token))
        .await?;
    Ok(match link {
        None => link_notices::unknown(),
        Some(link) => match link.closure(now) {
            Some(closure) => link_notices::closed(&link, closure),
            None => form(&link, "", None),
        },
    })
}

#[derive(Deserialize)]
pub(super) struct AddressForm {
    #[serde(default)]
    email: String,
}

pub(super) async fn submit(
    State(server): State<SharedServer>,
    Path(token): Path<String>,
    Form(AddressForm { email }): Form<AddressForm>,
) -> Result<Response, PageError> {
    let platform = Arc::clone(&server.platform);
    let typed = email.clone();
    let entry = server
        .database
        .write(move |db| sign_ups::enter_address(db, &platform, &token, &typed))
        .await?;
    server.email_queued.notify_one();
    Ok(match entry {
        AddressEntry::UnknownLink => link_notices::unknown(),
        AddressEntry::LinkClosed(link, closure) => link_notices::closed(&link, closure),
        AddressEntry::InvalidAddress(link) => {
            let error = "Enter an email address like name@university.example.";
            form(&link, &email, Some(error.to_owned()))
        }
        AddressEntry::DomainNotAccepted(link) => {
            let error = format!(
                "This course only accepts email addresses at {}.",
                link.domains.join(", ")
            );
            form(&link, &email, Some(error))
        }
        AddressEntry::Mailed(link) => good_notice(
            "Check your email",
            &format!(
                "We've sent an email to {}. Open the link in it to continue to {}.",
                email.trim(),
                link.course
            ),
        ),
    })
}
