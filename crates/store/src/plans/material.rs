//! What a plan distributes: a snapshot, and what it holds, frozen beside the plan as JSON.

use std::collections::BTreeSet;

use platform::Slug;
use serde::{Deserialize, Serialize};

use crate::SnapshotRef;

/// What is kept beside a plan that distributes something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanMaterial {
    /// `None`: the distributed history, whatever it is when the plan departs.
    pub source: Option<SnapshotRef>,
    /// What it holds, once that was read. Found empty, there is nothing to distribute.
    pub contents: Option<Contents>,
    /// What cannot be distributed and the user has been told of.
    #[serde(default)]
    pub shown: BTreeSet<String>,
}

/// What a snapshot holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Where it was read.
    pub instance: String,
    pub snapshot: String,
    /// How many files it holds, as far as was counted.
    pub file_count: usize,
    /// What names them all: each an `os_path`.
    pub files: Vec<String>,
    pub applications: Vec<Slug>,
    pub tables: Vec<String>,
    pub cannot: Vec<Undistributable>,
}

/// Something that cannot be distributed.
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
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.applications.is_empty() && self.tables.is_empty()
    }
}

impl PlanMaterial {
    /// What cannot be distributed and the user has not been told of.
    pub fn unsaid(&self) -> Vec<String> {
        let contents = self.contents.iter();
        contents
            .flat_map(|contents| &contents.cannot)
            .map(|unhandable| &unhandable.name)
            .filter(|name| !self.shown.contains(*name))
            .cloned()
            .collect()
    }

    /// The user has been told what cannot be distributed.
    pub fn say_all(&mut self) {
        let names: Vec<String> = self.unsaid();
        self.shown.extend(names);
    }
}
