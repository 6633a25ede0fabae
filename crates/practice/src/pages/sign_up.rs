//! Joining a course by its link, the second half: the confirmed address gets a name and a
//! password. Opening the page uses nothing up; only the form with the password does.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, OptionalExtension};

use crate::model::address::Address;
use crate::model::enrolment as enrol;
use crate::model::mail_texts as words;
use crate::model::mails::{self as mail, Mail};
use crate::model::people;
use crate::model::sign_up_links::{self as link, Link, Told, told};
use crate::pages::account_form::{self as account, Entry, PASSWORD_LEAST};
use crate::pages::{Notice, Trouble, page};
use crate::platform::{Platform, Shared};
use crate::request_error::Refusal;
use crate::tokens;

struct Confirmed {
    id: i64,
    address: Address,
    link: Link,
    /// The name of the account the address has, and whether that has a password.
    name: Option<String>,
    known: bool,
}

enum Standing {
    Open(Box<Confirmed>),
    Closed(Told),
}

fn standing(db: &Connection, token: &str, now: i64) -> Result<Standing, Refusal> {
    let found = db
        .prepare_cached(
            "SELECT confirmations.id, link_id, confirmations.email, expires, used IS NOT NULL,
                    name, password IS NOT NULL
             FROM confirmations LEFT JOIN users ON users.email_key = confirmations.email_key
             WHERE token_hash = ?1",
        )?
        .query_row([tokens::hash(token)], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, i64>(3)?,
                row.get::<_, bool>(4)?,
                row.get::<_, Option<String>>(5)?,
                row.get::<_, bool>(6)?,
            ))
        })
        .optional()?;
    let Some((id, link_id, email, expires, used, name, known)) = found else {
        return Ok(Standing::Closed(link::none()));
    };
    let (Some(link), Some(address)) = (link::find(db, "id", link_id)?, Address::parse(&email))
    else {
        return Ok(Standing::Closed(link::none()));
    };
    if used || enrol::is_enrolled(db, link.space, &address)? {
        return Ok(Standing::Closed((
            StatusCode::OK,
            "You are in already",
            format!(
                "{email} has joined {}. There is nothing more to do.",
                link.name
            ),
        )));
    }
    if let Some(why) = link.closed(now) {
        return Ok(Standing::Closed(why));
    }
    if expires <= now {
        return Ok(Standing::Closed((
            StatusCode::GONE,
            "This confirmation has expired",
            format!(
                "Open the link to {} once more and give your address again.",
                link.name
            ),
        )));
    }
    Ok(Standing::Open(Box::new(Confirmed {
        id,
        address,
        link,
        name,
        known,
    })))
}

#[derive(Template)]
#[template(path = "sign_up.html")]
struct SignupPage {
    space: String,
    email: String,
    name: String,
    known: bool,
    least: usize,
    wrong: Option<&'static str>,
}

fn shown(confirmed: Confirmed, typed: Option<String>, wrong: Option<&'static str>) -> Response {
    let status = if wrong.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    page(
        status,
        &SignupPage {
            space: confirmed.link.name,
            email: confirmed.address.written().to_owned(),
            name: typed.or(confirmed.name).unwrap_or_default(),
            known: confirmed.known,
            least: PASSWORD_LEAST,
            wrong,
        },
    )
}

pub(crate) async fn form(
    State(platform): State<Shared>,
    Path(token): Path<String>,
) -> Result<Response, Trouble> {
    let now = platform.clock.now();
    let standing = platform
        .db
        .read(move |db| standing(db, &token, now))
        .await?;
    Ok(match standing {
        Standing::Open(confirmed) => shown(*confirmed, None, None),
        Standing::Closed(why) => told(why),
    })
}

pub(crate) async fn finish(
    State(platform): State<Shared>,
    Path(token): Path<String>,
    Form(form): Form<account::Form>,
) -> Result<Response, Trouble> {
    let now = platform.clock.now();
    let same = token.clone();
    let before = platform.db.read(move |db| standing(db, &same, now)).await?;
    let confirmed = match before {
        Standing::Open(confirmed) => confirmed,
        Standing::Closed(why) => return Ok(told(why)),
    };
    let typed = form.name.clone();
    let (name, hash) = match account::enter(&platform, &confirmed.address, form).await? {
        Entry::Welcome { name, hash } => (name, hash),
        Entry::Mend(why) => return Ok(shown(*confirmed, Some(typed), Some(why))),
    };
    let shared = Arc::clone(&platform);
    let closed = platform
        .db
        .write(move |db| join(db, &shared, &token, &name, hash.as_deref()))
        .await?;
    platform.mail_waits.notify_one();
    Ok(match closed {
        Some(why) => told(why),
        None => Notice::good(
            "You are in",
            format!(
                "Welcome to {}. An instance of your own is ready, with what has been handed out \
                 so far. You can close this page.",
                confirmed.link.name
            ),
        ),
    })
}

/// Looks once more, as others join at the same moment, and lets the person in.
fn join(
    db: &Connection,
    platform: &Platform,
    token: &str,
    name: &str,
    hash: Option<&str>,
) -> Result<Option<Told>, Refusal> {
    let now = platform.clock.now();
    let confirmed = match standing(db, token, now)? {
        Standing::Open(confirmed) => confirmed,
        Standing::Closed(why) => return Ok(Some(why)),
    };
    let user = account::keep(db, &confirmed.address, name, hash, now)?;
    enrol::enrol(db, confirmed.link.space, user, &confirmed.address, now)?;
    people::join_org(db, confirmed.link.space, user)?;
    db.prepare_cached("UPDATE links SET uses = uses + 1 WHERE id = ?1")?
        .execute([confirmed.link.id])?;
    db.prepare_cached("UPDATE confirmations SET used = ?2 WHERE id = ?1")?
        .execute([confirmed.id, now])?;
    let (subject, text) = words::welcome(name, &confirmed.link.name);
    mail::post(
        db,
        platform,
        now,
        &Mail {
            kind: "welcome",
            to: &confirmed.address,
            subject,
            text,
            invitation: None,
            once: None,
        },
    )?;
    Ok(None)
}
