//! What has become of an invitation.

use super::words::words;

words! {
    /// The state of an invitation.
    InvitationStatus {
        Pending = "PENDING",
        Accepted = "ACCEPTED",
        Expired = "EXPIRED",
        Revoked = "REVOKED",
        Bounced = "BOUNCED",
    }
}
