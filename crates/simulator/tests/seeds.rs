//! Simulations as a test: as many as fit into a minute or so.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use simulator::{Bug, Ordeal, Simulation, shrunk, simulate};

/// Ten thousand seeds begin here, so that `cargo xtask ordeal simulate` runs others.
const FIRST: u64 = 1_000_000;

/// This many of them fit into a minute, on two cores that others use too.
const HOLD: u64 = 200;

#[test]
fn delivery_holds_whatever_happens() {
    let mut report = Ordeal {
        seeds: FIRST..FIRST + HOLD,
        within: None,
        most_failures: 1,
        bug: None,
    }
    .run();
    if let Some(failed) = report.failures.pop() {
        let (simulation, failed) = shrunk(failed);
        panic!(
            "seed {} with {} events: {:#?}\n{}",
            failed.seed,
            simulation.events,
            failed.violations,
            failed.story.join("\n")
        );
    }
    assert_eq!(report.never_struck(), Vec::<&str>::new());
}

#[test]
fn the_same_seed_tells_the_same_story() {
    for seed in FIRST..FIRST + 15 {
        let simulation = Simulation::of(seed);
        assert_eq!(simulate(simulation), simulate(simulation));
    }
}

#[test]
fn bugs_that_are_put_in_on_purpose_are_found() {
    for bug in Bug::ALL {
        let ordeal = Ordeal {
            seeds: FIRST..FIRST + 10_000,
            within: None,
            most_failures: 1,
            bug: Some(bug),
        };
        let report = ordeal.run();
        assert!(!report.failures.is_empty(), "{bug:?} wasn't found");
    }
}
