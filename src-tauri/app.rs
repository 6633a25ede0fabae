//! Everything the commands work with, and the order in which it begins: the data are opened first,
//! the window can show them at once, and only then the practice platform starts and plans leave.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use home::{Folders, PracticeHost};
use jiff::Timestamp;
use outbox::{DeliveryError, Outbox, OutboxOptions};
use store::{Store, StoreError};
use tokio::sync::watch;
use vault::Vault;

use crate::bridge::{Preferences, StartNotice};
use crate::elsewhere;
use crate::files::Files;
use crate::host::Host;
use crate::lists::Lists;

/// Everything the commands work with.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) vault: Vault,
    pub(crate) outbox: Outbox,
    pub(crate) lists: Lists,
    pub(crate) files: Files,
    pub(crate) practice: PracticeHost,
    pub(crate) host: Box<dyn Host>,
    preferences: Mutex<Preferences>,
    notices: Mutex<Vec<StartNotice>>,
    ready: watch::Sender<bool>,
}

/// Why the app cannot begin at all.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BeginProblem {
    #[error("the data on this computer cannot be used")]
    Store(#[from] StoreError),
}

impl App {
    /// Opens the data. Nothing is sent, and no server started, before [`App::start`].
    pub(crate) fn begin(
        folders: Folders,
        preferences: Preferences,
        vault: Vault,
        host: Box<dyn Host>,
    ) -> Result<Self, BeginProblem> {
        let now = Timestamp::now();
        let opened = Store::open(&folders.data_file(), now)?;
        let mut notices: Vec<_> = opened
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
        if folders.on_network() {
            notices.push(StartNotice::DataOnNetwork {
                folder: folders.data().display().to_string(),
            });
        }
        let store = opened.store;
        Ok(Self {
            outbox: Outbox::open(
                &store,
                &vault,
                folders.data(),
                folders.settings(),
                OutboxOptions::default(),
            ),
            lists: Lists::default(),
            files: Files::default(),
            practice: PracticeHost::new(folders.practice(), store.clone(), vault.clone()),
            preferences: Mutex::new(preferences),
            notices: Mutex::new(notices),
            ready: watch::Sender::new(false),
            store,
            vault,
            host,
        })
    }

    /// Starts the practice platform and sweeps what the last run left open.
    pub(crate) async fn start(&self) {
        let now = Timestamp::now();
        if let Err(problem) = self.practice.start(now).await {
            self.notices().push(StartNotice::PracticeDown {
                problem: problem.into(),
            });
        }
        if let Err(problem) = self.sweep(now) {
            tracing::error!(%problem, "what the last run left open could not be read");
        }
        self.ready.send_replace(true);
    }

    fn sweep(&self, now: Timestamp) -> Result<(), DeliveryError> {
        const DELETED_DRAFTS_KEPT: jiff::SignedDuration = jiff::SignedDuration::from_hours(30 * 24);
        let Some(found) = self.outbox.delivery.claim(now)? else {
            return Ok(());
        };
        if let Some(unsettled) = found.restored {
            self.notices().push(StartNotice::DataMoved { unsettled });
        }
        if found.held_in_grace > 0 {
            self.notices().push(StartNotice::PlansHeld {
                count: found.held_in_grace,
            });
        }
        Ok(self.store.drafts_sweep(now - DELETED_DRAFTS_KEPT)?)
    }

    /// Works for as long as the app runs: sends where no other process does, and is ready to
    /// take over from one that does.
    pub(crate) async fn run(self: Arc<Self>) {
        let practice_started = || {
            let practice = store::AccountId::practice();
            self.outbox.platform_started(&practice);
        };
        tokio::join!(
            self.outbox.delivery.run(),
            self.practice.keep(practice_started),
            elsewhere::tell(Arc::clone(&self)),
        );
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
