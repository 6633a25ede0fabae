use std::sync::{Mutex, MutexGuard, PoisonError};

use outbox::{Connections, Deliverer, Engine, Keys, Sight};
use store::{Store, StoreError};
use tokio::sync::watch;
use vault::Vault;

use crate::bridge::{Preferences, StartNotice};
use crate::folders::Folders;
use crate::host::Host;
use crate::lists::Lists;
use crate::practice_host::PracticeHost;

/// Everything the commands work with.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) vault: Vault,
    pub(crate) keys: Keys,
    pub(crate) connections: Connections,
    pub(crate) engine: Engine,
    pub(crate) sight: Sight,
    pub(crate) lists: Lists,
    pub(crate) practice: PracticeHost,
    pub(crate) host: Box<dyn Host>,
    pub(crate) folders: Folders,
    /// The right to send, where no other process on this computer has it.
    pub(crate) deliverer: Option<Deliverer>,
    preferences: Mutex<Preferences>,
    notices: Mutex<Vec<StartNotice>>,
    ready: watch::Sender<bool>,
}

/// Why the app cannot begin at all.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BeginProblem {
    #[error("the data on this computer cannot be used")]
    Store(#[from] StoreError),
    #[error("the data folder cannot be locked")]
    Lock(#[from] std::io::Error),
}

impl App {
    /// Opens the data. Nothing is sent, and no server started, before [`App::start`].
    pub(crate) fn begin(
        folders: Folders,
        preferences: Preferences,
        vault: Vault,
        host: Box<dyn Host>,
    ) -> Result<Self, BeginProblem> {
        let now = jiff::Timestamp::now();
        let opened = Store::open(&folders.data_file(), now)?;
        let deliverer = Deliverer::claim(folders.data())?;
        let notices = opened
            .set_aside
            .map(|aside| StartNotice::DataSetAside {
                file: aside
                    .file
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned())
                    .unwrap_or_default(),
                folder: folders.data().display().to_string(),
                newer: aside.newer,
            })
            .into_iter()
            .collect();
        let store = opened.store;
        let connections = Connections::default();
        let keys = Keys::new(store.clone(), vault.clone());
        Ok(Self {
            engine: Engine::new(store.clone(), keys.clone(), connections.clone()),
            sight: Sight::new(store.clone(), keys.clone(), connections.clone()),
            keys,
            lists: Lists::default(),
            practice: PracticeHost::default(),
            preferences: Mutex::new(preferences),
            notices: Mutex::new(notices),
            ready: watch::Sender::new(false),
            store,
            vault,
            connections,
            host,
            folders,
            deliverer,
        })
    }

    /// Starts the practice platform and sweeps what the last run left open.
    pub(crate) async fn start(&self) {
        let now = jiff::Timestamp::now();
        if let Err(problem) = self
            .practice
            .start(self.folders.practice(), &self.store, &self.vault, now)
            .await
        {
            self.notices().push(StartNotice::PracticeDown { problem });
        }
        if self.deliverer.is_some()
            && let Err(problem) = self.sweep(now)
        {
            tracing::error!(%problem, "what the last run left open could not be read");
        }
        self.ready.send_replace(true);
    }

    fn sweep(&self, now: jiff::Timestamp) -> Result<(), StoreError> {
        const DELETED_DRAFTS_KEPT: jiff::SignedDuration = jiff::SignedDuration::from_hours(30 * 24);
        self.store.drafts_sweep(now - DELETED_DRAFTS_KEPT)?;
        let held = self.store.plans_in_grace()?.len();
        self.engine.sweep(now)?;
        if held > 0 {
            let count = u32::try_from(held).unwrap_or(u32::MAX);
            self.notices().push(StartNotice::PlansHeld { count });
        }
        Ok(())
    }

    /// Waits until [`App::start`] has done its work.
    pub(crate) async fn ready(&self) {
        // The sender lives as long as the app: waiting cannot fail.
        let _ = self.ready.subscribe().wait_for(|ready| *ready).await;
    }

    pub(crate) fn preferences(&self) -> MutexGuard<'_, Preferences> {
        self.preferences
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn notices(&self) -> MutexGuard<'_, Vec<StartNotice>> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
