//! The answers that are kept for the idempotency keys they were given for.
//!
//! An answer is stored in the transaction that does the work, so neither is ever there without the
//! other.

use rusqlite::params;

use super::context::Context;
use crate::clock::DAY;
use crate::database::{DatabaseError, Query};
use crate::tokens::Hash;

/// How long an answer is kept.
const KEPT_FOR: i64 = DAY;

pub(crate) struct StoredAnswer {
    /// Says whether a request is the same as the one that was answered.
    pub(crate) fingerprint: Hash,
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// The answer to the caller's earlier request with this key.
pub(crate) fn find(ctx: &Context<'_>, key: &str) -> Result<Option<StoredAnswer>, DatabaseError> {
    ctx.db.first(
        "SELECT fingerprint, status, body FROM answers
         WHERE user_id = ?1 AND once = ?2 AND at > ?3",
        params![ctx.caller.id, key, ctx.now - KEPT_FOR],
        |row| {
            Ok(StoredAnswer {
                fingerprint: row.get(0)?,
                status: row.get(1)?,
                body: row.get(2)?,
            })
        },
    )
}

/// Stores an answer, and removes the ones that have been kept for long enough.
pub(crate) fn store(
    ctx: &Context<'_>,
    key: &str,
    answer: &StoredAnswer,
) -> Result<(), DatabaseError> {
    ctx.db
        .run("DELETE FROM answers WHERE at <= ?1", [ctx.now - KEPT_FOR])?;
    ctx.db.run(
        "INSERT INTO answers (user_id, once, fingerprint, status, body, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            ctx.caller.id,
            key,
            answer.fingerprint,
            answer.status,
            answer.body,
            ctx.now
        ],
    )?;
    Ok(())
}
