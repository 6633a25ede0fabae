//! The sign-up link of a course.

use axum::extract::State;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use crate::clock;
use crate::http::answer::Answer;
use crate::http::extract::{At, Key, Posted};
use crate::http::json_body::Fields;
use crate::model::lookup::{self as find, Space};
use crate::platform::{Call, Shared};
use crate::request_error::Refusal;
use crate::tokens::{self, Purpose};

const USES: i64 = 1_000_000;
const DOMAINS: usize = 50;

#[derive(Serialize)]
struct Link {
    url: String,
    expires_at: String,
    uses: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_uses: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_domains: Option<Vec<String>>,
}

/// Own instances by link are for courses only.
fn course(call: &Call<'_>, org: &str, space: &str) -> Result<Space, Refusal> {
    let space = find::administered(call, org, space)?;
    match space.kind.as_str() {
        "TEACHING" => Ok(space),
        kind => Err(Refusal::Clash(format!(
            "{} is a {}; only a course has a sign-up link. Invite people by mail instead.",
            space.name,
            crate::model::mail_texts::kind_of_space(kind)
        ))),
    }
}

fn current(call: &Call<'_>, space: &Space) -> Result<Link, Refusal> {
    let row = call
        .db
        .prepare_cached(
            "SELECT id, expires, uses, max_uses, email_domains FROM links
             WHERE space_id = ?1 AND withdrawn IS NULL",
        )?
        .query_row([space.id], |row| {
            let link = Link {
                url: String::new(),
                expires_at: clock::written(row.get(1)?),
                uses: row.get(2)?,
                max_uses: row.get(3)?,
                email_domains: None,
            };
            Ok((
                row.get::<_, i64>(0)?,
                link,
                row.get::<_, Option<String>>(4)?,
            ))
        })
        .optional()?;
    let (id, mut link, domains) =
        row.ok_or_else(|| Refusal::NotFound(format!("{} has no sign-up link.", space.name)))?;
    let token = call.platform.mint.token(Purpose::Link, id);
    link.url = format!("{}/join/{token}", call.platform.base_url());
    link.email_domains = domains
        .map(|json| serde_json::from_str(&json))
        .transpose()?;
    Ok(link)
}

pub(crate) async fn get(
    State(platform): State<Shared>,
    Key(key): Key,
    At((org, space)): At<(String, String)>,
) -> Result<Answer, Refusal> {
    platform
        .get(key, move |call| {
            let space = course(call, &org, &space)?;
            Ok(Answer::ok(&current(call, &space)?))
        })
        .await
}

/// Makes the link. One that is there is withdrawn: a renewed link has another address.
pub(crate) async fn put(
    State(platform): State<Shared>,
    At((org, space)): At<(String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, body| {
            let space = course(call, &org, &space)?;
            let mut fields = Fields::read(body)?;
            let expires = match fields.text("expires_at", 100) {
                Some(text) => expiry(&mut fields, &text, call.now),
                None => in_three_months(call.now),
            };
            let max_uses = fields.whole("max_uses", 1, USES);
            let domains = domains(&mut fields);
            fields.finish()?;
            end(call, &space)?;
            call.db
                .prepare_cached(
                    "INSERT INTO links
                        (space_id, token_hash, created, expires, max_uses, email_domains)
                     VALUES (?1, randomblob(32), ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    space.id,
                    call.now,
                    expires,
                    max_uses,
                    (!domains.is_empty())
                        .then(|| serde_json::to_string(&domains))
                        .transpose()?
                ])?;
            let id = call.db.last_insert_rowid();
            let token = call.platform.mint.token(Purpose::Link, id);
            call.db
                .prepare_cached("UPDATE links SET token_hash = ?2 WHERE id = ?1")?
                .execute(params![id, tokens::hash(&token)])?;
            Ok(Answer::ok(&current(call, &space)?))
        })
        .await
}

fn expiry(fields: &mut Fields, text: &str, now: i64) -> i64 {
    let why = match text.parse::<Timestamp>() {
        Ok(time) if time.as_millisecond() > now => return time.as_millisecond(),
        Ok(_) => "Must lie in the future.",
        Err(_) => "Not a time as RFC 3339 writes it.",
    };
    fields.refuse("expires_at", why);
    now
}

fn in_three_months(now: i64) -> i64 {
    Timestamp::from_millisecond(now)
        .ok()
        .and_then(|time| {
            let day = time.to_zoned(TimeZone::UTC);
            day.checked_add(3.months()).ok()
        })
        .map_or(now + 90 * clock::DAY, |then| {
            then.timestamp().as_millisecond()
        })
}

fn domains(fields: &mut Fields) -> Vec<String> {
    let mut domains = Vec::new();
    for text in fields.texts("email_domains") {
        let plain = text.trim().trim_start_matches('@');
        match idna::domain_to_ascii_strict(plain) {
            Ok(domain) if domain.contains('.') => domains.push(domain),
            _ => fields.refuse("email_domains", format!("Not a domain: {text}")),
        }
    }
    if domains.len() > DOMAINS {
        fields.refuse("email_domains", format!("At most {DOMAINS} domains."));
    }
    domains
}

fn end(call: &Call<'_>, space: &Space) -> Result<usize, Refusal> {
    Ok(call
        .db
        .prepare_cached(
            "UPDATE links SET withdrawn = ?2 WHERE space_id = ?1 AND withdrawn IS NULL",
        )?
        .execute([space.id, call.now])?)
}

pub(crate) async fn withdraw(
    State(platform): State<Shared>,
    At((org, space)): At<(String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, _| {
            let space = course(call, &org, &space)?;
            let link = current(call, &space)?;
            end(call, &space)?;
            Ok(Answer::ok(&link))
        })
        .await
}
