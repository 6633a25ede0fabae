//! A sign-up link as a page sees it: whose it is, whether it is still good, whom it takes.

use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, OptionalExtension};

use crate::clock::spoken_day;
use crate::model::address::Address;
use crate::pages::Notice;
use crate::request_error::Refusal;

pub(crate) struct Link {
    pub(crate) id: i64,
    pub(crate) space: i64,
    pub(crate) name: String,
    pub(crate) expires: i64,
    pub(crate) uses: i64,
    pub(crate) max_uses: Option<i64>,
    pub(crate) domains: Vec<String>,
    pub(crate) withdrawn: bool,
}

/// A status, a heading and a sentence.
pub(crate) type Told = (StatusCode, &'static str, String);

pub(crate) fn find(
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
    pub(crate) fn closed(&self, now: i64) -> Option<Told> {
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
    pub(crate) fn takes(&self, address: &Address) -> bool {
        let domain = address.domain();
        self.domains.is_empty()
            || self.domains.iter().any(|allowed| {
                domain
                    .strip_suffix(allowed.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            })
    }
}

pub(crate) fn none() -> Told {
    (
        StatusCode::NOT_FOUND,
        "No such link",
        "Check that the address is whole, as it was given to you.".into(),
    )
}

pub(crate) fn told((status, title, text): Told) -> Response {
    if status == StatusCode::OK {
        Notice::good(title, text)
    } else {
        Notice::bad(status, title, text)
    }
}
