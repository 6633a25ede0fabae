//! Files on the disk: dropped on the window, imported, compared, and written.

use std::path::PathBuf;

use super::{bodies, draft_for_the_course};
use crate::app_for_tests::{Running, until};
use crate::bridge::{
    Changed, Choices, Draft, DraftFile, DraftPaste, DraftRef, FileChosen, FilePreview, FileRef,
    Problem, ProblemCode, RowsChanged,
};

mod compare;
mod import;
mod save;
mod unreadable;

pub(super) fn which(draft: &Draft) -> DraftRef {
    DraftRef {
        draft: draft.id.clone(),
    }
}

/// The window asks where to go when it opens and when it is told to.
#[tokio::test(flavor = "multi_thread")]
async fn files_that_cohort_was_opened_with_are_as_if_dropped_once() {
    let running = crate::app_for_tests::run().await;
    let path = running.path("students.csv");
    std::fs::write(&path, "Name,Email").unwrap();
    running.app.open_files(vec![path]);
    assert_eq!(
        running.recording.told.lock().unwrap().last(),
        Some(&Changed::Destination)
    );
    for _ in 0..2 {
        bodies::destination(&running.app).await.unwrap();
        let told = running.recording.told.lock().unwrap();
        let dropped = told.iter().filter_map(|changed| match changed {
            Changed::Dropped { files } => Some(files[0].name.as_str()),
            _ => None,
        });
        assert_eq!(dropped.collect::<Vec<_>>(), ["students.csv"]);
    }
}

impl Running {
    /// A file on the disk, dropped on the window.
    pub(super) fn drop_file(&self, name: &str, bytes: impl AsRef<[u8]>) -> FileRef {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        self.drop_path(path)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.data().with_file_name(name)
    }

    pub(super) fn drop_path(&self, path: PathBuf) -> FileRef {
        crate::commands::dropped(&self.app, &[path]);
        let told = self.recording.told.lock().unwrap();
        match told.last() {
            Some(Changed::Dropped { files }) => files[0].clone(),
            other => panic!("{other:?}"),
        }
    }

    pub(super) async fn preview(
        &self,
        file: &FileRef,
        choices: Option<Choices>,
    ) -> Result<FilePreview, Problem> {
        let preview = FileChosen {
            file: file.file.clone(),
            choices,
        };
        bodies::file_preview(&self.app, preview).await
    }

    pub(super) async fn take(
        &self,
        draft: &Draft,
        file: &FileRef,
        choices: Option<Choices>,
    ) -> Result<RowsChanged, Problem> {
        bodies::file_take(&self.app, for_draft(draft, file, choices)).await
    }

    /// How the reading of a file came to its end: people added, people known, what was wrong.
    pub(super) async fn read_to_the_end(&self, file: &FileRef) -> (u32, u32, Option<ProblemCode>) {
        let mut end = None;
        until("the file is read", async || {
            let told = self.recording.told.lock().unwrap();
            end = told.iter().find_map(|told| match told {
                Changed::Reading(reading) if reading.done && reading.file == file.file => {
                    let problem = reading.problem.as_ref().map(|problem| problem.code);
                    Some((reading.rows, reading.known, problem))
                }
                _ => None,
            });
            end.is_some()
        })
        .await;
        end.unwrap()
    }

    pub(super) async fn addresses(&self, draft: &Draft) -> Vec<String> {
        let read = bodies::draft_open(&self.app, which(draft)).await.unwrap();
        read.rows.into_iter().map(|row| row.address).collect()
    }
}

pub(super) fn for_draft(draft: &Draft, file: &FileRef, choices: Option<Choices>) -> DraftFile {
    DraftFile {
        draft: draft.id.clone(),
        file: file.file.clone(),
        choices,
    }
}

pub(super) const MOODLE: &str = "\u{feff}First name,Last name,Email address,Groups\n\
    Ada,Lovelace,ada@new.example,A\nGrace,Hopper,grace@new.example,B\n";

pub(super) fn long_list(people: u32) -> String {
    (0..people).fold("Name,Email address\n".to_owned(), |text, n| {
        text + &format!("Person {n},person.number.{n}@new.example\n")
    })
}

pub(super) async fn drafted(running: &Running) -> Draft {
    let draft = draft_for_the_course(running).await;
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: "Name\tEmail\tGroup\n=Ada\tada@new.example\tA\n".into(),
    };
    bodies::draft_paste(&running.app, paste).await.unwrap();
    draft
}
