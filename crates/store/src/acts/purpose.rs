//! What an act is for. Together with the place and the address this is what may be open only
//! once, so the words it is kept as never change.

use std::fmt;
use std::str::FromStr;

use platform::{Slug, SlugError};

/// What an act brings about for a person; or, for a group instance, for nobody in particular.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ActPurpose {
    /// The person is in an individual instance. Written `own:1`: one for each person.
    Individual,
    /// The person is in this instance. Written `instance:SLUG`.
    Instance(Slug),
    /// This instance is there, and filled, for a group or for nobody yet. Written `room:SLUG`. The
    /// act is open while the instance is being made, so that no two plans fill the same one.
    GroupInstance(Slug),
    /// The person administers the space. Written `administrator`.
    Administrator,
    /// A snapshot is in an instance that existed before. Written `distribute:SLUG:INSTANCE:SNAPSHOT`.
    /// The act is open while that is under way, so that no two plans distribute the same at once.
    Distribution {
        target: Slug,
        instance: Slug,
        snapshot: Slug,
    },
}

const INDIVIDUAL: &str = "own:1";
const INSTANCE: &str = "instance:";
const GROUP_INSTANCE: &str = "room:";
const ADMINISTRATOR: &str = "administrator";
const DISTRIBUTION: &str = "distribute:";

impl fmt::Display for ActPurpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Individual => f.write_str(INDIVIDUAL),
            Self::Instance(slug) => write!(f, "{INSTANCE}{slug}"),
            Self::GroupInstance(slug) => write!(f, "{GROUP_INSTANCE}{slug}"),
            Self::Administrator => f.write_str(ADMINISTRATOR),
            Self::Distribution {
                target,
                instance,
                snapshot,
            } => write!(f, "{DISTRIBUTION}{target}:{instance}:{snapshot}"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActPurposeError {
    #[error("no such purpose: {0}")]
    Unknown(String),
    #[error(transparent)]
    Slug(#[from] SlugError),
}

impl FromStr for ActPurpose {
    type Err = ActPurposeError;

    fn from_str(text: &str) -> Result<Self, ActPurposeError> {
        if text == INDIVIDUAL {
            Ok(Self::Individual)
        } else if text == ADMINISTRATOR {
            Ok(Self::Administrator)
        } else if let Some(slug) = text.strip_prefix(INSTANCE) {
            Ok(Self::Instance(slug.parse()?))
        } else if let Some(slug) = text.strip_prefix(GROUP_INSTANCE) {
            Ok(Self::GroupInstance(slug.parse()?))
        } else if let Some(slugs) = text.strip_prefix(DISTRIBUTION) {
            let slugs: Vec<&str> = slugs.split(':').collect();
            let [target, instance, snapshot] = slugs[..] else {
                return Err(ActPurposeError::Unknown(text.to_owned()));
            };
            Ok(Self::Distribution {
                target: target.parse()?,
                instance: instance.parse()?,
                snapshot: snapshot.parse()?,
            })
        } else {
            Err(ActPurposeError::Unknown(text.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_purpose_is_written_and_read_as_the_first_version_wrote_it() {
        let slug: Slug = "group_a".parse().unwrap();
        for (purpose, text) in [
            (ActPurpose::Individual, "own:1"),
            (ActPurpose::Instance(slug.clone()), "instance:group_a"),
            (
                ActPurpose::Distribution {
                    target: slug.clone(),
                    instance: Slug::master(),
                    snapshot: "week_4".parse().unwrap(),
                },
                "distribute:group_a:master:week_4",
            ),
            (ActPurpose::GroupInstance(slug), "room:group_a"),
            (ActPurpose::Administrator, "administrator"),
        ] {
            assert_eq!(purpose.to_string(), text);
            assert_eq!(text.parse(), Ok(purpose));
        }
    }

    #[test]
    fn what_is_no_purpose_is_not_taken_for_one() {
        for bad in [
            "",
            "own:2",
            "instance:",
            "instance:a b",
            "room:",
            "distribute:group_a",
            "distribute:a:b:c:d",
            "Administrator",
        ] {
            assert!(bad.parse::<ActPurpose>().is_err(), "{bad}");
        }
    }
}
