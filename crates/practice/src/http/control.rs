//! What only the practice platform has, for tests and for showing. Loopback only, and with the token
//! of this start in `X-Practice-Token`; all of it below `/practice/v1`.
//!
//! - GET `mails?to=ADDRESS&since=ID`: the mails, oldest first.
//! - GET `ledger?mails=ID&instances=ID&requests=ID`: what happened after those ids.
//! - GET, POST, DELETE `faults`: `{seed, rules: [{kind, …}], refuse_connections_ms}`, see `faults`.
//! - GET, POST `clock`: `{advance_seconds}` sets the platform's time forward.
//! - POST `keys`: `{email}` makes an API key for somebody who is known here.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::routing::{get, post};
use rusqlite::params;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::clock::{self, SECOND};
use crate::faults::Plan;
use crate::http::answer::Answer;
use crate::http::json_body::Fields;
use crate::http::ledger::{self, Since};
use crate::http::listener::Door;
use crate::http::middleware::Peer;
use crate::model::address::Address;
use crate::model::people;
use crate::platform::{Platform, Shared};
use crate::request_error::Refusal;
use crate::tokens;

const HEADER: &str = "x-practice-token";

pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/practice/v1/mails", get(mails))
        .route("/practice/v1/ledger", get(read_ledger))
        .route(
            "/practice/v1/faults",
            get(read_faults).post(set_faults).delete(clear_faults),
        )
        .route("/practice/v1/clock", get(read_clock).post(advance_clock))
        .route("/practice/v1/keys", post(make_key))
}

/// Proof that a call came from this computer and with the token of this start.
struct Trusted;

pub(crate) fn from_here(parts: &Parts) -> Result<(), Refusal> {
    match parts.extensions.get::<Peer>() {
        Some(Peer(peer)) if is_loopback(*peer) => Ok(()),
        _ => Err(Refusal::Forbidden(
            "Only from the computer this runs on.".into(),
        )),
    }
}

fn is_loopback(peer: SocketAddr) -> bool {
    peer.ip().to_canonical().is_loopback()
}

impl FromRequestParts<Shared> for Trusted {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, platform: &Shared) -> Result<Self, Refusal> {
        from_here(parts)?;
        let token = parts.headers.get(HEADER).and_then(|t| t.to_str().ok());
        if token.is_some_and(|token| tokens::same(&platform.settings.token, token)) {
            Ok(Self)
        } else {
            Err(Refusal::NoKey)
        }
    }
}

#[derive(Deserialize)]
struct MailsWanted {
    to: Option<String>,
    #[serde(default)]
    since: i64,
}

#[derive(Serialize)]
struct MailRead {
    id: i64,
    kind: String,
    to: String,
    subject: String,
    text: String,
    at: String,
}

async fn mails(
    State(platform): State<Shared>,
    _: Trusted,
    Query(wanted): Query<MailsWanted>,
) -> Result<Answer, Refusal> {
    let to = match &wanted.to {
        None => None,
        Some(text) => match Address::parse(text) {
            Some(address) => Some(address.key().to_owned()),
            None => return Ok(Answer::ok(&Vec::<MailRead>::new())),
        },
    };
    platform
        .db
        .read(move |db| {
            let mails = db
                .prepare_cached(
                    "SELECT id, kind, recipient, subject, text, at FROM mails
                     WHERE id > ?1 AND (?2 IS NULL OR recipient_key = ?2) ORDER BY id",
                )?
                .query_map(params![wanted.since, to], |row| {
                    Ok(MailRead {
                        id: row.get(0)?,
                        kind: row.get(1)?,
                        to: row.get(2)?,
                        subject: row.get(3)?,
                        text: row.get(4)?,
                        at: clock::written(row.get(5)?),
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Answer::ok(&mails))
        })
        .await
}

async fn read_ledger(
    State(platform): State<Shared>,
    _: Trusted,
    Query(since): Query<Since>,
) -> Result<Answer, Refusal> {
    platform.write_ledger().await?;
    platform
        .db
        .read(move |db| Ok(Answer::ok(&ledger::report(db, since)?)))
        .await
}

async fn read_faults(State(platform): State<Shared>, _: Trusted) -> Answer {
    Answer::ok(&platform.faults.standing())
}

async fn set_faults(
    State(platform): State<Shared>,
    _: Trusted,
    body: Bytes,
) -> Result<Answer, Refusal> {
    let plan: Plan =
        serde_json::from_slice(&body).map_err(|why| Refusal::field("_schema", why.to_string()))?;
    platform.lay_out_faults(plan)?;
    Ok(Answer::ok(&platform.faults.standing()))
}

async fn clear_faults(State(platform): State<Shared>, _: Trusted) -> Answer {
    platform.faults.set(Plan::default());
    Answer::ok(&platform.faults.standing())
}

impl Platform {
    pub(crate) fn lay_out_faults(&self, mut plan: Plan) -> Result<(), Refusal> {
        if let Some(problem) = plan.problem() {
            return Err(Refusal::field("rules", problem));
        }
        let away = std::mem::take(&mut plan.refuse_connections_ms);
        self.faults.set(plan);
        if away > 0 {
            self.door.send_if_modified(|door| {
                let nth = match *door {
                    Door::Shut => return false,
                    Door::Open => 1,
                    Door::Away(nth, _) => nth + 1,
                };
                *door = Door::Away(nth, Duration::from_millis(away));
                true
            });
        }
        Ok(())
    }
}

async fn read_clock(State(platform): State<Shared>, _: Trusted) -> Answer {
    Answer::ok(&json!({ "now": clock::written(platform.clock.now()) }))
}

async fn advance_clock(
    State(platform): State<Shared>,
    _: Trusted,
    body: Bytes,
) -> Result<Answer, Refusal> {
    let mut fields = Fields::read(&body)?;
    let seconds = fields.whole("advance_seconds", 0, 1_000_000_000);
    fields.finish()?;
    platform.clock.advance(seconds.unwrap_or(0) * SECOND);
    Ok(Answer::ok(
        &json!({ "now": clock::written(platform.clock.now()) }),
    ))
}

/// An API key for anybody who is known here, to see the platform through other eyes.
async fn make_key(
    State(platform): State<Shared>,
    _: Trusted,
    body: Bytes,
) -> Result<Answer, Refusal> {
    let mut fields = Fields::read(&body)?;
    let email = fields.address("email");
    fields.finish()?;
    let key = tokens::random().map_err(Refusal::internal)?;
    let hash = tokens::hash(key.expose_secret());
    let shared = Arc::clone(&platform);
    shared
        .db
        .write(move |db| {
            let email = email.ok_or_else(|| Refusal::field("email", "Missing."))?;
            let person = people::find(db, email.key())?.ok_or_else(|| {
                Refusal::NotFound(format!("Nobody here has the address {}.", email.written()))
            })?;
            db.execute(
                "INSERT INTO api_keys (hash, user_id) VALUES (?1, ?2)",
                params![hash, person.id],
            )?;
            Ok(())
        })
        .await?;
    Ok(Answer::created(&json!({ "key": key.expose_secret() })))
}
