//! One wait for the disk, shared by all who wait at the same time.
//!
//! Every request waits for the disk before it leaves and after it was settled. With up to 64 in
//! flight, a wait for each would cost more than all the rest, so whoever comes while another
//! waits is served by the next wait, together with everybody else who has come by then.

use std::sync::atomic::{AtomicU64, Ordering};

use store::Store;
use tokio::sync::Mutex;

use crate::engine::error::EngineError;

#[derive(Default)]
pub(super) struct SharedSync {
    /// How many have asked so far.
    asked: AtomicU64,
    /// How many of these are served. Whoever holds this lock waits for the disk, for all who
    /// have asked by then.
    served: Mutex<u64>,
}

impl SharedSync {
    /// When this returns, everything written before the call is on the disk.
    pub(super) async fn sync(&self, store: &Store) -> Result<(), EngineError> {
        let mine = self.asked.fetch_add(1, Ordering::AcqRel) + 1;
        let mut served = self.served.lock().await;
        if *served >= mine {
            return Ok(());
        }
        let all = self.asked.load(Ordering::Acquire);
        let store = store.clone();
        let waiting = offload::run(move || store.sync());
        waiting.await.map_err(EngineError::SyncEnded)??;
        *served = all;
        Ok(())
    }
}
