//! The lists that are open: what is said of a row depends on the other rows, so those are kept in
//! memory and updated edit by edit. An edit then costs the same in a long list as in a short one.
//!
//! Each list has a lock of its own, so that one long list being read holds up no other.

use lock::LockExt as _;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use store::{Draft, DraftId, Place, Row, Store, StoreError};

mod context;
pub(crate) mod counts;
pub(crate) mod list;

use list::OpenList;

/// How many rows of a list are shown first. The rest is asked for page by page.
pub const FIRST_PAGE: u32 = 500;

/// The open lists of one data file, by their drafts.
pub struct OpenLists {
    store: Store,
    all: Mutex<HashMap<DraftId, Arc<Slot>>>,
}

/// Where the list of one draft is kept. The slot stays when the list is closed: two callers that
/// need the same list at the same time must wait for each other and not read it twice.
#[derive(Default)]
struct Slot {
    /// Set once the list has been read for the first time.
    place: OnceLock<Place>,
    /// What is in memory no longer holds: whoever needs the list next reads it again.
    stale: AtomicBool,
    list: Mutex<Option<OpenList>>,
}

impl OpenLists {
    pub fn new(store: Store) -> Self {
        Self {
            store,
            all: Mutex::default(),
        }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Works on the list of a draft, reading it first where it isn't open.
    pub fn with<T, E: From<StoreError>>(
        &self,
        draft: DraftId,
        work: impl FnOnce(&mut OpenList) -> Result<T, E>,
    ) -> Result<T, E> {
        let slot = self.slot(draft);
        // Reading a long list, or waiting for somebody who does, takes longer than other tasks
        // of this thread should wait.
        tokio::task::block_in_place(|| {
            let mut list = slot.list();
            if slot.stale.swap(false, Ordering::SeqCst) {
                *list = None;
            }
            let list = match &mut *list {
                Some(list) => list,
                empty => {
                    let draft = self.store.draft(draft)?;
                    // The place of a draft never changes, so that the first one set is right.
                    let _ = slot.place.set(draft.place.clone());
                    let rows = self.store.draft_rows(draft.id)?;
                    empty.insert(self.checked(&draft, rows)?)
                }
            };
            work(list)
        })
    }

    /// The beginning of a list, checked by itself and not kept. A row duplicates only what stands
    /// before it, so that the first rows read the same as they do in the whole list.
    pub fn beginning(&self, draft: &Draft, rows: Vec<Row>) -> Result<OpenList, StoreError> {
        self.checked(draft, rows)
    }

    fn checked(&self, draft: &Draft, rows: Vec<Row>) -> Result<OpenList, StoreError> {
        let context = context::context(&self.store, draft)?;
        Ok(OpenList::of(context, draft.intent.clone(), rows))
    }

    /// The list isn't needed any more, or something it depends on has changed.
    pub fn close(&self, draft: DraftId) {
        if let Some(slot) = self.slots().get(&draft) {
            slot.close();
        }
    }

    /// The members of a space were read again: who is in already may differ.
    pub fn members_changed(&self, place: &Place) {
        self.close_where(|of| of == place);
    }

    /// The user named other domains for an organisation.
    pub fn domains_changed(&self, place: &Place) {
        self.close_where(|of| of.account == place.account && of.org == place.org);
    }

    fn close_where(&self, concerned: impl Fn(&Place) -> bool) {
        for slot in self.slots().values() {
            // A list without a place is being read at this moment, perhaps from older data.
            if slot.place.get().is_none_or(&concerned) {
                slot.close();
            }
        }
    }

    fn slot(&self, draft: DraftId) -> Arc<Slot> {
        Arc::clone(self.slots().entry(draft).or_default())
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<DraftId, Arc<Slot>>> {
        // Nothing is done under this lock that could leave the map half changed.
        self.all.locked()
    }
}

impl Slot {
    fn list(&self) -> MutexGuard<'_, Option<OpenList>> {
        self.list.lock().unwrap_or_else(|broken| {
            // Whoever panicked may have left the list half changed. The disk has all of it, so it
            // is read again.
            self.list.clear_poison();
            let mut list = broken.into_inner();
            *list = None;
            list
        })
    }

    fn close(&self) {
        self.stale.store(true, Ordering::SeqCst);
        // Its memory is freed at once, unless somebody is working on it.
        if let Ok(mut list) = self.list.try_lock() {
            *list = None;
        }
    }
}
