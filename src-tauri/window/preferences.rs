//! The preferences of this window and person, in a file of their own in the settings folder.

use tauri::{AppHandle, Wry};
use tauri_plugin_store::StoreExt;

use crate::bridge::Preferences;

const FILE: &str = "preferences.json";
const ENTRY: &str = "preferences";

/// Anything unreadable in the file reads as the default, because nothing in it is worth an error.
pub(crate) fn load(app: &AppHandle<Wry>) -> Preferences {
    app.store(FILE)
        .ok()
        .and_then(|file| file.get(ENTRY))
        .and_then(|value| serde_json::from_value(value).ok())
        .unwrap_or_default()
}

pub(crate) fn keep(app: &AppHandle<Wry>, preferences: &Preferences) {
    let Ok(value) = serde_json::to_value(preferences) else {
        return;
    };
    match app.store(FILE) {
        Ok(file) => {
            file.set(ENTRY, value);
            if let Err(error) = file.save() {
                tracing::warn!(%error, "the preferences could not be kept");
            }
        }
        Err(error) => tracing::warn!(%error, "the preferences could not be kept"),
    }
}
