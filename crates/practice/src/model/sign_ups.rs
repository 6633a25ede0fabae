//! Joining a course with its sign-up link. Somebody enters an address, gets an email to confirm
//! it, and then enters a name and a password. Only that last step makes them a member: opening
//! the pages changes nothing, because mail scanners open links too.

use rusqlite::{Connection, params};

use super::accounts::{self, AccountEntry};
use super::address::Address;
use super::emails::{self, NewEmail};
use super::sign_up_links::{self, LinkClosure, SignUpLink};
use super::{email_texts, enrolment, people};
use crate::clock::{DAY, MINUTE};
use crate::database::{DatabaseError, Query};
use crate::platform::Platform;
use crate::tokens::{self, LinkPurpose};

const CONFIRMATION_VALIDITY: i64 = DAY;
/// A confirmation that is open already is used again only if it is valid for this much longer.
const CONFIRMATION_REUSE: i64 = DAY / 2;
/// How long an address is left alone after an email, however often it is entered.
const EMAIL_PAUSE: i64 = MINUTE;

/// What comes of an address that somebody entered.
pub(crate) enum AddressEntry {
    UnknownLink,
    LinkClosed(SignUpLink, LinkClosure),
    InvalidAddress(SignUpLink),
    DomainNotAccepted(SignUpLink),
    /// An email was sent to the address, now or a moment ago.
    Mailed(SignUpLink),
}

/// Sends an email to the address. To somebody who is enrolled already it says so; to everybody
/// else it has a link to continue with. The page shows the same in both cases, because whoever has
/// the sign-up link must not learn from it who is in the course.
pub(crate) fn enter_address(
    db: &Connection,
    platform: &Platform,
    token: &str,
    email: &str,
) -> Result<AddressEntry, DatabaseError> {
    let now = platform.clock.now();
    let Some(link) = sign_up_links::by_token(db, token)? else {
        return Ok(AddressEntry::UnknownLink);
    };
    if let Some(closure) = link.closure(now) {
        return Ok(AddressEntry::LinkClosed(link, closure));
    }
    let Some(address) = Address::parse(email) else {
        return Ok(AddressEntry::InvalidAddress(link));
    };
    if !link.accepts(&address) {
        return Ok(AddressEntry::DomainNotAccepted(link));
    }
    if emails::has_sign_up_email_since(db, &address, now - EMAIL_PAUSE)? {
        return Ok(AddressEntry::Mailed(link));
    }
    let (kind, text) = if enrolment::is_enrolled(db, link.space, &address)? {
        ("already_in", email_texts::already_joined(&link.course))
    } else {
        let (id, expires) = open_confirmation(db, platform, &link, &address, now)?;
        let token = platform.link_tokens.token(LinkPurpose::Confirmation, id);
        let url = format!("{}/confirm/{token}", platform.base_url());
        (
            "confirmation",
            email_texts::confirmation(&link.course, &url, expires),
        )
    };
    emails::queue(db, platform, now, &NewEmail::new(kind, &address, text))?;
    Ok(AddressEntry::Mailed(link))
}

/// The id of an open confirmation, which is created if there is none, and when it expires. The
/// token depends on the id, so the row is inserted with a random placeholder for its hash.
fn open_confirmation(
    db: &Connection,
    platform: &Platform,
    link: &SignUpLink,
    address: &Address,
    now: i64,
) -> Result<(i64, i64), DatabaseError> {
    let open = db.first(
        "SELECT id, expires FROM confirmations
         WHERE link_id = ?1 AND email_key = ?2 AND used IS NULL AND expires > ?3",
        params![link.id, address.normalized(), now + CONFIRMATION_REUSE],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if let Some(open) = open {
        return Ok(open);
    }
    let expires = now + CONFIRMATION_VALIDITY;
    let id = db.insert(
        "INSERT INTO confirmations (link_id, email, email_key, token_hash, created, expires)
         VALUES (?1, ?2, ?3, randomblob(32), ?4, ?5)",
        params![
            link.id,
            address.written(),
            address.normalized(),
            now,
            expires
        ],
    )?;
    let token = platform.link_tokens.token(LinkPurpose::Confirmation, id);
    db.run(
        "UPDATE confirmations SET token_hash = ?2 WHERE id = ?1",
        params![id, tokens::hash(&token)],
    )?;
    Ok((id, expires))
}

/// What the link in the confirmation email leads to.
pub(crate) enum Confirmation {
    Unknown,
    AlreadyJoined { email: String, course: String },
    LinkClosed(SignUpLink, LinkClosure),
    Expired { course: String },
    Open(Box<OpenConfirmation>),
}

pub(crate) struct OpenConfirmation {
    id: i64,
    link: SignUpLink,
    pub(crate) address: Address,
    /// The name of the account that the address has, if it has one.
    pub(crate) account_name: Option<String>,
    pub(crate) has_password: bool,
}

impl OpenConfirmation {
    pub(crate) fn course(&self) -> &str {
        &self.link.course
    }
}

pub(crate) fn confirmation_by_token(
    db: &Connection,
    token: &str,
    now: i64,
) -> Result<Confirmation, DatabaseError> {
    let found = db.first(
        "SELECT confirmations.id, link_id, confirmations.email, expires, used IS NOT NULL,
                name, password IS NOT NULL
         FROM confirmations LEFT JOIN users ON users.email_key = confirmations.email_key
         WHERE token_hash = ?1",
        [tokens::hash(token)],
        |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, i64>(3)?,
                row.get::<_, bool>(4)?,
                row.get::<_, Option<String>>(5)?,
                row.get::<_, bool>(6)?,
            ))
        },
    )?;
    let Some((id, link, email, expires, used, account_name, has_password)) = found else {
        return Ok(Confirmation::Unknown);
    };
    let (Some(link), Some(address)) = (sign_up_links::by_id(db, link)?, Address::parse(&email))
    else {
        return Ok(Confirmation::Unknown);
    };
    if used || enrolment::is_enrolled(db, link.space, &address)? {
        return Ok(Confirmation::AlreadyJoined {
            email,
            course: link.course,
        });
    }
    if let Some(closure) = link.closure(now) {
        return Ok(Confirmation::LinkClosed(link, closure));
    }
    if expires <= now {
        return Ok(Confirmation::Expired {
            course: link.course,
        });
    }
    Ok(Confirmation::Open(Box::new(OpenConfirmation {
        id,
        link,
        address,
        account_name,
        has_password,
    })))
}

/// Makes the person a member of the course if the confirmation is open, and returns what it was
/// when this was tried. Others may have taken the last place since the page was opened, so it is
/// read again here.
pub(crate) fn join(
    db: &Connection,
    platform: &Platform,
    token: &str,
    account: &AccountEntry,
) -> Result<Confirmation, DatabaseError> {
    let now = platform.clock.now();
    let confirmation = confirmation_by_token(db, token, now)?;
    if let Confirmation::Open(open) = &confirmation {
        let OpenConfirmation {
            id, link, address, ..
        } = &**open;
        let person = accounts::save(db, address, account, now)?;
        enrolment::enrol(db, link.space, person, address, now)?;
        people::join_org(db, link.space, person)?;
        db.run("UPDATE links SET uses = uses + 1 WHERE id = ?1", [link.id])?;
        db.run(
            "UPDATE confirmations SET used = ?2 WHERE id = ?1",
            [*id, now],
        )?;
        let text = email_texts::welcome(&account.name, &link.course);
        emails::queue(db, platform, now, &NewEmail::new("welcome", address, text))?;
    }
    Ok(confirmation)
}
