//! Whose key opens the API: the one account every practice platform has.

use std::sync::Arc;

use rusqlite::params;
use secrecy::{ExposeSecret, SecretString};

use crate::demo;
use crate::model::address::Address;
use crate::model::people;
use crate::platform::Shared;
use crate::request_error::Refusal;
use crate::tokens;

pub(crate) const NAME: &str = "Robin Keller";
pub(crate) const EMAIL: &str = "robin.keller@uni.example";

/// Sees to it that the owner is there with this key, and, in a new folder, the demo data.
pub(crate) async fn settle(
    platform: &Shared,
    key: &SecretString,
    with_demo: bool,
) -> Result<(), Refusal> {
    let hash = tokens::hash(key.expose_secret());
    let shared = Arc::clone(platform);
    let now = platform.clock.now();
    platform
        .db
        .write(move |db| {
            let fresh = !db.prepare("SELECT 1 FROM users")?.exists([])?;
            let address = Address::parse(EMAIL).ok_or(Refusal::NoKey)?;
            let owner = people::made(db, &address, NAME, now)?;
            db.execute("DELETE FROM api_keys WHERE owner = 1 OR hash = ?1", [hash])?;
            db.execute(
                "INSERT INTO api_keys (hash, user_id, owner) VALUES (?1, ?2, 1)",
                params![hash, owner],
            )?;
            if fresh && with_demo {
                demo::lay_out(db, &shared, owner, now)?;
            }
            Ok(())
        })
        .await
}
