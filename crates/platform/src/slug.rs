use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The name by which the platform addresses a thing within its parent.
///
/// Checked whenever it is read, from a server or from disk: it becomes a part of web addresses.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a slug: only letters, digits, - and _ may stand in it, 1 to 255 of them")]
pub struct SlugError;

const LONGEST: usize = 255;

impl Slug {
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        Self::try_from(text.to_owned())
    }

    /// The snapshot that is the current state of an instance.
    pub fn development() -> Self {
        Self("development".to_owned())
    }

    /// The instance that every space has, from which the course is made.
    pub fn master() -> Self {
        Self("master".to_owned())
    }

    /// The instance that every space has, which holds what was handed to all.
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
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if (1..=LONGEST).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text))
        } else {
            Err(SlugError)
        }
    }
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
    fn only_what_is_harmless_in_an_address_is_a_slug() {
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
}
