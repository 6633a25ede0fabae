//! A few simulations.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use simulator::{EVENTS, simulate};

#[test]
fn delivery_holds_whatever_happens() {
    for seed in 0..20 {
        let outcome = simulate(seed, EVENTS);
        assert!(
            outcome.violations.is_empty(),
            "seed {seed}: {:#?}\n{}",
            outcome.violations,
            outcome.story.join("\n")
        );
    }
}

#[test]
fn the_same_seed_tells_the_same_story() {
    for seed in 0..10 {
        assert_eq!(simulate(seed, EVENTS).story, simulate(seed, EVENTS).story);
    }
}
