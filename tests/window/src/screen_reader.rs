//! What a screen reader is told of the window, over the bus on which it listens.

use std::{collections::BTreeSet, fs};

use serde::Deserialize;

use crate::{
    app::App,
    desktop::Desktop,
    wait::{PATIENCE, until, within},
};

/// Prints the tree of the window.
const SCRIPT: &str = include_str!("screen_reader.py");

/// The start of the name under which the app appears among the programs of the desktop.
const APP: &str = "ohort";

/// Something on the screen as a screen reader is told of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Told {
    pub role: String,
    pub name: String,
    /// Where it is.
    pub path: String,
}

impl Desktop {
    /// A desktop on which a screen reader is switched on.
    pub fn with_screen_reader() -> Self {
        let mut desktop = Self::new();
        desktop.allows_screen_readers();
        let mut launcher = desktop.command("/usr/libexec/at-spi-bus-launcher");
        launcher.arg("--launch-immediately");
        desktop.serve("at-spi-bus-launcher", launcher);
        until("the bus of screen readers", || {
            desktop.switches_screen_reader_on().then_some(())
        });
        desktop
    }

    fn switches_screen_reader_on(&self) -> bool {
        ["IsEnabled", "ScreenReaderEnabled"].iter().all(|property| {
            self.command("gdbus")
                .args(["call", "--session", "--dest", "org.a11y.Bus"])
                .args(["--object-path", "/org/a11y/bus"])
                .args(["--method", "org.freedesktop.DBus.Properties.Set"])
                .args(["org.a11y.Status", property, "<true>"])
                .output()
                .is_ok_and(|output| output.status.success())
        })
    }

    /// Everything on the screen that has a role of its own, in its order.
    fn told(&self) -> Vec<Told> {
        let script = self.home().join("screen_reader.py");
        fs::write(&script, SCRIPT).expect("a home has room for it");
        let output = self
            .command("/usr/bin/python3")
            .arg(&script)
            .arg(APP)
            .output()
            .expect("Python is installed");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(|line| serde_json::from_str(line).expect("the script prints JSON"))
            .collect()
    }
}

impl App<'_> {
    /// What a screen reader is told once it names all of this. Fails if a control has no name.
    pub fn tells_screen_readers(&self, desktop: &Desktop, wanted: &[(&str, &str)]) -> Vec<Told> {
        let has = |told: &[Told], (role, name): &(&str, &str)| {
            let found = |told: &Told| told.role == *role && told.name.contains(name);
            told.iter().any(found)
        };
        let mut last = Vec::new();
        let whole = within(PATIENCE, || {
            last = desktop.told();
            wanted.iter().all(|each| has(&last, each)).then_some(())
        });
        let missing: Vec<_> = wanted.iter().filter(|each| !has(&last, each)).collect();
        let roles: BTreeSet<_> = last.iter().map(|told| told.role.as_str()).collect();
        assert!(
            whole.is_some(),
            "a screen reader isn't told of {missing:?}; it is told of {roles:?}: {last:#?}"
        );
        let nameless: Vec<_> = last
            .iter()
            .filter(|told| told.name.trim().is_empty())
            .collect();
        assert!(nameless.is_empty(), "without a name: {nameless:#?}");
        last
    }
}
