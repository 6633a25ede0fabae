//! `Idempotency-Key`: the same request, sent again, is answered as the first time and does nothing.
//!
//! The answer is written in the transaction that does the work, so there is no moment in which one
//! is there without the other.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, StatusCode};
use rusqlite::{OptionalExtension, params};

use crate::clock::DAY;
use crate::http::answer::Answer;
use crate::http::extract::Posted;
use crate::platform::Call;
use crate::request_error::Refusal;
use crate::tokens::Hash;

pub(crate) const HEADER: &str = "idempotency-key";
const KEY_LIMIT: usize = 255;

/// The value travels in quotes; one without is taken too.
pub(crate) fn key_of(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let Some(value) = headers.get(HEADER) else {
        return Ok(None);
    };
    let refused = || Refusal::BadRequest("The Idempotency-Key cannot be read.".into());
    let text = value.to_str().map_err(|_| refused())?.trim();
    let inner = match text.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').ok_or_else(refused)?,
        None => text,
    };
    if inner.is_empty() || inner.len() > KEY_LIMIT || inner.contains('"') {
        return Err(refused());
    }
    Ok(Some(inner.to_owned()))
}

/// Requests with a key that are being worked on.
#[derive(Default)]
pub(crate) struct InFlight(Mutex<HashSet<(Hash, String)>>);

pub(crate) struct Passage<'a> {
    in_flight: &'a InFlight,
    entry: (Hash, String),
}

impl InFlight {
    /// None while another request with the same key is under way.
    pub(crate) fn enter(&self, key: Hash, once: String) -> Option<Passage<'_>> {
        let entry = (key, once);
        let mut set = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !set.insert(entry.clone()) {
            return None;
        }
        Some(Passage {
            in_flight: self,
            entry,
        })
    }
}

impl Drop for Passage<'_> {
    fn drop(&mut self) {
        let mut set = self
            .in_flight
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        set.remove(&self.entry);
    }
}

pub(crate) fn answer(
    call: &Call<'_>,
    posted: &Posted,
    work: impl FnOnce(&Call<'_>) -> Result<Answer, Refusal>,
) -> Result<Answer, Refusal> {
    let Some(once) = &posted.once else {
        return work(call);
    };
    if let Some(answer) = earlier(call, once, &posted.fingerprint)? {
        return Ok(answer);
    }
    call.db.execute_batch("SAVEPOINT work")?;
    let answer = match work(call) {
        Ok(answer) => answer,
        Err(refusal) if refusal.status().is_client_error() => {
            call.db.execute_batch("ROLLBACK TO work")?;
            refusal.answer()
        }
        Err(failure) => return Err(failure),
    };
    call.db.execute_batch("RELEASE work")?;
    keep(call, once, &posted.fingerprint, &answer)?;
    Ok(answer)
}

fn earlier(call: &Call<'_>, once: &str, fingerprint: &Hash) -> Result<Option<Answer>, Refusal> {
    let found = call
        .db
        .prepare_cached(
            "SELECT fingerprint, status, body FROM answers
             WHERE user_id = ?1 AND once = ?2 AND at > ?3",
        )?
        .query_row(params![call.caller.id, once, call.now - DAY], |row| {
            Ok((
                row.get::<_, Hash>(0)?,
                row.get::<_, u16>(1)?,
                row.get::<_, String>(2)?,
            ))
        })
        .optional()?;
    let Some((known, status, body)) = found else {
        return Ok(None);
    };
    if known != *fingerprint {
        return Err(Refusal::Invalid {
            location: "headers",
            fields: BTreeMap::from([(
                "Idempotency-Key".to_owned(),
                vec!["Already used with another request.".to_owned()],
            )]),
        });
    }
    let status = StatusCode::from_u16(status).map_err(Refusal::internal)?;
    Ok(Some(Answer::kept(status, body)))
}

fn keep(call: &Call<'_>, once: &str, fingerprint: &Hash, answer: &Answer) -> Result<(), Refusal> {
    call.db
        .prepare_cached("DELETE FROM answers WHERE at <= ?1")?
        .execute([call.now - DAY])?;
    call.db
        .prepare_cached(
            "INSERT INTO answers (user_id, once, fingerprint, status, body, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            call.caller.id,
            once,
            fingerprint,
            answer.status.as_u16(),
            answer.body,
            call.now
        ])?;
    Ok(())
}
