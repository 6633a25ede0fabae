//! How much one account may have under way, and how often something new may leave. Pure: the
//! time is passed in.
//!
//! Two things bound it. The *window* is how many requests are on the wire at once: the first
//! one goes alone, because its answer may teach what the lost answers of others mean; then it
//! is three, doubles while the answers are good and quick, then grows by one at a time, and shrinks
//! when answers take longer than they could. The *rate* is learned from refusals (429, 503):
//! between two of them a platform took what it allows, so what it took is the measure of its
//! limit. From there the rate stays a little below for most of the time and then tries a
//! little more, slowly first: a limit that was raised is found, and few requests are refused.

use std::collections::HashMap;
use std::time::Duration;

use platform::{Cause, Fault, Proof};
use tokio::time::Instant;

const FIRST_WINDOW: f64 = 3.0;
const LEAST_WINDOW: f64 = 2.0;
const WIDEST_WINDOW: f64 = 64.0;
const LOWEST_RATE: f64 = 0.2;
const HIGHEST_RATE: f64 = 10_000.0;
/// What is left of rate or window after a refusal that measures nothing.
const CUT_RATE: f64 = 0.7;
const CUT_WINDOW: f64 = 0.85;
/// How far below what was measured the rate begins anew.
const DIP: f64 = 0.05;
/// Seconds until the rate is back at what was measured: where nothing is known well, where it
/// is, and for each second that a refusal costs.
const REACH_UNSURE: f64 = 0.5;
const REACH_UNSURE_TAKEN: f64 = 2.0;
const REACH: f64 = 5.0;
const REACH_PER_HELD: f64 = 10.0;
const REACH_ANSWERS: f64 = 4.0;
/// A rate that was refused is not held against a measure that is lower by less than this.
const TRUSTED: f64 = 1.1;
/// A measure of fewer answers, or of less time, is none.
const MEASURED_TAKEN: f64 = 10.0;
const MEASURED_SECONDS: f64 = 0.5;
const MEASURED_ANSWERS: f64 = 3.0;
/// What is late by less than this catches up; more is lost, so that nothing leaves in bursts.
const CATCH_UP: Duration = Duration::from_millis(20);
/// An answer may take so many times the quickest one before it counts as slow …
const SLOW: f64 = 2.0;
/// … and so much longer, in seconds: below that it is noise.
const NOISE: f64 = 0.02;
/// Weight of the newest answer in the smoothed latency.
const NEWEST: f64 = 0.1;
/// By this factor per answer it is forgotten how many were under way …
const FADES: f64 = 0.99;
/// … and which answer was the quickest.
const FORGOTTEN: f64 = 1.0002;
/// So many failures without an answer between them are no accident.
const IN_A_ROW: u32 = 4;
/// Longer than this the whole plan is held instead, not the account.
const LONGEST_HOLD: Duration = Duration::from_hours(1);

pub(crate) struct RateController {
    under_way: u32,
    /// The most that was under way lately.
    busy: f64,
    /// A request has come to its end.
    begun: bool,
    /// So many have failed since the last that was taken.
    failed: u32,
    window: f64,
    doubling: bool,
    latencies: HashMap<String, Latency>,
    /// What was taken lately, per second.
    lately: Meter,
    /// Learned at the first refusal.
    limit: Option<Limit>,
    held_until: Option<Instant>,
    /// Refusals until then are of what left before the last one was known.
    same_until: Option<Instant>,
    last_left: Option<Instant>,
}

/// Whether something new may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leave {
    Now,
    At(Instant),
    /// The window is full.
    WhenOneLands,
}

struct Limit {
    /// Requests a second with which it began after the last refusal.
    low: f64,
    /// … and where the limit is thought to be.
    level: f64,
    /// Seconds from the one to the other.
    reach: f64,
    /// Seconds of sending since the last refusal.
    age: f64,
    /// What was taken since then.
    taken: f64,
    next: Option<Instant>,
}

impl Limit {
    /// Up to the level and flat around it, then steeper and steeper.
    fn rate(&self) -> f64 {
        self.rate_at(self.age)
    }

    fn rate_at(&self, age: f64) -> f64 {
        let way = (age - self.reach) / self.reach;
        let span = if way < 0.0 {
            self.level - self.low
        } else {
            self.level * DIP
        };
        (self.level + span * way.powi(3)).clamp(LOWEST_RATE, HIGHEST_RATE)
    }

    fn interval(&self) -> Duration {
        Duration::from_secs_f64(self.rate().recip())
    }
}

struct Latency {
    least: f64,
    smoothed: f64,
}

impl Latency {
    fn note(&mut self, seconds: f64) {
        self.least = (self.least * FORGOTTEN).min(seconds);
        self.smoothed += NEWEST * (seconds - self.smoothed);
    }

    /// 1 while answers are as quick as they can be, less the longer they take.
    fn ease(&self) -> f64 {
        ((SLOW * self.least + NOISE) / self.smoothed).clamp(0.5, 1.0)
    }
}

/// Counts events a second, weighing the last second most.
#[derive(Default)]
struct Meter {
    value: f64,
    at: Option<Instant>,
}

impl Meter {
    fn note(&mut self, now: Instant) {
        self.value = self.read(now) + 1.0;
        self.at = Some(now);
    }

    fn read(&self, now: Instant) -> f64 {
        self.at.map_or(0.0, |at| {
            self.value * (-now.saturating_duration_since(at).as_secs_f64()).exp()
        })
    }
}

impl Default for RateController {
    fn default() -> Self {
        Self {
            under_way: 0,
            busy: 0.0,
            begun: false,
            failed: 0,
            window: FIRST_WINDOW,
            doubling: true,
            latencies: HashMap::new(),
            lately: Meter::default(),
            limit: None,
            held_until: None,
            same_until: None,
            last_left: None,
        }
    }
}

impl RateController {
    /// Whatever had left was dropped with the engine that let it.
    pub(crate) fn begins_anew(&mut self) {
        self.under_way = 0;
    }

    pub(crate) fn leave(&self, now: Instant) -> Leave {
        if let Some(until) = self.held_until.filter(|until| now < *until) {
            return Leave::At(until);
        }
        let window = if self.begun { self.window } else { 1.0 };
        if f64::from(self.under_way) >= window.floor() {
            return Leave::WhenOneLands;
        }
        match self.limit.as_ref().and_then(|limit| limit.next) {
            Some(next) if now < next => Leave::At(next),
            _ => Leave::Now,
        }
    }

    pub(crate) fn left(&mut self, now: Instant) {
        self.under_way += 1;
        self.busy = self.busy.max(f64::from(self.under_way));
        if let Some(limit) = &mut self.limit {
            let interval = limit.interval();
            let passed = self
                .last_left
                .map_or(interval, |last| now.saturating_duration_since(last));
            // Standing still is no sending: it neither measures nor dares more.
            let counted = passed.min(Duration::from_secs(1).max(interval * 2));
            limit.age += counted.as_secs_f64();
            let from = limit.next.map_or(now, |next| {
                next.max(now.checked_sub(CATCH_UP).unwrap_or(now))
            });
            limit.next = Some(from + limit.interval());
        }
        self.last_left = Some(now);
    }

    /// Something that had left has come to an end, however it ended.
    pub(crate) fn landed(&mut self) {
        self.under_way = self.under_way.saturating_sub(1);
        self.busy = (self.busy * FADES).max(f64::from(self.under_way));
    }

    /// … and it was a request, or what was asked after one.
    pub(crate) fn request_landed(&mut self) {
        self.landed();
        self.begun = true;
    }

    /// … and its answer took this long. Calls of different kinds are not held against each
    /// other: making an instance may always take longer than inviting somebody into it.
    pub(crate) fn answered_in(&mut self, kind: &str, took: Duration) {
        let seconds = took.as_secs_f64();
        let latency = self
            .latencies
            .entry(kind.to_owned())
            .and_modify(|latency| latency.note(seconds))
            .or_insert(Latency {
                least: seconds,
                smoothed: seconds,
            });
        let ease = latency.ease();
        // A window that is not used says nothing about a wider one.
        let used = self.busy >= self.window / 2.0;
        if ease < 1.0 {
            self.doubling = false;
        } else if !used {
            return;
        }
        let change = if self.doubling {
            1.0
        } else {
            ease - 1.0 + self.window.recip()
        };
        self.window = (self.window + change).clamp(LEAST_WINDOW, WIDEST_WINDOW);
    }

    /// What came of a call. True where nothing but cut connections came for a while: the
    /// platform is not there. A single failure is a matter of its request; where nothing else
    /// comes any more, the platform at least gets rest.
    pub(crate) fn heard(&mut self, fault: Option<&Fault>, now: Instant) -> bool {
        let Some(fault) = fault else {
            self.taken(now);
            return false;
        };
        match &fault.cause {
            Cause::Busy { retry_after } => self.refused(now, *retry_after),
            Cause::Clash | Cause::StillRunning { .. } => self.taken(now),
            Cause::CutOff | Cause::ServerFault | Cause::Unreadable | Cause::Unexpected => {
                self.failed += 1;
                if self.failed >= IN_A_ROW {
                    if fault.cause == Cause::CutOff {
                        return true;
                    }
                    self.refused(now, None);
                }
            }
            _ if fault.proof == Proof::NotDone && fault.status.is_some() => self.taken(now),
            _ => {}
        }
        false
    }

    /// The platform took a request, or said why it never will.
    fn taken(&mut self, now: Instant) {
        self.lately.note(now);
        self.failed = 0;
        if let Some(limit) = &mut self.limit {
            limit.taken += 1.0;
        }
    }

    /// The platform said that it was too much.
    fn refused(&mut self, now: Instant, retry_after: Option<Duration>) {
        let asked = retry_after
            .filter(|asked| *asked <= LONGEST_HOLD)
            .unwrap_or_default();
        if !asked.is_zero() {
            let until = now + asked;
            self.held_until = Some(self.held_until.map_or(until, |known| known.max(until)));
        }
        if self.same_until.is_some_and(|until| now < until) {
            return;
        }
        let slowest = self.latencies.values().map(|latency| latency.smoothed);
        let slowest = slowest.fold(NOISE, f64::max);
        self.same_until = Some(now + asked + Duration::from_secs_f64(slowest * 1.5));
        self.doubling = false;
        self.window = (self.window * CUT_WINDOW).max(LEAST_WINDOW);

        let enough = MEASURED_SECONDS.max(MEASURED_ANSWERS * slowest);
        let (low, level, sure) = match &self.limit {
            Some(limit) if limit.taken >= MEASURED_TAKEN && limit.age >= enough => {
                // What was taken is at most what is allowed, and the rate that was refused is
                // at least that: the truth lies between.
                let taken = limit.taken / limit.age;
                let refused = limit.rate_at((limit.age - slowest).max(0.0));
                let above = (refused / taken / TRUSTED).clamp(1.0, 4.0);
                (taken, taken * above.sqrt(), true)
            }
            Some(limit) => {
                let cut = limit.low.min(limit.rate()) * CUT_RATE;
                (cut, cut, false)
            }
            None => {
                let cut = self.lately.read(now) * CUT_RATE;
                (cut, cut, false)
            }
        };
        let level = level.clamp(LOWEST_RATE, HIGHEST_RATE);
        let reach = if sure {
            REACH.max(REACH_PER_HELD * asked.as_secs_f64())
        } else {
            (REACH_UNSURE_TAKEN / level).clamp(REACH_UNSURE, REACH)
        }
        // Daring more before the last daring is answered learns nothing.
        .max(REACH_ANSWERS * slowest);
        let limit = Limit {
            low: low * (1.0 - DIP),
            level,
            reach,
            age: 0.0,
            taken: 0.0,
            next: None,
        };
        self.limit = Some(Limit {
            next: Some(now + asked + limit.interval()),
            ..limit
        });
    }
}

#[cfg(test)]
mod tests;
