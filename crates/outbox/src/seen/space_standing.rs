//! What a space's member list comes to, and what was distributed there last: kept beside the lists
//! whenever they are read, so that an overview of many spaces costs as much as there are spaces and
//! not as much as there are people.

use jiff::Timestamp;
use platform::{Role, SpaceMember};
use serde::{Deserialize, Serialize};
use store::{Place, SeenList, SnapshotRef, StoreError};

use crate::seen::platform_cache::{PlatformCache, RefreshError};
use crate::seen::snapshots::distributed;
use crate::seen::source::{Source, distributed_among};

/// More administrators than this are never named, because the user has to ask only one of them.
const ADMINISTRATORS_NAMED: usize = 3;

/// How the people of a space stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpaceStanding {
    pub joined: u32,
    /// Invited, and not joined yet.
    pub invited: u32,
    /// Some of the administrators, by name.
    pub administrators: Vec<String>,
}

impl SpaceStanding {
    fn among(members: &[SpaceMember]) -> Self {
        let mut standing = Self::default();
        for member in members {
            if !member.active {
                standing.invited += 1;
                continue;
            }
            standing.joined += 1;
            if member.space_role == Some(Role::SpaceAdmin)
                && standing.administrators.len() < ADMINISTRATORS_NAMED
            {
                let named = if member.name.is_empty() {
                    &member.email
                } else {
                    &member.name
                };
                standing.administrators.push(named.clone());
            }
        }
        standing
    }
}

impl PlatformCache {
    /// How the people of a space stood when they were read last, and when that was. `None` if they
    /// were never read.
    pub(crate) fn standing(
        &self,
        place: &Place,
    ) -> Result<Option<(SpaceStanding, Timestamp)>, StoreError> {
        let store = self.store();
        let Some(at) = store.seen_at(SeenList::Members(place))? else {
            return Ok(None);
        };
        if let Some(mut kept) = store.seen::<SpaceStanding>(SeenList::Standing(place))?
            && kept.at == at
            && let Some(standing) = kept.list.pop()
        {
            return Ok(Some((standing, at)));
        }
        // The members were read by a version that kept nothing beside them. This happens once.
        let Some(members) = store.seen::<SpaceMember>(SeenList::Members(place))? else {
            return Ok(None);
        };
        let standing = self.keep_standing(place, &members.list, members.at)?;
        Ok(Some((standing, members.at)))
    }

    pub(super) fn keep_standing(
        &self,
        place: &Place,
        members: &[SpaceMember],
        at: Timestamp,
    ) -> Result<SpaceStanding, StoreError> {
        let standing = SpaceStanding::among(members);
        let list = SeenList::Standing(place);
        self.store()
            .seen_put(list, std::slice::from_ref(&standing), at)?;
        Ok(standing)
    }

    /// What was distributed in a space last, as far as was seen. `None` if nothing was, or if that
    /// was never read.
    pub(crate) fn last_distributed(
        &self,
        place: &Place,
    ) -> Result<Option<SnapshotRef>, StoreError> {
        let kept = self.store().seen(SeenList::Distributed(place))?;
        Ok(kept.and_then(|mut seen| seen.list.pop()))
    }

    /// Reads what was distributed in a space last: one request, where a full list of snapshots
    /// takes one for each instance.
    pub(crate) async fn refresh_distributed(
        &self,
        place: &Place,
        now: Timestamp,
    ) -> Result<(), RefreshError> {
        let (_, client) = self.client(&place.account, now).await?;
        let newest = distributed(&client, place).await;
        self.observe(&place.account, &newest, now);
        let newest = newest?;
        Ok(self
            .store()
            .seen_put(SeenList::Distributed(place), newest.as_slice(), now)?)
    }

    /// Keeps what was distributed last, from a list of all snapshots that was read just now.
    pub(super) fn keep_distributed(
        &self,
        place: &Place,
        sources: &[Source],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let newest = distributed_among(sources);
        self.store()
            .seen_put(SeenList::Distributed(place), newest.as_slice(), now)
    }
}
