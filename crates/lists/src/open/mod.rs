//! The lists of drafts that are open: what findings need to know of the other rows, kept up
//! edit by edit, so that an edit costs the same in a long list as in a short one.
//!
//! Each list has a lock of its own: while a long one is read, the others go on.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use store::{AccountId, DraftId, Place, Store, StoreError};

mod context;
#[path = "list.rs"]
mod open_list;

pub(crate) use context::{context, learned_domains};
pub(crate) use open_list::{OpenList, entry};

#[derive(Default)]
pub(crate) struct Lists {
    all: Mutex<HashMap<DraftId, Arc<Shelf>>>,
}

/// Where the list of one draft is kept; the same for as long as the app runs, so that two who
/// want the list never have two of it.
#[derive(Default)]
struct Shelf {
    place: OnceLock<Place>,
    /// What was read is not so any more: it is read anew by whoever needs it next.
    stale: AtomicBool,
    list: Mutex<Option<OpenList>>,
}

impl Lists {
    fn shelves(&self) -> MutexGuard<'_, HashMap<DraftId, Arc<Shelf>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shelf(&self, draft: DraftId) -> Arc<Shelf> {
        Arc::clone(self.shelves().entry(draft).or_default())
    }

    /// Works on the list of a draft, reading it first where it is not open.
    pub(crate) fn with<T, E: From<StoreError>>(
        &self,
        store: &Store,
        draft: DraftId,
        work: impl FnOnce(&mut OpenList) -> Result<T, E>,
    ) -> Result<T, E> {
        let kept = self.shelf(draft);
        // Reading a long list, or waiting for somebody who does, takes longer than other
        // tasks of this thread should wait.
        tokio::task::block_in_place(|| {
            let mut list = kept.list();
            if kept.stale.swap(false, Ordering::SeqCst) {
                *list = None;
            }
            let list = match &mut *list {
                Some(list) => list,
                empty => {
                    let draft = store.draft(draft)?;
                    let _ = kept.place.set(draft.place());
                    empty.insert(OpenList::read(store, &draft)?)
                }
            };
            work(list)
        })
    }

    pub(crate) fn close(&self, draft: DraftId) {
        if let Some(shelf) = self.shelves().get(&draft) {
            shelf.put_away();
        }
    }

    /// The members of a space were read anew: who is in may differ.
    pub(crate) fn forget_members(&self, account: &AccountId, org: &str, space: &str) {
        self.put_away_where(|place| {
            place.account == *account && place.org == org && place.space == space
        });
    }

    /// The institution has other domains now.
    pub(crate) fn forget_domains(&self, account: &AccountId, org: &str) {
        self.put_away_where(|place| place.account == *account && place.org == org);
    }

    fn put_away_where(&self, concerns: impl Fn(&Place) -> bool) {
        for shelf in self.shelves().values() {
            // One without a place is being read just now, perhaps from what was before.
            if shelf.place.get().is_none_or(&concerns) {
                shelf.put_away();
            }
        }
    }
}

impl Shelf {
    fn list(&self) -> MutexGuard<'_, Option<OpenList>> {
        self.list.lock().unwrap_or_else(|broken| {
            // Whoever panicked may have left it half done; the disk has it whole.
            self.list.clear_poison();
            let mut list = broken.into_inner();
            *list = None;
            list
        })
    }

    fn put_away(&self) {
        self.stale.store(true, Ordering::SeqCst);
        // Its memory at once, where nobody is at it.
        if let Ok(mut list) = self.list.try_lock() {
            *list = None;
        }
    }
}
