//! What this platform can do beyond the public API.

use axum::extract::State;
use serde_json::json;

use crate::http::answer::Answer;
use crate::http::extract::Key;
use crate::platform::Shared;
use crate::request_error::Refusal;

pub(crate) const FEATURES: [&str; 7] = [
    "invitation_link",
    "invitations",
    "revoke",
    "resend",
    "remove_member",
    "delete_instance",
    "idempotency_key",
];

pub(crate) async fn list(State(platform): State<Shared>, Key(key): Key) -> Result<Answer, Refusal> {
    platform
        .get(key, |_| Ok(Answer::ok(&json!({ "features": FEATURES }))))
        .await
}
