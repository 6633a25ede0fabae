//! Whether everything on a screen has the room that it needs.

use serde_json::json;

use crate::app::App;

const SCRIPT: &str = include_str!("layout.js");

impl App<'_> {
    /// Fails if a text is cut in mid-letter or lies over another, or a control sticks out of the
    /// window.
    pub fn cuts_nothing(&self, screen: &str) {
        let wrong = self.wrong_with_layout();
        assert!(wrong.is_empty(), "{screen}:\n{}", wrong.join("\n"));
    }

    /// The texts that are cut or lie over others, and the controls that stick out.
    pub(crate) fn wrong_with_layout(&self) -> Vec<String> {
        let wrong = self.run(&format!("{SCRIPT}; return wrongWithLayout()"), json!([]));
        serde_json::from_value(wrong).expect("the script names texts")
    }
}
