//! One deliverer, one set of data: this process sends while it has the right to, and otherwise
//! watches what another does, ready to take over.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use store::{Installation, Store, StoreError};
use tokio::sync::watch;

use crate::engine::Engine;
use crate::process::installation::{SettingsMark, Standing, machine};
use crate::process::lease::Lease;

/// How often it is looked whether another process has changed the data, or has stopped sending.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How often the marks grow while something happens: what a backup of the data may be behind
/// without being noticed.
const GROW_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Sending from one data folder, as far as this process is concerned. Clones are the same.
#[derive(Clone)]
pub struct Delivery {
    shared: Arc<Shared>,
}

struct Shared {
    engine: Engine,
    store: Store,
    data: PathBuf,
    settings: SettingsMark,
    held: Mutex<Option<Held>>,
    /// Whether this process sends.
    here: watch::Sender<bool>,
    /// Counts what other processes changed.
    elsewhere: watch::Sender<u64>,
}

/// The right to send, and the mark under which it is used.
struct Held {
    _lock: Lease,
    mark: Installation,
    grown_at: Timestamp,
}

/// What was found by taking over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// Plans within their grace, held until the user says go.
    pub in_grace: u32,
    /// The data were restored or copied: so many steps are unsettled, and all plans wait.
    pub moved: Option<u32>,
}

#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    #[error("the data folder cannot be locked")]
    Lock(#[source] io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Delivery {
    pub fn new(engine: Engine, store: Store, data: &Path, settings: &Path) -> Self {
        Self {
            shared: Arc::new(Shared {
                engine,
                store,
                data: data.to_owned(),
                settings: SettingsMark::in_folder(settings),
                held: Mutex::default(),
                here: watch::Sender::new(false),
                elsewhere: watch::Sender::new(0),
            }),
        }
    }

    /// Whether this process is the one that sends.
    pub fn here(&self) -> bool {
        *self.shared.here.borrow()
    }

    /// Changes when this process begins to send.
    pub fn here_changes(&self) -> watch::Receiver<bool> {
        self.shared.here.subscribe()
    }

    /// Changes when another process has changed the data.
    pub fn elsewhere(&self) -> watch::Receiver<u64> {
        self.shared.elsewhere.subscribe()
    }

    /// Takes the right to send where nobody has it, and sweeps up what the last one left open.
    /// `None`: another process sends.
    pub fn claim(&self, now: Timestamp) -> Result<Option<Found>, DeliveryError> {
        let Some(lock) = Lease::claim(&self.shared.data).map_err(DeliveryError::Lock)? else {
            return Ok(None);
        };
        let store = &self.shared.store;
        let standing = Standing::of(
            store.installation()?,
            self.shared.settings.read(),
            &machine(),
        );
        let (mark, moved) = match standing {
            Standing::InPlace(mark) => {
                store.write(|w| w.installation_set(&mark))?;
                (mark, None)
            }
            Standing::Moved(mark) => {
                let unsettled = self.shared.engine.data_moved(&mark, now)?;
                (mark, Some(unsettled).filter(|count| *count > 0))
            }
        };
        self.shared.settings.keep(&mark);
        let in_grace = self.shared.engine.sweep(now)?;
        *self.held() = Some(Held {
            _lock: lock,
            mark,
            grown_at: now,
        });
        self.shared.here.send_replace(true);
        Ok(Some(Found { in_grace, moved }))
    }

    /// Sends, now or as soon as the right to is free, until [`Delivery::finish`].
    pub async fn run(&self) {
        tokio::select! {
            () = self.send_when_it_may() => {}
            () = self.watch_others() => {}
        }
        *self.held() = None;
        self.shared.here.send_replace(false);
    }

    /// Lets what is on the wire come to its end, and [`Delivery::run`] with it. Nothing more
    /// leaves, and another process may take over.
    pub fn finish(&self) {
        self.shared.engine.finish();
    }

    async fn send_when_it_may(&self) {
        while !self.here() {
            tokio::select! {
                () = self.shared.engine.finishing() => return,
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
            if let Err(problem) = self.claim(Timestamp::now()) {
                tracing::warn!(%problem, "sending cannot be taken over");
            }
        }
        tokio::select! {
            () = self.shared.engine.run() => {}
            () = self.grow() => {}
        }
    }

    async fn watch_others(&self) {
        let mut known = None;
        loop {
            match self.shared.store.data_version() {
                Ok(version) if known.replace(version).is_some_and(|last| last != version) => {
                    self.shared.engine.wake();
                    self.shared.elsewhere.send_modify(|count| *count += 1);
                }
                Ok(_) => {}
                Err(problem) => tracing::warn!(%problem, "the data cannot be looked at"),
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Keeps the marks growing while something happens, so that data restored from the middle of
    /// a long run are known as such.
    async fn grow(&self) {
        let mut happened = self.shared.engine.happened();
        loop {
            // Having missed some of what happened is as good as having heard it.
            if let Err(tokio::sync::broadcast::error::RecvError::Closed) = happened.recv().await {
                return std::future::pending().await;
            }
            if let Err(problem) = self.grow_if_due(Timestamp::now()) {
                tracing::warn!(%problem, "the mark of the data could not be renewed");
            }
        }
    }

    fn grow_if_due(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut held = self.held();
        let Some(held) = held.as_mut() else {
            return Ok(());
        };
        if now.duration_since(held.grown_at) < GROW_EVERY {
            return Ok(());
        }
        held.grown_at = now;
        held.mark.generation += 1;
        self.shared
            .store
            .write(|w| w.installation_set(&held.mark))?;
        self.shared.settings.keep(&held.mark);
        Ok(())
    }

    fn held(&self) -> MutexGuard<'_, Option<Held>> {
        self.shared
            .held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
