//! Why a call is turned down, and how that travels: the platform's error shape, or its 422 shape.

use std::collections::BTreeMap;
use std::error::Error;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use uuid::Uuid;

use crate::http::answer::Answer;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("{0}")]
    BadRequest(String),
    #[error("The API key is missing or not known here.")]
    NoKey,
    #[error("{0}")]
    Forbidden(String),
    #[error("{0}")]
    NotFound(String),
    #[error("{0} is not allowed here.")]
    Method(String),
    #[error("{0}")]
    Clash(String),
    #[error("{0}")]
    Gone(String),
    #[error("The request is larger than {0} bytes.")]
    TooLarge(usize),
    #[error("The request did not arrive in time.")]
    TooSlow,
    #[error("A request with this idempotency key is still running.")]
    StillRunning,
    #[error("The body is not valid.")]
    Invalid {
        location: &'static str,
        fields: BTreeMap<String, Vec<String>>,
    },
    #[error("{message}")]
    Busy {
        status: StatusCode,
        retry_after: u64,
        message: &'static str,
    },
    #[error("Something went wrong on the platform.")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
}

impl Refusal {
    pub(crate) fn internal(cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Internal(Box::new(cause))
    }

    /// A refusal of one field of the body.
    pub(crate) fn field(name: &str, why: impl Into<String>) -> Self {
        Self::Invalid {
            location: "json",
            fields: BTreeMap::from([(name.to_owned(), vec![why.into()])]),
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::NoKey => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Clash(_) | Self::StillRunning => StatusCode::CONFLICT,
            Self::Gone(_) => StatusCode::GONE,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Busy { status, .. } => *status,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::BadRequest(_) => "BAD_REQUEST",
            Self::NoKey => "UNAUTHORIZED",
            Self::Forbidden(_) => "FORBIDDEN",
            Self::NotFound(_) => "NOT_FOUND",
            Self::Method(_) => "METHOD_NOT_ALLOWED",
            Self::Clash(_) => "CONFLICT",
            Self::StillRunning => "STILL_RUNNING",
            Self::Gone(_) => "GONE",
            Self::TooLarge(_) => "TOO_LARGE",
            Self::TooSlow => "REQUEST_TIMEOUT",
            Self::Invalid { .. } => "INVALID",
            Self::Busy { .. } => "BUSY",
            Self::Internal(_) => "INTERNAL_ERROR",
        }
    }

    /// As it is sent, and as it is kept for a repetition of the same request.
    pub(crate) fn answer(&self) -> Answer {
        let status = self.status();
        if let Self::Invalid { location, fields } = self {
            let detail = json!({ *location: fields });
            return Answer::json(
                status,
                &json!({ "message": "Validation error", "detail": detail }),
            );
        }
        let incident = Uuid::new_v4();
        if let Self::Internal(cause) = self {
            tracing::error!(%incident, cause = cause.as_ref(), "a call failed");
        }
        let answer = Answer::json(
            status,
            &json!({
                "ctxid": Uuid::new_v4().to_string(),
                "err": self.code(),
                "incident_id": incident.to_string(),
                "msg": self.to_string(),
            }),
        );
        match self {
            Self::StillRunning => answer.retry_after(1),
            Self::Busy { retry_after, .. } => answer.retry_after(*retry_after),
            _ => answer,
        }
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(cause: rusqlite::Error) -> Self {
        Self::internal(cause)
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(cause: serde_json::Error) -> Self {
        Self::internal(cause)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.answer().into_response();
        if matches!(self, Self::NoKey) {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic"));
        }
        response
    }
}
