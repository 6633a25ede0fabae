//! The two kinds of request that a handler answers: one that reads and one that changes something.
//! Each leads to the model with a caller, on a view of the database or in a transaction.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::answer::Answer;
use super::extract::{ApiKey, Change, PathParams};
use super::idempotency;
use super::server::SharedServer;
use crate::model::api_keys;
use crate::model::context::Context;
use crate::request_error::RequestError;
use crate::tokens::Hash;

/// A request that changes nothing, and what its path names.
pub(crate) struct ReadRequest<P> {
    pub(crate) server: SharedServer,
    api_key: Hash,
    path: P,
}

impl<P: DeserializeOwned + Send> FromRequestParts<SharedServer> for ReadRequest<P> {
    type Rejection = RequestError;

    async fn from_request_parts(
        parts: &mut Parts,
        server: &SharedServer,
    ) -> Result<Self, RequestError> {
        let ApiKey(api_key) = ApiKey::from_request_parts(parts, server).await?;
        let PathParams(path) = PathParams::from_request_parts(parts, server).await?;
        Ok(Self {
            server: Arc::clone(server),
            api_key,
            path,
        })
    }
}

impl<P: Send + 'static> ReadRequest<P> {
    pub(crate) async fn answer<F>(self, work: F) -> Result<Answer, RequestError>
    where
        F: FnOnce(&Context<'_>, P) -> Result<Answer, RequestError> + Send + 'static,
    {
        let Self {
            server,
            api_key,
            path,
        } = self;
        let platform = Arc::clone(&server);
        server
            .database
            .read(move |db| {
                let ctx = Context {
                    caller: api_keys::caller(db, &api_key)?,
                    db,
                    now: platform.clock.now(),
                    idempotency_key: None,
                    platform: &platform.platform,
                };
                work(&ctx, path)
            })
            .await
    }
}

/// A request that changes something, and what its path names.
pub(crate) struct ChangeRequest<P> {
    server: SharedServer,
    path: P,
    change: Change,
}

impl<P: DeserializeOwned + Send> FromRequest<SharedServer> for ChangeRequest<P> {
    type Rejection = RequestError;

    async fn from_request(request: Request, server: &SharedServer) -> Result<Self, RequestError> {
        let (mut parts, body) = request.into_parts();
        let PathParams(path) = PathParams::from_request_parts(&mut parts, server).await?;
        let request = Request::from_parts(parts, body);
        Ok(Self {
            server: Arc::clone(server),
            path,
            change: Change::from_request(request, server).await?,
        })
    }
}

impl<P: Send + 'static> ChangeRequest<P> {
    /// Answers in one transaction, and only once for each idempotency key.
    pub(crate) async fn answer<F>(self, work: F) -> Result<Answer, RequestError>
    where
        F: FnOnce(&Context<'_>, P, &[u8]) -> Result<Answer, RequestError> + Send + 'static,
    {
        let Self {
            server,
            path,
            change,
        } = self;
        let platform = Arc::clone(&server);
        let answer = server
            .database
            .write(move |db| {
                let ctx = Context {
                    caller: api_keys::caller(db, &change.api_key)?,
                    db,
                    now: platform.clock.now(),
                    idempotency_key: change.idempotency_key.as_deref(),
                    platform: &platform.platform,
                };
                idempotency::answer_once(&ctx, change.fingerprint, |ctx| {
                    work(ctx, path, &change.body)
                })
            })
            .await?;
        // A task or an email may have been queued. A notification too many does no harm.
        server.task_queued.notify_one();
        server.email_queued.notify_one();
        Ok(answer)
    }
}
