//! The pages for people: plain HTML that works without script, on a phone too.

mod accept_invitation;
mod account_form;
mod faults;
mod join;
mod mailbox;
mod session;
mod sign_up;

use askama::Template;
use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use crate::platform::Shared;
use crate::request_error::Refusal;

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(home))
        .route("/style.css", get(style))
        .route("/mailbox", get(mailbox::list))
        .route("/mailbox/{id}", get(mailbox::read))
        .route("/faults", get(faults::show).post(faults::choose))
        .route("/join/{token}", get(join::ask).post(join::confirm))
        .route("/confirm/{token}", get(sign_up::form).post(sign_up::finish))
        .route(
            "/invitation/{token}",
            get(accept_invitation::form).post(accept_invitation::finish),
        )
}

/// A page with a status.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Response {
    let html = match template.render() {
        Ok(html) => html,
        Err(error) => return Refusal::internal(error).into_response(),
    };
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    // Not `no-referrer`: with that, a browser sends its forms without an origin to check.
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    response
}

/// A page that says one thing.
#[derive(Template)]
#[template(path = "notice.html")]
pub(crate) struct Notice {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) good: bool,
}

impl Notice {
    pub(crate) fn bad(status: StatusCode, title: &str, text: impl Into<String>) -> Response {
        page(
            status,
            &Self {
                title: title.to_owned(),
                text: text.into(),
                good: false,
            },
        )
    }

    pub(crate) fn good(title: &str, text: impl Into<String>) -> Response {
        page(
            StatusCode::OK,
            &Self {
                title: title.to_owned(),
                text: text.into(),
                good: true,
            },
        )
    }
}

/// A refusal on a page, for people.
pub(crate) struct Trouble(Refusal);

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let status = self.0.status();
        if let Refusal::Internal(cause) = &self.0 {
            tracing::error!(cause = cause.as_ref(), "a page failed");
        }
        Notice::bad(status, "That did not work", self.0.to_string())
    }
}

async fn home() -> Response {
    Notice::good(
        "This is the practice platform",
        "It answers to Cohort. Its mailbox and its faults are opened from there.",
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
