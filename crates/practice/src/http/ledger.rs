//! The part of the ledger that is still in memory. Writing each request to the database on its own
//! would cost more than most requests themselves, so they are collected and written in batches.

use lock::LockExt as _;
use std::sync::Mutex;

use crate::model::ledger::RequestEntry;

/// At this many entries they are written. Before the ledger is read, they are written too.
const BATCH: usize = 500;

#[derive(Default)]
pub(crate) struct Ledger(Mutex<Vec<RequestEntry>>);

impl Ledger {
    /// Returns whether enough entries have come together to be written.
    pub(crate) fn add(&self, entry: RequestEntry) -> bool {
        let mut waiting = self.0.locked();
        waiting.push(entry);
        waiting.len() == BATCH
    }

    pub(super) fn take(&self) -> Vec<RequestEntry> {
        std::mem::take(&mut *self.0.locked())
    }
}
