//! The snapshots of a space that can be distributed: read from the platform, and kept so that
//! they can be chosen without a connection.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use jiff::Timestamp;
use platform::{Cause, Client, Fault, Instance, Slug};
use roster::NormalizedAddress;
use store::{Place, Seen, SeenList, SnapshotRef};
use tokio::task::JoinSet;

use crate::seen::contents::read_contents;
use crate::seen::instance_kind::shown_names;
use crate::seen::platform_cache::{PlatformCache, RefreshError};
use crate::seen::read_budget::ReadBudget;
use crate::seen::retry_reads::read;
use crate::seen::source::Source;

/// The snapshots of at most this many instances are read at the same time.
const READ_AT_ONCE: usize = 8;
/// A space whose lists of instances and snapshots take more bytes than this isn't read, nor is one that
/// takes longer. What is read at the same time may take as much once more.
const SNAPSHOTS_READ: usize = 64 * 1024 * 1024;
const LONGEST_READING: Duration = Duration::from_mins(10);

/// The newest snapshot of the distributed history, the instance `distributed`. Where it has no
/// snapshot and its current state isn't empty, that state.
pub(crate) async fn distributed(
    client: &Client,
    place: &Place,
) -> Result<Option<SnapshotRef>, Fault> {
    match source(client, place, &Slug::distributed(), "Distributed").await {
        Ok((source, _)) => Ok(source.newest()),
        Err(fault) if matches!(fault.cause, Cause::NotFound) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Whether a snapshot exists. It is assumed to exist where the list can't be read completely.
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

/// The snapshots of an instance, and how much memory their list took.
async fn source(
    client: &Client,
    place: &Place,
    instance: &Slug,
    instance_name: &str,
) -> Result<(Source, usize), Fault> {
    let mut source = Source {
        instance: instance.clone(),
        instance_name: instance_name.to_owned(),
        snapshots: Vec::new(),
        current: false,
    };
    let current = Slug::development();
    // The list has to be complete, because a row that is missing may be the newest snapshot.
    let listed = read(|| client.snapshots(&place.org, &place.space, instance)).await?;
    let weight = listed.weight();
    source.snapshots = listed.into_complete()?;
    source.snapshots.retain(|snapshot| snapshot.slug != current);
    source
        .snapshots
        .sort_by_key(|snapshot| std::cmp::Reverse(snapshot.snapshot_timestamp));
    if source.snapshots.is_empty() && *instance == Slug::distributed() {
        source.current = match read_contents(client, place, instance, &current).await {
            Ok(contents) => !contents.is_empty(),
            // There is more in it than may be read here.
            Err(fault) if fault.cause == Cause::TooLarge => true,
            Err(fault) => return Err(fault),
        };
    }
    Ok((source, weight))
}

impl PlatformCache {
    /// What can be distributed in a space, as last seen. `None` if it was never read.
    pub fn snapshots(&self, place: &Place) -> Result<Option<Seen<Source>>, RefreshError> {
        Ok(self.store().seen(SeenList::Snapshots(place))?)
    }

    /// Reads the snapshots of a space's instances from the platform.
    pub async fn refresh_snapshots(
        &self,
        place: &Place,
        now: Timestamp,
    ) -> Result<(), RefreshError> {
        let (_, client) = self.client(&place.account, now).await?;
        let budget = ReadBudget::new(SNAPSHOTS_READ, LONGEST_READING);
        let sources = sources(&client, place, budget).await;
        self.observe(&place.account, &sources, now);
        let sources = sources?;
        self.store()
            .seen_put(SeenList::Snapshots(place), &sources, now)?;
        Ok(self.keep_distributed(place, &sources, now)?)
    }
}

async fn sources(
    client: &Client,
    place: &Place,
    mut budget: ReadBudget,
) -> Result<Vec<Source>, Fault> {
    let listed = read(|| client.instances(&place.org, &place.space));
    let listed = budget.within(listed).await?;
    budget.spend(listed.weight())?;
    let instances = listed.rows;
    let client = client.with_lists_up_to(SNAPSHOTS_READ / READ_AT_ONCE);
    // Of all instances, so that none passes for another whose snapshots can't be read.
    let shown = shown_names(&instances);
    let mut listed_already = HashSet::new();
    let instances: Vec<Instance> = instances
        .into_iter()
        .zip(shown)
        .filter(|(instance, _)| NormalizedAddress::of(&instance.name).is_none())
        // One that is listed twice is read once.
        .filter(|(instance, _)| listed_already.insert(instance.slug.clone()))
        .map(|(instance, name)| Instance { name, ..instance })
        .collect();
    let mut sources = Vec::with_capacity(instances.len());
    for together in instances.chunks(READ_AT_ONCE) {
        let mut asked = JoinSet::new();
        for instance in together {
            let (client, place, instance) = (client.clone(), place.clone(), instance.clone());
            asked.spawn(
                async move { source(&client, &place, &instance.slug, &instance.name).await },
            );
        }
        let answers = async { Ok(asked.join_all().await) };
        for answer in budget.within(answers).await? {
            match answer {
                Ok((source, weight)) => {
                    budget.spend(weight)?;
                    sources.push(source);
                }
                // It was deleted since it was listed, or the key's owner has no access to it.
                Err(fault)
                    if matches!(
                        fault.cause,
                        Cause::NotFound | Cause::NotAllowed | Cause::Deleted
                    ) => {}
                Err(fault) => return Err(fault),
            }
        }
    }
    let positions: HashMap<&Slug, usize> = instances
        .iter()
        .enumerate()
        .map(|(position, instance)| (&instance.slug, position))
        .collect();
    sources.sort_by_key(|source| positions.get(&source.instance));
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::seen::late_platform_for_tests::LatePlatform;

    fn instances(count: u32) -> Value {
        (0..count)
            .map(|n| json!({ "slug": format!("i_{n}"), "name": format!("Instance {n}") }))
            .collect()
    }

    #[tokio::test(start_paused = true)]
    async fn the_snapshots_of_a_space_are_read_for_ten_minutes_in_all() {
        let platform = LatePlatform::new(LatePlatform::LATE, |path| {
            if path.contains("/instances/") {
                instances(2_000)
            } else {
                json!([])
            }
        });
        let began = tokio::time::Instant::now();
        let budget = ReadBudget::new(SNAPSHOTS_READ, LONGEST_READING);
        let read = sources(&platform.client(), &LatePlatform::place(), budget).await;
        assert_eq!(read.unwrap_err().cause, Cause::TimedOut);
        assert_eq!(began.elapsed(), LONGEST_READING);
    }

    #[tokio::test(start_paused = true)]
    async fn the_snapshots_of_a_space_are_limited_in_all() {
        let platform = LatePlatform::new(Duration::ZERO, |path| {
            if path.contains("/instances/") {
                return instances(40);
            }
            // Only one, but with a long name.
            json!([{ "slug": "s", "name": "a".repeat(100_000) }])
        });
        let budget = ReadBudget::new(3_000_000, LONGEST_READING);
        let read = sources(&platform.client(), &LatePlatform::place(), budget).await;
        assert_eq!(read.unwrap_err().cause, Cause::TooLarge);
        // No more is asked once it is too much.
        assert_eq!(platform.asked(), 1 + 32);
    }

    #[tokio::test]
    async fn a_list_of_snapshots_that_is_too_long_to_be_read_beside_others_is_refused() {
        let platform = LatePlatform::new(Duration::ZERO, |path| {
            if path.contains("/instances/") {
                return instances(1);
            }
            // Within the limit for one list, but not for several.
            vec![json!({ "slug": "s", "name": "a".repeat(900_000) }); 10].into()
        });
        let budget = ReadBudget::new(SNAPSHOTS_READ, LONGEST_READING);
        let (client, place) = (platform.client(), LatePlatform::place());
        let read = sources(&client, &place, budget).await;
        assert_eq!(read.unwrap_err().cause, Cause::TooLarge);
        let instance = "i_0".parse().unwrap();
        assert!(
            source(&client, &place, &instance, "Instance 0")
                .await
                .is_ok()
        );
    }
}
