//! What can be distributed in a space.

use outbox::{Contents, Source};
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{count, same_words, time};

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotsOf {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
}

/// A snapshot, with what is needed to name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotRef {
    pub(crate) instance: String,
    pub(crate) instance_name: String,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) at: Option<String>,
}

/// What can be distributed in a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Snapshots {
    /// The distributed history: what has been handed to all so far.
    pub(crate) distributed: Option<SnapshotRef>,
    /// Whether it was ever read from this computer.
    pub(crate) known: bool,
    pub(crate) sources: Vec<SnapshotSource>,
    pub(crate) seen_at: Option<String>,
}

/// An instance and its snapshots, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotSource {
    pub(crate) instance: String,
    pub(crate) instance_name: String,
    pub(crate) snapshots: Vec<SnapshotLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotLine {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) at: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotOf {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) instance: String,
    pub(crate) snapshot: String,
}

/// What a snapshot holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotContents {
    pub(crate) files: u32,
    pub(crate) applications: u32,
    pub(crate) tables: u32,
    /// What can't be distributed.
    pub(crate) cannot: Vec<CannotDistribute>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CannotDistribute {
    pub(crate) name: String,
    pub(crate) why: CannotWhy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum CannotWhy {
    /// It lies in a home, which is one person's.
    Home,
    /// The platform names no path for it.
    NoPath,
}

same_words! {
    outbox::UndistributableWhy => CannotWhy { Home NoPath }
}

impl From<store::SnapshotRef> for SnapshotRef {
    fn from(snapshot: store::SnapshotRef) -> Self {
        Self {
            instance: snapshot.instance.into(),
            instance_name: snapshot.instance_name,
            slug: snapshot.slug.into(),
            name: snapshot.name,
            at: snapshot.at.map(time),
        }
    }
}

impl Snapshots {
    /// What can be distributed was never read from this computer.
    pub(crate) fn never_read() -> Self {
        Self {
            distributed: None,
            known: false,
            sources: Vec::new(),
            seen_at: None,
        }
    }
}

impl From<store::Seen<Source>> for Snapshots {
    fn from(seen: store::Seen<Source>) -> Self {
        Self {
            distributed: outbox::distributed_among(&seen.list).map(Into::into),
            known: true,
            sources: seen.list.into_iter().map(Into::into).collect(),
            seen_at: Some(time(seen.at)),
        }
    }
}

impl From<Source> for SnapshotSource {
    fn from(source: Source) -> Self {
        let snapshots = source.snapshots.into_iter().map(|snapshot| SnapshotLine {
            slug: snapshot.slug.to_string(),
            name: snapshot.name,
            description: snapshot.description.filter(|text| !text.is_empty()),
            at: snapshot.snapshot_timestamp.map(time),
        });
        Self {
            instance: source.instance.into(),
            instance_name: source.instance_name,
            snapshots: snapshots.collect(),
        }
    }
}

impl From<Contents> for SnapshotContents {
    fn from(contents: Contents) -> Self {
        let cannot = contents.cannot.into_iter().map(|cannot| CannotDistribute {
            name: cannot.name,
            why: cannot.why.into(),
        });
        Self {
            files: count(contents.file_count),
            applications: count(contents.applications.len()),
            tables: count(contents.tables.len()),
            cannot: cannot.collect(),
        }
    }
}
