//! What this platform offers beyond the hosted platform's public API. A client asks once and uses
//! what it finds in the list.

use axum::extract::State;
use serde_json::json;

use crate::http::answer::Answer;
use crate::http::extract::ApiKey;
use crate::http::server::SharedServer;
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

pub(crate) async fn list(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
) -> Result<Answer, RequestError> {
    let mut features = FEATURES.to_vec();
    if server.settings.idempotency_keys {
        features.push(IDEMPOTENCY_KEY);
    }
    server
        .read(key, move |_| {
            Ok(Answer::ok(&json!({ "features": features })))
        })
        .await
}
