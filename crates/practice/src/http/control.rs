//! The control API: what only the practice platform has, for tests and for demonstrations.
//!
//! It answers on loopback only, and only to the token of this start in `X-Practice-Token`. All of
//! it is below `/practice/v1`:
//!
//! - GET `mails?to=ADDRESS&since=ID`: the emails, oldest first.
//! - GET `ledger?mails=ID&instances=ID&requests=ID`: what happened after those ids.
//! - GET, POST, DELETE `faults`: `{seed, rules: [{kind, …}], refuse_connections_ms}`, see `faults`.
//! - GET, POST `clock`: `{advance_seconds}` moves the platform's time forward.
//! - POST `pages`: `{page}` gives the code that opens `mailbox` or `faults` in a browser, once.
//! - POST `keys`: `{email}` makes an API key for a person who is known here, so that a test can see
//!   the platform through the eyes of somebody else.

use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::routing::{get, post};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::json_body::JsonBody;
use super::loopback::require_loopback;
use super::server::SharedServer;
use crate::clock::{self, SECOND};
use crate::faults::{FaultPlan, FaultPlanError};
use crate::model::address::Address;
use crate::model::emails::SentEmail;
use crate::model::ledger::{self, Since};
use crate::model::{api_keys, emails};
use crate::page_link::{PageCode, PageRequest};
use crate::request_error::RequestError;
use crate::tokens;

const HEADER: &str = "x-practice-token";

pub(crate) fn routes() -> Router<SharedServer> {
    Router::new()
        .route("/practice/v1/mails", get(list_emails))
        .route("/practice/v1/ledger", get(read_ledger))
        .route(
            "/practice/v1/faults",
            get(read_faults).post(set_faults).delete(clear_faults),
        )
        .route("/practice/v1/clock", get(read_clock).post(advance_clock))
        .route("/practice/v1/pages", post(open_page))
        .route("/practice/v1/keys", post(create_key))
}

/// Proof that a request came from this computer and carries the token of this start.
struct Trusted;

impl FromRequestParts<SharedServer> for Trusted {
    type Rejection = RequestError;

    async fn from_request_parts(
        parts: &mut Parts,
        server: &SharedServer,
    ) -> Result<Self, RequestError> {
        require_loopback(parts)?;
        let token = parts.headers.get(HEADER).and_then(|t| t.to_str().ok());
        if token.is_some_and(|token| tokens::matches(&server.token, token)) {
            Ok(Self)
        } else {
            Err(RequestError::Unauthorized)
        }
    }
}

#[derive(Deserialize)]
struct EmailFilter {
    to: Option<String>,
    #[serde(default)]
    since: i64,
}

async fn list_emails(
    State(server): State<SharedServer>,
    _: Trusted,
    Query(filter): Query<EmailFilter>,
) -> Result<Answer, RequestError> {
    let to = match filter.to {
        None => None,
        Some(text) => match Address::parse(&text) {
            Some(address) => Some(address),
            // No email was ever sent to what isn't an address.
            None => return Ok(Answer::ok(&Vec::<SentEmail>::new())),
        },
    };
    let sent = server
        .database
        .read(move |db| emails::sent_since(db, filter.since, to.as_ref()))
        .await?;
    Ok(Answer::ok(&sent))
}

async fn read_ledger(
    State(server): State<SharedServer>,
    _: Trusted,
    Query(since): Query<Since>,
) -> Result<Answer, RequestError> {
    server.write_ledger().await?;
    let report = server
        .database
        .read(move |db| ledger::report(db, since))
        .await?;
    Ok(Answer::ok(&report))
}

async fn read_faults(State(server): State<SharedServer>, _: Trusted) -> Answer {
    Answer::ok(&server.faults.report())
}

async fn set_faults(
    State(server): State<SharedServer>,
    _: Trusted,
    body: Bytes,
) -> Result<Answer, RequestError> {
    let plan: FaultPlan = serde_json::from_slice(&body).map_err(FaultPlanError::from)?;
    server.set_faults(plan)?;
    Ok(Answer::ok(&server.faults.report()))
}

async fn clear_faults(State(server): State<SharedServer>, _: Trusted) -> Answer {
    server.faults.set(FaultPlan::default());
    Answer::ok(&server.faults.report())
}

async fn read_clock(State(server): State<SharedServer>, _: Trusted) -> Answer {
    Answer::ok(&json!({ "now": clock::rfc3339(server.clock.now()) }))
}

async fn advance_clock(
    State(server): State<SharedServer>,
    _: Trusted,
    body: Bytes,
) -> Result<Answer, RequestError> {
    let mut body = JsonBody::parse(&body)?;
    let seconds = body.whole_number("advance_seconds", 0, 1_000_000_000);
    body.finish()?;
    server.clock.advance(seconds.unwrap_or(0) * SECOND);
    Ok(Answer::ok(
        &json!({ "now": clock::rfc3339(server.clock.now()) }),
    ))
}

async fn open_page(
    State(server): State<SharedServer>,
    _: Trusted,
    body: Bytes,
) -> Result<Answer, RequestError> {
    let wanted: PageRequest = serde_json::from_slice(&body)
        .map_err(|why| RequestError::invalid_field("_schema", why.to_string()))?;
    let code = server.pages.offer(wanted.page, Instant::now());
    let code = code.map_err(RequestError::internal)?;
    Ok(Answer::created(&PageCode {
        code: code.expose_secret().to_owned(),
    }))
}

async fn create_key(
    State(server): State<SharedServer>,
    _: Trusted,
    body: Bytes,
) -> Result<Answer, RequestError> {
    let mut body = JsonBody::parse(&body)?;
    let email = body.address("email");
    let email = body.finish_with(email)?;
    let key = tokens::random().map_err(RequestError::internal)?;
    let hash = tokens::hash(key.expose_secret());
    server
        .database
        .write(move |db| api_keys::add(db, &email, &hash))
        .await?;
    Ok(Answer::created(&json!({ "key": key.expose_secret() })))
}
