//! Reads a link from the platform and changes it there.

use jiff::Timestamp;
use platform::{Cause, Client, Fault, Feature, InvitationLink, LinkTerms, Proof, Role, SpaceKind};
use store::{LinkChange, Place, SeenList};
use tokio::time::Instant;

use super::new_link::{is_new, made};
use super::started::note_outcome;
use super::{LinkError, LinkWish, Links};
use crate::account::features::offers;
use crate::seen::retry_reads;

impl Links {
    /// Reads the link of a course from the platform, where its API offers that.
    pub async fn refresh(&self, place: &Place, now: Timestamp) -> Result<(), LinkError> {
        let clock = Since::now(now);
        let _lock = self.locks.lock(place).await;
        match self.client(place, now).await {
            Ok(client) => self.read(&client, place, &clock).await.map(drop),
            Err(LinkError::NotOffered) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Makes a link in the place of the one that is there, which stops working.
    pub async fn make(
        &self,
        place: &Place,
        wish: &LinkWish,
        now: Timestamp,
    ) -> Result<(), LinkError> {
        let terms = wish.terms(now)?;
        let clock = Since::now(now);
        let _lock = self.locks.lock(place).await;
        let client = self.client(place, now).await?;
        // With what there is now, an answer that is lost can be told from one that never was.
        let before = self.read(&client, place, &clock).await?;
        self.begin(place, LinkChange::Make, terms.clone(), clock.time())?;
        let (org, space) = (&place.org, &place.space);
        let answer = client.renew_invitation_link(org, space, &terms).await;
        self.cache.observe(&place.account, &answer, now);
        let new = match answer {
            Ok(new) => new,
            Err(fault) => {
                let fault = self.if_unknown_or_end(place, fault)?;
                let now_there = self.read(&client, place, &clock).await.ok().flatten();
                let before = before.as_ref().map(|before| &before.url);
                now_there
                    .filter(|link| is_new(link, before, &terms))
                    .ok_or(LinkError::Unconfirmed {
                        change: LinkChange::Make,
                        fault,
                    })?
            }
        };
        // Seen when it was answered: a reading of another process may have begun after this change
        // did, and before the platform made it.
        let at = clock.time();
        Ok(self.cache.store().write(|w| {
            w.link_keep(place, &made(&new, at))?;
            w.seen_put(SeenList::Link(place), &[&new], at)?;
            w.link_change_end(place)
        })?)
    }

    /// Withdraws the link of a course, or forgets the one that was pasted.
    pub async fn withdraw(&self, place: &Place, now: Timestamp) -> Result<(), LinkError> {
        let clock = Since::now(now);
        let _lock = self.locks.lock(place).await;
        let client = match self.client(place, now).await {
            Ok(client) => client,
            Err(LinkError::NotOffered) => {
                return Ok(self.cache.store().write(|w| w.link_forget(place))?);
            }
            Err(error) => return Err(error),
        };
        let change = LinkChange::Withdraw;
        self.begin(place, change, LinkTerms::default(), clock.time())?;
        let answer = client
            .remove_invitation_link(&place.org, &place.space)
            .await;
        self.cache.observe(&place.account, &answer, now);
        // Somebody else has withdrawn it in the meantime, or the answer was lost. Only a reading that
        // shows no link says that nobody can join any more.
        if let Err(fault) = answer {
            let fault = match fault.cause {
                Cause::NotFound => fault,
                _ => self.if_unknown_or_end(place, fault)?,
            };
            if !matches!(self.read(&client, place, &clock).await, Ok(None)) {
                return Err(LinkError::Unconfirmed { change, fault });
            }
        }
        let none: [InvitationLink; 0] = [];
        Ok(self.cache.store().write(|w| {
            w.link_forget(place)?;
            w.seen_put(SeenList::Link(place), &none, clock.time())?;
            w.link_change_end(place)
        })?)
    }

    /// The client of a platform whose API makes links.
    async fn client(&self, place: &Place, now: Timestamp) -> Result<Client, LinkError> {
        self.check_course(place)?;
        let (account, client) = self.cache.client(&place.account, now).await?;
        let account = self.cache.learn_offers(account, &client).await?;
        if offers(&account.profile, &Feature::InvitationLink) {
            Ok(client)
        } else if account.profile.extensions.is_some() {
            Err(LinkError::NotOffered)
        } else {
            // It didn't say what it offers, and asking again says why.
            let asked = client.extensions().await;
            self.cache.observe(&place.account, &asked, now);
            asked?;
            Err(LinkError::NotOffered)
        }
    }

    pub(super) fn check_course(&self, place: &Place) -> Result<(), LinkError> {
        match self.space(place)? {
            Some(space) if space.kind != SpaceKind::Course => Err(LinkError::NotACourse),
            _ => Ok(()),
        }
    }

    async fn read(
        &self,
        client: &Client,
        place: &Place,
        clock: &Since,
    ) -> Result<Option<InvitationLink>, LinkError> {
        let now = clock.time();
        let answer = retry_reads::read(|| client.invitation_link(&place.org, &place.space)).await;
        self.cache.observe(&place.account, &answer, now);
        let link = answer.map_err(|fault| self.refusal(place, fault))?;
        let list: Vec<&InvitationLink> = link.iter().collect();
        let store = self.cache.store();
        let started = store.link_change(place)?;
        store.write(|w| {
            w.seen_put(SeenList::Link(place), &list, now)?;
            note_outcome(w, place, started.as_ref(), link.as_ref(), now)
        })?;
        Ok(link)
    }

    /// Gives the fault back if the platform may have done what was asked in spite of it. Otherwise
    /// the change was refused, and there is nothing to look up.
    fn if_unknown_or_end(&self, place: &Place, fault: Fault) -> Result<Fault, LinkError> {
        let unknown = self.if_unknown(place, fault);
        if unknown.is_err() {
            self.cache.store().write(|w| w.link_change_end(place))?;
        }
        unknown
    }

    fn if_unknown(&self, place: &Place, fault: Fault) -> Result<Fault, LinkError> {
        match (fault.proof, &fault.cause) {
            // A clash says that the space has no link, and not that an earlier attempt came through.
            (Proof::NotDone, _) | (_, Cause::Clash) => Err(self.refusal(place, fault)),
            (Proof::Unknown, _) => Ok(fault),
        }
    }

    fn refusal(&self, place: &Place, fault: Fault) -> LinkError {
        let administrator = self
            .space(place)
            .ok()
            .flatten()
            .is_some_and(|space| space.role == Some(Role::SpaceAdmin));
        match fault.cause {
            Cause::Clash => LinkError::NotACourse,
            Cause::NotAllowed if administrator => LinkError::Locked(fault),
            _ => LinkError::Fault(fault),
        }
    }
}

/// What time it is while a change goes on, by the time at which it was asked for.
struct Since {
    asked_at: Timestamp,
    asked: Instant,
}

impl Since {
    fn now(asked_at: Timestamp) -> Self {
        let asked = Instant::now();
        Self { asked_at, asked }
    }

    fn time(&self) -> Timestamp {
        let later = self.asked_at.checked_add(self.asked.elapsed());
        later.unwrap_or(self.asked_at)
    }
}
