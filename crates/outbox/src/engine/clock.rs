//! The two clocks, and what it means when they disagree.
//!
//! Everything stored is stored by the wall clock, which the user may set and which goes on
//! while the computer sleeps. Every wait runs on the steady clock, which knows no time of day.
//! Waiting on the wall clock would be simpler, but then setting it ahead would end every pause
//! that a platform asked for, and setting it back would make them last for hours.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use store::Uptime;
use tokio::time::Instant;

use crate::machine::LONGEST_WAIT;

/// A smaller difference is the wall clock being corrected by the network, and no jump.
const TOLERATED: SignedDuration = SignedDuration::from_secs(2);
/// The run loop compares the clocks at least every half minute. Where the steady clock passed
/// this much between two comparisons, the computer was asleep, even if both clocks went on.
const ASLEEP: Duration = Duration::from_mins(2);

/// The wall clock, and how long the computer has been running. Tests replace them by clocks that they
/// can set.
#[derive(Clone)]
pub struct Clock {
    wall: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    uptime: Arc<dyn Fn() -> Option<Uptime> + Send + Sync>,
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            uptime: Arc::new(system_uptime),
            ..Self::reading(Timestamp::now)
        }
    }
}

impl Clock {
    /// A wall clock alone: nobody knows for how long the computer has been running.
    pub fn reading(read: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self {
            wall: Arc::new(read),
            uptime: Arc::new(|| None),
        }
    }

    pub fn now(&self) -> Timestamp {
        (self.wall)()
    }

    /// How long the computer has been running, where the system says it.
    pub(crate) fn uptime(&self) -> Option<Uptime> {
        (self.uptime)()
    }

    /// The moment on the steady clock at which the wall clock will have come to that time. It
    /// is at most [`LONGEST_WAIT`] away, so that a time stored in the far future is
    /// checked again before then.
    pub(super) fn instant_of(&self, at: Timestamp) -> Instant {
        let wait = at.duration_since(self.now());
        Instant::now() + Duration::try_from(wait.min(LONGEST_WAIT)).unwrap_or_default()
    }
}

/// Linux names each start of the computer, and counts its sleep. Elsewhere the wall clock has to do.
fn system_uptime() -> Option<Uptime> {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let uptime = fs::read_to_string("/proc/uptime").ok()?;
    let seconds = uptime.split(['.', ' ']).next()?.parse().ok()?;
    Some(Uptime {
        boot: boot.trim().to_owned(),
        seconds,
    })
}

/// The wall clock moved differently from the steady one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Jump {
    /// The clock was set ahead, or the computer slept: the two can't be told apart. `from` is
    /// what the wall clock showed when the clocks were last compared.
    Ahead {
        from: Timestamp,
    },
    Back(SignedDuration),
}

/// Compares the two clocks each time the run loop runs.
pub(super) struct JumpDetector {
    wall: Timestamp,
    steady: Instant,
}

impl JumpDetector {
    pub(super) fn new(wall: Timestamp, steady: Instant) -> Self {
        Self { wall, steady }
    }

    /// How the wall clock jumped since the last comparison, if it did.
    pub(super) fn compare(&mut self, wall: Timestamp, steady: Instant) -> Option<Jump> {
        let passed = steady.saturating_duration_since(self.steady);
        let by_wall = wall.duration_since(self.wall);
        let gained = by_wall.saturating_sub(SignedDuration::try_from(passed).unwrap_or(by_wall));
        let from = self.wall;
        *self = Self { wall, steady };
        if gained > TOLERATED || passed > ASLEEP {
            Some(Jump::Ahead { from })
        } else if gained < -TOLERATED {
            Some(Jump::Back(-gained))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_is_told_from_time_that_passes() {
        let wall: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
        let steady = Instant::now();
        let mut detector = JumpDetector::new(wall, steady);
        let mut compare = |wall_seconds, steady_seconds| {
            detector.compare(
                wall + SignedDuration::from_secs(wall_seconds),
                steady + Duration::from_secs(steady_seconds),
            )
        };
        assert_eq!(compare(30, 30), None);
        assert_eq!(compare(61, 60), None, "corrected by a second");
        let ahead = |from| {
            let from = wall + SignedDuration::from_secs(from);
            Some(Jump::Ahead { from })
        };
        assert_eq!(compare(3690, 90), ahead(61), "slept, or set ahead");
        assert_eq!(compare(3720, 120), None, "noticed once");
        let back = Jump::Back(SignedDuration::from_secs(3600));
        assert_eq!(compare(150, 150), Some(back));
        assert_eq!(compare(180, 180), None);
        assert_eq!(compare(4000, 4000), ahead(180), "both went on asleep");
    }
}
