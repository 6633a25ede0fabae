use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use store::PlanId;
use tokio::time::Instant;

/// The speed is that of the last half minute.
const WINDOW: Duration = Duration::from_secs(30);
/// Less time, or fewer steps, tells nothing.
const LEAST_TIME: Duration = Duration::from_secs(3);
const LEAST_STEPS: u32 = 3;
/// Two samples are at least so far apart.
const APART: Duration = Duration::from_millis(200);

/// How fast each plan gets on, as far as this run has seen it.
#[derive(Default)]
pub struct SpeedMeter(Mutex<HashMap<PlanId, Samples>>);

/// How fast a plan gets on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speed {
    pub per_minute: f64,
    /// For what still moves by itself, if it goes on like this.
    pub left: Option<Duration>,
}

type Samples = VecDeque<(Instant, u32)>;

impl SpeedMeter {
    /// So many steps of a plan have come to an end by now, while it is sending.
    pub fn note(&self, plan: PlanId, settled: u32, now: Instant) {
        let mut known = self.known();
        let samples = known.entry(plan).or_default();
        match samples.back() {
            // A retry put steps back to waiting: what was before says nothing any more.
            Some((_, last)) if settled < *last => samples.clear(),
            Some((at, _)) if now.saturating_duration_since(*at) < APART => return,
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

    /// The plan stands still, or has ended: what comes after is another story.
    pub fn stopped(&self, plan: PlanId) {
        self.known().remove(&plan);
    }

    /// `None` until there is enough to go by.
    pub fn of(&self, plan: PlanId, under_way: u32, now: Instant) -> Option<Speed> {
        let known = self.known();
        let samples = known.get(&plan)?;
        let (first_at, first) = *samples.front()?;
        let (last_at, last) = *samples.back()?;
        // Measured until now, so that a plan from which nothing is heard grows slower.
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
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
    fn the_time_left_is_not_told_before_there_is_enough_to_go_by() {
        let tempos = SpeedMeter::default();
        let start = Instant::now();
        assert_eq!(tempos.of(PLAN, 100, start), None);
        tempos.note(PLAN, 0, start);
        tempos.note(PLAN, 4, start + secs(2));
        assert_eq!(tempos.of(PLAN, 100, start + secs(2)), None, "too short");
        tempos.note(PLAN, 8, start + secs(4));
        let tempo = tempos.of(PLAN, 100, start + secs(4)).unwrap();
        assert!((tempo.per_minute - 120.0).abs() < 0.01);
        assert_eq!(tempo.left, Some(secs(50)));
    }

    #[test]
    fn the_speed_is_that_of_the_last_half_minute() {
        let tempos = SpeedMeter::default();
        let start = Instant::now();
        for second in 0..=60 {
            let settled = if second < 30 {
                second * 10
            } else {
                270 + second
            };
            let at = start + secs(u64::from(second));
            tempos.note(PLAN, settled, at);
        }
        let tempo = tempos.of(PLAN, 30, start + secs(60)).unwrap();
        assert!((tempo.per_minute - 60.0).abs() < 1.0, "{tempo:?}");
    }

    #[test]
    fn a_pause_is_no_slowness_and_a_standstill_is() {
        let tempos = SpeedMeter::default();
        let start = Instant::now();
        tempos.note(PLAN, 0, start);
        tempos.note(PLAN, 10, start + secs(5));
        let still = tempos.of(PLAN, 10, start + secs(20)).unwrap();
        assert!((still.per_minute - 30.0).abs() < 0.01, "{still:?}");
        tempos.stopped(PLAN);
        assert_eq!(
            tempos.of(PLAN, 10, start + secs(25)),
            None,
            "not known anew"
        );
        tempos.note(PLAN, 10, start + secs(100));
        tempos.note(PLAN, 20, start + secs(105));
        let after = tempos.of(PLAN, 10, start + secs(105)).unwrap();
        assert!((after.per_minute - 120.0).abs() < 0.01, "{after:?}");
    }

    #[test]
    fn a_retry_begins_anew() {
        let tempos = SpeedMeter::default();
        let start = Instant::now();
        tempos.note(PLAN, 20, start);
        tempos.note(PLAN, 30, start + secs(5));
        tempos.note(PLAN, 25, start + secs(6));
        assert_eq!(tempos.of(PLAN, 5, start + secs(6)), None);
    }
}
