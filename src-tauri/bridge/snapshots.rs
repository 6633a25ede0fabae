use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotsOf {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
}

/// A snapshot, with what is needed to name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotRef {
    pub(crate) instance: String,
    pub(crate) instance_name: String,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) at: Option<String>,
}

/// What can be handed out in a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotSource {
    pub(crate) instance: String,
    pub(crate) instance_name: String,
    pub(crate) snapshots: Vec<SnapshotLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotLine {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) at: Option<String>,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotOf {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) instance: String,
    pub(crate) snapshot: String,
}

/// What a snapshot holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MaterialLook {
    pub(crate) files: u32,
    pub(crate) applications: u32,
    pub(crate) tables: u32,
    /// What cannot be handed out.
    pub(crate) cannot: Vec<CannotHandOut>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CannotHandOut {
    pub(crate) name: String,
    pub(crate) why: CannotWhy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum CannotWhy {
    /// It lies in a home, which is one person's.
    Home,
    /// The platform names no path for it.
    NoPath,
}
