//! What this platform offers beyond the hosted platform's public API. A client asks once and uses
//! what it finds in the list.

use axum::extract::State;
use serde_json::json;

use crate::http::answer::Answer;
use crate::http::extract::ApiKey;
use crate::http::server::SharedServer;
use crate::request_error::RequestError;

const FEATURES: [&str; 7] = [
    "invitation_link",
    "invitations",
    "revoke",
    "resend",
    "remove_member",
    "delete_instance",
    "idempotency_key",
];

pub(crate) async fn list(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
) -> Result<Answer, RequestError> {
    server
        .read(key, |_| Ok(Answer::ok(&json!({ "features": FEATURES }))))
        .await
}
