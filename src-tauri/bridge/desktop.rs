//! What the window hears from the desktop around it.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// Where the user wants to go, from outside the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase", tag = "to")]
pub(crate) enum Destination {
    /// To choose whom to invite where.
    Invite,
    Plan {
        plan: String,
    },
    Activity,
    Overview,
    Space {
        account: String,
        org: String,
        space: String,
    },
}

/// Which notifications the user wants.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the preferences page"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct NotificationPreferences {
    pub(crate) sent: bool,
    pub(crate) needs_attention: bool,
    pub(crate) back_online: bool,
    pub(crate) joined: bool,
    /// Notifications may name people and spaces. Others may see the screen.
    pub(crate) names: bool,
}

impl Default for NotificationPreferences {
    fn default() -> Self {
        Self {
            sent: true,
            needs_attention: true,
            back_online: true,
            joined: true,
            names: false,
        }
    }
}

/// What the user is asked when the window is closed, or Cohort is to quit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase", tag = "about")]
pub(crate) enum Question {
    /// The window is closed for the first time where there is a tray.
    FirstClose { unsent: Unsent },
    /// Cohort is to quit while it is sending.
    Quit { unsent: Unsent },
}

/// What hasn't been sent yet and would be, if Cohort went on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Unsent {
    /// There is something, even if it can't be counted.
    pub(crate) any: bool,
    /// People who aren't invited yet.
    pub(crate) people: u32,
    /// Instances for nobody yet, which aren't created yet.
    pub(crate) instances: u32,
    /// Instances that a snapshot isn't distributed to yet.
    pub(crate) targets: u32,
    /// Some of it is within its grace: at the next start it goes on only when told so.
    pub(crate) in_grace: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum QuestionAnswer {
    KeepRunning,
    Quit,
    /// Neither: the window stays as it was.
    Dismiss,
}

/// What closing the window means where there is a tray.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Closing {
    /// Cohort keeps running, and says so the first time.
    #[default]
    NotAsked,
    KeepRunning,
    Quit,
}

/// What the desktop around the window offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DesktopState {
    pub(crate) tray: Availability,
    pub(crate) notifications: Availability,
    /// Cohort starts when the user signs in; absent where the system can't say.
    pub(crate) starts_with_session: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Availability {
    /// Nobody has been asked yet.
    Unknown,
    Available,
    /// Nothing on this desktop shows it.
    Missing,
    /// The session has no bus, over which it would be reached.
    #[cfg(target_os = "linux")]
    NoBus,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct StartWithSession {
    pub(crate) on: bool,
}
