//! One wait for the disk for all who wait at the same time.

use std::sync::atomic::{AtomicU64, Ordering};

use store::{Store, StoreError};
use tokio::sync::Mutex;

#[derive(Default)]
pub(in crate::engine) struct Disk {
    /// How often it was asked for.
    asked: AtomicU64,
    /// How many of these are answered. Who holds the lock waits for the disk, for all who
    /// have asked by then.
    answered: Mutex<u64>,
}

impl Disk {
    /// Everything written so far is on the disk when this returns.
    pub(in crate::engine) async fn written(&self, store: &Store) -> Result<(), StoreError> {
        let mine = self.asked.fetch_add(1, Ordering::AcqRel) + 1;
        let mut answered = self.answered.lock().await;
        if *answered >= mine {
            return Ok(());
        }
        let all = self.asked.load(Ordering::Acquire);
        let store = store.clone();
        let synced = tokio::task::spawn_blocking(move || store.sync());
        synced
            .await
            .map_err(|error| StoreError::Folder(error.into()))??;
        *answered = all;
        Ok(())
    }
}
