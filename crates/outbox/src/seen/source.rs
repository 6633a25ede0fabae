//! What can be distributed from one instance of a space, as it is kept.

use platform::{Slug, Snapshot};
use serde::{Deserialize, Serialize};
use store::SnapshotRef;

/// The snapshots of one instance, as last seen. Individual instances are not among the sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub instance: Slug,
    pub instance_name: String,
    /// The newest first, and without the current state.
    pub snapshots: Vec<Snapshot>,
    /// The current state can be distributed, because there is no snapshot and it is not empty.
    pub current: bool,
}

impl Source {
    pub(super) fn newest(&self) -> Option<SnapshotRef> {
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

/// The newest snapshot of the distributed history, among the sources that were seen.
pub fn distributed_among(sources: &[Source]) -> Option<SnapshotRef> {
    sources
        .iter()
        .find(|source| source.instance == Slug::distributed())?
        .newest()
}
