//! What the app needs of the desktop it runs on, and nothing more. `window/` has it from Tauri; the
//! tests record what was asked.

use std::path::PathBuf;
use std::pin::Pin;

use crate::bridge::{Changed, FileKind, Preferences};

/// A path chosen in one of the system's dialogs; `None`: it was closed without choosing one.
pub(crate) type ChosenPath<'a> = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + 'a>>;

pub(crate) trait Desktop: Send + Sync {
    /// Tells the window that something reads differently now. Only [`Changes`](crate::changes::Changes)
    /// calls this.
    fn tell(&self, changed: Changed);

    fn keep_preferences(&self, preferences: &Preferences);

    /// Opens an address in the user's browser; false where there is none to open it with.
    fn open_in_browser(&self, url: &str) -> bool;

    /// Lets the user print what the window shows; false where the system can't print.
    fn print(&self) -> bool;

    /// Lets the user choose a file to open.
    fn choose_file(&self, kind: FileKind) -> ChosenPath<'_>;

    /// Lets the user say where to save something, with a name to begin with.
    fn save_file(&self, name: &str) -> ChosenPath<'_>;
}
