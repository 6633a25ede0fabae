//! What this platform offers beyond the hosted platform's public API. A client asks once and uses
//! what it finds in the list.

use serde_json::json;

use crate::http::answer::Answer;
use crate::http::requests::ReadRequest;
use crate::request_error::RequestError;

const FEATURES: [&str; 6] = [
    "invitation_link",
    "invitations",
    "revoke",
    "resend",
    "remove_member",
    "delete_instance",
];
const IDEMPOTENCY_KEY: &str = "idempotency_key";

pub(crate) async fn list(request: ReadRequest<()>) -> Result<Answer, RequestError> {
    let mut features = FEATURES.to_vec();
    if request.server.settings.idempotency_keys {
        features.push(IDEMPOTENCY_KEY);
    }
    request
        .answer(move |_, ()| Ok(Answer::ok(&json!({ "features": features }))))
        .await
}
