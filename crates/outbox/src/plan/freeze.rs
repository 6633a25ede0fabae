//! From a call to a stored request.
//!
//! The body is frozen when the request is stored, and never built again: an idempotency key
//! stands for exactly these bytes, and what the user reviewed is what is sent.

use platform::Call;
use store::{NewRequest, PlanId, RequestId, StoreError};
use uuid::Uuid;

use crate::plan::change::PlanChange;

impl PlanChange<'_> {
    /// Stores a request with its frozen body and an idempotency key of its own. A request that is
    /// not `ready` is sent once the steps before it are done.
    pub(crate) fn freeze_request(
        &self,
        plan: PlanId,
        call: &Call,
        ready: bool,
    ) -> Result<RequestId, StoreError> {
        let frozen = call.freeze();
        self.w.request_add(&NewRequest {
            plan,
            kind: frozen.kind,
            path: &frozen.path,
            body: &frozen.body,
            idempotency_key: &Uuid::new_v4().to_string(),
            ready,
        })
    }
}
