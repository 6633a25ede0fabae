//! Compares the list that is kept for a space with its people, as they were last seen. It asks
//! nothing of the platform and works offline.

pub(crate) mod known_counts;
pub(crate) mod matching;

use std::collections::HashMap;

use jiff::Timestamp;
use platform::Role;
use roster::{Entry, NormalizedAddress, PersonKey, clear_shared_ids};
use store::{
    KeptList, KeptListId, KeptPerson, KeptVersion, Place, PlannedPerson, SeenList, StoreError,
};

use crate::seen::known_people::planned_people;
use crate::seen::people::{PersonInSpace, people_in};
use crate::seen::platform_cache::{PlatformCache, SeenSpace};
use known_counts::{Basis, ComparisonCounts, KnownCounts};
use matching::{ComparedPerson, ListGroup, SpacePerson, compare_people};

/// A list compared with a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// In order of their groups.
    pub people: Vec<ComparedPerson>,
    /// When the people of the space were read. `None`: never, so that nothing can be said.
    pub seen_at: Option<Timestamp>,
}

impl Comparison {
    pub fn counts(&self) -> ComparisonCounts {
        let mut counts = ComparisonCounts::default();
        for person in &self.people {
            match person.list_group {
                ListGroup::In => {
                    counts.in_space += 1;
                    counts.moved += u32::from(person.group_before.is_some());
                }
                ListGroup::NotJoined => counts.not_joined += 1,
                ListGroup::Missing => counts.missing += 1,
                ListGroup::NotOnList => counts.not_on_list += 1,
                ListGroup::Left if person.left.as_ref().is_some_and(|left| left.marked) => {}
                ListGroup::Left => counts.left += 1,
            }
        }
        counts
    }
}

/// The lists that are kept for spaces, compared with their people.
#[derive(Clone)]
pub struct Comparisons {
    cache: PlatformCache,
    known: KnownCounts,
}

impl Comparisons {
    pub(crate) fn new(cache: PlatformCache) -> Self {
        let known = KnownCounts::default();
        Self { cache, known }
    }

    /// The list of a space compared with its people as last seen. `None`: no list is kept.
    pub fn of(&self, place: &Place) -> Result<Option<(KeptList, Comparison)>, StoreError> {
        let Some(list) = self.cache.store().kept_list(place)? else {
            return Ok(None);
        };
        let versions = self.cache.store().kept_versions(place)?;
        let comparison = self.compare(place, &versions)?;
        Ok(Some((list, comparison)))
    }

    /// A list that isn't kept, compared with a space as if it were the newest version of its list.
    pub fn with(
        &self,
        place: &Place,
        people: Vec<KeptPerson>,
        now: Timestamp,
    ) -> Result<Comparison, StoreError> {
        let mut versions = self.cache.store().kept_versions(place)?;
        let newest = KeptVersion {
            id: KeptListId(i64::MAX),
            brought_at: now,
            people,
        };
        versions.insert(0, newest);
        self.compare(place, &versions)
    }

    /// How many people of a space's list are in which group. `None`: no list is kept, or the people
    /// of the space were never read.
    pub fn counts(&self, place: &Place) -> Result<Option<ComparisonCounts>, StoreError> {
        let store = self.cache.store();
        let Some(list) = store.kept_list(place)? else {
            return Ok(None);
        };
        let basis = Basis {
            list: list.id,
            members: store.seen_at(SeenList::Members(place))?,
            invitations: store.seen_at(SeenList::Invitations(place))?,
            plans: store.plans_mark(place)?,
        };
        if basis.members.is_none() {
            return Ok(None);
        }
        let (generation, known) = self.known.find(place, &basis);
        if known.is_some() {
            return Ok(known);
        }
        let counts = self.compare(place, &store.kept_versions(place)?)?.counts();
        self.known.keep(place, generation, basis, counts);
        Ok(Some(counts))
    }

    /// The list of a space, or who of it is marked as left, was changed.
    pub fn list_changed(&self, place: &Place) {
        self.known.changed(place);
    }

    fn compare(&self, place: &Place, versions: &[KeptVersion]) -> Result<Comparison, StoreError> {
        let store = self.cache.store();
        let seen = self.cache.space_seen(place)?;
        let seen_at = seen
            .as_ref()
            .and_then(|seen| seen.members.as_ref())
            .map(|members| members.at);
        let planned = planned_people(store, place)?;
        let people = seen
            .as_ref()
            .map(|seen| people_in_space(seen, &planned))
            .unwrap_or_default();
        let marked = store.marked_left(place)?;
        let people = if seen_at.is_some() {
            compare_people(versions, &people, &marked)
        } else {
            // Otherwise everybody on the list would be said to be missing.
            Vec::new()
        };
        Ok(Comparison { people, seen_at })
    }
}

/// The people of a whole file, as they are kept. Ids that several of them share aren't kept: whoever
/// compares versions later may have only a part of each, and couldn't tell.
pub fn kept_people(mut entries: Vec<Entry>) -> Vec<KeptPerson> {
    clear_shared_ids(&mut entries);
    (1..)
        .zip(entries)
        .map(|(row, entry)| kept_person(row, entry))
        .collect()
}

/// Somebody as they are kept. `row` counts from 1.
pub fn kept_person(row: u32, entry: Entry) -> KeptPerson {
    KeptPerson {
        row,
        key: PersonKey::of(&entry.address),
        name: entry.name,
        address: entry.address,
        group: entry.group,
        list_id: entry.list_id,
        by_hand: false,
    }
}

fn people_in_space(
    seen: &SeenSpace,
    planned: &HashMap<NormalizedAddress, PlannedPerson>,
) -> Vec<SpacePerson> {
    let lists_invitations = seen.invitations.is_some();
    let space_person = |person: PersonInSpace<'_>| SpacePerson {
        name: person.name().to_owned(),
        address: person.address().to_owned(),
        joined: person.has_joined(),
        failed: person.was_never_invited(),
        administrator: person
            .member
            .is_some_and(|member| member.space_role == Some(Role::SpaceAdmin)),
        // Where the platform doesn't list invitations, one that was sent elsewhere leaves no trace.
        uninvited: lists_invitations && person.invitation.is_none() && person.planned.is_none(),
    };
    people_in(seen, planned)
        .into_iter()
        .map(space_person)
        .collect()
}
