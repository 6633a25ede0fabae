//! The time that a file may take. Both ends of the pipe hold to it: the child by the processor's
//! time, whoever waits for it by the clock.

use std::time::Duration;

/// How long the process may take for one file.
#[derive(Clone, Copy, Debug)]
pub struct TimeLimits {
    /// The processor's time, in whole seconds. Windows knows no such limit.
    pub processor: Duration,
    /// How long it may be waited for in all. On a busy computer, that is more.
    pub in_all: Duration,
}

impl Default for TimeLimits {
    fn default() -> Self {
        Self {
            processor: Duration::from_secs(15),
            in_all: Duration::from_mins(1),
        }
    }
}
