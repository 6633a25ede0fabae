//! What the app needs of the desktop it runs on, and nothing more. `window/` has it from Tauri; the
//! tests record what was asked.

use std::path::{Path, PathBuf};
use std::pin::Pin;

use crate::bridge::{Changed, DesktopState, Preferences};
use crate::recent_log::LogLine;

mod notification;
mod tray;

pub(crate) use notification::{Notification, NotificationKind};
pub(crate) use tray::{Tray, TrayAction, TrayIcon, TrayItem};

/// A path chosen in one of the system's dialogs; `None`: it was closed without choosing one.
pub(crate) type ChosenPath<'a> = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + 'a>>;

pub(crate) trait Desktop: Send + Sync {
    /// Tells the window that something reads differently now. Only
    /// [`Changes`](crate::changes::Changes) calls this.
    fn tell(&self, changed: Changed);

    fn keep_preferences(&self, preferences: &Preferences);

    /// Opens an address in the user's browser; false where there is none to open it with.
    fn open_in_browser(&self, url: &str) -> bool;

    /// Lets the user print what the window shows; false where the system can't print.
    fn print(&self) -> bool;

    /// Lets the user choose a file to open: one with this ending, or any.
    fn choose_file(&self, ending: Option<&'static str>) -> ChosenPath<'_>;

    /// Lets the user say where to save something, with a name to begin with.
    fn save_file(&self, name: &str) -> ChosenPath<'_>;

    /// Shows this in the tray from now on, wherever there is one.
    fn show_tray(&self, tray: &Tray);

    /// Brings the window to the front, and makes it where there is none.
    fn show_window(&self);

    /// Closes the window, and leaves Cohort in the tray.
    fn close_window(&self);

    /// Ends Cohort, once what has been sent is answered.
    fn quit(&self);

    /// Starts Cohort again, because what it has in memory is of data that were replaced.
    fn start_again(&self);

    /// Shows a folder in the system's file manager; false where there is none.
    fn show_folder(&self, folder: &Path) -> bool;

    /// What there is around the window. Without a tray there is no way back to one that is closed.
    fn state(&self) -> DesktopState;

    /// The last lines of the log, the oldest first.
    fn recent_log(&self) -> Vec<LogLine>;

    /// Has Cohort start when the user signs in, without a window, or no longer. Where the system
    /// doesn't let it, the state says so.
    fn start_with_session(&self, on: bool);

    /// Shows a notification, in place of the one of its kind that is still shown. A desktop without
    /// notifications shows none.
    fn notify(&self, notification: &Notification);
}
