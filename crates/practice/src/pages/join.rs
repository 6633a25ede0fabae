//! Joining a course by its link: an address, a mail to confirm it, then a name and a password.
//! Opening a link or a confirmation uses nothing up; only the form with the password does.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;

use crate::address::Address;
use crate::clock::{DAY, MINUTE, spoken_day};
use crate::enrol;
use crate::mail::{self, Mail, words};
use crate::pages::account::{self, Entry, PASSWORD_LEAST};
use crate::pages::{Notice, Trouble, page};
use crate::people;
use crate::platform::{Platform, Shared};
use crate::refusal::Refusal;
use crate::tokens::{self, Purpose};

const CONFIRMATION_VALIDITY: i64 = DAY;
/// An address is not mailed more often than this, however often it is given.
const MAIL_PAUSE: i64 = MINUTE;

struct Link {
    id: i64,
    space: i64,
    name: String,
    expires: i64,
    uses: i64,
    max_uses: Option<i64>,
    domains: Vec<String>,
    withdrawn: bool,
}

type Told = (StatusCode, &'static str, String);

fn link(
    db: &Connection,
    column: &str,
    value: impl rusqlite::ToSql,
) -> Result<Option<Link>, Refusal> {
    let found = db
        .prepare_cached(&format!(
            "SELECT links.id, space_id, name, expires, uses, max_uses, email_domains,
                    withdrawn IS NOT NULL
             FROM links JOIN spaces ON spaces.id = space_id WHERE links.{column} = ?1"
        ))?
        .query_row([value], |row| {
            let link = Link {
                id: row.get(0)?,
                space: row.get(1)?,
                name: row.get(2)?,
                expires: row.get(3)?,
                uses: row.get(4)?,
                max_uses: row.get(5)?,
                domains: Vec::new(),
                withdrawn: row.get(7)?,
            };
            Ok((link, row.get::<_, Option<String>>(6)?))
        })
        .optional()?;
    Ok(match found {
        Some((mut link, Some(domains))) => {
            link.domains = serde_json::from_str(&domains)?;
            Some(link)
        }
        Some((link, None)) => Some(link),
        None => None,
    })
}

impl Link {
    /// Why nobody can join by it any more.
    fn closed(&self, now: i64) -> Option<Told> {
        let ask = "Ask whoever gave it to you for a new one.";
        if self.withdrawn {
            Some((
                StatusCode::GONE,
                "The link was withdrawn",
                format!("This link to {} is no longer good. {ask}", self.name),
            ))
        } else if self.expires <= now {
            Some((
                StatusCode::GONE,
                "The link has expired",
                format!(
                    "This link to {} was good until {}. {ask}",
                    self.name,
                    spoken_day(self.expires)
                ),
            ))
        } else if self.max_uses.is_some_and(|most| self.uses >= most) {
            Some((
                StatusCode::GONE,
                "The link is full",
                format!(
                    "As many people as it was made for have joined {} by this link. {ask}",
                    self.name
                ),
            ))
        } else {
            None
        }
    }

    /// The domain itself or one below it.
    fn takes(&self, address: &Address) -> bool {
        let domain = address.domain();
        self.domains.is_empty()
            || self.domains.iter().any(|allowed| {
                domain
                    .strip_suffix(allowed.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            })
    }
}

fn no_link() -> Told {
    (
        StatusCode::NOT_FOUND,
        "No such link",
        "Check that the address is whole, as it was given to you.".into(),
    )
}

fn told((status, title, text): Told) -> Response {
    if status == StatusCode::OK {
        Notice::good(title, text)
    } else {
        Notice::bad(status, title, text)
    }
}

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
        .read(move |db| link(db, "token_hash", tokens::hash(&token)))
        .await?;
    Ok(match link {
        None => told(no_link()),
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
    let Some(link) = link(db, "token_hash", tokens::hash(token))? else {
        return Ok(Step::Told(no_link()));
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
        return Ok(Standing::Closed(no_link()));
    };
    let (Some(link), Some(address)) = (link(db, "id", link_id)?, Address::parse(&email)) else {
        return Ok(Standing::Closed(no_link()));
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
#[template(path = "signup.html")]
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
