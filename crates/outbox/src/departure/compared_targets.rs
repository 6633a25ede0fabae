//! Compares a snapshot with the instances that it is to be distributed to, a few at a time.
//!
//! A course has hundreds of instances, and each takes a few requests. So what was found is kept
//! target by target: whoever stops goes on later where they stopped, and a departure reads only
//! what nobody has read lately.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use platform::{Client, Fault, Slug};
use store::{
    ComparedTarget, Contents, Place, SnapshotRef, Store, StoreError, TargetComparison,
    UnreadableTarget,
};
use tokio::task::JoinSet;

use crate::seen::contents::seen_contents;
use crate::seen::overwritten::{target_outcome, weight};
use crate::seen::platform_cache::{PlatformCache, RefreshError};
use crate::seen::read_budget::ReadBudget;

/// So few that people who work in the space meanwhile don't notice.
const READ_AT_ONCE: usize = 4;
/// What is kept of all targets of a snapshot takes this many bytes at most; a target beyond counts as
/// one that can't be read. In the worst case there are as many bytes of lists that are just looked
/// through, and of each of the targets that are read at once what was left when it began.
/// After this long the comparison ends, and what was found until then stays.
const OVERWRITTEN_KEPT: usize = 64 * 1024 * 1024;
const LONGEST_READING: Duration = Duration::from_hours(2);
/// A departure believes what was found within this time. A target may change after that, so it
/// is read again.
const BELIEVED_FOR: SignedDuration = SignedDuration::from_mins(10);
/// What was found is shown with its age, and kept for this long at least.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Why targets couldn't be compared.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CompareError {
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl PlatformCache {
    /// Compares the snapshot with these instances, and keeps what was found.
    pub async fn compare_targets(
        &self,
        place: &Place,
        snapshot: &SnapshotRef,
        targets: &[Slug],
        now: Timestamp,
    ) -> Result<(), RefreshError> {
        let known = seen_contents(self.store(), place, snapshot)?;
        let contents = match known.filter(|contents| contents.entries.is_some()) {
            Some(contents) => contents,
            None => {
                self.read_contents(place, &snapshot.instance, &snapshot.slug, now)
                    .await?
            }
        };
        let (_, client) = self.client(&place.account, now).await?;
        let store = self.store();
        let kept = store.compared_targets_size(place, &contents.instance, &contents.snapshot)?;
        let budget = budget_beside(kept);
        let compared = compare(store, &client, place, &contents, targets, budget, now).await;
        let outcome = match compared {
            Ok(_) => Ok(()),
            Err(CompareError::Store(error)) => return Err(error.into()),
            Err(CompareError::Fault(fault)) => Err(fault),
        };
        self.observe(&place.account, &outcome, now);
        Ok(outcome?)
    }

    /// Forgets what was found in the targets of a snapshot, so that it is read anew, and what was
    /// found of any snapshot a day ago.
    pub fn forget_compared_targets(
        &self,
        place: &Place,
        snapshot: &SnapshotRef,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let store = self.store();
        store.compared_targets_forget(place, &snapshot.instance, &snapshot.slug)?;
        store.compared_targets_sweep(now.checked_sub(KEPT_FOR).unwrap_or(Timestamp::MIN))
    }
}

/// What is found in these targets now, or was found lately.
pub(crate) async fn compare_lately(
    store: &Store,
    client: &Client,
    place: &Place,
    contents: &Contents,
    targets: &HashSet<Slug>,
    now: Timestamp,
) -> Result<HashMap<Slug, TargetComparison>, CompareError> {
    let known = store.compared_targets(place, &contents.instance, &contents.snapshot)?;
    let mut found: HashMap<Slug, TargetComparison> = known
        .into_iter()
        .filter(|(target, compared)| {
            // The clock may have been set back since.
            let age = now.duration_since(compared.at).abs();
            targets.contains(target) && age < BELIEVED_FOR
        })
        .map(|(target, compared)| (target, compared.found))
        .collect();
    let mut missing: Vec<Slug> = targets
        .iter()
        .filter(|target| !found.contains_key(*target))
        .cloned()
        .collect();
    missing.sort_unstable();
    let budget = budget_beside(found.values().map(kept_of).sum());
    found.extend(compare(store, client, place, contents, &missing, budget, now).await?);
    Ok(found)
}

/// What may still be kept beside as many bytes of what was found before.
fn budget_beside(kept: usize) -> ReadBudget {
    ReadBudget::new(OVERWRITTEN_KEPT.saturating_sub(kept), LONGEST_READING)
}

/// How many bytes it takes to keep what was found in a target.
fn kept_of(found: &TargetComparison) -> usize {
    match found {
        TargetComparison::Overwrites(list) => list.iter().map(weight).sum(),
        TargetComparison::Unreadable(_) => 0,
    }
}

async fn compare(
    store: &Store,
    client: &Client,
    place: &Place,
    contents: &Contents,
    targets: &[Slug],
    mut budget: ReadBudget,
    now: Timestamp,
) -> Result<HashMap<Slug, TargetComparison>, CompareError> {
    let client = client.with_lists_up_to(OVERWRITTEN_KEPT / READ_AT_ONCE);
    let shared = Arc::new(contents.clone());
    let begun = tokio::time::Instant::now();
    let mut left = targets.iter();
    let mut asked = JoinSet::new();
    let mut ask_next = |asked: &mut JoinSet<_>, budget: ReadBudget| {
        let Some(target) = left.next().cloned() else {
            return;
        };
        let (client, place, contents) = (client.clone(), place.clone(), Arc::clone(&shared));
        asked.spawn(async move {
            let found = target_outcome(&client, &place, &target, &contents, budget).await;
            (target, found)
        });
    };
    for _ in 0..READ_AT_ONCE {
        ask_next(&mut asked, budget.clone());
    }
    let mut all = HashMap::new();
    // Dropping the set ends what is still being read, so a fault or a cancellation ends it all.
    while let Some(answer) = budget.within(async { Ok(asked.join_next().await) }).await? {
        let Ok((target, found)) = answer else {
            continue;
        };
        let found = found?;
        // More than may be kept in all is more than anybody decides on.
        let found = match budget.spend_if_enough(kept_of(&found)) {
            Ok(()) => found,
            Err(_) => TargetComparison::Unreadable(UnreadableTarget::Entries),
        };
        let kept = ComparedTarget {
            found: found.clone(),
            at: now + begun.elapsed(),
        };
        let source = (&contents.instance, &contents.snapshot);
        store.compared_target_keep(place, source, &target, &kept)?;
        all.insert(target, found);
        ask_next(&mut asked, budget.clone());
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use platform::{Area, Cause};
    use serde_json::json;
    use store::ContentEntry;

    use super::*;
    use crate::seen::late_platform_for_tests::LatePlatform;

    /// A snapshot that is distributed, with one file.
    fn with_one_file(path: String) -> Contents {
        Contents {
            entries: Some(vec![ContentEntry {
                path,
                size: None,
                modified: None,
            }]),
            ..Contents::of(Slug::distributed(), Slug::development())
        }
    }

    #[tokio::test(start_paused = true)]
    async fn many_targets_are_compared_for_two_hours_in_all_and_what_was_found_is_kept() {
        let platform = LatePlatform::new(LatePlatform::LATE, |_| json!([]));
        let sample = samples::SampleStore::new();
        let place = &sample.place;
        let contents = with_one_file("a".to_owned());
        let targets: Vec<Slug> = (0..2_000)
            .map(|n| format!("target_{n}").parse().unwrap())
            .collect();
        let (store, client) = (&sample.store, platform.client());
        let began = tokio::time::Instant::now();
        let now = Timestamp::now();
        let compared = compare(
            store,
            &client,
            place,
            &contents,
            &targets,
            budget_beside(0),
            now,
        )
        .await;
        assert!(
            matches!(&compared, Err(CompareError::Fault(fault)) if fault.cause == Cause::TimedOut),
            "{compared:?}"
        );
        assert_eq!(began.elapsed(), LONGEST_READING);
        let kept = store.compared_targets(place, &contents.instance, &contents.snapshot);
        // Four at once. Whether those count whose answers come with the end of the time doesn't matter.
        assert!((356..=360).contains(&kept.unwrap().len()));
    }

    #[tokio::test]
    async fn what_would_be_overwritten_in_many_targets_is_limited_in_all() {
        // Only one file in each, but with a long path.
        let platform = LatePlatform::new(Duration::ZERO, |_| {
            let long = "a".repeat(4_000);
            json!([{ "fid": "a", "short_id": "a", "local_path": long, "area": "FILES",
                "type": "file" }])
        });
        let sample = samples::SampleStore::new();
        let place = &sample.place;
        let contents = with_one_file("a".repeat(4_000));
        let targets: Vec<Slug> = (0..100)
            .map(|n| format!("target_{n}").parse().unwrap())
            .collect();
        let (store, client) = (&sample.store, platform.client());
        let budget = ReadBudget::new(42_000, LONGEST_READING);
        let now = Timestamp::now();
        let compared = compare(store, &client, place, &contents, &targets, budget, now).await;
        let compared = compared.unwrap();
        assert_eq!(compared.len(), 100, "each of them has an outcome");
        let overwrites = |found: &&TargetComparison| matches!(found, TargetComparison::Overwrites(list) if !list.is_empty());
        let read = compared.values().filter(overwrites).count();
        assert!((10 - READ_AT_ONCE..=10).contains(&read), "{read}");
        let unreadable = TargetComparison::Unreadable(UnreadableTarget::Entries);
        let others = compared.values().filter(|found| **found == unreadable);
        assert_eq!(others.count(), 100 - read);
        // What was found before counts too.
        let kept = store.compared_targets_size(place, &contents.instance, &contents.snapshot);
        let of_them = read * 4_000;
        assert!((of_them..2 * of_them).contains(&kept.unwrap()));
        assert!(budget_beside(OVERWRITTEN_KEPT).is_spent());
    }

    #[tokio::test]
    async fn a_list_that_is_too_long_to_be_read_beside_others_makes_its_target_unreadable() {
        // Within the limit for one list, but not for several.
        let platform = LatePlatform::new(Duration::ZERO, |_| {
            let row = json!({ "fid": "a", "short_id": "a".repeat(900_000), "local_path": "a",
                "area": "FILES", "type": "file" });
            vec![row; 19].into()
        });
        let sample = samples::SampleStore::new();
        let place = &sample.place;
        let contents = with_one_file("a".to_owned());
        let (target, client) = (Slug::master(), platform.client());
        let (targets, budget) = ([target.clone()], budget_beside(0));
        let now = Timestamp::now();
        let compared = compare(
            &sample.store,
            &client,
            place,
            &contents,
            &targets,
            budget,
            now,
        );
        let compared = compared.await.unwrap();
        let unreadable = TargetComparison::Unreadable(UnreadableTarget::Entries);
        assert_eq!(compared[&target], unreadable);
        let alone = client.files(&place.org, &place.space, &target, &target, Area::Files, "");
        assert_eq!(alone.await.unwrap().rows.len(), 19);
    }
}
