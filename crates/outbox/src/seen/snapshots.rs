//! What there is to hand out, read from the platform and kept, so that it can be chosen
//! without a connection.

use jiff::Timestamp;
use platform::{Cause, Client, Fault, Instance, Slug, Snapshot};
use roster::NormalizedAddress;
use serde::{Deserialize, Serialize};
use store::{AccountId, Contents, Place, Seen, SeenList, SnapshotRef, Store, StoreError};
use tokio::task::JoinSet;

use crate::account::connections::Evidence;
use crate::seen::contents;
use crate::seen::platform_cache::{PlatformCache, RefreshError};
use crate::seen::retry_reads::read;

/// So many instances are asked at once.
const TOGETHER: usize = 8;
/// So many snapshots are remembered by what they hold.
const REMEMBERED: usize = 8;

/// The snapshots of one instance, as last seen. Own instances of people are no sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub instance: Slug,
    pub instance_name: String,
    /// The newest first; without the current state.
    pub snapshots: Vec<Snapshot>,
    /// The current state, where that is all there is and it holds something.
    pub current: bool,
}

impl Source {
    fn newest(&self) -> Option<SnapshotRef> {
        let snapshot = self.snapshots.first();
        let (slug, name, at) = match snapshot {
            Some(newest) => (newest.slug.clone(), &newest.name, newest.snapshot_timestamp),
            None if self.current => (Slug::development(), &self.instance_name, None),
            None => return None,
        };
        Some(SnapshotRef {
            instance: self.instance.clone(),
            instance_name: self.instance_name.clone(),
            slug,
            name: name.clone(),
            at,
        })
    }
}

/// The distributed history among what was seen.
pub fn distributed_among(sources: &[Source]) -> Option<SnapshotRef> {
    sources
        .iter()
        .find(|source| source.instance == Slug::distributed())?
        .newest()
}

/// The distributed history: the newest snapshot of `distributed`; where it has none but its
/// current state holds something, that.
pub(crate) async fn distributed(
    client: &Client,
    place: &Place,
) -> Result<Option<SnapshotRef>, Fault> {
    match source(client, place, &Slug::distributed(), "Distributed").await {
        Ok(source) => Ok(source.newest()),
        Err(fault) if matches!(fault.cause, Cause::NotFound) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Whether a snapshot is there. A list that cannot be read whole proves no absence.
pub(crate) async fn is_there(
    client: &Client,
    place: &Place,
    snapshot: &SnapshotRef,
) -> Result<bool, Fault> {
    let listed = read(|| client.snapshots(&place.org, &place.space, &snapshot.instance)).await?;
    Ok(snapshot.slug == Slug::development()
        || !listed.is_complete()
        || listed.rows.iter().any(|row| row.slug == snapshot.slug))
}

async fn source(
    client: &Client,
    place: &Place,
    instance: &Slug,
    instance_name: &str,
) -> Result<Source, Fault> {
    let mut source = Source {
        instance: instance.clone(),
        instance_name: instance_name.to_owned(),
        snapshots: Vec::new(),
        current: false,
    };
    let current = Slug::development();
    // Whichever cannot be read may be the newest.
    source.snapshots = read(|| client.snapshots(&place.org, &place.space, instance))
        .await?
        .into_complete()?;
    source.snapshots.retain(|snapshot| snapshot.slug != current);
    source
        .snapshots
        .sort_by_key(|snapshot| std::cmp::Reverse(snapshot.snapshot_timestamp));
    if source.snapshots.is_empty() && *instance == Slug::distributed() {
        let contents = contents::read(client, place, instance, &current).await?;
        source.current = !contents.is_empty();
    }
    Ok(source)
}

/// What a snapshot held when it was looked into from this computer.
pub(crate) fn seen_contents(
    store: &Store,
    place: &Place,
    snapshot: &SnapshotRef,
) -> Result<Option<Contents>, StoreError> {
    let seen = store.seen::<Contents>(SeenList::Contents(place))?;
    Ok(seen.and_then(|seen| {
        seen.list
            .into_iter()
            .find(|known| known.instance == snapshot.instance && known.snapshot == snapshot.slug)
    }))
}

impl PlatformCache {
    /// What can be handed out in a space, as last seen; `None`: never.
    pub fn snapshots(&self, place: &Place) -> Result<Option<Seen<Source>>, RefreshError> {
        Ok(self.store().seen(SeenList::Snapshots(place))?)
    }

    /// Reads the snapshots of a space's instances from the platform.
    pub async fn look_at_snapshots(
        &self,
        place: &Place,
        now: Timestamp,
    ) -> Result<(), RefreshError> {
        let (_, client) = self.client(&place.account, now).await?;
        let sources = sources(&client, place).await;
        self.heard(&place.account, &sources, now);
        self.store()
            .seen_put(SeenList::Snapshots(place), &sources?, now)?;
        Ok(())
    }

    /// Reads what a snapshot holds, and remembers it.
    pub async fn look_into(
        &self,
        place: &Place,
        instance: &Slug,
        snapshot: &Slug,
        now: Timestamp,
    ) -> Result<Contents, RefreshError> {
        let (_, client) = self.client(&place.account, now).await?;
        let contents = contents::read(&client, place, instance, snapshot).await;
        self.heard(&place.account, &contents, now);
        let contents = contents?;
        let known = self.store().seen::<Contents>(SeenList::Contents(place))?;
        let others = known.map(|seen| seen.list).unwrap_or_default();
        let others = others.into_iter().filter(|other| {
            (&other.instance, &other.snapshot) != (&contents.instance, &contents.snapshot)
        });
        let list: Vec<Contents> = std::iter::once(contents.clone())
            .chain(others)
            .take(REMEMBERED)
            .collect();
        self.store()
            .seen_put(SeenList::Contents(place), &list, now)?;
        Ok(contents)
    }

    fn heard<T>(&self, account: &AccountId, outcome: &Result<T, Fault>, now: Timestamp) {
        self.connections()
            .observe(account, Evidence::of(outcome), now);
    }
}

async fn sources(client: &Client, place: &Place) -> Result<Vec<Source>, Fault> {
    let mut instances: Vec<Instance> = read(|| client.instances(&place.org, &place.space))
        .await?
        .rows;
    instances.retain(|instance| NormalizedAddress::of(&instance.name).is_none());
    let mut sources = Vec::with_capacity(instances.len());
    for together in instances.chunks(TOGETHER) {
        let mut asked = JoinSet::new();
        for instance in together {
            let (client, place, instance) = (client.clone(), place.clone(), instance.clone());
            asked.spawn(
                async move { source(&client, &place, &instance.slug, &instance.name).await },
            );
        }
        for answer in asked.join_all().await {
            match answer {
                Ok(source) => sources.push(source),
                // Deleted since it was listed, or closed to the key's owner: no source.
                Err(fault)
                    if matches!(
                        fault.cause,
                        Cause::NotFound | Cause::NotAllowed | Cause::Deleted
                    ) => {}
                Err(fault) => return Err(fault),
            }
        }
    }
    let position = |source: &Source| {
        instances
            .iter()
            .position(|instance| instance.slug == source.instance)
    };
    sources.sort_by_key(position);
    Ok(sources)
}
