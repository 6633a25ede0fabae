//! How many requests a second a platform accepted lately, before anything is known of its limit.
//!
//! The value fades with a time constant of one second, so at a steady rate it equals that rate.
//! A count over a fixed second would be as good on average, but it jumps whenever a burst leaves
//! the second, and the first refusal often follows a burst.

use tokio::time::Instant;

#[derive(Default)]
pub(super) struct Meter {
    value: f64,
    at: Option<Instant>,
}

impl Meter {
    pub(super) fn record(&mut self, now: Instant) {
        self.value = self.per_second(now) + 1.0;
        self.at = Some(now);
    }

    pub(super) fn per_second(&self, now: Instant) -> f64 {
        self.at.map_or(0.0, |at| {
            self.value * (-now.saturating_duration_since(at).as_secs_f64()).exp()
        })
    }
}
