//! How fast a plan makes progress, and how long the rest will take.
//!
//! The speed is measured, not planned: steps finished over the last half minute. The rate at which
//! the engine may send would be known sooner, but it says nothing of plans that wait for their
//! turn, nor of steps that need no request. Until there is enough to go by, no speed is given.

use lock::LockExt as _;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use store::PlanId;
use tokio::time::Instant;

/// How far back the speed is measured.
const WINDOW: Duration = Duration::from_secs(30);
/// Over less time, or from fewer steps, no speed is given: it would jump about.
const LEAST_TIME: Duration = Duration::from_secs(3);
const LEAST_STEPS: u32 = 3;
/// The least time between two samples, so that a fast plan doesn't fill the memory with them.
const SAMPLE_INTERVAL: Duration = Duration::from_millis(200);

/// Measures the speed of each plan, as far as this process has watched it.
#[derive(Default)]
pub struct SpeedMeter(Mutex<HashMap<PlanId, Samples>>);

/// How fast a plan makes progress.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speed {
    pub per_minute: f64,
    /// How long the steps that are still under way will take at this speed. `None`: longer than
    /// can be counted.
    pub left: Option<Duration>,
}

type Samples = VecDeque<(Instant, u32)>;

impl SpeedMeter {
    /// Takes note of how many steps of a plan are finished by now, while it is sending.
    pub fn note(&self, plan: PlanId, settled: u32, now: Instant) {
        let mut known = self.known();
        let samples = known.entry(plan).or_default();
        match samples.back() {
            // A retry has put steps back to waiting, so earlier samples say nothing any more.
            Some((_, last)) if settled < *last => samples.clear(),
            Some((at, _)) if now.saturating_duration_since(*at) < SAMPLE_INTERVAL => return,
            _ => {}
        }
        samples.push_back((now, settled));
        while samples
            .get(1)
            .is_some_and(|(at, _)| now.saturating_duration_since(*at) >= WINDOW)
        {
            samples.pop_front();
        }
    }

    /// Forgets what was measured, because the plan stands still or is done. Otherwise the time
    /// that it stood still would count as slowness when it resumes.
    pub fn stopped(&self, plan: PlanId) {
        self.known().remove(&plan);
    }

    /// The speed of a plan that has this many steps under way. `None`: too little is known yet.
    pub fn of(&self, plan: PlanId, under_way: u32, now: Instant) -> Option<Speed> {
        let known = self.known();
        let samples = known.get(&plan)?;
        let (first_at, first) = *samples.front()?;
        let (last_at, last) = *samples.back()?;
        // Measured until now and not until the last sample, so that the speed falls while
        // nothing is finished.
        let over = now
            .max(last_at)
            .saturating_duration_since(first_at)
            .as_secs_f64();
        let steps = last - first;
        if over < LEAST_TIME.as_secs_f64() || steps < LEAST_STEPS {
            return None;
        }
        let per_second = f64::from(steps) / over;
        let left = Duration::try_from_secs_f64(f64::from(under_way) / per_second);
        Some(Speed {
            per_minute: per_second * 60.0,
            left: left.ok(),
        })
    }

    fn known(&self) -> MutexGuard<'_, HashMap<PlanId, Samples>> {
        self.0.locked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: PlanId = PlanId(1);

    fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn there_is_no_speed_before_there_is_enough_to_go_by() {
        let meter = SpeedMeter::default();
        let start = Instant::now();
        assert_eq!(meter.of(PLAN, 100, start), None);
        meter.note(PLAN, 0, start);
        meter.note(PLAN, 4, start + secs(2));
        assert_eq!(meter.of(PLAN, 100, start + secs(2)), None, "too short");
        meter.note(PLAN, 8, start + secs(4));
        let speed = meter.of(PLAN, 100, start + secs(4)).unwrap();
        assert!((speed.per_minute - 120.0).abs() < 0.01);
        assert_eq!(speed.left, Some(secs(50)));
    }

    #[test]
    fn the_speed_is_that_of_the_last_half_minute() {
        let meter = SpeedMeter::default();
        let start = Instant::now();
        for second in 0..=60 {
            let settled = if second < 30 {
                second * 10
            } else {
                270 + second
            };
            let at = start + secs(u64::from(second));
            meter.note(PLAN, settled, at);
        }
        let speed = meter.of(PLAN, 30, start + secs(60)).unwrap();
        assert!((speed.per_minute - 60.0).abs() < 1.0, "{speed:?}");
    }

    #[test]
    fn a_pause_does_not_count_as_slowness_but_silence_does() {
        let meter = SpeedMeter::default();
        let start = Instant::now();
        meter.note(PLAN, 0, start);
        meter.note(PLAN, 10, start + secs(5));
        let still = meter.of(PLAN, 10, start + secs(20)).unwrap();
        assert!((still.per_minute - 30.0).abs() < 0.01, "{still:?}");
        meter.stopped(PLAN);
        assert_eq!(
            meter.of(PLAN, 10, start + secs(25)),
            None,
            "nothing is known after a stop"
        );
        meter.note(PLAN, 10, start + secs(100));
        meter.note(PLAN, 20, start + secs(105));
        let after = meter.of(PLAN, 10, start + secs(105)).unwrap();
        assert!((after.per_minute - 120.0).abs() < 0.01, "{after:?}");
    }

    #[test]
    fn a_retry_starts_a_new_measurement() {
        let meter = SpeedMeter::default();
        let start = Instant::now();
        meter.note(PLAN, 20, start);
        meter.note(PLAN, 30, start + secs(5));
        meter.note(PLAN, 25, start + secs(6));
        assert_eq!(meter.of(PLAN, 5, start + secs(6)), None);
    }
}
