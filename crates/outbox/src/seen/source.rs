//! What can be distributed from one instance of a space, as it is kept.

use platform::{Slug, Snapshot};
use serde::{Deserialize, Serialize};
use store::SnapshotRef;

/// The snapshots of one instance, as last seen. Individual instances aren't among the sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub instance: Slug,
    pub instance_name: String,
    /// The newest first, and without the current state.
    pub snapshots: Vec<Snapshot>,
    /// The current state can be distributed, because there is no snapshot and it isn't empty.
    pub current: bool,
}

impl Source {
    pub(super) fn newest(&self) -> Option<SnapshotRef> {
        match self.snapshots.first() {
            Some(newest) => Some(self.named(newest)),
            None if self.current => Some(SnapshotRef {
                instance: self.instance.clone(),
                instance_name: self.instance_name.clone(),
                slug: Slug::development(),
                name: self.instance_name.clone(),
                at: None,
            }),
            None => None,
        }
    }

    fn named(&self, snapshot: &Snapshot) -> SnapshotRef {
        SnapshotRef {
            instance: self.instance.clone(),
            instance_name: self.instance_name.clone(),
            slug: snapshot.slug.clone(),
            name: snapshot.name.clone(),
            at: snapshot.snapshot_timestamp,
        }
    }
}

/// A snapshot of an instance with the names that the platform showed, among the sources that were
/// seen.
pub(crate) fn snapshot_among(
    sources: &[Source],
    instance: &Slug,
    snapshot: &Slug,
) -> Option<SnapshotRef> {
    let source = sources.iter().find(|source| source.instance == *instance)?;
    let found = source.snapshots.iter().find(|one| one.slug == *snapshot)?;
    Some(source.named(found))
}

/// The newest snapshot of the distributed history, among the sources that were seen.
pub fn distributed_among(sources: &[Source]) -> Option<SnapshotRef> {
    sources
        .iter()
        .find(|source| source.instance == Slug::distributed())?
        .newest()
}
