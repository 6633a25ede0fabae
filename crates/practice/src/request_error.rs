//! Why a request is refused, or why it failed.
//!
//! The model and the HTTP side both return this error, so it stands below both of them and knows
//! nothing of HTTP responses. `http/answer.rs` decides the status and the shape it is sent in.

use std::collections::BTreeMap;
use std::error::Error;

use crate::database::DatabaseError;
use crate::faults::FaultPlanError;

#[derive(Debug, thiserror::Error)]
pub(crate) enum RequestError {
    #[error("{0}")]
    BadRequest(String),
    #[error("The API key is missing or isn't known here.")]
    Unauthorized,
    #[error("{0}")]
    Forbidden(String),
    #[error("{0}")]
    NotFound(String),
    #[error("The method {0} isn't allowed here.")]
    MethodNotAllowed(String),
    #[error("{0}")]
    Conflict(String),
    /// The thing was deleted, and can still be restored.
    #[error("{0}")]
    Gone(String),
    #[error("The request body is larger than {0} bytes.")]
    BodyTooLarge(usize),
    #[error("The request body didn't arrive in time.")]
    BodyTooSlow,
    #[error("A request with this idempotency key is still running.")]
    StillRunning,
    #[error("The request isn't valid.")]
    Invalid {
        /// Where the fields are: `json` or `headers`.
        location: &'static str,
        fields: BTreeMap<String, Vec<String>>,
    },
    #[error("There are too many requests.")]
    RateLimited { retry_after: u64 },
    #[error("The platform is busy.")]
    Unavailable { retry_after: u64 },
    #[error("Something went wrong on the platform.")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
}

impl RequestError {
    pub(crate) fn internal(cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Internal(Box::new(cause))
    }

    /// Refuses one field of the request body.
    pub(crate) fn invalid_field(name: &str, why: impl Into<String>) -> Self {
        Self::Invalid {
            location: "json",
            fields: BTreeMap::from([(name.to_owned(), vec![why.into()])]),
        }
    }

    /// Whether the request was turned down, as opposed to the server having failed. Repeating a
    /// request that was turned down leads to the same result.
    pub(crate) fn is_refusal(&self) -> bool {
        !matches!(self, Self::Internal(_) | Self::Unavailable { .. })
    }
}

impl From<FaultPlanError> for RequestError {
    fn from(cause: FaultPlanError) -> Self {
        let field = match cause {
            FaultPlanError::Unreadable(_) => "_schema",
            _ => "rules",
        };
        Self::invalid_field(field, cause.to_string())
    }
}

impl From<DatabaseError> for RequestError {
    fn from(cause: DatabaseError) -> Self {
        Self::internal(cause)
    }
}
