//! A call becomes a request: its bytes frozen, with a key of its own.

use platform::Call;
use store::{NewRequest, PlanId, RequestId, StoreError};
use uuid::Uuid;

use crate::plan::change::PlanChange;

impl PlanChange<'_> {
    /// Ready: it may leave now. Otherwise its turn comes when what it waits for is there.
    pub(crate) fn put_down(
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
