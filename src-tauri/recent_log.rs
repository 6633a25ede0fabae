//! The last lines of the log, kept in memory for a copy for support. The log itself goes to the standard
//! error alone, which nobody sees when Cohort is started from a menu.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

use lock::LockExt as _;

/// How many lines are kept.
const LINES: usize = 300;
/// Whose lines are kept: libraries may write anything, such as the addresses they connect to.
const OURS: [&str; 5] = ["cohort_desktop", "home", "outbox", "practice", "reader"];

/// The last lines of the log. Clones have the same.
#[derive(Clone, Default)]
pub(crate) struct RecentLog(Arc<Mutex<VecDeque<LogLine>>>);

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LogLine {
    pub(crate) at: Timestamp,
    pub(crate) level: &'static str,
    pub(crate) target: &'static str,
    /// What happened. It is the same sentence every time: what differs is in the other two.
    pub(crate) message: String,
    pub(crate) numbers: BTreeMap<&'static str, i64>,
    /// Texts, such as what an error says. They may name somebody or something.
    pub(crate) texts: BTreeMap<&'static str, String>,
}

impl RecentLog {
    /// The lines, the oldest first.
    pub(crate) fn lines(&self) -> Vec<LogLine> {
        self.0.locked().iter().cloned().collect()
    }

    /// What keeps the lines, beside whatever else is done with them.
    pub(crate) fn layer<S>(&self) -> impl Layer<S> + use<S>
    where
        S: Subscriber + for<'a> LookupSpan<'a>,
    {
        let ours = OURS.map(|target| (target, Level::INFO));
        Keeping(self.clone()).with_filter(Targets::new().with_targets(ours))
    }
}

struct Keeping(RecentLog);

impl<S: Subscriber> Layer<S> for Keeping {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let metadata = event.metadata();
        let mut line = LogLine {
            at: Timestamp::now(),
            level: metadata.level().as_str(),
            target: metadata.target(),
            message: String::new(),
            numbers: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        event.record(&mut line);
        let mut lines = self.0.0.locked();
        if lines.len() == LINES {
            lines.pop_front();
        }
        lines.push_back(line);
    }
}

impl Visit for LogLine {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let text = format!("{value:?}");
        if field.name() == "message" {
            self.message = text;
        } else {
            self.texts.insert(field.name(), text);
        }
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.numbers.insert(field.name(), value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        self.numbers.insert(field.name(), value);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use pretty_assertions::assert_eq;
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;

    #[test]
    fn the_last_lines_of_our_own_are_kept_with_their_texts_apart() {
        let log = RecentLog::default();
        let subscriber = tracing_subscriber::registry().with(log.layer());
        tracing::subscriber::with_default(subscriber, || {
            for plan in 0..=LINES {
                let error = std::io::Error::other("/home/wren");
                tracing::warn!(target: "outbox::engine", plan, %error, "a plan can't be read");
            }
            tracing::debug!(target: "outbox::engine", "too much");
            tracing::warn!(target: "hyper::client", "connected to ada.example");
        });
        let lines = log.lines();
        assert_eq!(lines.len(), LINES);
        let last = LINES - 1;
        assert_eq!(lines[0].numbers["plan"], 1);
        let expected = LogLine {
            at: lines[last].at,
            level: "WARN",
            target: "outbox::engine",
            message: "a plan can't be read".into(),
            numbers: BTreeMap::from([("plan", i64::try_from(LINES).unwrap())]),
            texts: BTreeMap::from([("error", "/home/wren".into())]),
        };
        assert_eq!(lines[last], expected);
    }

    /// All Rust files below a folder.
    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }

    #[test]
    fn no_message_of_the_log_is_put_together_from_anything() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        for folder in ["src-tauri", "crates"] {
            sources(&root.join(folder), &mut files);
        }
        let mut macros = 0;
        for file in files {
            let source = fs::read_to_string(&file).unwrap();
            for call in source.split("tracing::").skip(1) {
                let levels = ["error!(", "warn!(", "info!("];
                if !levels.iter().any(|level| call.starts_with(level)) {
                    continue;
                }
                macros += 1;
                let ends = ["\")", ");"].iter().filter_map(|end| call.find(end));
                let call = &call[..ends.min().unwrap_or(call.len())];
                assert!(!call.contains('{'), "{}: {call}", file.display());
            }
        }
        assert!(macros > 30, "they are found: {macros}");
    }
}
