//! Whether everything on a screen has the room that it needs.

use serde_json::json;

use crate::app::App;

const SCRIPT: &str = include_str!("layout.js");

impl App<'_> {
    /// Fails if a text is cut in mid-letter, or a control sticks out of the window.
    pub fn cuts_nothing(&self, screen: &str) {
        let wrong = self.run(&format!("{SCRIPT}; return wrongWithLayout()"), json!([]));
        let wrong: Vec<String> = serde_json::from_value(wrong).expect("the script names texts");
        assert!(wrong.is_empty(), "{screen}:\n{}", wrong.join("\n"));
    }
}
