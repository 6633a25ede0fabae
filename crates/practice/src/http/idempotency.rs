//! `Idempotency-Key`: a request that is sent again with the same key gets the answer it got the
//! first time, and nothing is done twice.

use lock::LockExt as _;
use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, MutexGuard};

use axum::http::{HeaderMap, StatusCode};

use super::answer::Answer;
use crate::model::context::{Attempted, Context};
use crate::model::stored_answers::{self, StoredAnswer};
use crate::request_error::RequestError;
use crate::tokens::Hash;

const HEADER: &str = "idempotency-key";
/// In bytes.
const KEY_MAX: usize = 255;

/// The key that a request carries. It should stand in quotes; one without them is accepted too.
pub(crate) fn key(headers: &HeaderMap) -> Result<Option<String>, RequestError> {
    let Some(value) = headers.get(HEADER) else {
        return Ok(None);
    };
    let unreadable = || RequestError::BadRequest("The Idempotency-Key can't be read.".into());
    let text = value.to_str().map_err(|_| unreadable())?.trim();
    let inner = match text.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').ok_or_else(unreadable)?,
        None => text,
    };
    if inner.is_empty() || inner.len() > KEY_MAX || inner.contains('"') {
        return Err(unreadable());
    }
    Ok(Some(inner.to_owned()))
}

/// The requests with an idempotency key that are being carried out, each by the hash of its API key
/// and by its idempotency key.
#[derive(Default)]
pub(crate) struct KeysInFlight(Mutex<HashSet<(Hash, String)>>);

/// Keeps a second request with the same key out for as long as this lives.
pub(crate) struct InFlightGuard<'a> {
    in_flight: &'a KeysInFlight,
    entry: (Hash, String),
}

impl KeysInFlight {
    /// Returns `None` while another request with the same key is being carried out.
    pub(crate) fn enter(&self, api_key: Hash, key: String) -> Option<InFlightGuard<'_>> {
        let entry = (api_key, key);
        if !self.lock().insert(entry.clone()) {
            return None;
        }
        Some(InFlightGuard {
            in_flight: self,
            entry,
        })
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<(Hash, String)>> {
        self.0.locked()
    }
}

impl Drop for InFlightGuard<'_> {
    fn drop(&mut self) {
        self.in_flight.lock().remove(&self.entry);
    }
}

/// Carries a request out once for each idempotency key. A refusal is kept like any other answer. A
/// failure of the server isn't, so that the request can be tried again.
pub(crate) fn answer_once(
    ctx: &Context<'_>,
    fingerprint: Hash,
    work: impl FnOnce(&Context<'_>) -> Result<Answer, RequestError>,
) -> Result<Answer, RequestError> {
    let Some(key) = ctx.idempotency_key else {
        return work(ctx);
    };
    if let Some(stored) = stored_answers::find(ctx, key)? {
        return repeat(stored, fingerprint);
    }
    let answer = match ctx.attempt(work)? {
        Attempted::Done(answer) => answer,
        Attempted::Refused(why) => Answer::from(&why),
    };
    let stored = StoredAnswer {
        fingerprint,
        status: answer.status.as_u16(),
        body: answer.body.clone(),
    };
    stored_answers::store(ctx, key, &stored)?;
    Ok(answer)
}

fn repeat(stored: StoredAnswer, fingerprint: Hash) -> Result<Answer, RequestError> {
    if stored.fingerprint != fingerprint {
        return Err(RequestError::Invalid {
            location: "headers",
            fields: BTreeMap::from([(
                "Idempotency-Key".to_owned(),
                vec!["This key was already used with another request.".to_owned()],
            )]),
        });
    }
    let status = StatusCode::from_u16(stored.status).map_err(RequestError::internal)?;
    Ok(Answer::new(status, stored.body))
}
