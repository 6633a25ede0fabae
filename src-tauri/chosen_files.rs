//! The files that the user chose or dropped. The window knows each by a token that is good for
//! this run. Where a file lies stays on this side, so that nothing in the window can name a path.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use lists::ListFile;
use reader::Reader;
use uuid::Uuid;

use crate::bridge::{FileKind, FileRef, Problem, ProblemCode};
use lock::LockExt as _;

/// The ending of the files that drafts are saved as.
pub(crate) const DRAFT_ENDING: &str = "cohort";

pub(crate) struct ChosenFiles {
    reader: Reader,
    by_token: Mutex<HashMap<String, Arc<ListFile>>>,
    /// Files with all of Cohort's data, to be imported.
    with_data: Mutex<HashMap<String, PathBuf>>,
}

impl ChosenFiles {
    pub(crate) fn read_by(reader: Reader) -> Self {
        Self {
            reader,
            by_token: Mutex::default(),
            with_data: Mutex::default(),
        }
    }

    pub(crate) fn add(&self, path: PathBuf) -> FileRef {
        let kind = kind(&path);
        let file = ListFile::at(path, self.reader.clone());
        let shown = FileRef {
            file: Uuid::new_v4().to_string(),
            name: file.name(),
            kind,
        };
        self.by_token
            .locked()
            .insert(shown.file.clone(), Arc::new(file));
        shown
    }

    pub(crate) fn get(&self, token: &str) -> Result<Arc<ListFile>, Problem> {
        self.by_token
            .locked()
            .get(token)
            .cloned()
            .ok_or_else(|| Problem::of(ProblemCode::FileGone))
    }

    /// A file to be imported in the place of the data.
    pub(crate) fn add_data(&self, path: PathBuf) -> String {
        let token = Uuid::new_v4().to_string();
        self.with_data.locked().insert(token.clone(), path);
        token
    }

    pub(crate) fn data(&self, token: &str) -> Result<PathBuf, Problem> {
        let known = self.with_data.locked().get(token).cloned();
        known.ok_or_else(|| Problem::of(ProblemCode::FileGone))
    }
}

fn kind(path: &Path) -> FileKind {
    let draft = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(DRAFT_ENDING));
    if draft {
        FileKind::Draft
    } else {
        FileKind::List
    }
}
