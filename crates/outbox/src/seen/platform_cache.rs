//! The copy of what the platform showed last: organisations, spaces, members and instances.
//!
//! The window and the terminal show this copy, so that they work without a connection, and say
//! when it was last updated. What is sent doesn't rely on it, because a departure reads the
//! platform anew.

use std::collections::HashSet;
use std::time::Duration;

use jiff::Timestamp;
use platform::{Client, Fault, Feature, Instance, ListedInvitation, Org, Space, SpaceMember};
use roster::NormalizedAddress;
use store::{Account, AccountId, Place, Seen, SeenList, Store, StoreError};

use crate::account::clients::{ClientError, Clients};
use crate::account::connections::{ConnectionState, Connections, Evidence};
use crate::account::features::{keep_offers, offers};
use crate::seen::follow_up::{SpaceLists, follow_up};
use crate::seen::read_budget::ReadBudget;
use crate::seen::source::Source;

/// Reads what the platform shows, and keeps it.
#[derive(Clone)]
pub struct PlatformCache {
    store: Store,
    clients: Clients,
    connections: Connections,
}

#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    #[error(transparent)]
    Key(#[from] ClientError),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An organisation and its spaces.
#[derive(Debug, Clone)]
pub struct SeenOrg {
    pub org: Org,
    pub spaces: Vec<Space>,
}

/// One space as last seen.
#[derive(Debug, Clone)]
pub struct SeenSpace {
    pub space: Space,
    pub org: Org,
    pub members: Option<Seen<SpaceMember>>,
    pub instances: Option<Seen<Instance>>,
    /// `None` where the platform doesn't list invitations, or they were never read.
    pub invitations: Option<Seen<ListedInvitation>>,
    /// The snapshots that were read last, where any were.
    pub snapshots: Option<Seen<Source>>,
}

/// The lists of spaces that are kept for one account take no more bytes than this, and reading them
/// takes no longer.
const SPACES_KEPT: usize = 16 * 1024 * 1024;
const LONGEST_READING: Duration = Duration::from_mins(5);

impl PlatformCache {
    pub(crate) fn new(store: Store, clients: Clients, connections: Connections) -> Self {
        Self {
            store,
            clients,
            connections,
        }
    }

    /// The organisations and their spaces, as last seen. `None` if they were never read.
    pub fn spaces(&self, account: &AccountId) -> Result<Option<Seen<SeenOrg>>, RefreshError> {
        Ok(self.spaces_seen(account)?)
    }

    pub(crate) fn spaces_seen(
        &self,
        account: &AccountId,
    ) -> Result<Option<Seen<SeenOrg>>, StoreError> {
        let Some(orgs) = self.store.seen::<Org>(SeenList::Orgs(account))? else {
            return Ok(None);
        };
        let list = orgs
            .list
            .into_iter()
            .map(|org| {
                let spaces = self.store.last_seen(SeenList::Spaces(account, &org.slug))?;
                Ok(SeenOrg { org, spaces })
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(Some(Seen { list, at: orgs.at }))
    }

    /// The organisations and their spaces, as last seen; none where they were never read.
    pub(crate) fn orgs_seen(&self, account: &AccountId) -> Result<Vec<SeenOrg>, StoreError> {
        let seen = self.spaces_seen(account)?;
        Ok(seen.map(|seen| seen.list).unwrap_or_default())
    }

    /// Reads the organisations and their spaces from the platform.
    pub async fn refresh_spaces(
        &self,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<(), RefreshError> {
        let (_, client) = self.client(account, now).await?;
        let mut budget = ReadBudget::new(SPACES_KEPT, LONGEST_READING);
        let orgs = budget.within(client.orgs()).await;
        self.observe(account, &orgs, now);
        let orgs = orgs?;
        budget.spend(orgs.weight())?;
        let orgs = orgs.rows;
        let mut each = Vec::with_capacity(orgs.len());
        for org in &orgs {
            let spaces = budget.within(client.spaces(&org.slug)).await;
            self.observe(account, &spaces, now);
            let spaces = spaces?;
            budget.spend(spaces.weight())?;
            each.push((&org.slug, spaces.rows));
        }
        self.store.write(|w| {
            for (org, spaces) in &each {
                w.seen_put(SeenList::Spaces(account, org), spaces, now)?;
            }
            w.seen_put(SeenList::Orgs(account), &orgs, now)?;
            // Otherwise a platform that names other organisations each time would fill the disk.
            w.seen_spaces_sweep(account)
        })?;
        Ok(())
    }

    /// One space, as last seen. `None` if it was never read.
    pub fn space(&self, here: &Place) -> Result<Option<SeenSpace>, RefreshError> {
        Ok(self.space_seen(here)?)
    }

    pub(crate) fn space_seen(&self, here: &Place) -> Result<Option<SeenSpace>, StoreError> {
        let mut known = self.orgs_seen(&here.account)?.into_iter();
        let Some(SeenOrg { org, spaces }) = known.find(|known| known.org.slug == here.org) else {
            return Ok(None);
        };
        let Some(found) = spaces.into_iter().find(|known| known.slug == here.space) else {
            return Ok(None);
        };
        Ok(Some(SeenSpace {
            members: self.store.seen(SeenList::Members(here))?,
            instances: self.store.seen(SeenList::Instances(here))?,
            invitations: self.store.seen(SeenList::Invitations(here))?,
            snapshots: self.store.seen(SeenList::Snapshots(here))?,
            space: found,
            org,
        }))
    }

    /// Reads a space's members and instances from the platform, and follows up who has joined or
    /// left since they were invited.
    pub async fn refresh_space(&self, here: &Place, now: Timestamp) -> Result<(), RefreshError> {
        let (account, org, space) = (&here.account, &here.org, &here.space);
        let (known, client) = self.client(account, now).await?;
        let both = async {
            tokio::try_join!(
                client.space_members(org, space),
                client.instances(org, space),
            )
        }
        .await;
        self.observe(account, &both, now);
        let (members, instances) = both?;
        let known = self.learn_offers(known, &client).await?;
        let invitations = if offers(&known.profile, &Feature::Invitations) {
            // If they can't be read, it is only unknown which of them have ended.
            client.invitations(org, space).await.ok()
        } else {
            None
        };
        let shown = SpaceLists {
            members: &members,
            instances: &instances,
            invitations: invitations.as_ref(),
        };
        let before = self.store.seen::<SpaceMember>(SeenList::Members(here))?;
        self.store.write(|w| {
            follow_up(w, here, &shown, now)?;
            let joined = joined_since(before.as_ref(), &members.rows);
            w.first_joined_add(here, &joined, now)
        })?;
        if let Some(invitations) = &invitations {
            self.store
                .seen_put(SeenList::Invitations(here), &invitations.rows, now)?;
        }
        self.store
            .seen_put(SeenList::Members(here), &members.rows, now)?;
        self.keep_standing(here, &members.rows, now)?;
        self.store
            .seen_put(SeenList::Instances(here), &instances.rows, now)?;
        Ok(())
    }

    /// Asks once what the platform offers beyond its public API. A departure asks again in each run,
    /// but until something is sent there is none, and the people who were invited elsewhere could
    /// neither be told apart nor be sent their invitations again.
    pub(crate) async fn learn_offers(
        &self,
        account: Account,
        client: &Client,
    ) -> Result<Account, StoreError> {
        if account.profile.extensions.is_some() {
            return Ok(account);
        }
        // Where it fails, the next reading asks again.
        let Ok(answer) = client.extensions().await else {
            return Ok(account);
        };
        keep_offers(&self.store, &account.id, answer)?;
        self.store.account(&account.id)
    }

    /// What an answer of the platform shows of the connection to it.
    pub(crate) fn observe<T>(
        &self,
        account: &AccountId,
        outcome: &Result<T, Fault>,
        now: Timestamp,
    ) {
        self.connections.failures.count(account, outcome, now);
        self.connections
            .observe(account, Evidence::of(outcome), now);
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) async fn client(
        &self,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<(Account, Client), ClientError> {
        let client = self.clients.client(account).await;
        if let Err(error @ (ClientError::Missing | ClientError::NotReady(_))) = &client {
            let state = ConnectionState::without_client(error);
            self.connections.set(account, state, now);
        }
        client
    }
}

/// Who has joined since an earlier reading. Of whoever had joined by the first reading nobody knows
/// when, so without an earlier reading it is nobody.
fn joined_since(
    before: Option<&Seen<SpaceMember>>,
    members: &[SpaceMember],
) -> Vec<NormalizedAddress> {
    let Some(before) = before else {
        return Vec::new();
    };
    let known: HashSet<_> = joined(&before.list).collect();
    joined(members)
        .filter(|address| !known.contains(address))
        .collect()
}

fn joined(members: &[SpaceMember]) -> impl Iterator<Item = NormalizedAddress> {
    members
        .iter()
        .filter(|member| member.active)
        .filter_map(|member| NormalizedAddress::of(&member.email))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use platform::Cause;
    use serde_json::{Value, json};

    use super::*;
    use crate::outbox::{Outbox, OutboxOptions};
    use crate::seen::late_platform_for_tests::LatePlatform;

    /// Somebody's account on this platform.
    async fn outbox_with(
        platform: &std::sync::Arc<LatePlatform>,
        sample: &samples::SampleStore,
    ) -> Outbox {
        let vault = vault::Vault::system();
        let address = sample.store.account(&sample.place.account).unwrap().address;
        vault
            .keep(address.as_str(), "a-key".into(), vault::Keep::ThisRun)
            .await
            .unwrap();
        let options = OutboxOptions {
            client: platform.options(),
            ..OutboxOptions::default()
        };
        let folder = sample.folder();
        Outbox::open(&sample.store, &vault, folder, folder, options)
    }

    fn orgs(names: impl Iterator<Item = String>) -> Value {
        names
            .map(|name| json!({ "slug": name, "name": name }))
            .collect()
    }

    #[tokio::test(start_paused = true)]
    async fn the_spaces_of_an_account_are_read_for_five_minutes_in_all() {
        let platform = LatePlatform::new(LatePlatform::LATE, |path| {
            if path.starts_with("/orgs") {
                orgs((0..1_000).map(|n| format!("org_{n}")))
            } else {
                json!([])
            }
        });
        let sample = samples::SampleStore::new();
        let outbox = outbox_with(&platform, &sample).await;
        let began = tokio::time::Instant::now();
        let account = &sample.place.account;
        let read = outbox.cache.refresh_spaces(account, Timestamp::now()).await;
        assert!(
            matches!(&read, Err(RefreshError::Fault(fault)) if fault.cause == Cause::TimedOut),
            "{read:?}"
        );
        assert_eq!(began.elapsed(), LONGEST_READING);
    }

    #[tokio::test]
    async fn a_platform_that_always_names_other_organisations_does_not_fill_the_disk() {
        static ROUND: AtomicU32 = AtomicU32::new(0);
        let platform = LatePlatform::new(Duration::ZERO, |path| {
            if path.starts_with("/orgs") {
                let round = ROUND.fetch_add(1, Ordering::Relaxed);
                return orgs(["uni".to_owned(), format!("org_{round}")].into_iter());
            }
            json!([{ "slug": "finance", "name": "Finance I", "type": "COURSE",
                "visibility_type": "PRIVATE", "video_library_enabled": false }])
        });
        let sample = samples::SampleStore::new();
        let outbox = outbox_with(&platform, &sample).await;
        let account = &sample.place.account;
        for _ in 0..3 {
            let read = outbox.cache.refresh_spaces(account, Timestamp::now()).await;
            read.unwrap();
        }
        let kept = |org: &str| {
            let org = org.parse().unwrap();
            let list = SeenList::Spaces(account, &org);
            sample.store.seen_count(list).unwrap()
        };
        assert_eq!(kept("uni"), Some(1));
        assert_eq!(kept("org_2"), Some(1));
        assert_eq!([kept("org_0"), kept("org_1")], [None, None]);
    }
}
