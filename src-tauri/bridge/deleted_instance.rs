//! Instances that are deleted, and those that were and can be restored.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::time;

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct InstanceRef {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) instance: String,
}

/// An instance that was deleted from this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeletedInstance {
    pub(crate) slug: String,
    pub(crate) name: String,
    /// Until when it can be restored.
    pub(crate) until: String,
}

impl From<outbox::DeletedInstance> for DeletedInstance {
    fn from(deleted: outbox::DeletedInstance) -> Self {
        Self {
            until: time(deleted.until()),
            slug: deleted.slug.into(),
            name: deleted.name,
        }
    }
}
