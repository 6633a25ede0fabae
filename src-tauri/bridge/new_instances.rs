//! Instances that are created without inviting anybody: as they are typed, and what is said of each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::count;

/// The form as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewInstances {
    /// The list of names counts, and not the one name.
    pub(crate) several: bool,
    pub(crate) name: String,
    /// The slug of the one; null as long as it follows from the name.
    pub(crate) slug: Option<String>,
    /// One name on each line.
    pub(crate) names: String,
    /// The slugs that were chosen for names of the list.
    #[cfg_attr(test, ts(type = "Record<string, string>"))]
    pub(crate) slugs: BTreeMap<String, String>,
    pub(crate) description: String,
}

/// The instances of the form, each with its slug and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CheckedInstances {
    pub(crate) list: Vec<NewInstance>,
    /// How many characters the description has, if they are too many.
    pub(crate) description_too_long: Option<u32>,
    /// How many instances there are, if they are too many to be listed.
    pub(crate) too_many: Option<u32>,
    pub(crate) to_fix: u32,
    /// The platform takes names and descriptions of so many characters.
    pub(crate) longest_text: u32,
    /// One draft creates at most so many.
    pub(crate) most: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewInstance {
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) problem: Option<NewInstanceProblem>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewInstanceProblem {
    pub(crate) why: NewInstanceWhy,
    /// The slug that would be free.
    pub(crate) suggestion: Option<String>,
    /// The name of the instance, or of the earlier line, that has the slug.
    pub(crate) by: Option<String>,
    /// How many characters the name has, where they are too many.
    pub(crate) characters: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum NewInstanceWhy {
    NameTooLong,
    NameHidden,
    NameTwice,
    SlugInvalid,
    SlugReserved,
    SlugTaken,
    SlugUnderWay,
    SlugTwice,
}

impl From<store::NewInstances> for NewInstances {
    fn from(new: store::NewInstances) -> Self {
        Self {
            several: new.several,
            name: new.name,
            slug: new.slug,
            names: new.names,
            slugs: new.slugs,
            description: new.description,
        }
    }
}

impl From<NewInstances> for store::NewInstances {
    fn from(new: NewInstances) -> Self {
        Self {
            several: new.several,
            name: new.name,
            slug: new.slug,
            names: new.names,
            slugs: new.slugs,
            description: new.description,
        }
    }
}

impl From<outbox::CheckedInstances> for CheckedInstances {
    fn from(checked: outbox::CheckedInstances) -> Self {
        Self {
            to_fix: count(checked.to_fix()),
            list: checked.list.into_iter().map(Into::into).collect(),
            description_too_long: checked.description_too_long.map(count),
            too_many: checked.too_many.map(count),
            longest_text: count(outbox::LONGEST_TEXT),
            most: count(outbox::MOST_INSTANCES),
        }
    }
}

impl From<outbox::NewInstance> for NewInstance {
    fn from(instance: outbox::NewInstance) -> Self {
        Self {
            name: instance.name,
            slug: instance.slug_text,
            problem: instance.problem.map(Into::into),
        }
    }
}

impl From<outbox::NewInstanceObstacle> for NewInstanceProblem {
    fn from(problem: outbox::NewInstanceObstacle) -> Self {
        use outbox::NewInstanceObstacle as Theirs;
        let of = |why| Self {
            why,
            suggestion: None,
            by: None,
            characters: None,
        };
        let use_instead = |why, suggestion: platform::Slug| Self {
            suggestion: Some(suggestion.into()),
            ..of(why)
        };
        match problem {
            Theirs::NameTooLong { characters } => Self {
                characters: Some(count(characters)),
                ..of(NewInstanceWhy::NameTooLong)
            },
            Theirs::NameHidden => of(NewInstanceWhy::NameHidden),
            Theirs::NameTwice => of(NewInstanceWhy::NameTwice),
            Theirs::SlugInvalid { suggestion } => {
                use_instead(NewInstanceWhy::SlugInvalid, suggestion)
            }
            Theirs::SlugReserved { suggestion } => {
                use_instead(NewInstanceWhy::SlugReserved, suggestion)
            }
            Theirs::SlugUnderWay { suggestion } => {
                use_instead(NewInstanceWhy::SlugUnderWay, suggestion)
            }
            Theirs::SlugTaken { by, suggestion } => Self {
                by: Some(by),
                ..use_instead(NewInstanceWhy::SlugTaken, suggestion)
            },
            Theirs::SlugTwice { by, suggestion } => Self {
                by: Some(by),
                ..use_instead(NewInstanceWhy::SlugTwice, suggestion)
            },
        }
    }
}
