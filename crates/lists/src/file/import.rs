//! Takes the people of a file onto a list, page by page. The first page is there at once; the rest
//! follows, and all pages are one step of undo.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use reader::ReaderError;
use roster::{Entry, PersonKey, ReadError};
use store::{DraftId, EditId, EditKind, NewRow, StoreError};

use super::mapping::{ColumnChoices, Mapping};
use super::source::ListFile;
use crate::edits::ListChange;
use crate::error::{FileError, FileErrorKind, ListError};
use crate::open::{FIRST_PAGE, OpenLists};
use crate::person::{entry, new_row};

/// Rows that are written together once the first are there.
const PAGE: usize = 5_000;

/// How many people of the file have been dealt with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCount {
    pub added: u32,
    /// Those who were on the list before.
    pub known: u32,
}

/// A page that is on the list now. The change names all rows of the first page; of a later page it
/// names only rows above that read differently, because the window asks for the rest page by page.
#[derive(Debug)]
pub struct ImportPage {
    pub change: ListChange,
    pub count: ImportCount,
}

/// How an import ended. Pages that were put on the list stay there, also after an error.
#[derive(Debug)]
pub struct ImportEnd {
    pub count: ImportCount,
    pub error: Option<ListError>,
}

/// Imports a file until its end, until [`ListFile::stop`], or until the user undoes the import.
/// Each page is told to `on_page` once it is on the disk.
pub fn import(
    lists: &OpenLists,
    draft: DraftId,
    file: &ListFile,
    choices: Option<&ColumnChoices>,
    on_page: impl FnMut(ImportPage),
) -> ImportEnd {
    let mut import = Import {
        lists,
        draft,
        file,
        on_page,
        edit: None,
        page: Vec::new(),
        count: ImportCount::default(),
    };
    let error = import.run(choices).err();
    ImportEnd {
        count: import.count,
        error,
    }
}

struct Import<'a, P> {
    lists: &'a OpenLists,
    draft: DraftId,
    file: &'a ListFile,
    on_page: P,
    /// The edit that all pages belong to, from the first page on.
    edit: Option<EditId>,
    page: Vec<NewRow>,
    count: ImportCount,
}

#[derive(PartialEq, Eq)]
enum Next {
    Continue,
    /// The user undid the import, so that nothing more belongs on the list.
    Stop,
}

impl<P: FnMut(ImportPage)> Import<'_, P> {
    fn run(&mut self, choices: Option<&ColumnChoices>) -> Result<(), ListError> {
        let (file, store) = (self.file, self.lists.store());
        let (domains, there) = self.before()?;
        let known = roster::ReadOptions {
            domains,
            ..roster::ReadOptions::default()
        };
        let stopped = file.begin();
        // What was chosen was chosen for the content that was shown.
        let mut read = match file.list(&known, choices.is_some(), Arc::clone(&stopped)) {
            Err(FileError {
                kind: FileErrorKind::NotRead(ReaderError::Stopped),
                ..
            }) => return self.put().map(drop).map_err(Into::into),
            read => read?,
        };
        let mapping = Mapping::of(store, &read.list, choices)?;
        mapping.remember(store, &read.list, choices)?;
        let mut people = mapping
            .people(&mut read.list)
            .map_err(|error| file.not_read(error))?
            .peekable();
        if people.peek().is_none() {
            return Err(file.unreadable(ReadError::NoPeople).into());
        }
        for person in people {
            if stopped.load(Ordering::Relaxed) {
                break;
            }
            let person = match person {
                Ok(person) => person,
                Err(ReaderError::Stopped) => break,
                Err(why) => {
                    // Where the user has seen the first page, what came before the row that
                    // can't be read is kept. Otherwise nothing is.
                    if self.edit.is_some() {
                        self.put()?;
                    }
                    return Err(file.not_read(why).into());
                }
            };
            if there.contains(&mark(&person)) {
                self.count.known += 1;
                continue;
            }
            self.page.push(new_row(person));
            if self.page.len() == self.page_size() && self.put()? == Next::Stop {
                return Ok(());
            }
        }
        if !self.page.is_empty() || self.edit.is_none() {
            self.put()?;
        }
        Ok(())
    }

    /// The institution's domains, and who is on the list before anything is added.
    fn before(&self) -> Result<(Vec<String>, HashSet<String>), StoreError> {
        self.lists.with(self.draft, |list| {
            let there = list.rows().map(|row| mark(&entry(row)));
            Ok((list.domains().to_vec(), there.collect()))
        })
    }

    fn page_size(&self) -> usize {
        if self.edit.is_none() {
            FIRST_PAGE as usize
        } else {
            PAGE
        }
    }

    /// Writes the page.
    fn put(&mut self) -> Result<Next, StoreError> {
        let page = std::mem::take(&mut self.page);
        let now = Timestamp::now();
        let (lists, draft, begun) = (self.lists, self.draft, self.edit);
        let put = lists.with(draft, |list| {
            let edited = lists.store().write(|w| {
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
                if begun.is_some() {
                    let put = std::mem::take(&mut edited.put);
                    list.apply(put, &[]);
                }
                (edit, ListChange::taken_into(list, edited, now))
            }))
        })?;
        let Some((edit, change)) = put else {
            return Ok(Next::Stop);
        };
        self.edit = edit;
        self.count.added += u32::try_from(page.len()).unwrap_or(u32::MAX);
        (self.on_page)(ImportPage {
            change,
            count: self.count,
        });
        Ok(Next::Continue)
    }
}

/// By what a person is recognised when the same list is imported a second time.
fn mark(entry: &Entry) -> String {
    if entry.address.trim().is_empty() {
        format!("{}\n{}", entry.list_id.trim(), entry.name.trim())
    } else {
        PersonKey::of(&entry.address).into()
    }
}
