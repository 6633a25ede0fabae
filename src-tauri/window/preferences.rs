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
        .and_then(|value| serde_json::from_value(renamed(value)).ok())
        .unwrap_or_default()
}

/// Earlier versions kept the appearance under another name.
fn renamed(mut value: serde_json::Value) -> serde_json::Value {
    if let Some(entries) = value.as_object_mut()
        && let Some(appearance) = entries.remove("look")
    {
        entries.entry("appearance").or_insert(appearance);
    }
    value
}

pub(crate) fn keep(app: &AppHandle<Wry>, preferences: &Preferences) {
    let Ok(value) = serde_json::to_value(preferences) else {
        return;
    };
    match app.store(FILE) {
        Ok(file) => {
            file.set(ENTRY, value);
            if let Err(error) = file.save() {
                tracing::warn!(%error, "the preferences couldn't be kept");
            }
        }
        Err(error) => tracing::warn!(%error, "the preferences couldn't be kept"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::renamed;
    use crate::bridge::{Appearance, Preferences};

    #[test]
    fn the_appearance_chosen_in_an_earlier_version_is_still_chosen() {
        let stored = json!({ "look": "dark", "welcomed": true });
        let preferences: Preferences = serde_json::from_value(renamed(stored)).unwrap();
        assert_eq!(preferences.appearance, Appearance::Dark);
        assert!(preferences.welcomed);
    }
}
