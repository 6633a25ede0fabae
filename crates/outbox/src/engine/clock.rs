use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

/// Less than this is the clock being put right, and no jump.
const TOLERATED: SignedDuration = SignedDuration::from_secs(2);
/// Where even the steady clock went on while nobody looked, the computer was asleep.
const ASLEEP: Duration = Duration::from_mins(2);

/// What the wall clock says: what is stored is stored by it. Waits run on the steady clock,
/// which knows no time of day.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    pub fn system() -> Self {
        Self::of(Timestamp::now)
    }

    pub fn of(tell: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// The wall clock went another way than the steady one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Jump {
    /// Set ahead, or the computer slept: which of the two cannot be told. By the wall clock it
    /// was then when they were last looked at.
    Ahead {
        from: Timestamp,
    },
    Back(SignedDuration),
}

/// Holds the two clocks against each other.
pub(crate) struct Watch {
    wall: Timestamp,
    steady: Instant,
}

impl Watch {
    pub(crate) fn new(wall: Timestamp, steady: Instant) -> Self {
        Self { wall, steady }
    }

    pub(crate) fn look(&mut self, wall: Timestamp, steady: Instant) -> Option<Jump> {
        let passed = steady.saturating_duration_since(self.steady);
        let by_wall = wall.duration_since(self.wall);
        let gone = by_wall.saturating_sub(SignedDuration::try_from(passed).unwrap_or(by_wall));
        let from = self.wall;
        *self = Self { wall, steady };
        if gone > TOLERATED || passed > ASLEEP {
            Some(Jump::Ahead { from })
        } else if gone < -TOLERATED {
            Some(Jump::Back(-gone))
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
        let mut watch = Watch::new(wall, steady);
        let mut look = |wall_seconds, steady_seconds| {
            watch.look(
                wall + SignedDuration::from_secs(wall_seconds),
                steady + Duration::from_secs(steady_seconds),
            )
        };
        assert_eq!(look(30, 30), None);
        assert_eq!(look(61, 60), None, "put right by a second");
        let ahead = |from| {
            let from = wall + SignedDuration::from_secs(from);
            Some(Jump::Ahead { from })
        };
        assert_eq!(look(3690, 90), ahead(61), "slept, or set ahead");
        assert_eq!(look(3720, 120), None, "noticed once");
        let back = Jump::Back(SignedDuration::from_secs(3600));
        assert_eq!(look(150, 150), Some(back));
        assert_eq!(look(180, 180), None);
        assert_eq!(look(4000, 4000), ahead(180), "both went on asleep");
    }
}
