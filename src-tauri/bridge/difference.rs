//! A newer list compared with a draft, or with the members of a space.

use lists::{DraftComparison, SpaceComparison};
use roster::Entry;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Choices, FilePerson, count, time};

/// What a file changes in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Difference {
    pub(crate) added: Vec<FilePerson>,
    pub(crate) gone: Vec<GonePerson>,
    pub(crate) changed: Vec<ChangedPerson>,
    pub(crate) same: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GonePerson {
    pub(crate) row: String,
    pub(crate) person: FilePerson,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChangedPerson {
    pub(crate) row: String,
    pub(crate) before: FilePerson,
    pub(crate) after: FilePerson,
}

/// Takes a difference over, or part of it; absent: all of that kind.
#[derive(Debug, Clone, Deserialize, TS)]
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

/// A file to be held against a space.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpaceFile {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) file: String,
    pub(crate) choices: Option<Choices>,
}

/// A file against who is in a space, as last seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpaceDifference {
    pub(crate) added: Vec<FilePerson>,
    /// In, and not on the list; never administrators.
    pub(crate) gone: Vec<FilePerson>,
    pub(crate) changed: Vec<ChangedMember>,
    pub(crate) same: u32,
    pub(crate) seen_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChangedMember {
    pub(crate) before: FilePerson,
    pub(crate) after: FilePerson,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpaceDifferenceTake {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) file: String,
    pub(crate) choices: Option<Choices>,
    /// Places in `SpaceDifference.added`; absent: all.
    pub(crate) added: Option<Vec<u32>>,
}

impl From<&DraftComparison> for Difference {
    fn from(found: &DraftComparison) -> Self {
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

impl From<SpaceComparison> for SpaceDifference {
    fn from(found: SpaceComparison) -> Self {
        let people = |people: Vec<Entry>| people.into_iter().map(Into::into).collect();
        Self {
            added: people(found.added),
            gone: people(found.gone),
            changed: found
                .changed
                .into_iter()
                .map(|(before, after)| ChangedMember {
                    before: before.into(),
                    after: after.into(),
                })
                .collect(),
            same: count(found.same),
            seen_at: found.seen_at.map(time),
        }
    }
}
