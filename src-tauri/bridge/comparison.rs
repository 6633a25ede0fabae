//! The list that is kept for a space, and the people of the space compared with it.

use lists::NewerList;
use outbox::{ComparedPerson as TheirPerson, Comparison as TheirComparison};
use serde::{Deserialize, Serialize};
use store::{KeptList as TheirList, KeptListId};
#[cfg(test)]
use ts_rs::TS;

use super::{Choices, FilePerson, PersonToAdd, Problem, count, id, same_words, time};

/// A space whose list is meant.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeptListRef {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
}

/// One version of the list of a space.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeptVersionRef {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    /// `KeptList.version`.
    pub(crate) version: String,
}

/// A file to be kept as the list of a space, or to be compared with it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpaceFile {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) file: String,
    pub(crate) choices: Option<Choices>,
}

/// What a file changes in the list that is kept for a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ListDifference {
    pub(crate) added: Vec<FilePerson>,
    pub(crate) gone: Vec<FilePerson>,
    pub(crate) changed: Vec<ChangedOnList>,
    pub(crate) same: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChangedOnList {
    pub(crate) before: FilePerson,
    pub(crate) after: FilePerson,
}

/// The people of a space compared with its list, as both were seen last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Comparison {
    /// Absent where no list is kept.
    pub(crate) list: Option<KeptList>,
    /// In order of their groups.
    pub(crate) people: Vec<ComparedPerson>,
    /// When the people of the space were read.
    pub(crate) seen_at: Option<String>,
    /// The platform can take people out of a space.
    pub(crate) takes_out: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeptList {
    /// Which version of the list of its space it is.
    pub(crate) version: String,
    /// The name of the file it came from.
    pub(crate) file: String,
    pub(crate) brought_at: String,
    pub(crate) people: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ListGroup {
    In,
    NotJoined,
    Missing,
    NotOnList,
    Left,
}

/// Somebody on the list, or in the space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ComparedPerson {
    pub(crate) list_group: ListGroup,
    pub(crate) name: String,
    /// As the list has it, or else the space.
    pub(crate) address: String,
    /// The group that the list gives them.
    pub(crate) group: String,
    /// Their place on the list, counted from 1.
    pub(crate) row: Option<u32>,
    pub(crate) by_hand: bool,
    /// The group they were in before.
    pub(crate) group_before: Option<String>,
    /// Their address among the people of the space; absent: they aren't there.
    pub(crate) in_space: Option<String>,
    /// That address is another one than the list has.
    pub(crate) by_other_address: bool,
    pub(crate) left: Option<LeftList>,
    /// They are in without an invitation: by a link, or the platform added them.
    pub(crate) uninvited: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LeftList {
    /// Since when they are no longer on the list.
    pub(crate) at: String,
    /// The version of the list that they are missing from.
    pub(crate) version: String,
    /// The user has marked them as left.
    pub(crate) marked: bool,
}

/// Marks people as left, or takes the marks off.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LeftMarks {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) people: Vec<LeftMark>,
    pub(crate) marked: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LeftMark {
    pub(crate) address: String,
    /// `LeftList.version`.
    pub(crate) version: String,
}

/// Adds people to the list by hand, or takes them off again.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeptListEdit {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) people: Vec<PersonToAdd>,
    /// Otherwise they are taken off.
    pub(crate) on: bool,
}

same_words! {
    outbox::ListGroup => ListGroup { In NotJoined Missing NotOnList Left }
}

impl Comparison {
    pub(crate) fn of(list: TheirList, comparison: TheirComparison, takes_out: bool) -> Self {
        Self {
            list: Some(KeptList {
                version: list.id.to_string(),
                file: list.file,
                brought_at: time(list.brought_at),
                people: list.people,
            }),
            people: comparison.people.into_iter().map(Into::into).collect(),
            seen_at: comparison.seen_at.map(time),
            takes_out,
        }
    }

    pub(crate) fn without_list() -> Self {
        Self {
            list: None,
            people: Vec::new(),
            seen_at: None,
            takes_out: false,
        }
    }
}

impl From<TheirPerson> for ComparedPerson {
    fn from(person: TheirPerson) -> Self {
        Self {
            list_group: person.list_group.into(),
            by_other_address: person.is_there_by_other_address(),
            name: person.name,
            address: person.address,
            group: person.group,
            row: person.row,
            by_hand: person.by_hand,
            group_before: person.group_before,
            in_space: person.in_space,
            left: person.left.map(|left| LeftList {
                at: time(left.at),
                version: left.with.to_string(),
                marked: left.marked,
            }),
            uninvited: person.uninvited,
        }
    }
}

impl KeptVersionRef {
    pub(crate) fn version(&self) -> Result<KeptListId, Problem> {
        id(&self.version)
    }
}

impl LeftMark {
    pub(crate) fn version(&self) -> Result<KeptListId, Problem> {
        id(&self.version)
    }
}

impl From<NewerList> for ListDifference {
    fn from(found: NewerList) -> Self {
        Self {
            added: found.added.into_iter().map(Into::into).collect(),
            gone: found.gone.into_iter().map(Into::into).collect(),
            changed: found
                .changed
                .into_iter()
                .map(|(before, after)| ChangedOnList {
                    before: before.into(),
                    after: after.into(),
                })
                .collect(),
            same: count(found.same),
        }
    }
}
