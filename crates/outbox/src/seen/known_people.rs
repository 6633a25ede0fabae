//! What this computer knows of the people of a space besides the platform's own lists. Everything
//! is read once for all of them, because a space may have thousands.

use std::collections::HashMap;

use jiff::Timestamp;
use roster::NormalizedAddress;
use store::{Intent, Place, PlanId, PlannedPerson, Purpose, Store, StoreError};

use super::people::{PersonInSpace, people_in};
use super::platform_cache::SeenSpace;
use crate::account::features::InvitationOffers;

#[derive(Debug)]
pub struct KnownPeople {
    planned: HashMap<NormalizedAddress, PlannedPerson>,
    intents: HashMap<PlanId, Intent>,
    first_joined: HashMap<NormalizedAddress, Timestamp>,
    /// When the platform last took an invitation from this computer.
    invited: HashMap<NormalizedAddress, Timestamp>,
    offers: InvitationOffers,
    individual_offers: InvitationOffers,
}

impl KnownPeople {
    pub fn read(store: &Store, place: &Place) -> Result<Self, StoreError> {
        let profile = store.account(&place.account)?.profile;
        Ok(Self {
            planned: planned_people(store, place)?,
            intents: store
                .plans()?
                .readable
                .into_iter()
                .filter(|plan| plan.place == *place)
                .map(|plan| (plan.id, plan.intent))
                .collect(),
            first_joined: store.first_joined(place)?,
            invited: store
                .invited(place)?
                .into_iter()
                .map(|invited| (invited.address, invited.at))
                .collect(),
            offers: InvitationOffers::of(&profile, None),
            individual_offers: InvitationOffers::of(&profile, Some(Purpose::Individual)),
        })
    }

    /// Everybody in the space, as [`people_in`] says.
    pub fn people<'a>(&'a self, seen: &'a SeenSpace) -> Vec<PersonInSpace<'a>> {
        people_in(seen, &self.planned)
    }

    /// What the newest plan that invites this person is for.
    pub fn intent(&self, person: &PersonInSpace<'_>) -> Option<&Intent> {
        self.intents.get(&person.planned?.step.plan)
    }

    /// What the platform can do about an invitation of this person.
    pub fn offers(&self, person: &PersonInSpace<'_>) -> InvitationOffers {
        match self.intent(person).and_then(|intent| intent.purpose) {
            Some(Purpose::Individual) => self.individual_offers,
            _ => self.offers,
        }
    }

    /// When the platform took an invitation, from this computer or from elsewhere.
    pub fn invited_at(&self, person: &PersonInSpace<'_>) -> Option<Timestamp> {
        let normalized = person.normalized.as_ref();
        let from_here = normalized.and_then(|normalized| self.invited.get(normalized).copied());
        from_here.or_else(|| person.invitation?.created_timestamp)
    }

    /// When somebody who has joined was first seen as joined.
    pub fn joined_at(&self, person: &PersonInSpace<'_>) -> Option<Timestamp> {
        let normalized = person.normalized.as_ref()?;
        let first = self.first_joined.get(normalized).copied();
        first.filter(|_| person.has_joined())
    }
}

/// For each person whom a plan of this computer invites to this place, the newest invitation.
pub(crate) fn planned_people(
    store: &Store,
    place: &Place,
) -> Result<HashMap<NormalizedAddress, PlannedPerson>, StoreError> {
    let planned = store.planned_people(place)?.into_iter();
    Ok(planned
        .filter_map(|person| Some((person.step.normalized.clone()?, person)))
        .collect())
}
