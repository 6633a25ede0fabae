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
    /// This number of people per group. If it doesn't divide evenly, some groups have one fewer.
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

    /// How large the groups are, the larger ones first. Sizes differ by one at most.
    pub fn sizes(self, people: usize) -> Vec<GroupSize> {
        let groups = self.groups(people);
        let (Some(least), Some(larger)) = (people.checked_div(groups), people.checked_rem(groups))
        else {
            return Vec::new();
        };
        let sizes = [(least + 1, larger), (least, groups - larger)];
        sizes
            .into_iter()
            .map(|(size, groups)| GroupSize { size, groups })
            .filter(|size| size.groups > 0)
            .collect()
    }
}

/// How many groups of a [`Split`] have the same size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupSize {
    /// How many people are in each of them.
    pub size: usize,
    pub groups: usize,
}

/// What assigning people at random comes to, before anybody is assigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupsPreview {
    pub groups: usize,
    /// The larger size first. There are two of them at most.
    pub sizes: Vec<GroupSize>,
    pub first_name: String,
    pub last_name: String,
}

impl GroupsPreview {
    pub fn of(people: usize, split: Split, pattern: &str) -> Self {
        let groups = split.groups(people);
        Self {
            groups,
            sizes: split.sizes(people),
            first_name: group_name(pattern, 1),
            last_name: group_name(pattern, groups.max(1)),
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

/// The name of each of `count` groups, as [`group_name`] makes it.
pub fn group_names(pattern: &str, count: usize) -> Vec<String> {
    (1..=count).map(|n| group_name(pattern, n)).collect()
}

/// The name of a group, counted from 1. `#` in the pattern becomes the number, `##` the number with
/// at least two digits; in a pattern without `#` the number is appended.
pub fn group_name(pattern: &str, n: usize) -> String {
    let pattern = pattern.trim();
    let (before, rest) = pattern.split_once('#').unwrap_or((pattern, ""));
    let space = if pattern.contains('#') || pattern.is_empty() {
        ""
    } else {
        " "
    };
    let after = rest.trim_start_matches('#');
    let digits = rest.len() - after.len() + 1;
    format!("{before}{space}{n:0digits$}{after}")
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
        assert_eq!(group_name("Room ## left", 7), "Room 07 left");
        assert_eq!(group_name("Group #", 12), "Group 12");
        assert_eq!(group_name("Team", 3), "Team 3");
        assert_eq!(group_name(" ", 3), "3");
    }

    #[test]
    fn the_preview_says_the_sizes_and_the_first_and_last_name() {
        let sizes = |people, split| {
            let preview = GroupsPreview::of(people, split, "Group #");
            let sizes = preview.sizes.iter().map(|size| (size.size, size.groups));
            (preview.groups, sizes.collect::<Vec<_>>())
        };
        assert_eq!(sizes(11, Split::Groups(3)), (3, vec![(4, 2), (3, 1)]));
        assert_eq!(sizes(11, Split::Each(4)), (3, vec![(4, 2), (3, 1)]));
        assert_eq!(sizes(12, Split::Each(4)), (3, vec![(4, 3)]));
        assert_eq!(sizes(2, Split::Groups(5)), (2, vec![(1, 2)]));
        assert_eq!(sizes(0, Split::Groups(5)), (0, vec![]));
        let named = GroupsPreview::of(30, Split::Each(2), "Team ##");
        assert_eq!(
            (&*named.first_name, &*named.last_name),
            ("Team 01", "Team 15")
        );
        // With nobody to assign, the pattern is shown with the first number.
        let nobody = GroupsPreview::of(0, Split::Each(2), "Team #");
        assert_eq!(nobody.last_name, "Team 1");
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
            for GroupSize { size, groups } in split.sizes(people) {
                let assigned = sizes.iter().filter(|people| **people == size).count();
                prop_assert_eq!(assigned, groups, "as the preview said");
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
