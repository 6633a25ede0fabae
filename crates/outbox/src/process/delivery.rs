//! Sending from one data folder by this process: while it holds the lease it sends, and otherwise
//! it watches what another process does, ready to take over.
//!
//! Only the data is shared between processes. So whoever takes over treats what it finds as
//! sending like a lost answer, and what another process changed is noticed by asking the data
//! file for its version, twice a second.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use store::{Installation, SetAside, Store, StoreError};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{oneshot, watch};

use super::check_times::CheckTimes;
use super::data_origin::{DataOrigin, OutsideMarks, machine};
use super::lease::Lease;
use crate::actions::{Actions, RestoredData};
use crate::engine::disk::Disk;
use crate::engine::wake::WakeUp;
use crate::engine::{Engine, EngineParts};
use crate::events::Events;
use lock::LockExt as _;

/// How often the generation in the marks grows while something happens. A backup that is younger
/// than this can't be told from the data themselves.
const GROW_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Sending from one data folder, as far as this process is concerned. Clones are the same.
#[derive(Clone)]
pub struct Delivery {
    shared: Arc<Shared>,
}

struct Shared {
    engine: Arc<Engine>,
    actions: Actions,
    events: Events,
    wake: WakeUp,
    store: Store,
    disk: Disk,
    data: PathBuf,
    marks: OutsideMarks,
    check_times: CheckTimes,
    held: Mutex<Option<Held>>,
    /// What is to be done as soon as nothing is sent any more.
    stopped_for: Mutex<Option<StoppedFor>>,
    holds_lease: watch::Sender<bool>,
    /// Counts the changes that other processes made to the data.
    other_process: watch::Sender<u64>,
}

/// The lease, and the mark under which it is used.
struct Held {
    _lease: Lease,
    mark: Installation,
    grown_at: Timestamp,
}

type Work = Box<dyn FnOnce() -> Result<(), StoreError> + Send>;

/// Work that is done with the lease while nothing is sent, and who waits for it.
struct StoppedFor {
    work: Work,
    done: oneshot::Sender<Result<(), StoreError>>,
}

/// What a process found when it took over sending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// How many plans were within their grace, and are on hold now.
    pub held_in_grace: u32,
    /// Where the data was restored or copied: what was found in it. Every plan is on hold then.
    pub restored: Option<RestoredData>,
}

#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    #[error("the data folder can't be locked")]
    Lease(#[source] io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why work that no process may send during wasn't done.
#[derive(Debug, thiserror::Error)]
pub(super) enum StopError {
    #[error("another process of Cohort is sending")]
    SendsElsewhere,
    #[error("Cohort is closing")]
    Ending,
    #[error(transparent)]
    Delivery(#[from] DeliveryError),
}

impl Delivery {
    pub(crate) fn new(
        engine: Arc<Engine>,
        actions: Actions,
        parts: &EngineParts,
        data: &Path,
        marks: OutsideMarks,
        check_times: CheckTimes,
    ) -> Self {
        Self {
            shared: Arc::new(Shared {
                engine,
                actions,
                events: parts.events.clone(),
                wake: parts.wake.clone(),
                store: parts.store.clone(),
                disk: parts.disk.clone(),
                data: data.to_owned(),
                marks,
                check_times,
                held: Mutex::default(),
                stopped_for: Mutex::default(),
                holds_lease: watch::Sender::new(false),
                other_process: watch::Sender::new(0),
            }),
        }
    }

    /// Whether this process is the one that sends.
    pub fn holds_lease(&self) -> bool {
        *self.shared.holds_lease.borrow()
    }

    /// Changes when this process gets the lease or gives it up.
    pub fn lease_changes(&self) -> watch::Receiver<bool> {
        self.shared.holds_lease.subscribe()
    }

    /// Changes when another process has changed the data.
    pub fn other_process_changes(&self) -> watch::Receiver<u64> {
        self.shared.other_process.subscribe()
    }

    /// Goes through the whole data file, which takes a while with a large one. If it is damaged it
    /// is moved aside, while this process holds the lease, and everything goes on with a fresh one.
    /// To be called before [`Delivery::claim`]. Where another process holds the lease, the file
    /// stays where it is: that process found it sound, or will say what it found.
    pub async fn set_aside_if_damaged(
        &self,
        now: Timestamp,
    ) -> Result<Option<SetAside>, DeliveryError> {
        let store = self.shared.store.clone();
        let finding = offload::run(move || store.find_damage()).await;
        // The task ends without an answer only where the whole program ends.
        let Some(damage) = finding.unwrap_or(Ok(None))? else {
            return Ok(None);
        };
        tracing::error!(%damage, "the data file is damaged");
        let lease = Lease::claim(&self.shared.data).map_err(DeliveryError::Lease)?;
        let Some(_lease) = lease else {
            return Ok(None);
        };
        Ok(Some(self.shared.store.set_aside(now)?))
    }

    /// Takes the lease where it is free, and recovers what the process that held it last left
    /// open. `None` where another process holds it.
    pub async fn claim(&self, now: Timestamp) -> Result<Option<TakenOver>, DeliveryError> {
        let Some(lease) = Lease::claim(&self.shared.data).map_err(DeliveryError::Lease)? else {
            return Ok(None);
        };
        let keyring = match self.shared.store.installation()? {
            Some(data) => self.shared.marks.keyring.read(&data.id).await,
            None => None,
        };
        let (mark, restored) = self.check_origin(keyring.as_ref(), now)?;
        self.shared.marks.settings.keep(&mark);
        self.shared.marks.keyring.keep(&mark).await;
        let held_in_grace = self.shared.engine.recover(now)?;
        *self.shared.held.locked() = Some(Held {
            _lease: lease,
            mark,
            grown_at: now,
        });
        self.shared.holds_lease.send_replace(true);
        Ok(Some(TakenOver {
            held_in_grace,
            restored,
        }))
    }

    /// Returns the mark under which this process sends, and what was found where the data was
    /// restored.
    fn check_origin(
        &self,
        keyring: Option<&Installation>,
        now: Timestamp,
    ) -> Result<(Installation, Option<RestoredData>), StoreError> {
        let store = &self.shared.store;
        let settings = self.shared.marks.settings.read();
        let origin = DataOrigin::of(store.installation()?, settings, keyring, &machine());
        match origin {
            DataOrigin::ThisInstallation(mark) => {
                store.write(|w| w.installation_set(&mark))?;
                Ok((mark, None))
            }
            DataOrigin::Restored(mark) => {
                let found = self.shared.actions.hold_restored_data(&mark, now)?;
                Ok((mark, Some(found)))
            }
        }
    }

    /// Sends, now or as soon as the lease is free, until [`Delivery::finish`].
    pub async fn run(&self) {
        loop {
            tokio::select! {
                biased;
                () = self.send_when_lease_is_held() => {}
                () = self.watch_other_processes() => {}
            }
            // A backup from the middle of this run is older than what was sent at its end.
            if let Err(problem) = self.grow_now(Timestamp::now()).await {
                tracing::warn!(%problem, "the mark of the data couldn't be renewed");
            }
            let stopped_for = self.shared.stopped_for.locked().take();
            let Some(StoppedFor { work, done }) = stopped_for else {
                break;
            };
            let outcome = blocking(work).await;
            let is_done = outcome.is_ok();
            // Whoever asked for it may be gone.
            let _ = done.send(outcome);
            if is_done {
                break;
            }
            self.shared.engine.go_on();
        }
        *self.shared.held.locked() = None;
        self.shared.holds_lease.send_replace(false);
    }

    /// Lets what is in flight come to its end, does this work with the lease, and then sends no more.
    /// If the work fails, sending goes on.
    pub(super) async fn stop_for(
        &self,
        work: impl FnOnce() -> Result<(), StoreError> + Send + 'static,
    ) -> Result<(), StopError> {
        if !self.holds_lease() {
            let lease = Lease::claim(&self.shared.data).map_err(DeliveryError::Lease)?;
            let Some(_lease) = lease else {
                return Err(StopError::SendsElsewhere);
            };
            return Ok(blocking(work).await.map_err(DeliveryError::Store)?);
        }
        let (done, outcome) = oneshot::channel();
        *self.shared.stopped_for.locked() = Some(StoppedFor {
            work: Box::new(work),
            done,
        });
        self.shared.engine.finish();
        // Without an answer the whole program is ending. The work may still be done by its thread.
        let outcome = outcome.await.map_err(|_| StopError::Ending)?;
        Ok(outcome.map_err(DeliveryError::Store)?)
    }

    pub(super) fn store(&self) -> &Store {
        &self.shared.store
    }

    pub(super) fn disk(&self) -> &Disk {
        &self.shared.disk
    }

    /// Lets what is in flight come to its end, and [`Delivery::run`] with it. Nothing more
    /// leaves, and another process may take over.
    pub fn finish(&self) {
        self.shared.engine.finish();
    }

    async fn send_when_lease_is_held(&self) {
        while !self.holds_lease() {
            tokio::select! {
                biased;
                () = self.shared.engine.finishing() => return,
                () = self.shared.check_times.next() => {}
            }
            if let Err(problem) = self.claim(Timestamp::now()).await {
                tracing::warn!(%problem, "sending couldn't be taken over");
            }
        }
        tokio::select! {
            biased;
            () = self.shared.engine.run() => {}
            () = self.grow() => {}
        }
    }

    async fn watch_other_processes(&self) {
        let mut known = None;
        loop {
            match self.shared.store.data_version() {
                Ok(version) if known.replace(version).is_some_and(|last| last != version) => {
                    self.shared.wake.wake();
                    self.shared.other_process.send_modify(|count| *count += 1);
                }
                Ok(_) => {}
                Err(problem) => {
                    tracing::warn!(%problem, "the version of the data couldn't be read");
                }
            }
            self.shared.check_times.next().await;
        }
    }

    /// Lets the generation grow while something happens, so that data restored from the middle of
    /// a long run are recognised.
    async fn grow(&self) {
        let mut happened = self.shared.events.subscribe();
        loop {
            // To have missed some events says as well as an event that something happens.
            if let Err(RecvError::Closed) = happened.recv().await {
                return std::future::pending().await;
            }
            let now = Timestamp::now();
            if !self.is_growth_due(now) {
                continue;
            }
            if let Err(problem) = self.grow_now(now).await {
                tracing::warn!(%problem, "the mark of the data couldn't be renewed");
            }
        }
    }

    fn is_growth_due(&self, now: Timestamp) -> bool {
        let held = self.shared.held.locked();
        held.as_ref()
            .is_some_and(|held| now.duration_since(held.grown_at) >= GROW_EVERY)
    }

    async fn grow_now(&self, now: Timestamp) -> Result<(), StoreError> {
        let mark = {
            let mut held = self.shared.held.locked();
            let Some(held) = held.as_mut() else {
                return Ok(());
            };
            held.grown_at = now;
            held.mark.generation += 1;
            let mark = held.mark.clone();
            self.shared.store.write(|w| w.installation_set(&mark))?;
            self.shared.marks.settings.keep(&mark);
            mark
        };
        self.shared.marks.keyring.keep(&mark).await;
        Ok(())
    }
}

/// Does work on the data file on a thread that is there for that.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let ended = StoreError::Invariant("work on the data file comes to its end");
    offload::run(work).await.unwrap_or(Err(ended))
}
