//! Many simulations, on all cores: how many held, how fast they were, and which faults struck.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use lock::LockExt as _;
use std::sync::Mutex;

use crate::bug::Bug;
use crate::events::OTHERS;
use crate::run::{Simulation, SimulationOutcome, simulate};
use crate::weather::SimulatedFault;

/// Which simulations to run.
#[derive(Debug, Clone)]
pub struct Ordeal {
    pub seeds: Range<u64>,
    /// No new one begins after that.
    pub within: Option<Duration>,
    /// Nor after this many that don't hold.
    pub most_failures: usize,
    pub bug: Option<Bug>,
}

/// What came of them.
#[derive(Debug, Default)]
pub struct OrdealReport {
    pub simulated: u64,
    pub requests: u64,
    /// How often each fault struck. Those that never did are in it too.
    pub struck: BTreeMap<String, usize>,
    pub failures: Vec<SimulationOutcome>,
    pub took: Duration,
}

impl OrdealReport {
    fn empty() -> Self {
        let network = SimulatedFault::ALL.iter().map(|fault| format!("{fault:?}"));
        let others = OTHERS.iter().map(|other| (*other).to_owned());
        Self {
            struck: network.chain(others).map(|name| (name, 0)).collect(),
            ..Self::default()
        }
    }

    fn add(&mut self, outcome: SimulationOutcome) {
        self.simulated += 1;
        self.requests += outcome.requests as u64;
        for (fault, times) in &outcome.struck {
            *self.struck.entry(fault.clone()).or_default() += times;
        }
        if !outcome.violations.is_empty() {
            self.failures.push(outcome);
        }
    }

    /// The faults that never struck, so that nothing is known about them.
    pub fn never_struck(&self) -> Vec<&str> {
        let never = self.struck.iter().filter(|(_, times)| **times == 0);
        never.map(|(fault, _)| fault.as_str()).collect()
    }
}

impl Ordeal {
    /// Runs the simulations, one on each core at a time.
    pub fn run(&self) -> OrdealReport {
        let begun = Instant::now();
        let next = AtomicU64::new(self.seeds.start);
        let report = Mutex::new(OrdealReport::empty());
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(|| {
                    loop {
                        let seed = next.fetch_add(1, Ordering::Relaxed);
                        let late = self.within.is_some_and(|within| begun.elapsed() > within);
                        let enough = report.locked().failures.len() >= self.most_failures;
                        if seed >= self.seeds.end || late || enough {
                            return;
                        }
                        let outcome = simulate(Simulation {
                            bug: self.bug,
                            ..Simulation::of(seed)
                        });
                        report.locked().add(outcome);
                    }
                });
            }
        });
        let mut report = report.into_value();
        report.failures.sort_by_key(|outcome| outcome.seed);
        report.took = begun.elapsed();
        report
    }
}

/// The same seed with as few events as are enough to fail. An event that is left out at the end
/// changes nothing about those before it.
pub fn shrunk(failed: SimulationOutcome) -> (Simulation, SimulationOutcome) {
    let whole = Simulation::of(failed.seed);
    let shorter = (0..whole.events).map(|events| Simulation { events, ..whole });
    shorter
        .map(|simulation| (simulation, simulate(simulation)))
        .find(|(_, outcome)| !outcome.violations.is_empty())
        .unwrap_or((whole, failed))
}
