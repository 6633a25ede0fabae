//! The numbers of a comparison, and those that are remembered with what they were made from.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use lock::LockExt as _;
use store::{KeptListId, Place};

/// How many people are in each group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ComparisonCounts {
    pub in_space: u32,
    pub not_joined: u32,
    pub missing: u32,
    pub not_on_list: u32,
    /// Without those who are marked as left: nothing is to be done about them.
    pub left: u32,
    /// Of those who are in, who is in another group than before.
    pub moved: u32,
}

/// What a comparison depends on apart from the list itself and the marks, which only commands of
/// this process change: they call `Comparisons::list_changed`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Basis {
    pub(super) list: KeptListId,
    pub(super) members: Option<Timestamp>,
    pub(super) invitations: Option<Timestamp>,
    pub(super) plans: (i64, i64),
}

/// How often the list of a place was changed in this process. Numbers that were being worked out
/// while it was changed aren't kept.
pub(super) type Generation = u64;

/// The numbers of comparisons that were made, so that an overview of many spaces doesn't hold every
/// list against its space each time it is shown. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct KnownCounts(Arc<Mutex<HashMap<Place, OfPlace>>>);

#[derive(Default)]
struct OfPlace {
    generation: Generation,
    counts: Option<(Basis, ComparisonCounts)>,
}

impl KnownCounts {
    /// What is known of a place, if it was made from the same, and in which generation that is.
    pub(super) fn find(
        &self,
        place: &Place,
        basis: &Basis,
    ) -> (Generation, Option<ComparisonCounts>) {
        let known = self.0.locked();
        let Some(known) = known.get(place) else {
            return (0, None);
        };
        let counts = known.counts.as_ref();
        let counts = counts.filter(|(made_from, _)| made_from == basis);
        (known.generation, counts.map(|(_, counts)| *counts))
    }

    /// Keeps what was worked out, unless the list was changed since `generation`.
    pub(super) fn keep(
        &self,
        place: &Place,
        generation: Generation,
        basis: Basis,
        counts: ComparisonCounts,
    ) {
        let mut known = self.0.locked();
        let known = known.entry(place.clone()).or_default();
        if known.generation == generation {
            known.counts = Some((basis, counts));
        }
    }

    /// The list of a place was changed.
    pub(super) fn changed(&self, place: &Place) {
        let mut known = self.0.locked();
        let known = known.entry(place.clone()).or_default();
        known.generation += 1;
        known.counts = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_a_change_has_overtaken_are_not_kept() {
        let place = Place {
            account: store::AccountId::practice(),
            org: "uni".parse().unwrap(),
            space: "finance_i".parse().unwrap(),
        };
        let basis = Basis {
            list: KeptListId(1),
            members: None,
            invitations: None,
            plans: (0, 0),
        };
        let known = KnownCounts::default();
        let counts = ComparisonCounts::default();
        let (generation, _) = known.find(&place, &basis);
        // Somebody is marked as left while the numbers are being worked out.
        known.changed(&place);
        known.keep(&place, generation, basis.clone(), counts);
        let (generation, found) = known.find(&place, &basis);
        assert_eq!(found, None);
        known.keep(&place, generation, basis.clone(), counts);
        assert_eq!(known.find(&place, &basis).1, Some(counts));
        let other = Basis {
            list: KeptListId(2),
            ..basis
        };
        assert_eq!(known.find(&place, &other).1, None);
    }
}
