//! Joining a course by its link, the first half: an address, and a mail to confirm it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;

use crate::clock::{DAY, MINUTE, spoken_day};
use crate::model::address::Address;
use crate::model::enrolment as enrol;
use crate::model::mail_texts as words;
use crate::model::mails::{self as mail, Mail};
use crate::model::sign_up_links::{self as link, Link, Told, told};
use crate::pages::{Notice, Trouble, page};
use crate::platform::{Platform, Shared};
use crate::request_error::Refusal;
use crate::tokens::{self, Purpose};

const CONFIRMATION_VALIDITY: i64 = DAY;
/// An address is not mailed more often than this, however often it is given.
const MAIL_PAUSE: i64 = MINUTE;

#[derive(Template)]
#[template(path = "join.html")]
struct JoinPage {
    space: String,
    domains: Vec<String>,
    until: String,
    email: String,
    wrong: Option<String>,
}

fn asked(link: Link, email: String, wrong: Option<String>) -> Response {
    let status = if wrong.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    page(
        status,
        &JoinPage {
            space: link.name,
            domains: link.domains,
            until: spoken_day(link.expires),
            email,
            wrong,
        },
    )
}

pub(crate) async fn ask(
    State(platform): State<Shared>,
    Path(token): Path<String>,
) -> Result<Response, Trouble> {
    let now = platform.clock.now();
    let link = platform
        .db
        .read(move |db| link::find(db, "token_hash", tokens::hash(&token)))
        .await?;
    Ok(match link {
        None => told(link::none()),
        Some(link) => match link.closed(now) {
            Some(why) => told(why),
            None => asked(link, String::new(), None),
        },
    })
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    email: String,
}

enum Step {
    Told(Told),
    Again(Link, String),
    Mailed(Link),
}

pub(crate) async fn confirm(
    State(platform): State<Shared>,
    Path(token): Path<String>,
    Form(asked_form): Form<Asked>,
) -> Result<Response, Trouble> {
    let shared = Arc::clone(&platform);
    let email = asked_form.email.clone();
    let step = platform
        .db
        .write(move |db| mail_confirmation(db, &shared, &token, &email))
        .await?;
    platform.mail_waits.notify_one();
    Ok(match step {
        Step::Told(why) => told(why),
        Step::Again(link, why) => asked(link, asked_form.email, Some(why)),
        Step::Mailed(link) => Notice::good(
            "Look into your mail",
            format!(
                "A mail is on its way to {}. Open the address in it to go on to {}.",
                asked_form.email.trim(),
                link.name
            ),
        ),
    })
}

fn mail_confirmation(
    db: &Connection,
    platform: &Platform,
    token: &str,
    email: &str,
) -> Result<Step, Refusal> {
    let now = platform.clock.now();
    let Some(link) = link::find(db, "token_hash", tokens::hash(token))? else {
        return Ok(Step::Told(link::none()));
    };
    if let Some(why) = link.closed(now) {
        return Ok(Step::Told(why));
    }
    let Some(address) = Address::parse(email) else {
        let why = "That is not a mail address. It looks like name@university.example.";
        return Ok(Step::Again(link, why.into()));
    };
    if !link.takes(&address) {
        let why = format!(
            "This course takes addresses of {} only.",
            link.domains.join(", ")
        );
        return Ok(Step::Again(link, why));
    }
    let lately = db
        .prepare_cached(
            "SELECT 1 FROM mails WHERE recipient_key = ?1 AND at > ?2
             AND kind IN ('confirmation', 'already_in')",
        )?
        .exists(params![address.key(), now - MAIL_PAUSE])?;
    if lately {
        return Ok(Step::Mailed(link));
    }
    // Whoever has the link must not learn who is in: that is told by mail.
    let (kind, (subject, text)) = if enrol::is_enrolled(db, link.space, &address)? {
        ("already_in", words::already_in(&link.name))
    } else {
        let (token, expires) = confirmation(db, platform, &link, &address, now)?;
        let url = format!("{}/confirm/{token}", platform.base_url());
        (
            "confirmation",
            words::confirmation(&link.name, &url, expires),
        )
    };
    mail::post(
        db,
        platform,
        now,
        &Mail {
            kind,
            to: &address,
            subject,
            text,
            invitation: None,
            once: None,
        },
    )?;
    Ok(Step::Mailed(link))
}

/// The token of an open confirmation, made if there is none, and until when it is good.
fn confirmation(
    db: &Connection,
    platform: &Platform,
    link: &Link,
    address: &Address,
    now: i64,
) -> Result<(String, i64), Refusal> {
    let open = db
        .prepare_cached(
            "SELECT id, expires FROM confirmations
             WHERE link_id = ?1 AND email_key = ?2 AND used IS NULL AND expires > ?3",
        )?
        .query_row(params![link.id, address.key(), now + DAY / 2], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })
        .optional()?;
    if let Some((id, expires)) = open {
        return Ok((platform.mint.token(Purpose::Confirmation, id), expires));
    }
    let expires = now + CONFIRMATION_VALIDITY;
    db.prepare_cached(
        "INSERT INTO confirmations (link_id, email, email_key, token_hash, created, expires)
         VALUES (?1, ?2, ?3, randomblob(32), ?4, ?5)",
    )?
    .execute(params![
        link.id,
        address.written(),
        address.key(),
        now,
        expires
    ])?;
    let id = db.last_insert_rowid();
    let token = platform.mint.token(Purpose::Confirmation, id);
    db.prepare_cached("UPDATE confirmations SET token_hash = ?2 WHERE id = ?1")?
        .execute(params![id, tokens::hash(&token)])?;
    Ok((token, expires))
}
