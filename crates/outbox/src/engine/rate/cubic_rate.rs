//! How many requests may leave each second, once the platform has refused one: a cubic probe
//! around the last known limit, like TCP CUBIC.
//!
//! After a refusal the rate begins a little below where the limit is thought to be, rises
//! towards it ever more slowly, stays flat around it, and then rises ever faster, until the next
//! refusal. Most of the time is so spent just below the limit, and a limit that was raised is
//! still found soon. Additive increase would be simpler, but it spends half of the time far below
//! the limit, or is refused often.
//!
//! It deviates from CUBIC in these points:
//!
//! - It sets a rate and not a window. Platforms limit requests by time, with token buckets, and
//!   what is allowed doesn't depend on how long an answer takes. Requests leave one by one at
//!   even distances, so that the bucket never overflows from a burst.
//! - The limit is measured and not only met. Between two refusals the platform accepted what it
//!   allows, so what it accepted in that time is at most the limit, while the rate that was
//!   refused is at least the limit. The level is taken between the two. CUBIC knows only the
//!   window at which a packet was lost.
//! - Because the level is known that well, the rate begins only 5 % below it, and not 30 %.
//! - The time until the level is reached is set directly, from what a refusal costs, and not
//!   computed from the depth of the cut.
//! - Time in which nothing was sent doesn't count. It would let the curve rise without anything
//!   having tried that rate.

use std::time::Duration;

use tokio::time::Instant;

/// One request in five seconds. Slower than this, even a small plan would never end; a platform
/// that wants less says so with `Retry-After`.
const LOWEST_RATE: f64 = 0.2;
/// Far above what the widest window reaches; it only keeps the distances between requests from
/// becoming zero.
const HIGHEST_RATE: f64 = 10_000.0;
/// What is left of the rate after a refusal from which the limit can't be measured, as in
/// CUBIC.
const CUT: f64 = 0.7;
/// How far below the level the rate begins after a refusal, and the scale of the rise above it.
/// The curve is steep at first, so on average little more than 1 % is lost below the level.
const DIP: f64 = 0.05;
/// Seconds from a refusal to the level, where the limit is measured. The next refusal comes
/// about as much later, so one request in some hundreds is refused at fifty a second.
const REACH: f64 = 5.0;
/// Seconds from a refusal to the level, for each second for which the refusal stops the account. With at least this many
/// seconds of sending before the level and about as many after it, `Retry-After` costs no more
/// than a twentieth of the time.
const REACH_PER_HELD: f64 = 10.0;
/// The least seconds to the level where the limit is only guessed. A guess that was too low has
/// to be corrected soon.
const REACH_GUESSED: f64 = 0.5;
/// Where the limit is guessed: the time in which this many requests leave, so that something was
/// learned before the rate rises.
const REACH_GUESSED_REQUESTS: f64 = 2.0;
/// At least this many of the slowest answers fit into the way to the level. To raise the rate
/// before the last raise was answered teaches nothing.
const REACH_ANSWERS: f64 = 4.0;
/// A rate that was refused is one of a single moment. One that exceeds the measured rate by less
/// than this doesn't prove a limit above the measured one.
const TRUSTED: f64 = 1.1;
/// The refused rate can exceed the measured one by far, where a bucket was full. It is trusted
/// up to this factor.
const TRUSTED_AT_MOST: f64 = 4.0;
/// The limit counts as measured with at least this many accepted requests …
const MEASURED_REQUESTS: f64 = 10.0;
/// … in at least this many seconds …
const MEASURED_SECONDS: f64 = 0.5;
/// … and in at least the time of this many of the slowest answers, because what is still in
/// flight is missing from the count.
const MEASURED_ANSWERS: f64 = 3.0;
/// A request that is late by less than this doesn't put off those after it. What is later than
/// that is lost, so that a pause isn't followed by a burst.
const CATCH_UP: Duration = Duration::from_millis(20);
/// The distance to the previous request counts as time of sending up to this, or up to twice
/// what the rate asks for.
const COUNTED_AT_MOST: Duration = Duration::from_secs(1);

pub(super) struct Limit {
    /// Requests a second with which it began after the last refusal.
    low: f64,
    /// Requests a second at which the limit is thought to be.
    level: f64,
    /// Seconds from the one to the other.
    reach: f64,
    /// Seconds of sending since the last refusal.
    age: f64,
    /// How many were accepted since then.
    accepted: f64,
    /// When the next request may leave.
    next: Option<Instant>,
}

impl Limit {
    /// After the first refusal of all, when all that is known is what was accepted lately.
    pub(super) fn first(now: Instant, asked: Duration, slowest: f64, accepted: f64) -> Self {
        Self::guessed(accepted * CUT, now, asked, slowest)
    }

    /// After another refusal. `asked` is the `Retry-After`, `slowest` the seconds that the
    /// slowest kind of answer takes.
    pub(super) fn after_refusal(&self, now: Instant, asked: Duration, slowest: f64) -> Self {
        let enough = MEASURED_SECONDS.max(MEASURED_ANSWERS * slowest);
        if self.accepted < MEASURED_REQUESTS || self.age < enough {
            return Self::guessed(self.low.min(self.rate()) * CUT, now, asked, slowest);
        }
        let measured = self.accepted / self.age;
        let refused = self.rate_at((self.age - slowest).max(0.0));
        let above = (refused / measured / TRUSTED).clamp(1.0, TRUSTED_AT_MOST);
        let reach = REACH.max(REACH_PER_HELD * asked.as_secs_f64());
        // The limit is between the two rates: their geometric mean.
        Self::new(measured, measured * above.sqrt(), reach, slowest).starting(now + asked)
    }

    fn guessed(rate: f64, now: Instant, asked: Duration, slowest: f64) -> Self {
        let reach = REACH_GUESSED_REQUESTS / clamp_rate(rate);
        let reach = reach.clamp(REACH_GUESSED, REACH);
        Self::new(rate, rate, reach, slowest).starting(now + asked)
    }

    fn new(low: f64, level: f64, reach: f64, slowest: f64) -> Self {
        Self {
            low: low * (1.0 - DIP),
            level: clamp_rate(level),
            reach: reach.max(REACH_ANSWERS * slowest),
            age: 0.0,
            accepted: 0.0,
            next: None,
        }
    }

    fn starting(mut self, at: Instant) -> Self {
        self.next = Some(at + self.interval());
        self
    }

    pub(super) fn next_at(&self) -> Option<Instant> {
        self.next
    }

    pub(super) fn record_accepted(&mut self) {
        self.accepted += 1.0;
    }

    /// Something leaves, and the one before it left at `last`.
    pub(super) fn record_dispatch(&mut self, last: Option<Instant>, now: Instant) {
        let interval = self.interval();
        let passed = last.map_or(interval, |last| now.saturating_duration_since(last));
        let counted = passed.min(COUNTED_AT_MOST.max(interval * 2));
        self.age += counted.as_secs_f64();
        let from = self.next.map_or(now, |next| {
            next.max(now.checked_sub(CATCH_UP).unwrap_or(now))
        });
        self.next = Some(from + self.interval());
    }

    fn rate(&self) -> f64 {
        self.rate_at(self.age)
    }

    /// The cubic curve: from `low` up to the level, flat around it, then steeper and steeper.
    fn rate_at(&self, age: f64) -> f64 {
        let way = (age - self.reach) / self.reach;
        let span = if way < 0.0 {
            self.level - self.low
        } else {
            self.level * DIP
        };
        clamp_rate(self.level + span * way.powi(3))
    }

    fn interval(&self) -> Duration {
        Duration::from_secs_f64(self.rate().recip())
    }
}

fn clamp_rate(rate: f64) -> f64 {
    rate.clamp(LOWEST_RATE, HIGHEST_RATE)
}
