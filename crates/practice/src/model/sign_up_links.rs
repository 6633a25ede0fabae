//! The sign-up link of a course: made and withdrawn by its administrators, opened by students.

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};
use serde::Serialize;

use super::address::Address;
use super::context::Context;
use super::lookup::{self, Space};
use super::space_kind::SpaceKind;
use crate::clock;
use crate::database::{DatabaseError, Query};
use crate::request_error::RequestError;
use crate::tokens::{self, LinkPurpose};

/// The link as the API shows it.
#[derive(Serialize)]
pub(crate) struct ShownLink {
    url: String,
    expires_at: String,
    uses: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_uses: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_domains: Option<Vec<String>>,
}

/// A space that can have a sign-up link. Only a course can, because the link gives each person an
/// individual instance, and other spaces have none.
pub(crate) fn course(ctx: &Context<'_>, org: &str, space: &str) -> Result<Space, RequestError> {
    let space = lookup::administered_space(ctx, org, space)?;
    match space.kind {
        SpaceKind::Teaching => Ok(space),
        kind => Err(RequestError::Conflict(format!(
            "{} is a {}, and only a course has a sign-up link. Invite people by email instead.",
            space.name,
            kind.in_a_sentence()
        ))),
    }
}

/// The link that is in force.
pub(crate) fn current(ctx: &Context<'_>, course: &Space) -> Result<ShownLink, RequestError> {
    let link = ctx
        .db
        .first(
            &format!("{SELECT} WHERE space_id = ?1 AND withdrawn IS NULL"),
            [course.id],
            SignUpLink::read,
        )?
        .ok_or_else(|| RequestError::NotFound(format!("{} has no sign-up link.", course.name)))?;
    let tokens = &ctx.platform.link_tokens;
    let token = tokens.token(LinkPurpose::SignUp, link.id);
    Ok(ShownLink {
        url: format!("{}/join/{token}", ctx.platform.base_url()),
        expires_at: clock::rfc3339(link.expires),
        uses: link.uses,
        max_uses: link.max_uses,
        email_domains: (!link.domains.is_empty()).then_some(link.domains),
    })
}

pub(crate) struct NewLink {
    /// Three months from now where none is given.
    pub(crate) expires: Option<i64>,
    pub(crate) max_uses: Option<i64>,
    /// The domains whose addresses are accepted. All are where there is none.
    pub(crate) domains: Vec<String>,
}

/// Makes a link in place of the one that is in force, which is withdrawn: the new one has another
/// address. The token depends on the id, so the row is inserted with a random placeholder for its
/// hash.
pub(crate) fn renew(
    ctx: &Context<'_>,
    course: &Space,
    new: &NewLink,
) -> Result<ShownLink, RequestError> {
    end_current(ctx, course)?;
    let domains = (!new.domains.is_empty())
        .then(|| serde_json::to_string(&new.domains))
        .transpose()
        .map_err(DatabaseError::from)?;
    let id = ctx.db.insert(
        "INSERT INTO links (space_id, token_hash, created, expires, max_uses, email_domains)
         VALUES (?1, randomblob(32), ?2, ?3, ?4, ?5)",
        params![
            course.id,
            ctx.now,
            new.expires.unwrap_or_else(|| in_three_months(ctx.now)),
            new.max_uses,
            domains
        ],
    )?;
    let token = ctx.platform.link_tokens.token(LinkPurpose::SignUp, id);
    ctx.db.run(
        "UPDATE links SET token_hash = ?2 WHERE id = ?1",
        params![id, tokens::hash(&token)],
    )?;
    current(ctx, course)
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

/// Withdraws the link and returns it as it was.
pub(crate) fn withdraw(ctx: &Context<'_>, course: &Space) -> Result<ShownLink, RequestError> {
    let link = current(ctx, course)?;
    end_current(ctx, course)?;
    Ok(link)
}

fn end_current(ctx: &Context<'_>, course: &Space) -> Result<(), DatabaseError> {
    ctx.db.run(
        "UPDATE links SET withdrawn = ?2 WHERE space_id = ?1 AND withdrawn IS NULL",
        [course.id, ctx.now],
    )?;
    Ok(())
}

/// A sign-up link as the student who opens it needs it.
pub(crate) struct SignUpLink {
    pub(super) id: i64,
    pub(super) space: i64,
    /// The name of the course.
    pub(crate) course: String,
    pub(crate) expires: i64,
    uses: i64,
    max_uses: Option<i64>,
    /// The domains whose addresses are accepted. All are where there is none.
    pub(crate) domains: Vec<String>,
    withdrawn: bool,
}

/// Why nobody can join with a link any more.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkClosure {
    Withdrawn,
    Expired,
    Full,
}

const SELECT: &str = "SELECT links.id, space_id, name, expires, uses, max_uses, email_domains,
            withdrawn IS NOT NULL
     FROM links JOIN spaces ON spaces.id = space_id";

pub(crate) fn by_token(db: &Connection, token: &str) -> Result<Option<SignUpLink>, DatabaseError> {
    db.first(
        &format!("{SELECT} WHERE token_hash = ?1"),
        [tokens::hash(token)],
        SignUpLink::read,
    )
}

pub(super) fn by_id(db: &Connection, id: i64) -> Result<Option<SignUpLink>, DatabaseError> {
    db.first(
        &format!("{SELECT} WHERE links.id = ?1"),
        [id],
        SignUpLink::read,
    )
}

impl SignUpLink {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let domains = match row.get::<_, Option<String>>(6)? {
            Some(json) => serde_json::from_str(&json).map_err(|cause| {
                rusqlite::Error::FromSqlConversionFailure(6, Type::Text, Box::new(cause))
            })?,
            None => Vec::new(),
        };
        Ok(Self {
            id: row.get(0)?,
            space: row.get(1)?,
            course: row.get(2)?,
            expires: row.get(3)?,
            uses: row.get(4)?,
            max_uses: row.get(5)?,
            domains,
            withdrawn: row.get(7)?,
        })
    }

    pub(crate) fn closure(&self, now: i64) -> Option<LinkClosure> {
        if self.withdrawn {
            Some(LinkClosure::Withdrawn)
        } else if self.expires <= now {
            Some(LinkClosure::Expired)
        } else if self.max_uses.is_some_and(|limit| self.uses >= limit) {
            Some(LinkClosure::Full)
        } else {
            None
        }
    }

    /// Whether the address is at one of the link's domains, or at a domain below one of them.
    pub(super) fn accepts(&self, address: &Address) -> bool {
        let domain = address.domain();
        self.domains.is_empty()
            || self.domains.iter().any(|allowed| {
                domain
                    .strip_suffix(allowed.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            })
    }
}
