use crate::bridge::{Changed, Preferences};

/// What the bodies of the commands need of the desktop, and nothing more.
pub(crate) trait Host: Send + Sync {
    /// Tells the window that something reads differently now.
    fn tell(&self, changed: Changed);

    fn keep_preferences(&self, preferences: &Preferences);

    /// Opens an address in the user's browser; false where there is none to open it with.
    fn open_in_browser(&self, url: &str) -> bool;
}
