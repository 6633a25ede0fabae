//! Slugs, the names by which the platform's API addresses things.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The name by which the API addresses a thing within its parent.
///
/// A slug becomes part of a URL. It is therefore checked whenever one is read, whether from a server
/// or from the disk.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// A text that isn't a slug.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a slug: a slug has 1 to 255 letters, digits, hyphens and underscores")]
pub struct SlugError;

/// The maximum length.
const MAX_LENGTH: usize = 255;

impl Slug {
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        Self::try_from(text.to_owned())
    }

    /// A slug of those characters of a text that a slug may have, for a text that was made to be one:
    /// it comes out as it is. `_` where none of them may stay.
    pub fn of_allowed(text: &str) -> Self {
        let allowed = text.chars().filter(|c| is_allowed(*c));
        let slug: String = allowed.take(MAX_LENGTH).collect();
        Self(if slug.is_empty() {
            "_".to_owned()
        } else {
            slug
        })
    }

    /// The snapshot that stands for the current state of an instance.
    pub fn development() -> Self {
        Self("development".to_owned())
    }

    /// The Master instance, which every space has and in which a course is prepared.
    pub fn master() -> Self {
        Self("master".to_owned())
    }

    /// The Distributed instance, which every space has and which holds everything distributed so far.
    pub fn distributed() -> Self {
        Self("distributed".to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, SlugError> {
        Self::parse(text)
    }
}

impl TryFrom<&str> for Slug {
    type Error = SlugError;

    fn try_from(text: &str) -> Result<Self, SlugError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;

    fn try_from(text: String) -> Result<Self, SlugError> {
        if (1..=MAX_LENGTH).contains(&text.len()) && text.chars().all(is_allowed) {
            Ok(Self(text))
        } else {
            Err(SlugError)
        }
    }
}

fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn only_characters_that_are_harmless_in_a_url_are_allowed() {
        let long = "a".repeat(255);
        for good in ["a", "Week_3-b", "_", "0", long.as_str()] {
            assert!(Slug::parse(good).is_ok(), "{good}");
        }
        let longer = "a".repeat(256);
        for bad in [
            "",
            ".",
            "..",
            "a/b",
            "a b",
            "ä",
            "a%2e",
            "a\n",
            longer.as_str(),
        ] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
        assert!(serde_json::from_str::<Slug>("\"..\"").is_err());
    }

    #[test]
    fn a_text_that_was_made_to_be_a_slug_stays_as_it_is_and_any_other_becomes_one() {
        for (text, slug) in [
            ("week_3-b", "week_3-b"),
            ("../ä b", "b"),
            ("/", "_"),
            ("", "_"),
        ] {
            assert_eq!(Slug::of_allowed(text).as_str(), slug, "{text}");
        }
        let longer = Slug::of_allowed(&"a".repeat(256));
        assert_eq!(Slug::parse(longer.as_str()), Ok(longer));
    }
}
