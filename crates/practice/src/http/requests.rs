//! How a handler gets at the model: with a caller, on a view of the database or in a transaction.

use std::sync::Arc;

use super::answer::Answer;
use super::extract::ChangeRequest;
use super::idempotency;
use super::server::{Server, SharedServer};
use crate::model::api_keys;
use crate::model::context::Context;
use crate::request_error::RequestError;
use crate::tokens::Hash;

impl Server {
    /// Answers a request that changes nothing.
    pub(crate) async fn read<F>(
        self: &SharedServer,
        key: Hash,
        work: F,
    ) -> Result<Answer, RequestError>
    where
        F: FnOnce(&Context<'_>) -> Result<Answer, RequestError> + Send + 'static,
    {
        let server = Arc::clone(self);
        self.database
            .read(move |db| {
                let ctx = Context {
                    caller: api_keys::caller(db, &key)?,
                    db,
                    now: server.clock.now(),
                    idempotency_key: None,
                    platform: &server.platform,
                };
                work(&ctx)
            })
            .await
    }

    /// Answers a request that changes something: in one transaction, and only once for each
    /// idempotency key.
    pub(crate) async fn change<F>(
        self: &SharedServer,
        request: ChangeRequest,
        work: F,
    ) -> Result<Answer, RequestError>
    where
        F: FnOnce(&Context<'_>, &[u8]) -> Result<Answer, RequestError> + Send + 'static,
    {
        let server = Arc::clone(self);
        let answer = self
            .database
            .write(move |db| {
                let ctx = Context {
                    caller: api_keys::caller(db, &request.api_key)?,
                    db,
                    now: server.clock.now(),
                    idempotency_key: request.idempotency_key.as_deref(),
                    platform: &server.platform,
                };
                idempotency::answer_once(&ctx, request.fingerprint, |ctx| work(ctx, &request.body))
            })
            .await?;
        // A task or an email may have been queued. A notification too many does no harm.
        self.task_queued.notify_one();
        self.email_queued.notify_one();
        Ok(answer)
    }
}
