//! Waiting for something to happen, with a limit.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

/// How long a test waits. Nothing in the app takes as long as this, even on a busy machine with two
/// cores.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// The pause between two attempts.
const PAUSE: Duration = Duration::from_millis(80);

/// Asks until there is an answer. Panics after a minute.
pub fn until<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    within(PATIENCE, ask).unwrap_or_else(|| panic!("waited {PATIENCE:?} in vain: {what}"))
}

/// Asks until there is an answer. `None` if there is none within this time.
pub(crate) fn within<T>(patience: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + patience;
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if Instant::now() > end {
            return None;
        }
        sleep(PAUSE);
    }
}
