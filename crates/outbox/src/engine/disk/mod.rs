//! The disk under the data: waiting for it, knowing that it is full or failing, and being
//! patient with it.
//!
//! Two rules of delivery stand on this. Nothing leaves that could not be written down first, so
//! a request waits for [`Disk::sync`] before it is sent. And an answer that has come is kept
//! until it can be written down, which is what [`Disk::retry_until_it_recovers`] does.

mod sync;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use store::{Store, StoreError};

use self::sync::SharedSync;
use crate::engine::EngineError;
use crate::engine::wake::WakeUp;
use crate::events::{Events, Happened};
use lock::LockExt as _;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// Why nothing can be written down, and so nothing can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskProblem {
    Full,
    Fails,
    /// A newer program has changed the form of the data, so this one doesn't write to them any more.
    Newer,
}

impl DiskProblem {
    fn of(error: &StoreError) -> Option<Self> {
        match error {
            StoreError::DiskFull(_) => Some(Self::Full),
            StoreError::DiskFails(_) => Some(Self::Fails),
            StoreError::Newer => Some(Self::Newer),
            _ => None,
        }
    }
}

/// Whether the same write may succeed later. Another process that holds the data lets go of
/// them again.
fn is_transient(error: &StoreError) -> bool {
    DiskProblem::of(error).is_some() || matches!(error, StoreError::Busy(_))
}

/// Clones stand for the same disk.
#[derive(Clone)]
pub(crate) struct Disk(Arc<Inner>);

struct Inner {
    store: Store,
    sync: SharedSync,
    problem: Mutex<Option<DiskProblem>>,
    events: Events,
    wake: WakeUp,
}

impl Disk {
    pub(crate) fn new(store: Store, events: Events, wake: WakeUp) -> Self {
        Self(Arc::new(Inner {
            store,
            sync: SharedSync::default(),
            problem: Mutex::default(),
            events,
            wake,
        }))
    }

    /// `None` while the disk takes what is written.
    pub(crate) fn problem(&self) -> Option<DiskProblem> {
        *self.0.problem.locked()
    }

    /// When this returns, everything written before the call is on the disk. Success proves
    /// that the disk works again, but not that it has room for more.
    pub(super) async fn sync(&self) -> Result<(), EngineError> {
        let outcome = self.0.sync.sync(&self.0.store).await;
        match &outcome {
            Ok(()) => self.clear(DiskProblem::Fails),
            Err(EngineError::Store(error)) => self.record_failure(error),
            Err(EngineError::SyncEnded(_)) => {}
        }
        outcome
    }

    /// Something was written, so there is room.
    pub(crate) fn record_write(&self) {
        self.clear(DiskProblem::Full);
    }

    pub(super) fn record_failure(&self, error: &StoreError) {
        if let Some(problem) = DiskProblem::of(error) {
            self.set(Some(problem));
        }
    }

    fn clear(&self, problem: DiskProblem) {
        if self.problem() == Some(problem) {
            self.set(None);
        }
    }

    fn set(&self, problem: Option<DiskProblem>) {
        let mut known = self.0.problem.locked();
        if *known != problem {
            *known = problem;
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
