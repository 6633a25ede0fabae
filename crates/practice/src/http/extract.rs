//! What a call brings along: the key, and for a change the body and the idempotency key.

use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::http::idempotency as once;
use crate::platform::Shared;
use crate::request_error::Refusal;
use crate::tokens::{self, Hash};

/// The hash of the key a call was signed with.
pub(crate) struct Key(pub(crate) Hash);

/// The key travels as it is, after `Basic`, `Bearer` or nothing, in any case.
pub(crate) fn key_of(headers: &HeaderMap) -> Option<Hash> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?.trim();
    let key = match value.split_once(' ') {
        Some((scheme, key))
            if scheme.eq_ignore_ascii_case("basic") || scheme.eq_ignore_ascii_case("bearer") =>
        {
            key.trim()
        }
        _ => value,
    };
    (!key.is_empty()).then(|| tokens::hash(key))
}

impl FromRequestParts<Shared> for Key {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Refusal> {
        key_of(&parts.headers).map(Self).ok_or(Refusal::NoKey)
    }
}

pub(crate) struct Posted {
    pub(crate) key: Hash,
    pub(crate) once: Option<String>,
    /// Of method, path and body: what the same idempotency key must come with again.
    pub(crate) fingerprint: Hash,
    pub(crate) body: Bytes,
}

impl FromRequest<Shared> for Posted {
    type Rejection = Refusal;

    async fn from_request(request: Request, platform: &Shared) -> Result<Self, Refusal> {
        let key = key_of(request.headers()).ok_or(Refusal::NoKey)?;
        let once = if request.method() == Method::POST && !platform.settings.bare {
            once::key_of(request.headers())?
        } else {
            None
        };
        let mut fingerprint = Sha256::new();
        fingerprint.update(request.method().as_str());
        fingerprint.update([0]);
        fingerprint.update(request.uri().path());
        fingerprint.update([0]);
        let body = Bytes::from_request(request, platform)
            .await
            .map_err(|why| Refusal::BadRequest(why.to_string()))?;
        fingerprint.update(&body);
        Ok(Self {
            key,
            once,
            fingerprint: fingerprint.finalize().into(),
            body,
        })
    }
}

/// The parts of the path, each decoded by itself.
pub(crate) struct At<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        Path::from_request_parts(parts, state)
            .await
            .map(|Path(parts)| Self(parts))
            .map_err(|why: PathRejection| Refusal::NotFound(why.body_text()))
    }
}
