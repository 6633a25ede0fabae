//! Files that the user chose or dropped. The window knows each by a token that is good for
//! this run; where it lies stays on this side.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use crate::bridge::{FileKind, FileRef, Problem, ProblemCode};

#[path = "../crates/lists/src/file/draft_file.rs"]
pub(crate) mod draft_file;
#[path = "../crates/lists/src/file/mapping.rs"]
pub(crate) mod mapping;
#[path = "../crates/lists/src/file/source.rs"]
mod reading;
#[path = "../crates/lists/src/file/saving.rs"]
pub(crate) mod saving;

pub(crate) use reading::Stamp;

/// What drafts are saved under.
pub(crate) const DRAFT_ENDING: &str = "cohort";

#[derive(Default)]
pub(crate) struct Files {
    known: Mutex<HashMap<String, Arc<KnownFile>>>,
}

pub(crate) struct KnownFile {
    pub(crate) token: String,
    path: PathBuf,
    stopped: AtomicBool,
    looked_at: Mutex<Option<Stamp>>,
}

impl Files {
    pub(crate) fn add(&self, path: PathBuf) -> FileRef {
        let file = KnownFile {
            token: Uuid::new_v4().to_string(),
            path,
            stopped: AtomicBool::new(false),
            looked_at: Mutex::new(None),
        };
        let shown = FileRef {
            file: file.token.clone(),
            name: file.name(),
            kind: kind(&file.path),
        };
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(file.token.clone(), Arc::new(file));
        shown
    }

    pub(crate) fn get(&self, token: &str) -> Result<Arc<KnownFile>, Problem> {
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(token)
            .cloned()
            .ok_or_else(|| Problem::of(ProblemCode::FileGone))
    }
}

impl KnownFile {
    /// What it is called, without its folder.
    pub(crate) fn name(&self) -> String {
        self.path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    }

    /// Whoever reads it is to come to an end.
    pub(crate) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    pub(crate) fn begin(&self) {
        self.stopped.store(false, Ordering::Relaxed);
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// It was shown as it is now.
    pub(crate) fn looked_at(&self, stamp: Stamp) {
        *self.last_look() = Some(stamp);
    }

    /// Whether it is another than the one that was shown.
    pub(crate) fn changed_since(&self, stamp: &Stamp) -> bool {
        self.last_look().as_ref().is_some_and(|seen| seen != stamp)
    }

    fn last_look(&self) -> std::sync::MutexGuard<'_, Option<Stamp>> {
        self.looked_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
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
