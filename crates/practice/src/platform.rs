//! What the requests, the pages and the background tasks of one platform share.
//!
//! Nothing here knows HTTP: `http/server.rs` wraps the platform in what a server needs besides.

use std::net::SocketAddr;

use tokio::sync::Notify;

use crate::clock::Clock;
use crate::database::Database;
use crate::faults::Faults;
use crate::options::RepeatInvite;
use crate::tokens::LinkTokens;

pub(crate) struct Platform {
    pub(crate) database: Database,
    pub(crate) clock: Clock,
    pub(crate) link_tokens: LinkTokens,
    pub(crate) settings: Settings,
    pub(crate) faults: Faults,
    /// Notified when a task has been queued.
    pub(crate) task_queued: Notify,
    /// Notified when an email may have been queued.
    pub(crate) email_queued: Notify,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "each can be chosen apart from the others"
)]
pub(crate) struct Settings {
    pub(crate) address: SocketAddr,
    /// Serve only what the hosted platform's public API offers.
    pub(crate) bare: bool,
    pub(crate) repeat_invite: RepeatInvite,
    /// Whether people with an open invitation are in the lists of members.
    pub(crate) list_pending: bool,
    pub(crate) idempotency_keys: bool,
    /// Whether emails are sent through an SMTP server, and not only kept in the mailbox.
    pub(crate) smtp: bool,
}

impl Platform {
    /// The URL at which a browser on this computer reaches the server.
    pub(crate) fn base_url(&self) -> String {
        let address = self.settings.address;
        if address.ip().is_unspecified() {
            format!("http://127.0.0.1:{}", address.port())
        } else {
            format!("http://{address}")
        }
    }
}
