//! A tray as a desktop is asked to show it: an icon, a line and a menu, and what choosing an entry
//! means. `background/` works it out; `window/` draws it.

use store::PlanId;

/// Everything the tray shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tray {
    pub(crate) icon: TrayIcon,
    /// What the icon means, for a tooltip or a screen reader.
    pub(crate) line: String,
    pub(crate) menu: Vec<TrayItem>,
}

/// The icons, each drawn in `icons/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TrayIcon {
    Idle,
    Sending,
    Attention,
    Offline,
    Paused,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TrayItem {
    Separator,
    Entry {
        label: String,
        /// Absent where there is nothing to do at present.
        action: Option<TrayAction>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TrayAction {
    Open,
    Invite,
    PauseSending,
    ResumeSending,
    OpenPlan(PlanId),
    Quit,
}
