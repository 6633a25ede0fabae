//! The account that somebody opens or creates on a page, to join a course or to accept an
//! invitation: a name and a password. Here are the rules for what is accepted.

use rusqlite::{Connection, params};

use super::address::Address;
use super::email_texts::one_line;
use super::passwords;
use super::people::{self, Person};
use crate::clock::MINUTE;
use crate::database::{DatabaseError, Query};
use crate::platform::Platform;
use crate::request_error::RequestError;

/// In characters.
pub(crate) const PASSWORD_MIN: usize = 10;
/// In bytes.
const PASSWORD_MAX: usize = 256;
/// In characters.
const NAME_MAX: usize = 200;
/// After this many wrong passwords in a row, the account is locked for a while.
const WRONG_PASSWORDS: i64 = 10;
const LOCKED_FOR: i64 = 15 * MINUTE;

/// What somebody typed.
pub(crate) struct Credentials {
    pub(crate) name: String,
    pub(crate) password: String,
}

/// What the person may continue with.
pub(crate) struct AccountEntry {
    pub(crate) name: String,
    /// The hash to save. There is none for an account that was opened with its own password.
    new_hash: Option<String>,
}

/// Why the credentials aren't accepted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rejection {
    Locked,
    WrongPassword,
    PasswordTooLong,
    PasswordTooShort,
    PasswordIsAddress,
    NameMissing,
    NameTooLong,
}

/// What came of the credentials.
pub(crate) enum EntryResult {
    Accepted(AccountEntry),
    Rejected(Rejection),
}

/// Checks the credentials against the account that the address has, or, if it has none with a
/// password yet, against the rules for a new one.
pub(crate) async fn enter(
    platform: &Platform,
    address: &Address,
    credentials: Credentials,
) -> Result<EntryResult, RequestError> {
    let Credentials { name, password } = credentials;
    let (person, locked) = find(platform, address.clone()).await?;
    if locked {
        return Ok(EntryResult::Rejected(Rejection::Locked));
    }
    if password.len() > PASSWORD_MAX {
        return Ok(EntryResult::Rejected(Rejection::PasswordTooLong));
    }
    if let Some(Person {
        id,
        name,
        password: Some(hash),
        ..
    }) = person
    {
        let is_right = passwords::verify(hash, password)
            .await
            .map_err(RequestError::internal)?;
        count_attempt(platform, id, is_right).await?;
        return Ok(if is_right {
            EntryResult::Accepted(AccountEntry {
                name,
                new_hash: None,
            })
        } else {
            EntryResult::Rejected(Rejection::WrongPassword)
        });
    }
    let name = one_line(&name);
    if let Some(rejection) = check_new(&name, &password, address) {
        return Ok(EntryResult::Rejected(rejection));
    }
    let hash = passwords::hash(password)
        .await
        .map_err(RequestError::internal)?;
    Ok(EntryResult::Accepted(AccountEntry {
        name,
        new_hash: Some(hash),
    }))
}

fn check_new(name: &str, password: &str, address: &Address) -> Option<Rejection> {
    if name.is_empty() {
        Some(Rejection::NameMissing)
    } else if name.chars().count() > NAME_MAX {
        Some(Rejection::NameTooLong)
    } else if password.chars().count() < PASSWORD_MIN {
        Some(Rejection::PasswordTooShort)
    } else if password.to_lowercase() == address.normalized() {
        Some(Rejection::PasswordIsAddress)
    } else {
        None
    }
}

/// The person with this address, and whether the account is locked.
async fn find(
    platform: &Platform,
    address: Address,
) -> Result<(Option<Person>, bool), DatabaseError> {
    let now = platform.clock.now();
    platform
        .database
        .read(move |db| {
            let locked = db.has(
                "SELECT 1 FROM users WHERE email_key = ?1 AND wrong >= ?2 AND wrong_at > ?3",
                params![address.normalized(), WRONG_PASSWORDS, now - LOCKED_FOR],
            )?;
            Ok((people::by_address(db, &address)?, locked))
        })
        .await
}

/// A right password clears the count. A wrong one that comes long after the last starts it anew.
async fn count_attempt(
    platform: &Platform,
    person: i64,
    is_right: bool,
) -> Result<(), DatabaseError> {
    let now = platform.clock.now();
    platform
        .database
        .write(move |db| {
            db.run(
                "UPDATE users SET wrong_at = ?3, wrong = CASE
                    WHEN ?2 THEN 0 WHEN wrong_at > ?4 THEN wrong + 1 ELSE 1 END
                 WHERE id = ?1",
                params![person, is_right, now, now - LOCKED_FOR],
            )?;
            Ok(())
        })
        .await
}

/// The person's id. Name and password are saved if they are new.
pub(super) fn save(
    db: &Connection,
    address: &Address,
    entry: &AccountEntry,
    now: i64,
) -> Result<i64, DatabaseError> {
    let id = people::id_or_create(db, address, &entry.name, now)?;
    if let Some(hash) = &entry.new_hash {
        db.run(
            "UPDATE users SET name = ?2, password = ?3 WHERE id = ?1 AND password IS NULL",
            params![id, entry.name, hash],
        )?;
    }
    Ok(id)
}
