use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use practice::{FolderError, Options, Practice, RepeatInvite, StartError};
use secrecy::{ExposeSecret, SecretString};
use store::{AccountId, AccountKind, Store, StoreError};
use vault::{Keep, Vault, VaultError};

/// How long another process may take to start it.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// How often it is tried to start it in the place of another process that ran it.
const TAKE_OVER_EVERY: Duration = Duration::from_secs(1);

/// The practice platform beside the data: a server like any other, run by whichever process of
/// this user came first. Clones are the same.
#[derive(Clone)]
pub struct PracticeHost {
    folder: PathBuf,
    store: Store,
    vault: Vault,
    running: Arc<Mutex<Option<Running>>>,
}

enum Running {
    Here(Practice),
    Elsewhere(practice::Running),
}

/// A page of it that is looked at in a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Mailbox,
    Faults,
}

#[derive(Debug, thiserror::Error)]
pub enum PracticeError {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("another process starts it and does not come to an end")]
    Stuck,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl PracticeHost {
    pub fn new(folder: PathBuf, store: Store, vault: Vault) -> Self {
        Self {
            folder,
            store,
            vault,
            running: Arc::default(),
        }
    }

    /// Starts it, or finds the one that another process runs; and makes or moves the practice
    /// account to where it listens.
    pub async fn start(&self, now: Timestamp) -> Result<(), PracticeError> {
        let found = tokio::time::timeout(PATIENCE, self.start_or_find())
            .await
            .unwrap_or(Err(PracticeError::Stuck))?;
        self.settle(found, now).await
    }

    /// Where another process runs it: starts it here once that one ends, and calls back.
    pub async fn keep(&self, started: impl Fn()) {
        while matches!(*self.running(), Some(Running::Elsewhere(_))) {
            tokio::time::sleep(TAKE_OVER_EVERY).await;
            match practice::start(options(&self.folder)).await {
                Ok(practice) => {
                    match self.settle(Running::Here(practice), Timestamp::now()).await {
                        Ok(()) => started(),
                        Err(problem) => tracing::warn!(%problem, "the practice account is lost"),
                    }
                }
                Err(StartError::Folder(FolderError::InUse(_))) => {}
                Err(problem) => tracing::warn!(%problem, "the practice platform does not start"),
            }
        }
    }

    /// Ends it, if it runs here.
    pub async fn stop(&self) {
        let running = self.running().take();
        if let Some(Running::Here(practice)) = running {
            practice.stop().await;
        }
    }

    /// Where a page of it is, with the token of this start; `None` while it does not run.
    pub fn page(&self, page: Page) -> Option<String> {
        let running = self.running();
        let (address, token) = match running.as_ref()? {
            Running::Here(practice) => (practice.address(), practice.token()),
            Running::Elsewhere(running) => (running.address, &running.token),
        };
        let path = match page {
            Page::Mailbox => "mailbox",
            Page::Faults => "faults",
        };
        let token = token.expose_secret();
        Some(format!("http://{address}/{path}?token={token}"))
    }

    async fn start_or_find(&self) -> Result<Running, PracticeError> {
        loop {
            match practice::start(options(&self.folder)).await {
                Ok(practice) => return Ok(Running::Here(practice)),
                Err(StartError::Folder(FolderError::InUse(_))) => {}
                Err(problem) => return Err(problem.into()),
            }
            let said = practice::running(&self.folder).map_err(StartError::Folder)?;
            if let Some(running) = said {
                return Ok(Running::Elsewhere(running));
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    async fn settle(&self, found: Running, now: Timestamp) -> Result<(), PracticeError> {
        let (address, key) = match &found {
            Running::Here(practice) => (practice.address(), practice.key().clone()),
            Running::Elsewhere(running) => (running.address, running.key.clone()),
        };
        self.account(&format!("http://{address}"), key, now).await?;
        *self.running() = Some(found);
        Ok(())
    }

    async fn account(
        &self,
        address: &str,
        key: SecretString,
        now: Timestamp,
    ) -> Result<(), PracticeError> {
        let id = AccountId::practice();
        // Its key lies in a file of its own; the keyring is for the keys of real accounts.
        self.vault.keep(address, key, Keep::ThisRun).await?;
        match self.store.account(&id) {
            Ok(account) if account.address == address => {}
            Ok(_) => self.store.account_move(&id, address)?,
            Err(StoreError::NotFound(_)) => {
                self.store
                    .account_add(&id, AccountKind::Practice, "Practice", address, now)?;
            }
            Err(problem) => return Err(problem.into()),
        }
        Ok(())
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn options(folder: &Path) -> Options {
    Options {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        data: folder.to_owned(),
        key: None,
        empty: false,
        bare: false,
        repeat_invite: RepeatInvite::Refuse,
        smtp: None,
    }
}
