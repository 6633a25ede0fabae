//! Random numbers from a seed: `SplitMix64`. A crate would do as well, but its numbers may change
//! with its version, and a seed that failed once should go on telling the same story.

use std::time::Duration;

/// A stream of random numbers. Each part of a simulation has one of its own, so that one part
/// drawing a number more doesn't change what all others draw.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The stream of one part of the simulation of a seed.
    pub fn of(seed: u64, part: &str) -> Self {
        let mut chance = Self(seed);
        for byte in part.bytes() {
            chance.0 ^= chance.number().wrapping_add(u64::from(byte));
        }
        chance
    }

    pub fn from_state(state: u64) -> Self {
        Self(state)
    }

    pub fn state(&self) -> u64 {
        self.0
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn byte(&mut self) -> u8 {
        self.number().to_le_bytes()[0]
    }

    /// A number below `limit`, which isn't 0.
    pub fn below(&mut self, limit: usize) -> usize {
        let drawn = self.number() % u64::try_from(limit).unwrap_or(u64::MAX);
        usize::try_from(drawn).unwrap_or(0)
    }

    /// Whether something happens, with this probability in a thousand.
    pub fn in_thousand(&mut self, times: u32) -> bool {
        self.number() % 1000 < u64::from(times)
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn of_these<'a, T>(&mut self, these: &'a [T]) -> Option<&'a T> {
        (!these.is_empty()).then(|| &these[self.below(these.len())])
    }

    /// A duration up to that many seconds. Short ones are as likely as long ones: first the order of
    /// magnitude is drawn.
    pub fn seconds_up_to(&mut self, limit: u64) -> Duration {
        let mut most = limit.saturating_mul(1000).max(1);
        for _ in 0..self.below(5) {
            most = (most / 8).max(1);
        }
        Duration::from_millis(self.number() % most)
    }
}
