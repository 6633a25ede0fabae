//! Assigns people to groups at random, reproducibly: the same people and the same seed always give
//! the same groups.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};
use serde::{Deserialize, Serialize};

/// How people are to be divided into groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// This number of groups.
    Groups(usize),
    /// This number of people per group. If it does not divide evenly, some groups have one fewer.
    Each(usize),
}

impl Split {
    /// How many groups that makes for this number of people. No group is ever empty.
    pub fn groups(self, people: usize) -> usize {
        match self {
            Self::Groups(groups) => groups.clamp(usize::from(people > 0), people),
            Self::Each(size) => people.div_ceil(size.max(1)),
        }
    }
}

/// The group of each person, counted from 0.
///
/// `keys` are what people are told apart by, which is their normalized addresses. Who is in a
/// group with whom depends on the keys and the seed alone, not on the order of the rows.
pub fn assign_at_random<K: AsRef<str>>(keys: &[K], split: Split, seed: u64) -> Vec<usize> {
    let groups = split.groups(keys.len());
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|a, b| keys[*a].as_ref().cmp(keys[*b].as_ref()).then(a.cmp(b)));
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    for i in (1..order.len()).rev() {
        order.swap(i, below(&mut rng, i + 1));
    }
    let mut found = vec![0; keys.len()];
    for (i, person) in order.into_iter().enumerate() {
        // Shuffled people go to the groups in turn, so that sizes differ by one at most.
        found[person] = i % groups;
    }
    found
}

/// A number below `bound`, each equally likely.
///
/// A library has a function for this, but it may draw differently in its next version, and a seed
/// that somebody has written down must give the same groups for ever.
fn below(rng: &mut ChaCha8Rng, bound: usize) -> usize {
    let bound = bound as u64;
    let fair = u64::MAX - u64::MAX % bound;
    loop {
        let drawn = rng.next_u64();
        if drawn < fair {
            return usize::try_from(drawn % bound).unwrap_or_default();
        }
    }
}

/// The name of each of `count` groups. `#` in the pattern becomes the number, `##` the number with
/// at least two digits; in a pattern without `#` the number is appended.
pub fn group_names(pattern: &str, count: usize) -> Vec<String> {
    let pattern = pattern.trim();
    let (before, rest) = pattern.split_once('#').unwrap_or((pattern, ""));
    let space = if pattern.contains('#') || pattern.is_empty() {
        ""
    } else {
        " "
    };
    let after = rest.trim_start_matches('#');
    let digits = rest.len() - after.len() + 1;
    (1..=count)
        .map(|n| format!("{before}{space}{n:0digits$}{after}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_seed_gives_the_same_groups_for_ever() {
        let people = ["ada", "bob", "cy", "dee", "eve", "fay", "gus"];
        assert_eq!(
            assign_at_random(&people, Split::Groups(3), 42),
            [1, 0, 0, 2, 2, 0, 1]
        );
        assert_eq!(assign_at_random::<&str>(&[], Split::Groups(3), 42), []);
    }

    #[test]
    fn names_follow_the_pattern() {
        assert_eq!(group_names("Group", 2), ["Group 1", "Group 2"]);
        assert_eq!(group_names("Team ##a", 2), ["Team 01a", "Team 02a"]);
        assert_eq!(group_names("", 1), ["1"]);
    }

    proptest! {
        #[test]
        fn groups_are_balanced(people in 0..200_usize, n in 0..30_usize, each: bool, seed: u64) {
            let keys: Vec<String> = (0..people).map(|i| i.to_string()).collect();
            let split = if each { Split::Each(n) } else { Split::Groups(n) };
            let found = assign_at_random(&keys, split, seed);
            let mut sizes = vec![0_usize; split.groups(people)];
            for group in &found {
                sizes[*group] += 1;
            }
            if let (Some(most), Some(least)) = (sizes.iter().max(), sizes.iter().min()) {
                prop_assert!(most - least <= 1 && *least > 0);
                prop_assert!(!each || *most <= n.max(1));
            }
        }

        #[test]
        fn the_order_of_the_rows_changes_nothing(seed: u64, turn in 0..9_usize) {
            let keys: Vec<String> = (0..9).map(|i| format!("p{i}")).collect();
            let mut turned = keys.clone();
            turned.rotate_left(turn);
            let (a, b) = (assign_at_random(&keys, Split::Each(2), seed), assign_at_random(&turned, Split::Each(2), seed));
            for (i, key) in keys.iter().enumerate() {
                let j = turned.iter().position(|k| k == key).unwrap_or_default();
                prop_assert_eq!(a[i], b[j]);
            }
        }
    }
}
