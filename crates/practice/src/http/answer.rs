//! How requests are answered: a status and a whole JSON body, for results and for errors alike.
//!
//! An answer is made in one piece and not streamed, because it may be stored for its idempotency
//! key before it is sent.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use crate::request_error::RequestError;

#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: String,
    retry_after: Option<u64>,
}

impl Answer {
    pub(crate) fn new(status: StatusCode, body: String) -> Self {
        Self {
            status,
            body,
            retry_after: None,
        }
    }

    fn json(status: StatusCode, body: &impl Serialize) -> Self {
        // This fails only for maps whose keys aren't strings, and none is ever sent.
        let body = serde_json::to_string(body).unwrap_or_default();
        Self::new(status, body)
    }

    pub(crate) fn ok(body: &impl Serialize) -> Self {
        Self::json(StatusCode::OK, body)
    }

    pub(crate) fn created(body: &impl Serialize) -> Self {
        Self::json(StatusCode::CREATED, body)
    }

    pub(crate) fn accepted(body: &impl Serialize) -> Self {
        Self::json(StatusCode::ACCEPTED, body)
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The status an error is sent with, and its code in the platform's error shape.
pub(crate) fn status_and_code(error: &RequestError) -> (StatusCode, &'static str) {
    match error {
        RequestError::BadRequest(_) => (StatusCode::BAD_REQUEST, "BAD_REQUEST"),
        RequestError::Unauthorized => (StatusCode::UNAUTHORIZED, "UNAUTHORIZED"),
        RequestError::Forbidden(_) => (StatusCode::FORBIDDEN, "FORBIDDEN"),
        RequestError::NotFound(_) => (StatusCode::NOT_FOUND, "NOT_FOUND"),
        RequestError::MethodNotAllowed(_) => (StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED"),
        RequestError::Conflict(_) => (StatusCode::CONFLICT, "CONFLICT"),
        RequestError::StillRunning => (StatusCode::CONFLICT, "STILL_RUNNING"),
        RequestError::Gone(_) => (StatusCode::GONE, "GONE"),
        RequestError::BodyTooLarge(_) => (StatusCode::PAYLOAD_TOO_LARGE, "TOO_LARGE"),
        RequestError::BodyTooSlow => (StatusCode::REQUEST_TIMEOUT, "REQUEST_TIMEOUT"),
        RequestError::Invalid { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "INVALID"),
        RequestError::RateLimited { .. } => (StatusCode::TOO_MANY_REQUESTS, "BUSY"),
        RequestError::Unavailable { .. } => (StatusCode::SERVICE_UNAVAILABLE, "BUSY"),
        RequestError::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL_ERROR"),
    }
}

/// The platform has two shapes for errors: one for requests that aren't valid, which names the
/// fields, and one for everything else.
impl From<&RequestError> for Answer {
    fn from(error: &RequestError) -> Self {
        let (status, code) = status_and_code(error);
        if let RequestError::Invalid { location, fields } = error {
            let detail = json!({ *location: fields });
            return Self::json(
                status,
                &json!({ "message": "Validation error", "detail": detail }),
            );
        }
        let incident = Uuid::new_v4();
        if let RequestError::Internal(cause) = error {
            tracing::error!(%incident, cause = cause.as_ref(), "a request failed");
        }
        let mut answer = Self::json(
            status,
            &json!({
                "ctxid": Uuid::new_v4().to_string(),
                "err": code,
                "incident_id": incident.to_string(),
                "msg": error.to_string(),
            }),
        );
        answer.retry_after = match error {
            RequestError::StillRunning => Some(1),
            RequestError::RateLimited { retry_after }
            | RequestError::Unavailable { retry_after } => Some(*retry_after),
            _ => None,
        };
        answer
    }
}

impl IntoResponse for RequestError {
    fn into_response(self) -> Response {
        let mut response = Answer::from(&self).into_response();
        if matches!(self, Self::Unauthorized) {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic"));
        }
        response
    }
}
