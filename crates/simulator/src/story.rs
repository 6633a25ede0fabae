//! What happened in a simulation, in readable lines: when, who, what, and what came back.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use lock::LockExt as _;

/// The story of one simulation. Clones write the same one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Story(Arc<Mutex<Vec<String>>>);

impl Story {
    /// `who` did or met something, now.
    pub(crate) fn tell(&self, who: &str, what: impl AsRef<str>) {
        let passed = simulated::elapsed();
        let seconds = passed.as_secs();
        let mut line = String::new();
        // Writing to a string never fails.
        let _ = write!(
            line,
            "{:3}:{:02}:{:02}.{:03}  {who:9} {}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            passed.subsec_millis(),
            what.as_ref()
        );
        self.0.locked().push(line);
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.0.locked().clone()
    }
}
