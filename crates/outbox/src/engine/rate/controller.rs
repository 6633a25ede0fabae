//! Decides whether the next request of an account may leave, and learns from each outcome. It
//! combines three rules: how many requests may be in flight, the rate limit, and a `Retry-After`.

use std::time::Duration;

use platform::{Cause, Fault, Proof};
use tokio::time::Instant;

use super::cubic_rate::Limit;
use super::meter::Meter;
use super::window::{LatencyKind, Window};
use crate::machine::LONGEST_WAIT;

/// This many failures, with nothing accepted between them, are a state of the platform and no
/// accident of single requests. Fewer would take a short hiccup for an outage; more would keep
/// requests failing that need not leave.
const FAILURES_IN_A_ROW: u32 = 4;
/// A platform that asks for more time than this holds the plan, visibly and until a stated
/// time, and not the account.
pub(crate) const LONGEST_HOLD: Duration = LONGEST_WAIT.unsigned_abs();
/// The refusals of requests that left before the first refusal was known are one piece of news,
/// not several. They can arrive for as long as the slowest answer takes; half of that is added
/// for answers that are slower than usual.
const SAME_REFUSAL: f64 = 1.5;

/// What is known of the limits of one account, and how much of them is used.
#[derive(Default)]
pub(crate) struct RateController {
    window: Window,
    /// Learned at the first refusal.
    limit: Option<Limit>,
    accepted: Meter,
    /// How many requests have failed since the last one that was accepted.
    failures: u32,
    /// The platform asked to be left alone until then.
    held_until: Option<Instant>,
    /// Refusals until then are of requests that left before the last refusal was known.
    same_refusal_until: Option<Instant>,
    last_dispatch: Option<Instant>,
}

/// Whether something new may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Permit {
    Now,
    At(Instant),
    /// The window is full, so something in flight has to complete first.
    AfterCompletion,
}

impl RateController {
    /// What was in flight was dropped together with the run loop that sent it.
    pub(crate) fn forget_in_flight(&mut self) {
        self.window.forget_in_flight();
    }

    /// The platform asked to be left alone, as is known from before this run.
    pub(crate) fn hold(&mut self, until: Instant) {
        self.held_until = Some(self.held_until.map_or(until, |known| known.max(until)));
    }

    pub(crate) fn permit(&self, now: Instant) -> Permit {
        if let Some(until) = self.held_until.filter(|until| now < *until) {
            return Permit::At(until);
        }
        if !self.window.has_room() {
            return Permit::AfterCompletion;
        }
        match self.limit.as_ref().and_then(Limit::next_at) {
            Some(next) if now < next => Permit::At(next),
            _ => Permit::Now,
        }
    }

    /// Something leaves.
    pub(crate) fn record_dispatch(&mut self, now: Instant) {
        self.window.record_dispatch();
        if let Some(limit) = &mut self.limit {
            limit.record_dispatch(self.last_dispatch, now);
        }
        self.last_dispatch = Some(now);
    }

    /// Something that had left came to its end, however it ended.
    pub(crate) fn record_completion(&mut self) {
        self.window.record_completion();
    }

    /// A request, or a question about one, came to its end, however it ended.
    pub(crate) fn record_request_completion(&mut self) {
        self.window.record_request_completion();
    }

    /// How long the platform took to accept something of this kind.
    pub(crate) fn record_latency(&mut self, kind: LatencyKind, took: Duration) {
        self.window.record_latency(kind, took);
    }

    /// What came of a request. Returns whether the platform is unreachable: nothing but cut
    /// connections came for a while. A single failure concerns its own request only; where
    /// nothing but failures come, the platform is at least given rest.
    pub(crate) fn record_outcome(&mut self, fault: Option<&Fault>, now: Instant) -> bool {
        let Some(fault) = fault else {
            self.record_accepted(now);
            return false;
        };
        match &fault.cause {
            Cause::Busy { retry_after } => self.record_refused(now, *retry_after),
            Cause::Clash | Cause::StillRunning { .. } => self.record_accepted(now),
            Cause::CutOff | Cause::ServerFault | Cause::Unreadable | Cause::Unexpected => {
                self.failures += 1;
                if self.failures >= FAILURES_IN_A_ROW {
                    if fault.cause == Cause::CutOff {
                        return true;
                    }
                    self.record_refused(now, None);
                }
            }
            // The platform worked on the request and said why it won't do it, which costs it
            // as much as doing it.
            _ if fault.proof == Proof::NotDone && fault.status.is_some() => {
                self.record_accepted(now);
            }
            _ => {}
        }
        false
    }

    /// The platform took a request into account, whatever its answer was.
    fn record_accepted(&mut self, now: Instant) {
        self.accepted.record(now);
        self.failures = 0;
        if let Some(limit) = &mut self.limit {
            limit.record_accepted();
        }
    }

    /// The platform said that it was too much.
    fn record_refused(&mut self, now: Instant, retry_after: Option<Duration>) {
        let asked = retry_after
            .filter(|asked| *asked <= LONGEST_HOLD)
            .unwrap_or_default();
        if !asked.is_zero() {
            self.hold(now + asked);
        }
        if self.same_refusal_until.is_some_and(|until| now < until) {
            return;
        }
        let slowest = self.window.slowest_latency();
        let settles_in = Duration::from_secs_f64(slowest * SAME_REFUSAL);
        self.same_refusal_until = Some(now + asked + settles_in);
        self.window.cut();
        self.limit = Some(match &self.limit {
            Some(limit) => limit.after_refusal(now, asked, slowest),
            None => Limit::first(now, asked, slowest, self.accepted.per_second(now)),
        });
    }
}

#[cfg(test)]
#[path = "controller_tests.rs"]
mod tests;
