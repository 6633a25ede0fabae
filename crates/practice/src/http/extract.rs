//! What handlers take from a request: the API key, the parameters of the path, and for a change
//! the body and the idempotency key.

use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::idempotency;
use super::server::SharedServer;
use crate::request_error::RequestError;
use crate::tokens::{self, Hash};

/// The hash of the API key that a request carries.
pub(crate) struct ApiKey(pub(crate) Hash);

/// The key stands as it is, not in base64, after `Basic`, `Bearer`, or nothing.
pub(crate) fn api_key(headers: &HeaderMap) -> Option<Hash> {
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

impl FromRequestParts<SharedServer> for ApiKey {
    type Rejection = RequestError;

    async fn from_request_parts(parts: &mut Parts, _: &SharedServer) -> Result<Self, RequestError> {
        api_key(&parts.headers)
            .map(Self)
            .ok_or(RequestError::Unauthorized)
    }
}

/// What a request that changes something carries beside its path.
pub(crate) struct Change {
    pub(crate) api_key: Hash,
    pub(crate) idempotency_key: Option<String>,
    /// A hash of method, path and body. A request that is sent again with the same idempotency key
    /// must have the same.
    pub(crate) fingerprint: Hash,
    pub(crate) body: Bytes,
}

impl FromRequest<SharedServer> for Change {
    type Rejection = RequestError;

    async fn from_request(request: Request, server: &SharedServer) -> Result<Self, RequestError> {
        let api_key = api_key(request.headers()).ok_or(RequestError::Unauthorized)?;
        let idempotency_key =
            if request.method() == Method::POST && server.settings.idempotency_keys {
                idempotency::key(request.headers())?
            } else {
                None
            };
        let mut fingerprint = Sha256::new();
        fingerprint.update(request.method().as_str());
        fingerprint.update([0]);
        fingerprint.update(request.uri().path());
        fingerprint.update([0]);
        let body = Bytes::from_request(request, server)
            .await
            .map_err(|why| RequestError::BadRequest(why.to_string()))?;
        fingerprint.update(&body);
        Ok(Self {
            api_key,
            idempotency_key,
            fingerprint: fingerprint.finalize().into(),
            body,
        })
    }
}

/// The parameters of the path, each decoded on its own.
///
/// A parameter that can't be decoded names nothing that exists, so unlike with axum's own `Path`
/// it leads to a 404 in the platform's error shape.
pub(crate) struct PathParams<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for PathParams<T> {
    type Rejection = RequestError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RequestError> {
        Path::from_request_parts(parts, state)
            .await
            .map(|Path(params)| Self(params))
            .map_err(|why: PathRejection| RequestError::NotFound(why.body_text()))
    }
}
