use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Why a call has no result, and what that proves about what it was to change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{cause}")]
pub struct Fault {
    pub proof: Proof,
    pub cause: Cause,
    /// The HTTP status, if one came.
    pub status: Option<u16>,
    /// The platform's own number for what happened, for a mail to its support.
    pub incident: Option<String>,
    /// What the platform or the network said in its own words. To be shown, never to be leant on.
    pub detail: Option<String>,
}

/// What a failure proves of a change. For a mere reading it means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// This try has changed nothing and will change nothing. An earlier one may have.
    NotDone,
    /// It may have been done.
    Unsure,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Cause {
    #[error("there is no connection to the platform")]
    NoConnection,
    #[error("the platform's certificate is not accepted: {problem}")]
    Tls { problem: TlsFault },
    #[error("no answer came in time")]
    TimedOut,
    #[error("the connection broke before the answer was complete")]
    CutOff,
    #[error("the answer cannot be read")]
    Unreadable,
    #[error("the answer is larger than any that is expected")]
    TooLarge,
    /// A web page, a redirect, the log-in page of a network.
    #[error("something other than the platform answered")]
    NotThePlatform,
    #[error("the platform does not take the API key")]
    KeyRefused,
    #[error("the key's owner may not do this")]
    NotAllowed,
    #[error("the platform does not know what was asked for")]
    NotFound,
    /// Deleted less than a day ago, and its slug is still taken.
    #[error("what was asked for has been deleted")]
    Deleted,
    /// It exists, or the person is in or invited; or an earlier try of the same has come through.
    #[error("it is there already")]
    Clash,
    /// The same request, known by its idempotency key, is being worked on.
    #[error("the same request is still being worked on")]
    StillRunning { retry_after: Option<Duration> },
    #[error("the platform finds the request faulty")]
    Invalid { fields: Vec<FieldFault> },
    #[error("the platform is busy")]
    Busy { retry_after: Option<Duration> },
    #[error("the platform has run into an error")]
    ServerFault,
    #[error("the platform gave an answer that its API does not have")]
    Unexpected,
    /// Nothing was sent: something set on this side cannot be used.
    #[error("{setting} cannot be used")]
    Unusable { setting: Setting },
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum TlsFault {
    #[error("it has expired, or the clock of this computer is wrong")]
    Expired,
    #[error("it is not valid yet, or the clock of this computer is wrong")]
    NotYetValid,
    #[error("it is made out to another host")]
    WrongHost,
    #[error("nobody this computer trusts has issued it")]
    UnknownIssuer,
    #[error("it has been revoked")]
    Revoked,
    #[error("the encrypted connection failed")]
    Other,
}

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

/// One field of a request that the platform finds faulty, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFault {
    /// The part of the request: `json`, `headers`.
    pub location: String,
    /// With dots where it lies deeper: `editor_emails.0`.
    pub field: String,
    pub why: Vec<String>,
}

impl Fault {
    pub(crate) fn new(proof: Proof, cause: Cause) -> Self {
        Self {
            proof,
            cause,
            status: None,
            incident: None,
            detail: None,
        }
    }

    pub(crate) fn unusable(setting: Setting) -> Self {
        Self::new(Proof::NotDone, Cause::Unusable { setting })
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    pub(crate) fn with_detail(mut self, detail: impl ToString) -> Self {
        self.detail = Some(detail.to_string());
        self
    }
}
