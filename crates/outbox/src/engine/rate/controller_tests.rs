//! Simulations of whole hours of sending, against servers with a token bucket, and what single
//! outcomes do to the rate. They hold the constants to what they are for.

#![allow(
    clippy::cast_precision_loss,
    reason = "the numbers of a simulation are far below 2^52"
)]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use platform::CallKind;
use proptest::prelude::*;

use super::*;

/// A server with a token bucket, and the network in front of it.
#[derive(Debug, Clone)]
struct Server {
    per_second: f64,
    burst: f64,
    latency: Duration,
    retry_after: Option<Duration>,
    /// How many it works at one time; more wait for their turn.
    workers: u32,
}

impl Server {
    fn of(per_second: f64) -> Self {
        Self {
            per_second,
            burst: per_second,
            latency: Duration::from_millis(50),
            retry_after: None,
            workers: u32::MAX,
        }
    }
}

impl Server {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few thousand"
    )]
    fn allowed_within(&self, time: Duration) -> usize {
        (self.per_second * time.as_secs_f64()) as usize
    }
}

/// A second run is the same as the first: there is no chance in it.
struct Simulation {
    start: Instant,
    now: Instant,
    rate: RateController,
    tokens: f64,
    filled_at: Instant,
    /// When the answers come, and what they will be.
    coming: BinaryHeap<Reverse<(Instant, Instant, bool)>>,
    taken: Vec<Instant>,
    refused: Vec<Instant>,
    left: Vec<Instant>,
    busiest: u32,
}

impl Simulation {
    fn new() -> Self {
        let start = Instant::now();
        Self {
            start,
            now: start,
            rate: RateController::default(),
            tokens: f64::MAX,
            filled_at: start,
            coming: BinaryHeap::new(),
            taken: Vec::new(),
            refused: Vec::new(),
            left: Vec::new(),
            busiest: 0,
        }
    }

    /// Sends for this long, with always something to send.
    fn run(&mut self, server: &Server, time: Duration) {
        let end = self.now + time;
        self.run_until(server, |simulation| simulation.now >= end);
    }

    fn run_until(&mut self, server: &Server, ended: impl Fn(&Self) -> bool) {
        while !ended(self) {
            assert!(self.now < self.start + Duration::from_hours(10), "stuck");
            let next = match self.rate.permit(self.now) {
                Permit::Now => {
                    self.send(server);
                    continue;
                }
                Permit::At(at) => Some(at),
                Permit::AfterCompletion => None,
            };
            let answer = self.coming.peek().map(|Reverse((at, ..))| *at);
            self.now = match (next, answer) {
                (Some(next), Some(answer)) => next.min(answer),
                (one, other) => one.or(other).expect("something has to come"),
            };
            while let Some(Reverse((at, left, taken))) = self.coming.peek().copied()
                && at <= self.now
            {
                self.coming.pop();
                self.rate.record_request_completion();
                if taken {
                    self.taken.push(self.now);
                    self.rate.record_accepted(self.now);
                    self.rate
                        .record_latency(LatencyKind::Sent(CallKind::CreateInstance), at - left);
                } else {
                    self.refused.push(self.now);
                    self.rate.record_refused(self.now, server.retry_after);
                }
            }
        }
    }

    fn send(&mut self, server: &Server) {
        self.rate.record_dispatch(self.now);
        self.left.push(self.now);
        let passed = (self.now - self.filled_at).as_secs_f64();
        self.tokens = (self.tokens + passed * server.per_second).min(server.burst);
        self.filled_at = self.now;
        let taken = self.tokens >= 1.0;
        if taken {
            self.tokens -= 1.0;
        }
        let under_way = u32::try_from(self.coming.len()).unwrap() + 1;
        self.busiest = self.busiest.max(under_way);
        let turns = under_way.div_ceil(server.workers).max(1);
        let answer = self.now + server.latency * turns;
        self.coming.push(Reverse((answer, self.now, taken)));
    }

    /// From the first refusal on: the share of what the limit allows, and of what was refused.
    fn after_first_refusal(&mut self, server: &Server, requests: usize) -> (f64, f64) {
        self.run_until(server, |simulation| !simulation.refused.is_empty());
        let from = self.refused[0];
        let (taken, refused) = (self.taken.len(), self.refused.len());
        self.run_until(server, |simulation| {
            simulation.taken.len() >= taken + requests
        });
        let seconds = (self.now - from).as_secs_f64();
        let used = requests as f64 / (server.per_second * seconds);
        let refused = self.refused.len() - refused;
        (used, refused as f64 / requests as f64)
    }

    fn rate_over_last(&self, seconds: u64) -> f64 {
        let from = self.now - Duration::from_secs(seconds);
        self.taken.iter().filter(|at| **at > from).count() as f64 / seconds as f64
    }
}

#[test]
fn a_limit_of_fifty_a_second_is_used_to_ninety_five_percent_with_two_percent_refused() {
    for retry_after in [None, Some(Duration::from_secs(1))] {
        let server = Server {
            retry_after,
            ..Server::of(50.0)
        };
        let (used, refused) = Simulation::new().after_first_refusal(&server, 3000);
        assert!(used >= 0.95, "{retry_after:?}: {used}");
        assert!(refused < 0.02, "{retry_after:?}: {refused}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the limit, the burst and the latency: most of it is used, little is refused.
    #[test]
    fn any_limit_is_found(
        per_second in 20.0..400.0_f64,
        burst in 0.5..2.0_f64,
        latency in 2..150_u64,
    ) {
        let server = Server {
            burst: per_second * burst,
            latency: Duration::from_millis(latency),
            ..Server::of(per_second)
        };
        // Where the widest window can't reach the limit there is nothing to find.
        prop_assume!(per_second * server.latency.as_secs_f64() < 40.0);
        let requests = server.allowed_within(Duration::from_mins(1));
        let (used, refused) = Simulation::new().after_first_refusal(&server, requests);
        prop_assert!(used >= 0.90, "{} used", used);
        prop_assert!(refused < 0.05, "{} refused", refused);
    }
}

#[test]
fn a_limit_that_is_lowered_is_kept_and_one_that_is_raised_is_found() {
    let mut simulation = Simulation::new();
    simulation.run(&Server::of(50.0), Duration::from_mins(1));
    let before = simulation.refused.len();
    simulation.run(&Server::of(10.0), Duration::from_secs(40));
    let low = simulation.rate_over_last(20);
    assert!((9.0..=11.0).contains(&low), "{low} a second of 10");
    let refused = simulation.refused.len() - before;
    assert!(refused < 60, "{refused} refused on the way down");
    simulation.run(&Server::of(200.0), Duration::from_mins(1));
    let high = simulation.rate_over_last(10);
    assert!(high > 180.0, "{high} a second of 200");
}

#[test]
fn one_refusal_without_a_limit_behind_it_is_soon_forgotten() {
    let mut simulation = Simulation::new();
    let open = Server::of(100_000.0);
    simulation.run(&open, Duration::from_secs(5));
    let before = simulation.rate_over_last(2);
    simulation
        .rate
        .record_refused(simulation.now, Some(Duration::from_secs(1)));
    simulation.run(&open, Duration::from_secs(12));
    let after = simulation.rate_over_last(2);
    assert!(after > before * 0.95, "{before}, then {after} a second");
}

#[test]
fn it_starts_low_grows_quickly_and_has_an_upper_bound() {
    let server = Server::of(100_000.0);
    let mut simulation = Simulation::new();
    simulation.run(&server, server.latency / 2);
    assert_eq!(simulation.left.len(), 1, "the first goes alone");
    simulation.run(&server, server.latency);
    assert_eq!(simulation.left.len(), 1 + 3);
    simulation.run(&server, server.latency * 8);
    assert_eq!(simulation.busiest, 64, "doubled each round");
    simulation.run(&server, Duration::from_secs(10));
    assert_eq!(simulation.busiest, 64);
}

#[test]
fn rising_latency_narrows_the_window() {
    // Eight at a time is what it works; more only wait there.
    let server = Server {
        workers: 8,
        ..Server::of(100_000.0)
    };
    let mut simulation = Simulation::new();
    simulation.run(&server, Duration::from_secs(20));
    let under_way = simulation.coming.len();
    assert!((8..32).contains(&under_way), "{under_way} under way");
    let rate = simulation.rate_over_last(5);
    assert!(rate > 0.95 * 160.0, "{rate} of 160 a second");
}

#[test]
fn retry_after_holds_everything_new_for_that_long() {
    let mut rate = RateController::default();
    let now = Instant::now();
    let asked = Duration::from_secs(30);
    rate.record_dispatch(now);
    rate.record_refused(now, Some(asked));
    rate.record_completion();
    assert_eq!(rate.permit(now), Permit::At(now + asked));
    // A shorter wish that comes late doesn't shorten it.
    rate.record_refused(now, Some(Duration::from_secs(1)));
    let just_before = now + asked - Duration::from_millis(1);
    assert_eq!(rate.permit(just_before), Permit::At(now + asked));
    // More than an hour is the plan's matter and not the account's.
    let mut rate = RateController::default();
    rate.record_refused(now, Some(Duration::from_hours(2)));
    assert!(matches!(rate.permit(now), Permit::At(at) if at < now + Duration::from_secs(6)));
}

#[test]
fn what_leaves_under_a_limit_is_paced_and_not_bursty() {
    let mut simulation = Simulation::new();
    let server = Server::of(50.0);
    simulation.run(&server, Duration::from_secs(30));
    let from = simulation.now - Duration::from_secs(10);
    let late: Vec<_> = simulation.left.iter().filter(|at| **at > from).collect();
    let most = late
        .windows(11)
        .map(|eleven| *eleven[10] - *eleven[0])
        .min()
        .unwrap();
    assert!(
        most > Duration::from_millis(100),
        "ten of a fiftieth within {most:?}"
    );
}

#[test]
fn standing_still_earns_no_burst() {
    let mut simulation = Simulation::new();
    let server = Server::of(50.0);
    simulation.run(&server, Duration::from_secs(30));
    simulation.now += Duration::from_mins(10);
    let before = simulation.left.len();
    simulation.run(&server, Duration::from_millis(200));
    let burst = simulation.left.len() - before;
    assert!(burst < 20, "{burst} at once");
}

fn fault(cause: Cause) -> Fault {
    Fault {
        proof: Proof::Unknown,
        cause,
        status: None,
        incident: None,
        detail: None,
    }
}

#[test]
fn where_everything_is_cut_off_the_platform_counts_as_away() {
    let mut rate = RateController::default();
    let now = Instant::now();
    let cut = fault(Cause::CutOff);
    let mut in_a_row = |times| {
        (0..times)
            .map(|_| rate.record_outcome(Some(&cut), now))
            .collect()
    };
    let few: Vec<bool> = in_a_row(FAILURES_IN_A_ROW - 1);
    assert!(!few.contains(&true), "accidents");
    let many: Vec<bool> = in_a_row(1);
    assert_eq!(many, [true]);
    rate.record_outcome(None, now);
    assert!(!rate.record_outcome(Some(&cut), now), "counted anew");
}

#[test]
fn where_nothing_but_faults_come_the_platform_gets_rest() {
    let mut rate = RateController::default();
    let now = Instant::now();
    for _ in 0..FAILURES_IN_A_ROW {
        assert!(!rate.record_outcome(Some(&fault(Cause::ServerFault)), now));
    }
    assert!(matches!(rate.permit(now), Permit::At(_)));
}
