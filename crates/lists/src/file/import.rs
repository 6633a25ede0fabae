//! Takes the people of a file onto a list: the first come back at once, the rest follows.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use roster::Entry;
use store::{DraftId, EditId, EditKind, NewRow, StoreError};
use tokio::sync::oneshot;

use super::drafts::{FIRST_PAGE, id};
use super::rows::{new_row, same_person, taken_in};
use crate::app::App;
use crate::bridge::{
    Changed, Choices, DraftFile, Problem, ProblemCode, Reading, RowsCame, RowsChanged,
};
use crate::files::KnownFile;
use crate::files::mapping::Mapping;

/// Rows that are written together once the first are there.
const PAGE: usize = 5_000;

pub(super) async fn file_take(app: &Arc<App>, take: DraftFile) -> Result<RowsChanged, Problem> {
    let (first, came) = oneshot::channel();
    let taking = Taking {
        app: Arc::clone(app),
        draft: id(&take.draft)?,
        file: app.files.get(&take.file)?,
        choices: take.choices,
        first: Some(first),
        edit: None,
        page: Vec::new(),
        rows: 0,
        known: 0,
    };
    tokio::task::spawn_blocking(move || taking.run());
    came.await
        .unwrap_or_else(|_| Err(Problem::of(ProblemCode::Internal)))
}

struct Taking {
    app: Arc<App>,
    draft: DraftId,
    file: Arc<KnownFile>,
    choices: Option<Choices>,
    /// Until the first rows have come back to the window.
    first: Option<oneshot::Sender<Result<RowsChanged, Problem>>>,
    /// All rows are undone in one.
    edit: Option<EditId>,
    page: Vec<NewRow>,
    rows: u32,
    known: u32,
}

/// Whether there is a reason to go on.
#[derive(PartialEq, Eq)]
enum Goes {
    On,
    /// The user undid it, or wants no more of it.
    NoFurther,
}

impl Taking {
    fn run(mut self) {
        self.file.begin();
        let taken = self.take();
        match (self.first.take(), taken) {
            // Nothing was taken: the window hears why in place of the rows.
            (Some(first), Err(problem)) => drop(first.send(Err(problem))),
            (_, taken) => self.tell(true, taken.err()),
        }
    }

    fn take(&mut self) -> Result<(), Problem> {
        let file = Arc::clone(&self.file);
        let about = |error: roster::Unreadable| Problem::from(error).about(file.name());
        let (domains, there) = self.before()?;
        let choices = roster::Choices {
            domains,
            ..roster::Choices::default()
        };
        let read = file.read(choices.limits.file)?;
        if self.choices.is_some() && file.changed_since(&read.stamp) {
            return Err(Problem::of(ProblemCode::FileChanged).about(file.name()));
        }
        let list = roster::open(&read.bytes, &choices).map_err(about)?;
        let mapping = Mapping::of(&self.app.store, &list, self.choices.as_ref())?;
        mapping.remember(&self.app.store, &list, self.choices.as_ref())?;
        let mut people = mapping.people(&list).peekable();
        if people.peek().is_none() {
            return Err(about(roster::Unreadable::Nobody));
        }
        for person in people {
            if file.is_stopped() {
                break;
            }
            let person = match person {
                Ok(person) => person,
                Err(error) => {
                    // What came before it stands, once any of it was shown.
                    if self.first.is_none() {
                        self.put()?;
                    }
                    return Err(about(error));
                }
            };
            if there.contains(&mark(&person)) {
                self.known += 1;
                continue;
            }
            self.page.push(new_row(person));
            if self.page.len() == self.page_size() && self.put()? == Goes::NoFurther {
                return Ok(());
            }
        }
        if !self.page.is_empty() || self.first.is_some() {
            self.put()?;
        }
        Ok(())
    }

    /// The institution's domains, and who is on the list before anything is added.
    fn before(&self) -> Result<(Vec<String>, HashSet<String>), StoreError> {
        self.app.lists.with(&self.app.store, self.draft, |list| {
            let there = list.rows().map(|row| mark(&crate::lists::entry(row)));
            Ok((list.context().domains.clone(), there.collect()))
        })
    }

    fn page_size(&self) -> usize {
        if self.first.is_some() {
            FIRST_PAGE as usize
        } else {
            PAGE
        }
    }

    /// Writes the page, and tells the window.
    fn put(&mut self) -> Result<Goes, Problem> {
        let page = std::mem::take(&mut self.page);
        let now = Timestamp::now();
        let (app, draft, begun) = (Arc::clone(&self.app), self.draft, self.edit);
        let first = self.first.is_some();
        let put = app.lists.with(&app.store, draft, |list| {
            let edited = app.store.write(|w| {
                let edit = match begun {
                    None => Some(w.draft_edit(draft, EditKind::File, None, now)?),
                    Some(edit) => w.draft_edit_go_on(draft, edit, EditKind::File, now)?,
                };
                let Some(mut edit) = edit else {
                    return Ok(None);
                };
                edit.add(&page)?;
                edit.done().map(Some)
            })?;
            Ok::<_, StoreError>(edited.map(|mut edited| {
                let edit = edited.edit;
                if !first {
                    // The window asks for these page by page: only what is counted is told.
                    let put = std::mem::take(&mut edited.put);
                    list.apply(put, &[]);
                }
                (edit, taken_in(list, edited, now))
            }))
        })?;
        let Some((edit, changed)) = put else {
            return Ok(Goes::NoFurther);
        };
        self.edit = edit;
        self.rows += u32::try_from(page.len()).unwrap_or(u32::MAX);
        if let Some(first) = self.first.take() {
            // A window that is gone needs no answer.
            drop(first.send(Ok(changed)));
        } else {
            app.host.tell(Changed::Rows(RowsCame {
                draft: draft.to_string(),
                counts: changed.counts,
                history: changed.history,
            }));
            self.tell(false, None);
        }
        Ok(Goes::On)
    }

    fn tell(&self, done: bool, problem: Option<Problem>) {
        self.app.host.tell(Changed::Reading(Reading {
            file: self.file.token.clone(),
            rows: self.rows,
            known: self.known,
            done,
            problem,
        }));
    }
}

/// By what a person is known again when the same list comes once more.
fn mark(entry: &Entry) -> String {
    if entry.address.trim().is_empty() {
        format!("{}\n{}", entry.list_id.trim(), entry.name.trim())
    } else {
        same_person(&entry.address)
    }
}
