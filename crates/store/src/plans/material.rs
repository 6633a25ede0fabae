//! What a plan distributes: a snapshot, and what it holds, frozen beside the plan as JSON.

use std::collections::BTreeSet;

use jiff::Timestamp;
use platform::{Slug, SlugError};
use serde::{Deserialize, Serialize};

use crate::SnapshotRef;

/// What is kept beside a plan that distributes something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanMaterial {
    /// `None`: the distributed history, whatever it is when the plan departs.
    pub source: Option<SnapshotRef>,
    pub contents: MaterialContents,
    /// What can't be distributed and the user has been told of.
    #[serde(default)]
    pub shown: BTreeSet<String>,
}

/// What is known of what the source holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Option<Stored>", into = "Option<Stored>")]
pub enum MaterialContents {
    /// It wasn't read yet.
    Unread,
    /// There is no source: nothing was distributed in the space so far.
    Nothing,
    Read(Contents),
}

/// What a snapshot holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Where it was read.
    pub instance: Slug,
    pub snapshot: Slug,
    /// How many files it holds, as far as was counted.
    pub file_count: usize,
    /// What names them all: each an `os_path`.
    pub files: Vec<String>,
    pub applications: Vec<Slug>,
    pub tables: Vec<String>,
    pub cannot: Vec<Undistributable>,
    /// Each file, and each folder that wasn't read, so that what they would overwrite can be
    /// found. `None` where an earlier version read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entries: Option<Vec<ContentEntry>>,
}

/// A file of a snapshot, or a folder whose files aren't known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentEntry {
    /// Within the instance, with the folders before it.
    pub path: String,
    pub size: Option<i64>,
    pub modified: Option<Timestamp>,
}

/// Something that can't be distributed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undistributable {
    pub name: String,
    pub why: UndistributableWhy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UndistributableWhy {
    /// It lies in a home, which is one person's.
    Home,
    /// The platform names no path for it.
    NoPath,
}

impl Contents {
    /// Nothing of the snapshot at `snapshot` in `instance` is known yet.
    pub fn of(instance: Slug, snapshot: Slug) -> Self {
        Self {
            instance,
            snapshot,
            file_count: 0,
            files: Vec::new(),
            applications: Vec::new(),
            tables: Vec::new(),
            cannot: Vec::new(),
            entries: None,
        }
    }

    /// Whether there is nothing in it that could be distributed.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.applications.is_empty() && self.tables.is_empty()
    }
}

impl PlanMaterial {
    /// What can't be distributed and the user hasn't been told of.
    pub fn unsaid(&self) -> Vec<String> {
        let MaterialContents::Read(contents) = &self.contents else {
            return Vec::new();
        };
        contents
            .cannot
            .iter()
            .map(|thing| &thing.name)
            .filter(|name| !self.shown.contains(*name))
            .cloned()
            .collect()
    }

    /// The user has been told what can't be distributed.
    pub fn say_all(&mut self) {
        let names: Vec<String> = self.unsaid();
        self.shown.extend(names);
    }
}

/// [`MaterialContents`] as the first versions wrote it, and as it is written still: "nothing" is
/// contents without a place.
#[derive(Serialize, Deserialize)]
struct Stored {
    instance: String,
    snapshot: String,
    file_count: usize,
    files: Vec<String>,
    applications: Vec<Slug>,
    tables: Vec<String>,
    cannot: Vec<Undistributable>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entries: Option<Vec<ContentEntry>>,
}

impl TryFrom<Option<Stored>> for MaterialContents {
    type Error = SlugError;

    fn try_from(stored: Option<Stored>) -> Result<Self, SlugError> {
        let Some(stored) = stored else {
            return Ok(Self::Unread);
        };
        if stored.instance.is_empty() && stored.snapshot.is_empty() {
            return Ok(Self::Nothing);
        }
        Ok(Self::Read(Contents {
            instance: stored.instance.parse()?,
            snapshot: stored.snapshot.parse()?,
            file_count: stored.file_count,
            files: stored.files,
            applications: stored.applications,
            tables: stored.tables,
            cannot: stored.cannot,
            entries: stored.entries,
        }))
    }
}

impl From<MaterialContents> for Option<Stored> {
    fn from(contents: MaterialContents) -> Self {
        let stored = match contents {
            MaterialContents::Unread => return None,
            MaterialContents::Nothing => Stored {
                instance: String::new(),
                snapshot: String::new(),
                file_count: 0,
                files: Vec::new(),
                applications: Vec::new(),
                tables: Vec::new(),
                cannot: Vec::new(),
                entries: None,
            },
            MaterialContents::Read(contents) => Stored {
                instance: contents.instance.into(),
                snapshot: contents.snapshot.into(),
                file_count: contents.file_count,
                files: contents.files,
                applications: contents.applications,
                tables: contents.tables,
                cannot: contents.cannot,
                entries: contents.entries,
            },
        };
        Some(stored)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn material_is_written_and_read_as_the_first_version_wrote_it() {
        let read = Contents::of(Slug::distributed(), "week_1".parse().unwrap());
        for (contents, text) in [
            (MaterialContents::Unread, "null".to_owned()),
            (MaterialContents::Nothing, contents_text("", "")),
            (
                MaterialContents::Read(read),
                contents_text("distributed", "week_1"),
            ),
        ] {
            let material = PlanMaterial {
                source: None,
                contents,
                shown: BTreeSet::new(),
            };
            let text = format!(r#"{{"source":null,"contents":{text},"shown":[]}}"#);
            assert_eq!(serde_json::to_string(&material).unwrap(), text);
            assert_eq!(
                serde_json::from_str::<PlanMaterial>(&text).unwrap(),
                material
            );
        }
    }

    fn contents_text(instance: &str, snapshot: &str) -> String {
        format!(
            r#"{{"instance":"{instance}","snapshot":"{snapshot}","file_count":0,"files":[],"applications":[],"tables":[],"cannot":[]}}"#
        )
    }
}
