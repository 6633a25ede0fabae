//! The mailbox: what the platform has sent, for want of real addresses.

use askama::Template;
use axum::extract::{FromRequestParts, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use rusqlite::{OptionalExtension, params};
use serde::Deserialize;

use crate::clock::spoken;
use crate::pages::session::{self, SignedIn};
use crate::pages::{Notice, Trouble, page};
use crate::platform::{Platform, Shared};
use crate::request_error::Refusal;

const PAGE: u8 = 100;

#[derive(Deserialize)]
pub(crate) struct Wanted {
    token: Option<String>,
    #[serde(default)]
    q: String,
    before: Option<i64>,
}

struct Line {
    id: i64,
    to: String,
    subject: String,
    at: String,
}

#[derive(Template)]
#[template(path = "mailbox.html")]
struct Mailbox {
    q: String,
    mails: Vec<Line>,
    total: i64,
    older: Option<i64>,
}

pub(crate) async fn list(
    State(platform): State<Shared>,
    Query(wanted): Query<Wanted>,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    if let Some(token) = &wanted.token
        && let Some(response) = session::exchange(&platform, token, "/mailbox")
    {
        return response;
    }
    match SignedIn::from_request_parts(&mut parts, &platform).await {
        Ok(SignedIn) => shown(&platform, wanted)
            .await
            .unwrap_or_else(|refusal| Trouble::from(refusal).into_response()),
        Err(response) => response,
    }
}

async fn shown(platform: &Platform, wanted: Wanted) -> Result<Response, Refusal> {
    let mailbox = platform
        .db
        .read(move |db| {
            let q = wanted.q.trim().to_owned();
            let before = wanted.before.unwrap_or(i64::MAX);
            let mut mails = db
                .prepare_cached(
                    "SELECT id, recipient, subject, at FROM mails
                     WHERE id < ?2 AND (?1 = '' OR instr(lower(recipient), lower(?1)) > 0
                                        OR instr(lower(subject), lower(?1)) > 0)
                     ORDER BY id DESC LIMIT ?3",
                )?
                .query_map(params![q, before, PAGE + 1], |row| {
                    Ok(Line {
                        id: row.get(0)?,
                        to: row.get(1)?,
                        subject: row.get(2)?,
                        at: spoken(row.get(3)?),
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            let more = mails.len() > usize::from(PAGE);
            mails.truncate(usize::from(PAGE));
            let total = db
                .prepare_cached("SELECT count(*) FROM mails")?
                .query_row([], |row| row.get(0))?;
            Ok(Mailbox {
                q,
                older: mails.last().filter(|_| more).map(|mail| mail.id),
                mails,
                total,
            })
        })
        .await?;
    Ok(page(StatusCode::OK, &mailbox))
}

/// A line of a mail's text; one that is a link of this platform can be followed.
struct TextLine {
    text: String,
    link: bool,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct MailPage {
    to: String,
    subject: String,
    at: String,
    delivery: &'static str,
    lines: Vec<TextLine>,
}

pub(crate) async fn read(
    State(platform): State<Shared>,
    _: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let base = format!("{}/", platform.base_url());
    let mail = platform
        .db
        .read(move |db| {
            let Ok(id) = id.parse::<i64>() else {
                return Ok(None);
            };
            Ok(db
                .prepare_cached(
                    "SELECT recipient, subject, at, delivery, text FROM mails WHERE id = ?1",
                )?
                .query_row([id], |row| {
                    let text: String = row.get(4)?;
                    let lines = text.trim_end().lines();
                    Ok(MailPage {
                        to: row.get(0)?,
                        subject: row.get(1)?,
                        at: spoken(row.get(2)?),
                        delivery: match row.get::<_, String>(3)?.as_str() {
                            "sent" => "Sent",
                            "queued" => "Waits to be sent",
                            "failed" => "Could not be sent",
                            _ => "",
                        },
                        lines: lines
                            .map(|line| TextLine {
                                link: line.starts_with(&base),
                                text: line.to_owned(),
                            })
                            .collect(),
                    })
                })
                .optional()?)
        })
        .await?;
    Ok(match mail {
        Some(mail) => page(StatusCode::OK, &mail),
        None => Notice::bad(
            StatusCode::NOT_FOUND,
            "No such mail",
            "It may be of another start.",
        ),
    })
}
