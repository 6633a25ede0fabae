//! A draft as it is saved in a file, as JSON.
//!
//! Such a file comes from outside like any list, so the child reads it. What may be in it is limited
//! here, and both sides look: the child, so that it doesn't keep what is too much, and whoever asked
//! it, because the file may have taken the child over.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

pub(crate) const ROWS: usize = 500_000;
/// The most bytes of one text in it.
const TEXT: usize = 64 << 10;
const VERSION: u32 = 1;

/// What is in the file. None of it is checked but its size.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedDraft {
    /// Which version of this format it is.
    cohort: u32,
    #[serde(default)]
    pub name: String,
    pub org: String,
    pub space: String,
    #[serde(default)]
    pub space_name: String,
    #[serde(default)]
    pub purpose: Option<String>,
    #[serde(default)]
    pub instance: Option<String>,
    #[serde(deserialize_with = "rows")]
    pub rows: Vec<SavedRow>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SavedRow {
    pub name: String,
    pub address: String,
    pub group: String,
    pub note: String,
    pub list_id: String,
    #[serde(rename = "leftOut")]
    pub skipped: bool,
}

/// Why bytes aren't a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum SavedDraftError {
    #[error("it doesn't hold a draft")]
    NotADraft,
    #[error("version {0} of the format isn't known yet")]
    Newer(u32),
    #[error("it holds more than a draft may")]
    TooLarge,
}

impl SavedDraft {
    /// The most bytes that such a file may have.
    pub const LONGEST: usize = 64 << 20;

    /// An empty one, in the format that is written today.
    pub fn new() -> Self {
        Self {
            cohort: VERSION,
            ..Self::default()
        }
    }

    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec_pretty(self)
    }

    /// Reads a whole file. Only the child does that.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, SavedDraftError> {
        #[derive(Deserialize)]
        struct Head {
            cohort: u32,
        }
        if bytes.len() > Self::LONGEST {
            return Err(SavedDraftError::TooLarge);
        }
        // An editor may have put a byte order mark in front.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let not_a_draft = |_| SavedDraftError::NotADraft;
        let head: Head = serde_json::from_slice(bytes).map_err(not_a_draft)?;
        if head.cohort > VERSION {
            return Err(SavedDraftError::Newer(head.cohort));
        }
        let draft: Self = serde_json::from_slice(bytes).map_err(not_a_draft)?;
        if draft.is_within_limits() {
            Ok(draft)
        } else {
            Err(SavedDraftError::TooLarge)
        }
    }

    pub(crate) fn is_within_limits(&self) -> bool {
        let head = [
            Some(&self.name),
            Some(&self.org),
            Some(&self.space),
            Some(&self.space_name),
            self.purpose.as_ref(),
            self.instance.as_ref(),
        ];
        let is_short = |text: &String| text.len() <= TEXT;
        let texts = || self.rows.iter().flat_map(SavedRow::texts);
        self.rows.len() <= ROWS
            && head.into_iter().flatten().all(is_short)
            && texts().all(is_short)
            // No text is longer than it is in the file.
            && texts().map(String::len).sum::<usize>() <= Self::LONGEST
    }
}

impl SavedRow {
    fn texts(&self) -> [&String; 5] {
        [
            &self.name,
            &self.address,
            &self.group,
            &self.note,
            &self.list_id,
        ]
    }

    pub(crate) fn text_size(&self) -> usize {
        self.texts().into_iter().map(String::len).sum()
    }
}

/// A row can be as short as `{}`, and takes forty times as much in memory. So no more of them are kept
/// than are allowed, and one that says that there are more.
fn rows<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<SavedRow>, D::Error> {
    from.deserialize_seq(AtMost::new(ROWS, Rest::Ignored))
}

/// Reads a list of which no more than this is kept.
pub(crate) struct AtMost<T> {
    limit: usize,
    rest: Rest,
    of: PhantomData<T>,
}

/// What is done with a list that is longer than the limit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rest {
    /// One more is kept, and the rest is only looked at for its form.
    Ignored,
    Refused,
}

impl<T> AtMost<T> {
    pub(crate) fn new(limit: usize, rest: Rest) -> Self {
        let of = PhantomData;
        Self { limit, rest, of }
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for AtMost<T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "at most {} people", self.limit)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut kept = Vec::new();
        while let Some(next) = list.next_element()? {
            if kept.len() == self.limit && self.rest == Rest::Refused {
                return Err(A::Error::invalid_length(kept.len() + 1, &self));
            }
            kept.push(next);
            if kept.len() > self.limit {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
        }
        Ok(kept)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::{DraftReadError, Reader};

    fn row() -> impl Strategy<Value = SavedRow> {
        let text = || ".{0,12}";
        (text(), text(), text(), text(), text(), any::<bool>()).prop_map(
            |(name, address, group, note, list_id, skipped)| SavedRow {
                name,
                address,
                group,
                note,
                list_id,
                skipped,
            },
        )
    }

    fn draft(rows: impl Strategy<Value = Vec<SavedRow>>) -> impl Strategy<Value = SavedDraft> {
        let text = || ".{0,12}";
        let instance = prop::option::of(text());
        (text(), text(), text(), text(), instance, rows).prop_map(
            |(name, org, space, space_name, instance, rows)| SavedDraft {
                name,
                org,
                space,
                space_name,
                purpose: Some("shared".to_owned()),
                instance,
                rows,
                ..SavedDraft::new()
            },
        )
    }

    fn read(bytes: &[u8]) -> Result<SavedDraft, SavedDraftError> {
        match Reader::in_thread().draft(&mut &*bytes, std::sync::Arc::default()) {
            Ok(draft) => Ok(draft),
            Err(DraftReadError::Draft(why)) => Err(why),
            Err(DraftReadError::Reader(error)) => panic!("{error:?}"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn saved_and_opened_is_the_same(
            draft in draft(prop::collection::vec(row(), 0..8)),
        ) {
            prop_assert_eq!(read(&draft.to_bytes().unwrap()).unwrap(), draft);
        }

        #[test]
        fn no_bytes_make_it_fall_over(
            draft in draft(prop::collection::vec(row(), 0..8)),
            at in any::<prop::sample::Index>(),
            noise in prop::collection::vec(any::<u8>(), 0..20),
            cut: bool,
        ) {
            let mut bytes = draft.to_bytes().unwrap();
            let at = at.index(bytes.len());
            let end = if cut { bytes.len() } else { at };
            bytes.splice(at..end, noise);
            if let Ok(read) = read(&bytes) {
                prop_assert!(read.is_within_limits());
            }
        }
    }

    #[test]
    fn a_draft_of_several_pages_arrives_as_a_whole() {
        let row = |n: usize| SavedRow {
            address: format!("{n}@uni.example"),
            note: "x".repeat(n % 1_000),
            ..SavedRow::default()
        };
        let draft = SavedDraft {
            rows: (0..2_345).map(row).collect(),
            ..SavedDraft::new()
        };
        assert_eq!(read(&draft.to_bytes().unwrap()).unwrap(), draft);
    }

    #[test]
    fn a_newer_file_is_told_from_no_draft() {
        let newer = SavedDraft::from_bytes(br#"{"cohort":2,"somewhere":"else"}"#);
        assert_eq!(newer, Err(SavedDraftError::Newer(2)));
        let deep = format!("{{\"cohort\":1,\"x\":{}", "[".repeat(100_000));
        let twice = br#"{"cohort":1,"org":"o","org":"p","space":"s","rows":[]}"#;
        for text in [
            b"".as_slice(),
            b"[]",
            b"{\"cohort\":1}",
            b"\x89PNG",
            twice,
            deep.as_bytes(),
        ] {
            assert_eq!(
                SavedDraft::from_bytes(text),
                Err(SavedDraftError::NotADraft)
            );
        }
        let long = "x".repeat(TEXT + 1);
        let long = format!(r#"{{"cohort":1,"org":"o","space":"s","rows":[{{"note":"{long}"}}]}}"#);
        assert_eq!(
            SavedDraft::from_bytes(long.as_bytes()),
            Err(SavedDraftError::TooLarge)
        );
    }

    #[test]
    fn no_more_rows_are_kept_than_are_allowed_and_one() {
        let rows = "{},".repeat(ROWS + 100);
        let file = format!(r#"{{"cohort":1,"org":"o","space":"s","rows":[{rows}{{}}]}}"#);
        let read: SavedDraft = serde_json::from_str(&file).unwrap();
        assert_eq!(read.rows.len(), ROWS + 1);
        assert_eq!(
            SavedDraft::from_bytes(file.as_bytes()),
            Err(SavedDraftError::TooLarge)
        );
    }
}
