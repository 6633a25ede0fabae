//! The notifications of a session, as its notification daemon has shown them.

use serde_json::Value;

use crate::{
    desktop::Desktop,
    wait::{PATIENCE, until, within},
};

impl Desktop {
    /// The notifications that were shown, the newest first: the title and the text of each.
    pub fn notifications(&self) -> Vec<(String, String)> {
        let output = self.dunst(&["history"]);
        let history: Value = serde_json::from_str(&output).unwrap_or_default();
        let shown = history["data"][0].as_array().cloned().unwrap_or_default();
        let text =
            |one: &Value, name: &str| one[name]["data"].as_str().unwrap_or_default().to_owned();
        let shown = shown.iter();
        shown
            .map(|one| (text(one, "summary"), text(one, "body")))
            .collect()
    }

    /// Waits until a notification is on the screen, and clicks it.
    pub fn clicks_notification(&self) {
        until("a notification", || {
            let shown: u32 = self.dunst(&["count", "displayed"]).trim().parse().ok()?;
            (shown > 0).then_some(())
        });
        self.dunst(&["action", "0"]);
    }

    /// Waits until this notification has been shown. It closes what is on the screen, because only
    /// what was closed can be read.
    pub fn has_notified(&self, title: &str, text: &str) {
        let wanted = (title.to_owned(), text.to_owned());
        let shown = within(PATIENCE, || {
            self.dunst(&["close-all"]);
            self.notifications().contains(&wanted).then_some(())
        });
        assert!(
            shown.is_some(),
            "{wanted:?} isn't among {:?}",
            self.notifications()
        );
    }

    fn dunst(&self, arguments: &[&str]) -> String {
        let output = self.command("dunstctl").args(arguments).output();
        let output = output.expect("dunst is installed");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}
