//! What axe-core finds on a screen: whether people who use a screen reader, a keyboard or a high
//! contrast can work with it.

use std::{fmt, fs, path::Path, time::Duration};

use serde::Deserialize;
use serde_json::json;

use crate::{
    app::App,
    wait::{PATIENCE, within},
};

/// The library, as npm installs it for the window.
const LIBRARY: &str = "ui/node_modules/axe-core/axe.min.js";

/// What is still fading in has too little contrast, but for no longer than this.
const FADING: Duration = Duration::from_secs(5);

/// A rule that a screen violates.
#[derive(Debug, Deserialize)]
struct Finding {
    id: String,
    impact: String,
    help: String,
    /// The elements, each with what is wrong with it.
    at: Vec<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} ({}): {}\n  {}",
            self.id,
            self.impact,
            self.help,
            self.at.join("\n  ")
        )
    }
}

impl App<'_> {
    /// Fails if axe-core finds something serious on the screen that is shown.
    pub fn has_no_serious_finding(&self, screen: &str) {
        let found = self.wrong_for_some_people();
        assert!(found.is_empty(), "{screen}:\n{}", found.join("\n"));
    }

    /// What axe-core finds on the screen that is shown, once nothing fades in any more.
    pub(crate) fn wrong_for_some_people(&self) -> Vec<String> {
        let mut found = self.serious_findings();
        let none = within(FADING, || {
            if !found.is_empty() {
                found = self.serious_findings();
            }
            found.is_empty().then_some(())
        });
        if none.is_some() {
            return Vec::new();
        }
        found.iter().map(Finding::to_string).collect()
    }

    fn serious_findings(&self) -> Vec<Finding> {
        if self.ask("return typeof axe", json!([])) != Some(json!("object")) {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
            let library = root.join(LIBRARY);
            let library = fs::read_to_string(&library)
                .unwrap_or_else(|error| panic!("{}: {error}", library.display()));
            // WebDriver runs it in a function of its own, so it is hung on the window by hand.
            self.run(
                &format!("var module, define; {library}; window.axe ??= axe"),
                json!([]),
            );
        }
        self.run(
            "window.found = null;
             axe.run(document, { resultTypes: ['violations'] }).then(
                 ({ violations }) => {
                     window.found = violations
                         .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                         .map(({ id, impact, help, nodes }) => ({
                             id, impact, help,
                             at: nodes.map((node) => node.html.slice(0, 200) + ' — ' +
                                 (node.failureSummary ?? '').replaceAll('\\n', ' ')),
                         }));
                 },
                 (error) => { window.found = String(error); })",
            json!([]),
        );
        let found = within(PATIENCE, || {
            self.ask("return window.found", json!([]))
                .filter(|found| !found.is_null())
        })
        .expect("axe-core comes to an end");
        serde_json::from_value(found.clone()).unwrap_or_else(|_| panic!("axe-core: {found}"))
    }
}
