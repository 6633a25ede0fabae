//! A change of a link whose outcome nobody waits for any more: Cohort ended meanwhile, or the
//! answer was lost and looking it up once didn't tell. It stands in the data from before it leaves,
//! and every later reading of the link is compared with it until it is settled.

use jiff::{SignedDuration, Timestamp};
use platform::{InvitationLink, LinkTerms};
use store::{LinkChange, LinkChangeLookup, Place, SeenList, StartedLinkChange, StoreError, Write};

use super::Links;
use super::new_link::{is_new, made};
use crate::machine::LANDS_WITHIN;

/// For how long the user is told what a reading has shown of a change.
const TOLD_FOR: SignedDuration = SignedDuration::from_hours(24);

/// A change of a link, as the user is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkChangeOutcome {
    pub change: LinkChange,
    /// Whether the platform did it. `None`: it can't be told yet.
    pub done: Option<bool>,
}

impl Links {
    /// Notes a change on the disk before it leaves.
    pub(super) fn begin(
        &self,
        place: &Place,
        change: LinkChange,
        terms: LinkTerms,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let store = self.cache.store();
        let seen = store.seen::<InvitationLink>(SeenList::Link(place))?;
        let started = StartedLinkChange {
            change,
            begun_at: now,
            before: seen.and_then(|seen| Some(seen.list.into_iter().next()?.url)),
            terms,
            lookup: None,
        };
        store.write(|w| w.link_change_begin(place, &started))
    }

    /// Whether a change of this link waits for a reading that shows what became of it.
    pub(crate) fn has_to_be_looked_up(&self, place: &Place) -> Result<bool, StoreError> {
        let started = self.cache.store().link_change(place)?;
        Ok(started.is_some_and(|started| started.lookup.is_none()))
    }

    /// What the user is told of a change whose outcome wasn't known at once.
    pub(super) fn outcome(
        &self,
        place: &Place,
        now: Timestamp,
    ) -> Result<Option<LinkChangeOutcome>, StoreError> {
        let started = self.cache.store().link_change(place)?;
        let is_told = |started: &StartedLinkChange| match started.lookup {
            Some(lookup) => now.duration_since(lookup.at) <= TOLD_FOR,
            None => true,
        };
        Ok(started.filter(is_told).map(|started| LinkChangeOutcome {
            change: started.change,
            done: started.lookup.map(|lookup| lookup.done),
        }))
    }
}

/// Holds what a reading has shown against the change that is under way, and notes what became of it.
/// `at` is when the reading began.
pub(super) fn note_outcome(
    w: &Write<'_>,
    place: &Place,
    started: Option<&StartedLinkChange>,
    link: Option<&InvitationLink>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let Some(started) = started.filter(|started| started.lookup.is_none()) else {
        return Ok(());
    };
    let Some(done) = was_done(started, link, at) else {
        return Ok(());
    };
    match (started.change, link) {
        (LinkChange::Make, Some(link)) if done => w.link_keep(place, &made(link, at))?,
        (LinkChange::Withdraw, _) if done => w.link_forget(place)?,
        _ => {}
    }
    w.link_change_looked_up(place, LinkChangeLookup { done, at })
}

/// Whether the platform did what was asked. `None`: the request may still be at work.
fn was_done(
    started: &StartedLinkChange,
    link: Option<&InvitationLink>,
    at: Timestamp,
) -> Option<bool> {
    let since = at.duration_since(started.begun_at);
    // The reading began before the change did, and shows nothing of it.
    if since.is_negative() {
        return None;
    }
    let before = started.before.as_ref();
    let done = match started.change {
        LinkChange::Make => link.is_some_and(|link| is_new(link, before, &started.terms)),
        LinkChange::Withdraw => link.is_none_or(|link| before.is_some_and(|url| *url != link.url)),
    };
    if done {
        Some(true)
    } else {
        (since >= LANDS_WITHIN).then_some(false)
    }
}
