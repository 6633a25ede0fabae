//! How many requests may be in flight at once: slow start, then additive increase, with latency
//! as the signal to stop.
//!
//! This is TCP Vegas in its main idea. As long as answers come about as fast as the fastest one
//! did, there is no queue at the platform and more may be in flight; once they take longer, the
//! requests that were added only wait there, and the window shrinks. Each answer changes the
//! window by `ease - 1 + 1 / size`, where `ease` is 1 for quick answers. A full round of quick
//! answers so adds one request, and a round of slow ones multiplies the window by about `ease`;
//! it comes to rest where the two are equal.
//!
//! It deviates from Vegas in these points:
//!
//! - The first request goes alone. Its answer teaches what a lost answer of the others would
//!   mean, which is worth one round trip.
//! - The fastest answer is forgotten slowly. A platform may become slower for good, and must not
//!   be measured by its best day for ever.
//! - Each kind of request has latencies of its own. Creating an instance may always take longer
//!   than inviting somebody into it, and that is no sign of load.
//! - A window of which less than half is used doesn't grow, as RFC 7661 has it for TCP: quick
//!   answers to few requests say nothing about many.

use std::collections::HashMap;
use std::time::Duration;

use platform::CallKind;

/// After the first answer. Small, because the platform may be one that works on one at a time.
const FIRST: f64 = 3.0;
/// One request more than one, so that an answer that is lost doesn't stop everything.
const LEAST: f64 = 2.0;
/// At the 50 ms or so that platforms take to answer, this many in flight are more than a
/// thousand requests a second, and not more connections than a server expects of one client.
const WIDEST: f64 = 64.0;
/// What a refusal leaves of the window. CUBIC keeps 0.7; here the rate limit does most of the
/// work after a refusal, so the window is only nudged.
const CUT: f64 = 0.85;
/// An answer is slow once it takes this many times as long as the fastest one …
const SLOW: f64 = 2.0;
/// … and this many seconds on top. On a platform that answers within a few milliseconds, a
/// difference of that size is noise of the two computers and not a queue.
const NOISE: f64 = 0.02;
/// The least that `ease` can be. One answer, however late, takes half a request off the window.
const LEAST_EASE: f64 = 0.5;
/// How much the newest answer counts in the smoothed latency: about ten answers set it.
const NEWEST: f64 = 0.1;
/// By this factor with each completion, the record of how many were in flight fades: half of it
/// is gone after about seventy.
const PEAK_FADES: f64 = 0.99;
/// By this factor with each answer, the fastest one is forgotten: it doubles in about 3,500.
const FASTEST_FADES: f64 = 1.0002;

/// What took how long. Only latencies of the same kind are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum LatencyKind {
    Sent(CallKind),
    /// A lost answer to such a call was looked up.
    LookedUp(CallKind),
}

pub(super) struct Window {
    size: f64,
    in_flight: u32,
    /// The most that was in flight lately.
    peak: f64,
    /// A request has come to its end, so more than one may leave.
    opened: bool,
    /// Slow start: the window still doubles with each round of answers.
    doubling: bool,
    latencies: HashMap<LatencyKind, Latency>,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            size: FIRST,
            in_flight: 0,
            peak: 0.0,
            opened: false,
            doubling: true,
            latencies: HashMap::new(),
        }
    }
}

impl Window {
    pub(super) fn forget_in_flight(&mut self) {
        self.in_flight = 0;
    }

    pub(super) fn has_room(&self) -> bool {
        let size = if self.opened { self.size } else { 1.0 };
        f64::from(self.in_flight) < size.floor()
    }

    pub(super) fn record_dispatch(&mut self) {
        self.in_flight += 1;
        self.peak = self.peak.max(f64::from(self.in_flight));
    }

    pub(super) fn record_completion(&mut self) {
        self.in_flight = self.in_flight.saturating_sub(1);
        self.peak = (self.peak * PEAK_FADES).max(f64::from(self.in_flight));
    }

    pub(super) fn record_request_completion(&mut self) {
        self.record_completion();
        self.opened = true;
    }

    pub(super) fn record_latency(&mut self, kind: LatencyKind, took: Duration) {
        let ease = self.ease_of(kind, took.as_secs_f64());
        let used = self.peak >= self.size / 2.0;
        if ease < 1.0 {
            self.doubling = false;
        } else if !used {
            return;
        }
        let change = if self.doubling {
            1.0
        } else {
            ease - 1.0 + self.size.recip()
        };
        self.size = (self.size + change).clamp(LEAST, WIDEST);
    }

    fn ease_of(&mut self, kind: LatencyKind, seconds: f64) -> f64 {
        let latency = self
            .latencies
            .entry(kind)
            .and_modify(|latency| latency.record(seconds))
            .or_insert(Latency {
                fastest: seconds,
                smoothed: seconds,
            });
        latency.ease()
    }

    /// The platform refused something.
    pub(super) fn cut(&mut self) {
        self.doubling = false;
        self.size = (self.size * CUT).max(LEAST);
    }

    /// How many seconds an answer takes at the moment, of the kind that takes longest.
    pub(super) fn slowest_latency(&self) -> f64 {
        let smoothed = self.latencies.values().map(|latency| latency.smoothed);
        smoothed.fold(NOISE, f64::max)
    }
}

struct Latency {
    fastest: f64,
    smoothed: f64,
}

impl Latency {
    fn record(&mut self, seconds: f64) {
        self.fastest = (self.fastest * FASTEST_FADES).min(seconds);
        self.smoothed += NEWEST * (seconds - self.smoothed);
    }

    /// 1 while answers are quick, and less the longer they take.
    fn ease(&self) -> f64 {
        ((SLOW * self.fastest + NOISE) / self.smoothed).clamp(LEAST_EASE, 1.0)
    }
}
