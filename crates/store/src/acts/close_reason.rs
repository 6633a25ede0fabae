//! Why an act was closed. Nothing is decided by it: it is kept so that whoever looks into the
//! data years later can tell what happened.

use serde::Serialize;

/// Why an act was closed, as it is kept beside the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum CloseReason {
    /// A group instance was made: it belongs to nobody, and the next plan finds it there.
    #[serde(rename = "made")]
    Made,
    #[serde(rename = "gave up")]
    GaveUp,
    #[serde(rename = "cancelled")]
    Cancelled,
    #[serde(rename = "refused")]
    Refused,
    /// A step that it waits for, and that belongs to another act, came to no good end.
    #[serde(rename = "blocked")]
    Blocked,
    /// The person joined, and isn't there any more.
    #[serde(rename = "left")]
    Left,
    /// The invitation expired before the person joined.
    #[serde(rename = "expired")]
    Expired,
    /// The invitation was revoked, from here or elsewhere.
    #[serde(rename = "revoked")]
    Revoked,
    /// The address was wrong, and the right one was invited.
    #[serde(rename = "mended")]
    AddressCorrected,
    /// The user invited the person again, which is an act of its own.
    #[serde(rename = "invited again")]
    InvitedAgain,
}
