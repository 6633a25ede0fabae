use std::path::PathBuf;
use std::pin::Pin;

use crate::bridge::{Changed, FileKind, Preferences};

/// A file named in one of the system's dialogs; `None`: it was closed without naming one.
pub(crate) type Named<'a> = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + 'a>>;

/// What the bodies of the commands need of the desktop, and nothing more.
pub(crate) trait Host: Send + Sync {
    /// Tells the window that something reads differently now.
    fn tell(&self, changed: Changed);

    fn keep_preferences(&self, preferences: &Preferences);

    /// Opens an address in the user's browser; false where there is none to open it with.
    fn open_in_browser(&self, url: &str) -> bool;

    /// Lets the user choose a file to open.
    fn choose_file(&self, kind: FileKind) -> Named<'_>;

    /// Lets the user say where to save something, with a name to begin with.
    fn save_file(&self, name: &str) -> Named<'_>;
}
