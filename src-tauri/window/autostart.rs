//! Cohort starts when the user signs in, if they want that: without a window, in the tray.

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Wry};
use tauri_plugin_autostart::ManagerExt as _;

use super::arguments::HIDDEN;

pub(super) fn plugin() -> TauriPlugin<Wry> {
    tauri_plugin_autostart::Builder::new()
        .app_name("Cohort")
        .arg(HIDDEN)
        .build()
}

/// What the system says; `None`: it can't say.
pub(super) fn is_on(app: &AppHandle<Wry>) -> Option<bool> {
    app.autolaunch()
        .is_enabled()
        .inspect_err(|error| tracing::warn!(%error, "whether Cohort starts at sign-in is unknown"))
        .ok()
}

pub(super) fn turn(app: &AppHandle<Wry>, on: bool) {
    let manager = app.autolaunch();
    let turned = if on {
        manager.enable()
    } else {
        manager.disable()
    };
    if let Err(error) = turned {
        tracing::warn!(%error, "whether Cohort starts at sign-in couldn't be changed");
    }
}
