//! How a practice platform is to be started. These types are part of the crate's public interface
//! and stand apart from `start`, so that the parts of the server can read them without depending
//! on the code that wires the parts together.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// How a practice platform is to be started.
pub struct Options {
    pub listen: SocketAddr,
    /// The folder that holds everything. It is created if it doesn't exist.
    pub data: PathBuf,
    /// The owner's API key. Where none is given, one is generated and kept in the folder.
    pub key: Option<SecretString>,
    /// Leave the demo data out of a new folder.
    pub empty: bool,
    /// Serve only what the hosted platform's public API offers.
    pub bare: bool,
    pub repeat_invite: RepeatInvite,
    /// Whether people with an open invitation are in the lists of members, as not active. Where this
    /// isn't said, they are if repeated invitations are refused.
    pub list_pending: Option<bool>,
    /// Serve everything but idempotency keys.
    pub without_keys: bool,
    /// The URL of an SMTP server. Without one, emails stay in the platform's own mailbox. It needs
    /// the feature `smtp`.
    pub smtp: Option<String>,
}

impl Options {
    /// A platform with the demo course that offers everything, on a free port of this computer.
    pub fn in_folder(data: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data: data.into(),
            key: None,
            empty: false,
            bare: false,
            repeat_invite: RepeatInvite::default(),
            list_pending: None,
            without_keys: false,
            smtp: None,
        }
    }
}

/// An SMTP URL may contain a password, so it isn't shown.
impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("listen", &self.listen)
            .field("data", &self.data)
            .field("key", &self.key)
            .field("empty", &self.empty)
            .field("bare", &self.bare)
            .field("repeat_invite", &self.repeat_invite)
            .field("list_pending", &self.list_pending)
            .field("without_keys", &self.without_keys)
            .field("smtp", &self.smtp.as_ref().map(|_| "…"))
            .finish()
    }
}

/// A page of the practice platform that only the user of this computer may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// The emails that the platform has sent.
    Mailbox,
    /// What is to go wrong, for trying out how Cohort copes.
    Faults,
}

impl Page {
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Mailbox => "/mailbox",
            Self::Faults => "/faults",
        }
    }
}

/// What happens when somebody who hasn't accepted an invitation yet is invited again.
///
/// It isn't known which of the two the hosted platform does, so the app has to be right with both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RepeatInvite {
    /// The second invitation is refused. Unless [`Options::list_pending`] says otherwise, people with
    /// an open invitation appear in the lists of members as not active.
    #[default]
    Refuse,
    /// Another email is sent. Unless [`Options::list_pending`] says otherwise, people with an open
    /// invitation appear in no list.
    Again,
}
