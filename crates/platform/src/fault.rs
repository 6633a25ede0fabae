//! Why a request failed, and what the failure proves.
//!
//! The difference between *not done* and *unknown* is what keeps Cohort from inviting anybody
//! twice: a change that was certainly not made may be sent again at once, and any other has to be
//! looked up first.

use std::fmt::Display;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::short_text::shortened;

/// Why a request has no result, and what that proves about the change it asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{cause}")]
pub struct Fault {
    pub proof: Proof,
    pub cause: Cause,
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// The number that the platform gave to the incident, to be quoted to its support.
    pub incident: Option<String>,
    /// What the platform or the network said in its own words. It may be shown, but no decision may
    /// depend on it.
    pub detail: Option<String>,
}

/// What a failure proves about a change. For a request that only reads it has no meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// This attempt has changed nothing and will change nothing. An earlier attempt may have.
    NotDone,
    /// The change may have been made.
    #[serde(rename = "unsure")]
    Unknown,
}

/// Why a request failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Cause {
    #[error("there's no connection to the platform")]
    NoConnection,
    #[error("the platform's certificate isn't accepted: {problem}")]
    Tls { problem: TlsFault },
    #[error("no answer came in time")]
    TimedOut,
    #[error("the connection broke before the answer was complete")]
    CutOff,
    #[error("the answer can't be read")]
    Unreadable,
    #[error("the answer is larger than any that is expected")]
    TooLarge,
    /// A web page or a redirect came, such as the sign-in page of a network.
    #[error("something other than the platform answered")]
    NotThePlatform,
    #[error("the platform rejected the API key")]
    KeyRefused,
    #[error("the key's owner may not do this")]
    NotAllowed,
    #[error("the platform couldn't find this")]
    NotFound,
    /// It was deleted less than a day ago, and its slug is still taken.
    #[error("what was asked for has been deleted")]
    Deleted,
    /// The thing exists, or the person is a member or invited. An earlier attempt of the same request
    /// may be the reason.
    #[error("it already exists")]
    Clash,
    /// The platform is working on an earlier attempt of the same request, which it recognises by the
    /// idempotency key.
    #[error("the same request is still being worked on")]
    StillRunning { retry_after: Option<Duration> },
    #[error("the platform rejected the request as invalid")]
    Invalid { fields: Vec<FieldFault> },
    #[error("the platform is busy")]
    Busy { retry_after: Option<Duration> },
    #[error("the platform had an internal error")]
    ServerFault,
    #[error("the platform sent an unexpected response")]
    Unexpected,
    /// Nothing was sent, because a setting on this side can't be used.
    #[error("{setting} can't be used")]
    Unusable { setting: Setting },
}

/// Why no encrypted connection could be established.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum TlsFault {
    #[error("it has expired, or the clock of this computer is wrong")]
    Expired,
    #[error("it isn't valid yet, or the clock of this computer is wrong")]
    NotYetValid,
    #[error("it's made out to another host")]
    WrongHost,
    #[error("nobody this computer trusts has issued it")]
    UnknownIssuer,
    #[error("it has been revoked")]
    Revoked,
    #[error("the encrypted connection failed")]
    Other,
}

/// Something that is set on this side, or made from what is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    #[error("the API key")]
    Key,
    #[error("the proxy")]
    Proxy,
    #[error("the additional certificate")]
    Certificate,
    #[error("the system's encryption")]
    System,
    #[error("the request")]
    Request,
}

/// A field of a request that the platform considers invalid, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFault {
    /// The part of the request, such as `json` or `headers`.
    pub location: String,
    /// The path of the field within that part, such as `editor_emails.0`.
    pub field: String,
    pub why: Vec<String>,
}

impl Fault {
    /// Of a request for a change: its answer was lost, so that nobody can tell whether it was made.
    pub fn leaves_a_change_open(&self) -> bool {
        self.proof == Proof::Unknown
            && matches!(
                self.cause,
                Cause::TimedOut
                    | Cause::CutOff
                    | Cause::Unreadable
                    | Cause::Unexpected
                    | Cause::TooLarge
            )
    }

    pub(crate) fn new(proof: Proof, cause: Cause) -> Self {
        Self {
            proof,
            cause,
            status: None,
            incident: None,
            detail: None,
        }
    }

    /// The platform answered, but with more than is taken from it.
    pub fn too_large() -> Self {
        Self::new(Proof::Unknown, Cause::TooLarge)
    }

    /// The platform answered, but what it was asked for in several requests took too long in all. The
    /// status tells this from a platform that isn't heard at all.
    pub fn too_slow() -> Self {
        Self::new(Proof::Unknown, Cause::TimedOut).with_status(200)
    }

    /// The fault for a setting that can't be used.
    pub(crate) fn unusable(setting: Setting) -> Self {
        Self::new(Proof::NotDone, Cause::Unusable { setting })
    }

    /// The fault for an answer that isn't what was asked for.
    pub(crate) fn unreadable(why: &serde_json::Error) -> Self {
        Self::new(Proof::Unknown, Cause::Unreadable).with_detail(why)
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Only the beginning is kept: the parser of an answer names a text that it didn't expect as a whole.
    pub(crate) fn with_detail(mut self, detail: impl Display) -> Self {
        self.detail = Some(shortened(detail));
        self
    }
}
