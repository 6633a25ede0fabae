//! A notification as a desktop is asked to show it, and its kinds. `background/` decides when there
//! is one; `window/` hands it to the system.

use crate::bridge::{Destination, NotificationPreferences};

/// A notification, in plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notification {
    /// A new one replaces the one of its kind that is still shown.
    pub(crate) kind: NotificationKind,
    pub(crate) title: String,
    pub(crate) body: String,
    /// Where a click leads.
    pub(crate) opens: Destination,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NotificationKind {
    Sent,
    NeedsAttention,
    BackOnline,
    Joined,
}

impl NotificationKind {
    pub(crate) const ALL: [Self; 4] = [
        Self::Sent,
        Self::NeedsAttention,
        Self::BackOnline,
        Self::Joined,
    ];

    pub(crate) fn is_wanted(self, wanted: NotificationPreferences) -> bool {
        match self {
            Self::Sent => wanted.sent,
            Self::NeedsAttention => wanted.needs_attention,
            Self::BackOnline => wanted.back_online,
            Self::Joined => wanted.joined,
        }
    }
}
