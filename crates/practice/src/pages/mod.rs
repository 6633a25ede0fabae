//! The pages for people: plain HTML that works without scripts, and on a phone too.
//!
//! Students reach the pages for joining and accepting through links in emails. The mailbox and the
//! faults are for whoever runs the platform, and each is opened with a code that works once.

mod accept_invitation;
mod account_form;
mod faults;
mod join;
mod link_notices;
mod mailbox;
mod session;
mod sign_up;

use askama::Template;
use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use crate::database::DatabaseError;
use crate::http::answer::status_and_code;
use crate::http::server::SharedServer;
use crate::request_error::RequestError;

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

pub(crate) fn routes() -> Router<SharedServer> {
    Router::new()
        .route("/", get(home))
        .route("/style.css", get(style))
        .route("/mailbox", get(mailbox::list))
        .route("/mailbox/{id}", get(mailbox::read))
        .route("/faults", get(faults::show).post(faults::choose))
        .route("/join/{token}", get(join::show).post(join::submit))
        .route("/confirm/{token}", get(sign_up::show).post(sign_up::submit))
        .route(
            "/invitation/{token}",
            get(accept_invitation::show).post(accept_invitation::submit),
        )
}

fn page(status: StatusCode, template: &impl Template) -> Response {
    let html = match template.render() {
        Ok(html) => html,
        Err(error) => return RequestError::internal(error).into_response(),
    };
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    // With `no-referrer`, a browser would send its forms without an origin, which is checked.
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    response
}

/// A page with a form. `has_error` says whether the form is shown again to be corrected.
fn form_page(has_error: bool, template: &impl Template) -> Response {
    let status = if has_error {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    page(status, template)
}

/// A page that says one thing.
#[derive(Template)]
#[template(path = "notice.html")]
struct Notice<'a> {
    title: &'a str,
    text: &'a str,
    good: bool,
}

fn good_notice(title: &str, text: &str) -> Response {
    let good = true;
    page(StatusCode::OK, &Notice { title, text, good })
}

fn bad_notice(status: StatusCode, title: &str, text: &str) -> Response {
    let good = false;
    page(status, &Notice { title, text, good })
}

/// An error on a page, for people.
struct PageError(RequestError);

impl From<RequestError> for PageError {
    fn from(error: RequestError) -> Self {
        Self(error)
    }
}

impl From<DatabaseError> for PageError {
    fn from(error: DatabaseError) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (status, _) = status_and_code(&self.0);
        if let RequestError::Internal(cause) = &self.0 {
            tracing::error!(cause = cause.as_ref(), "a page failed");
        }
        bad_notice(status, "That didn't work", &self.0.to_string())
    }
}

async fn home() -> Response {
    good_notice(
        "This is the practice platform",
        "Cohort connects to it. You can open its mailbox and its faults from Cohort.",
    )
}

async fn style() -> Response {
    (
        [
            (header::CONTENT_TYPE, "text/css; charset=utf-8"),
            (header::CACHE_CONTROL, "max-age=300"),
        ],
        include_str!("../../templates/style.css"),
    )
        .into_response()
}
