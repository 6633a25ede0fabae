//! A newer list compared with a draft.

use lists::DraftDifference;
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{Choices, FilePerson, count};

/// What a file changes in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Difference {
    pub(crate) added: Vec<FilePerson>,
    pub(crate) gone: Vec<GonePerson>,
    pub(crate) changed: Vec<ChangedPerson>,
    pub(crate) same: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct GonePerson {
    pub(crate) row: String,
    pub(crate) person: FilePerson,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChangedPerson {
    pub(crate) row: String,
    pub(crate) before: FilePerson,
    pub(crate) after: FilePerson,
}

/// Takes a difference over, or part of it; absent: all of that kind.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DifferenceTake {
    pub(crate) draft: String,
    pub(crate) file: String,
    pub(crate) choices: Option<Choices>,
    /// Places in `Difference.added`.
    pub(crate) added: Option<Vec<u32>>,
    /// Rows to remove.
    pub(crate) gone: Option<Vec<String>>,
    /// Rows to change.
    pub(crate) changed: Option<Vec<String>>,
}

impl From<&DraftDifference> for Difference {
    fn from(found: &DraftDifference) -> Self {
        Self {
            added: found.added().map(FilePerson::from).collect(),
            gone: found
                .gone()
                .map(|(row, person)| GonePerson {
                    row: row.to_string(),
                    person: person.into(),
                })
                .collect(),
            changed: found
                .changed()
                .map(|(row, before, after)| ChangedPerson {
                    row: row.to_string(),
                    before: before.into(),
                    after: after.into(),
                })
                .collect(),
            same: count(found.same()),
        }
    }
}
