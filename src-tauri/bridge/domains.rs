//! The email domains of an institution.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// The domains of the institution, by which addresses count as outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Domains {
    /// Those that enough members of the space have.
    pub(crate) learned: Vec<String>,
    /// Edited by the user: these count instead.
    pub(crate) own: Option<Vec<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DomainsRef {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DomainsChange {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    /// Absent: those that were learned count again.
    pub(crate) own: Option<Vec<String>>,
}

impl From<lists::Domains> for Domains {
    fn from(domains: lists::Domains) -> Self {
        Self {
            learned: domains.learned,
            own: domains.named,
        }
    }
}
