//! The people of all lists, in the form in which a search compares them. A list is read again only
//! where it has changed since, which its time of change tells without reading it.

use std::collections::HashMap;

use jiff::Timestamp;
use roster::folded;
use serde::Deserialize;
use store::{AccountId, Draft, DraftId, Place, Plan, PlanId, SeenList, StoreError};

use crate::seen::platform_cache::PlatformCache;

/// Where a list of people is from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    Space(Place),
    Draft(DraftId),
    Plan(PlanId),
}

/// The people of one list.
pub(super) struct IndexedList {
    pub(super) origin: Origin,
    pub(super) place: Place,
    pub(super) space_name: String,
    /// When the list was changed last; `None`: it never changes.
    changed_at: Option<Timestamp>,
    pub(super) people: Vec<IndexedPerson>,
    /// The people of a space by their folded addresses; empty for other lists.
    pub(super) by_address: HashMap<Box<str>, usize>,
}

pub(super) struct IndexedPerson {
    /// Name and address.
    pub(super) folded: Box<str>,
    pub(super) name: Box<str>,
    pub(super) address: Box<str>,
    pub(super) folded_address: Box<str>,
    /// Of the people of a space: has joined.
    pub(super) joined: bool,
}

/// All lists, those of the spaces first, then drafts and plans, the newest first.
#[derive(Default)]
pub(super) struct Index {
    pub(super) lists: Vec<IndexedList>,
}

/// Of a member of a space only what is searched: reading the rest would take most of the time.
#[derive(Deserialize)]
struct Member {
    name: String,
    email: String,
    active: bool,
}

impl Index {
    pub(super) fn update(
        &mut self,
        cache: &PlatformCache,
        account: &AccountId,
        drafts: &[Draft],
        plans: &[Plan],
    ) -> Result<(), StoreError> {
        let store = cache.store();
        let mut before: HashMap<Origin, IndexedList> = std::mem::take(&mut self.lists)
            .into_iter()
            .map(|list| (list.origin.clone(), list))
            .collect();
        let mut known = |origin: &Origin, changed_at: Option<Timestamp>| {
            before
                .remove(origin)
                .filter(|list| list.changed_at == changed_at)
        };
        for seen in cache.orgs_seen(account)? {
            for space in seen.spaces {
                let place = Place {
                    account: account.clone(),
                    org: seen.org.slug.clone(),
                    space: space.slug,
                };
                let Some(read_at) = store.seen_at(SeenList::Members(&place))? else {
                    continue;
                };
                let origin = Origin::Space(place.clone());
                let mut list = match known(&origin, Some(read_at)) {
                    Some(list) => list,
                    None => members(cache, place)?,
                };
                list.space_name = space.name;
                self.lists.push(list);
            }
        }
        for draft in drafts {
            let origin = Origin::Draft(draft.id);
            let list = match known(&origin, Some(draft.changed_at)) {
                Some(list) => list,
                None => IndexedList {
                    origin,
                    place: draft.place.clone(),
                    space_name: draft.space_name.clone(),
                    changed_at: Some(draft.changed_at),
                    people: named(store.draft_names(draft.id)?),
                    by_address: HashMap::new(),
                },
            };
            self.lists.push(list);
        }
        for plan in plans {
            let origin = Origin::Plan(plan.id);
            let list = match known(&origin, None) {
                Some(list) => list,
                None => IndexedList {
                    origin,
                    place: plan.place.clone(),
                    space_name: plan.space_name.clone(),
                    // Whom a plan invites is fixed when it is sent.
                    changed_at: None,
                    people: named(store.plan_names(plan.id)?),
                    by_address: HashMap::new(),
                },
            };
            self.lists.push(list);
        }
        Ok(())
    }
}

fn members(cache: &PlatformCache, place: Place) -> Result<IndexedList, StoreError> {
    let seen = cache.store().seen::<Member>(SeenList::Members(&place))?;
    let (members, read_at) = seen.map_or((Vec::new(), None), |seen| (seen.list, Some(seen.at)));
    let people: Vec<_> = members
        .into_iter()
        .map(|member| IndexedPerson::of(member.name, member.email, member.active))
        .collect();
    let by_address = people.iter().enumerate();
    Ok(IndexedList {
        origin: Origin::Space(place.clone()),
        place,
        space_name: String::new(),
        changed_at: read_at,
        by_address: by_address
            .map(|(at, person)| (person.folded_address.clone(), at))
            .collect(),
        people,
    })
}

fn named(people: Vec<(String, String)>) -> Vec<IndexedPerson> {
    people
        .into_iter()
        .map(|(name, address)| IndexedPerson::of(name, address, false))
        .collect()
}

impl IndexedPerson {
    fn of(name: String, address: String, joined: bool) -> Self {
        let folded_address = folded(address.trim());
        Self {
            folded: format!("{} {folded_address}", folded(&name)).trim().into(),
            name: name.into(),
            address: address.into(),
            folded_address: folded_address.into(),
            joined,
        }
    }
}
