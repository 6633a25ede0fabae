//! Brings up to date what the overview shows, without pressing the platform: the spaces one after
//! the other, only those that were not read for a while, and no further once the platform is away
//! or asks to wait.

use jiff::{SignedDuration, Timestamp};
use platform::{Cause, Role};
use store::{AccountId, Place, SeenList};

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
        for place in self.administered(account)? {
            let read_at = self.cache.store().seen_at(SeenList::Members(&place))?;
            if read_at.is_some_and(|at| at >= stale) {
                continue;
            }
            self.refresh_space(&place).await?;
            on_space(&place);
        }
        Ok(())
    }

    /// The spaces of which the user can read the people.
    fn administered(&self, account: &AccountId) -> Result<Vec<Place>, RefreshError> {
        let orgs = self.cache.spaces_seen(account)?;
        let orgs = orgs.map(|seen| seen.list).unwrap_or_default();
        let places = orgs.into_iter().flat_map(|seen| {
            let org = seen.org.slug;
            let spaces = seen.spaces.into_iter();
            spaces
                .filter(|space| space.role == Some(Role::SpaceAdmin))
                .map(move |space| Place {
                    account: account.clone(),
                    org: org.clone(),
                    space: space.slug,
                })
        });
        Ok(places.collect())
    }

    async fn refresh_space(&self, place: &Place) -> Result<(), RefreshError> {
        let now = Timestamp::now();
        passing(self.cache.refresh_space(place, now).await)?;
        passing(self.cache.refresh_distributed(place, now).await)
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
