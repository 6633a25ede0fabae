//! Assigning the people of a list to groups at random, and a preview of what it comes to.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::count;

/// Assigns these rows, or all, to groups at random.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftGroups {
    pub(crate) draft: String,
    pub(crate) rows: Option<Vec<String>>,
    pub(crate) split: Split,
    /// The same seed gives the same groups.
    pub(crate) seed: u32,
    /// `#` becomes the number.
    pub(crate) pattern: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Split {
    pub(crate) kind: SplitKind,
    pub(crate) n: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum SplitKind {
    /// So many groups.
    Groups,
    /// So many people in each.
    Each,
}

/// So many people, to be divided into groups.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupsToPreview {
    pub(crate) people: u32,
    pub(crate) split: Split,
    pub(crate) pattern: String,
}

/// What assigning people to groups comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupsPreview {
    pub(crate) groups: u32,
    /// The larger size first; two at most.
    pub(crate) sizes: Vec<GroupSize>,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
}

/// How many groups have the same size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupSize {
    /// How many people are in each of them.
    pub(crate) size: u32,
    pub(crate) groups: u32,
}

impl From<Split> for roster::Split {
    fn from(split: Split) -> Self {
        let n = usize::try_from(split.n).unwrap_or(usize::MAX);
        match split.kind {
            SplitKind::Groups => Self::Groups(n),
            SplitKind::Each => Self::Each(n),
        }
    }
}

impl From<roster::GroupsPreview> for GroupsPreview {
    fn from(preview: roster::GroupsPreview) -> Self {
        Self {
            groups: count(preview.groups),
            sizes: preview.sizes.into_iter().map(Into::into).collect(),
            first_name: preview.first_name,
            last_name: preview.last_name,
        }
    }
}

impl From<roster::GroupSize> for GroupSize {
    fn from(size: roster::GroupSize) -> Self {
        Self {
            size: count(size.size),
            groups: count(size.groups),
        }
    }
}
