//! The disk under the data: waiting for it, knowing that it is full or failing, and being
//! patient with it.
//!
//! Two rules of delivery stand on this. Nothing leaves that couldn't be written down first, so
//! a request waits for [`Disk::sync`] before it is sent. And an answer that has come is kept
//! until it can be written down, which is what [`Disk::retry_until_it_recovers`] does.

mod sync;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use store::{Store, StoreError};

use self::sync::SharedSync;
use crate::engine::error::EngineError;
use crate::engine::wake::WakeUp;
use crate::events::{Events, Happened};
use lock::LockExt as _;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// What keeps anything from being written, and so from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteObstacle {
    DiskFull,
    DiskFails,
    /// A newer program has changed the form of the data, so this one doesn't write to it any more.
    DataNewer,
}

impl WriteObstacle {
    fn of(error: &StoreError) -> Option<Self> {
        match error {
            StoreError::DiskFull(_) => Some(Self::DiskFull),
            StoreError::DiskFails(_) => Some(Self::DiskFails),
            StoreError::Newer => Some(Self::DataNewer),
            _ => None,
        }
    }
}

/// Whether the same write may succeed later. Another process that holds the data lets go of
/// them again.
fn is_transient(error: &StoreError) -> bool {
    WriteObstacle::of(error).is_some() || matches!(error, StoreError::Busy(_))
}

/// Clones stand for the same disk.
#[derive(Clone)]
pub(crate) struct Disk(Arc<Inner>);

struct Inner {
    store: Store,
    sync: SharedSync,
    obstacle: Mutex<Option<WriteObstacle>>,
    events: Events,
    wake: WakeUp,
}

impl Disk {
    pub(crate) fn new(store: Store, events: Events, wake: WakeUp) -> Self {
        Self(Arc::new(Inner {
            store,
            sync: SharedSync::default(),
            obstacle: Mutex::default(),
            events,
            wake,
        }))
    }

    /// `None` while the disk takes what is written.
    pub(crate) fn obstacle(&self) -> Option<WriteObstacle> {
        *self.0.obstacle.locked()
    }

    /// When this returns, everything written before the call is on the disk. Success proves
    /// that the disk works again, but not that it has room for more.
    pub(super) async fn sync(&self) -> Result<(), EngineError> {
        let outcome = self.0.sync.sync(&self.0.store).await;
        match &outcome {
            Ok(()) => self.clear(WriteObstacle::DiskFails),
            Err(EngineError::Store(error)) => self.record_failure(error),
            Err(EngineError::SyncEnded(_)) => {}
        }
        outcome
    }

    /// Something was written, so there is room.
    pub(crate) fn record_write(&self) {
        self.clear(WriteObstacle::DiskFull);
    }

    pub(super) fn record_failure(&self, error: &StoreError) {
        if let Some(obstacle) = WriteObstacle::of(error) {
            self.set(Some(obstacle));
        }
    }

    fn clear(&self, obstacle: WriteObstacle) {
        if self.obstacle() == Some(obstacle) {
            self.set(None);
        }
    }

    fn set(&self, obstacle: Option<WriteObstacle>) {
        let mut known = self.0.obstacle.locked();
        if *known != obstacle {
            *known = obstacle;
            self.0.events.publish(Happened::Disk);
        }
    }

    /// Repeats a write that the disk refuses until the disk takes it. Should Cohort end before
    /// that, the next start treats the answer that was to be written as lost.
    pub(super) async fn retry_until_it_recovers<T>(
        &self,
        write: impl Fn() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut pause = FIRST_PAUSE;
        loop {
            match write() {
                Err(error) if is_transient(&error) => {
                    self.record_failure(&error);
                    tracing::error!(%error, "an answer waits to be written down");
                    tokio::select! {
                        biased;
                        () = tokio::time::sleep(pause) => {}
                        () = self.0.wake.disk_retry_requested() => {}
                    }
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                outcome => {
                    if outcome.is_ok() {
                        self.record_write();
                    }
                    return outcome;
                }
            }
        }
    }
}
