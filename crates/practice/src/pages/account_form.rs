//! The account somebody makes or opens on a page: a name, and a password kept as argon2.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use rand::TryRngCore;
use rand::rngs::OsRng;
use rusqlite::{Connection, params};
use serde::Deserialize;
use tokio::sync::Semaphore;

use crate::clock::MINUTE;
use crate::model::address::Address;
use crate::model::mails::one_line;
use crate::model::people::{self, Person};
use crate::platform::Platform;
use crate::request_error::Refusal;

pub(super) const PASSWORD_LEAST: usize = 10;
const PASSWORD_MOST: usize = 256;
const NAME_MOST: usize = 200;
/// So many wrong passwords, and the account rests for a while.
const WRONG_LIMIT: i64 = 10;
const REST: i64 = 15 * MINUTE;

/// Each hash takes some 20 MiB and a good part of a core for a moment.
static HASHING: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) password: String,
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Form")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// What came of the form: an account to go on with, or what to tell the person.
pub(super) enum Entry {
    /// The hash to keep; none for an account that has one and was opened with it.
    Welcome {
        name: String,
        hash: Option<String>,
    },
    Mend(&'static str),
}

/// Checks the form against the account the address has, if it has one.
pub(super) async fn enter(
    platform: &Platform,
    address: &Address,
    form: Form,
) -> Result<Entry, Refusal> {
    let key = address.key().to_owned();
    let now = platform.clock.now();
    let (person, resting) = platform
        .db
        .read(move |db| {
            let resting = db
                .prepare_cached(
                    "SELECT 1 FROM users WHERE email_key = ?1 AND wrong >= ?2 AND wrong_at > ?3",
                )?
                .exists(params![key, WRONG_LIMIT, now - REST])?;
            Ok((people::find(db, &key)?, resting))
        })
        .await?;
    if resting {
        return Ok(Entry::Mend(
            "Too many wrong passwords. Try again in a quarter of an hour.",
        ));
    }
    let length = form.password.chars().count();
    if form.password.len() > PASSWORD_MOST {
        return Ok(Entry::Mend("That password is too long."));
    }
    let known = person.as_ref().and_then(|person| person.password.clone());
    if let (Some(person), Some(hash)) = (person, known) {
        return open(platform, person, hash, form.password).await;
    }
    let name = one_line(&form.name);
    if name.is_empty() {
        return Ok(Entry::Mend("Please give your name."));
    }
    if name.chars().count() > NAME_MOST {
        return Ok(Entry::Mend("That name is too long."));
    }
    if length < PASSWORD_LEAST {
        return Ok(Entry::Mend("The password needs at least 10 characters."));
    }
    if form.password.to_lowercase() == address.key() {
        return Ok(Entry::Mend("The password must not be your address."));
    }
    let hash = hashed(form.password).await?;
    Ok(Entry::Welcome {
        name,
        hash: Some(hash),
    })
}

async fn open(
    platform: &Platform,
    person: Person,
    hash: String,
    password: String,
) -> Result<Entry, Refusal> {
    let right = matches(hash, password).await?;
    let now = platform.clock.now();
    let id = person.id;
    platform
        .db
        .write(move |db| {
            db.prepare_cached(
                "UPDATE users SET wrong_at = ?3, wrong = CASE
                    WHEN ?2 THEN 0 WHEN wrong_at > ?4 THEN wrong + 1 ELSE 1 END
                 WHERE id = ?1",
            )?
            .execute(params![id, right, now, now - REST])?;
            Ok(())
        })
        .await?;
    Ok(if right {
        Entry::Welcome {
            name: person.name,
            hash: None,
        }
    } else {
        Entry::Mend("That is not the password of this account.")
    })
}

async fn hashed(password: String) -> Result<String, Refusal> {
    let permit = HASHING.acquire().await.map_err(Refusal::internal)?;
    let hash = tokio::task::spawn_blocking(move || {
        let mut salt = [0; 16];
        OsRng.try_fill_bytes(&mut salt).map_err(Refusal::internal)?;
        SaltString::encode_b64(&salt)
            .and_then(|salt| {
                let hash = Argon2::default().hash_password(password.as_bytes(), &salt)?;
                Ok(hash.to_string())
            })
            .map_err(|error| Refusal::internal(Unhashed(error.to_string())))
    })
    .await
    .map_err(Refusal::internal)?;
    drop(permit);
    hash
}

async fn matches(hash: String, password: String) -> Result<bool, Refusal> {
    let permit = HASHING.acquire().await.map_err(Refusal::internal)?;
    let right = tokio::task::spawn_blocking(move || {
        let hash = PasswordHash::new(&hash)
            .map_err(|error| Refusal::internal(Unhashed(error.to_string())))?;
        Ok(Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok())
    })
    .await
    .map_err(Refusal::internal)?;
    drop(permit);
    right
}

#[derive(Debug, thiserror::Error)]
#[error("the password could not be worked on: {0}")]
struct Unhashed(String);

/// The person's id, with name and password kept if they are new.
pub(super) fn keep(
    db: &Connection,
    address: &Address,
    name: &str,
    hash: Option<&str>,
    now: i64,
) -> Result<i64, Refusal> {
    let id = people::made(db, address, name, now)?;
    if let Some(hash) = hash {
        db.prepare_cached(
            "UPDATE users SET name = ?2, password = ?3 WHERE id = ?1 AND password IS NULL",
        )?
        .execute(params![id, name, hash])?;
    }
    Ok(id)
}
