//! One reading or change of a place's link at a time.
//!
//! A reading that was asked before a change and answered after it shows the link that is no longer
//! there. Comparing times would be enough between two readings, but a change also reads the link
//! before and after itself, and must not take another's change for its own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use lock::LockExt as _;
use store::Place;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

/// A lock for each place. Clones share them.
#[derive(Clone, Default)]
pub(super) struct PlaceLocks(Arc<Mutex<HashMap<Place, Arc<AsyncMutex<()>>>>>);

impl PlaceLocks {
    /// Waits until nobody else in this process is at the link of this place.
    pub(super) async fn lock(&self, place: &Place) -> OwnedMutexGuard<()> {
        let lock = Arc::clone(self.0.locked().entry(place.clone()).or_default());
        lock.lock_owned().await
    }
}
