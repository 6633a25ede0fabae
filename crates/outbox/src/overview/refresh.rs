//! Brings up to date what the overview shows, without pressing the platform: the spaces one after
//! the other, only those that weren't read for a while, and no further once the platform is away
//! or asks to wait.

use jiff::{SignedDuration, Timestamp};
use platform::{Cause, Role, SpaceKind};
use store::{AccountId, Place, SeenList, StoreError};

use crate::account::connections::ConnectionState;
use crate::link::{LinkError, LinkMaker};
use crate::outbox::Outbox;
use crate::seen::platform_cache::RefreshError;

/// How old the list of spaces may be: it is read whenever the window opens anyway.
const SPACES_READ_WITHIN: SignedDuration = SignedDuration::from_secs(60);

impl Outbox {
    /// Reads the spaces of the account's user that were last read before `stale`, and calls
    /// `on_space` for each that reads differently. Of two calls at the same time the second waits,
    /// and reads only what the first has left.
    pub async fn refresh_overview(
        &self,
        account: &AccountId,
        stale: Timestamp,
        on_space: impl Fn(&Place),
    ) -> Result<(), RefreshError> {
        let _one_at_a_time = self.overview_refresh.lock().await;
        let seen_at = self.cache.spaces_seen(account)?.map(|seen| seen.at);
        let now = Timestamp::now();
        if seen_at.is_none_or(|at| at < now - SPACES_READ_WITHIN || at < stale) {
            self.cache.refresh_spaces(account, now).await?;
        }
        for (place, is_course) in self.administered(account)? {
            if self.refresh_space(&place, is_course, stale).await? {
                on_space(&place);
            }
        }
        Ok(())
    }

    /// Reads the spaces in which somebody is waited for: invited from this computer, and not joined
    /// when the space was last read, which was before `stale`. Calls `on_space` for each that was
    /// read. The platform of an account that is offline, or whose key is refused, isn't asked.
    pub async fn refresh_waited_for(
        &self,
        stale: Timestamp,
        on_space: impl Fn(&Place),
    ) -> Result<(), StoreError> {
        for place in self.cache.store().places_invited_into()? {
            let known = self.connections.of(&place.account).map(|known| known.state);
            let is_asked = match known {
                Some(connection) => connection == ConnectionState::Online,
                None => !place.account.starts_when_used(),
            };
            if !is_asked {
                continue;
            }
            let Some((standing, read_at)) = self.cache.standing(&place)? else {
                continue;
            };
            if standing.invited == 0 || read_at >= stale {
                continue;
            }
            match self.cache.refresh_space(&place, Timestamp::now()).await {
                Ok(()) => on_space(&place),
                // The connection says so by now, and the next round tries again.
                Err(error) => tracing::info!(%error, "nobody can tell who has joined"),
            }
        }
        Ok(())
    }

    /// The spaces of which the user can read the people, each with whether it is a course.
    fn administered(&self, account: &AccountId) -> Result<Vec<(Place, bool)>, RefreshError> {
        let orgs = self.cache.orgs_seen(account)?;
        let places = orgs.into_iter().flat_map(|seen| {
            let org = seen.org.slug;
            let spaces = seen.spaces.into_iter();
            spaces
                .filter(|space| space.role == Some(Role::SpaceAdmin))
                .map(move |space| {
                    let place = Place {
                        account: account.clone(),
                        org: org.clone(),
                        space: space.slug,
                    };
                    (place, space.kind == SpaceKind::Course)
                })
        });
        Ok(places.collect())
    }

    /// Reads of a space what was last read before `stale`, and says whether that was anything. The
    /// page of a space reads its people but not what was distributed, so each has an age of its own.
    async fn refresh_space(
        &self,
        place: &Place,
        is_course: bool,
        stale: Timestamp,
    ) -> Result<bool, RefreshError> {
        let is_stale = |list| -> Result<bool, RefreshError> {
            let read_at = self.cache.store().seen_at(list)?;
            Ok(read_at.is_none_or(|at| at < stale))
        };
        let people = is_stale(SeenList::Members(place))?;
        let distributed = is_stale(SeenList::Distributed(place))?;
        let now = Timestamp::now();
        if people {
            passing(self.cache.refresh_space(place, now).await)?;
        }
        if distributed {
            passing(self.cache.refresh_distributed(place, now).await)?;
        }
        let link = is_course
            && self.links.maker(&place.account)? == LinkMaker::Api
            && (is_stale(SeenList::Link(place))? || self.links.has_to_be_looked_up(place)?);
        if link {
            passing(self.refresh_link(place, now).await)?;
        }
        Ok(people || distributed || link)
    }

    async fn refresh_link(&self, place: &Place, now: Timestamp) -> Result<(), RefreshError> {
        match self.links.refresh(place, now).await {
            Err(LinkError::Fault(fault)) => Err(fault.into()),
            Err(LinkError::Client(error)) => Err(error.into()),
            Err(LinkError::Store(error)) => Err(error.into()),
            // Everything else is about this one link.
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// What one space refuses says nothing of the next one. Everything else ends the round.
fn passing(read: Result<(), RefreshError>) -> Result<(), RefreshError> {
    match read {
        Err(RefreshError::Fault(fault))
            if matches!(
                fault.cause,
                Cause::NotFound | Cause::NotAllowed | Cause::Deleted
            ) =>
        {
            Ok(())
        }
        read => read,
    }
}
