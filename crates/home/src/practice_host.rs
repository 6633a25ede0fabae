//! Runs the practice platform beside Cohort's data.
//!
//! It is a server like any other, and Cohort talks to it as it talks to a real platform. It runs
//! only once its account is used, because every page that a browser shows can reach it. Several
//! processes of Cohort may want it at once, but its folder takes only one server. So the first
//! process runs it, the others find out where it listens, and one of them runs it when the first
//! has ended.

use lock::LockExt as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use jiff::Timestamp;
use platform::{BaseUrl, BaseUrlError};
use practice::{FolderError, Options, Page, PageLinkError, Practice, StartError};
use secrecy::SecretString;
use store::{AccountId, AccountKind, Store, StoreError};
use tokio::sync::watch;
use vault::Vault;

/// How long another process may take to start the platform.
const START_TIMEOUT: Duration = Duration::from_secs(20);
/// How often to check whether it has.
const CHECK_INTERVAL: Duration = Duration::from_millis(100);
/// How often to try to run the platform in place of the process that runs it now.
const TAKEOVER_INTERVAL: Duration = Duration::from_secs(1);

/// The practice platform of one user. Clones share it.
#[derive(Clone)]
pub struct PracticeHost {
    folder: PathBuf,
    store: Store,
    vault: Vault,
    running: Arc<Mutex<Option<Running>>>,
    /// Held while the platform is started, so that it is started once.
    starting: Arc<tokio::sync::Mutex<()>>,
    /// Whether the platform was ever started or found by this process.
    used: Arc<watch::Sender<bool>>,
}

enum Running {
    Here(Practice),
    InOtherProcess(practice::Running),
}

#[derive(Debug, thiserror::Error)]
pub enum PracticeError {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("another process is starting the practice platform and hasn't finished")]
    Stuck,
    #[error("the practice platform was stopped")]
    Stopped,
    #[error("the practice platform listens at an address that can't be used")]
    Address(#[from] BaseUrlError),
    #[error(transparent)]
    Page(#[from] PageLinkError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl PracticeHost {
    pub fn new(folder: PathBuf, store: Store, vault: Vault) -> Self {
        Self {
            folder,
            store,
            vault,
            running: Arc::default(),
            starting: Arc::default(),
            used: Arc::new(watch::Sender::new(false)),
        }
    }

    /// Starts the platform if it is the practice account that is about to be used, and does nothing for
    /// other accounts.
    pub async fn start_for(self, account: AccountId) -> Result<(), PracticeError> {
        if account.starts_when_used() {
            self.start(Timestamp::now()).await?;
        }
        Ok(())
    }

    /// Starts the platform if there is no practice account yet: only the platform can say what
    /// the account's address is.
    pub async fn start_if_new(&self, now: Timestamp) -> Result<(), PracticeError> {
        match self.store.account(&AccountId::practice()) {
            Ok(_) => Ok(()),
            Err(StoreError::NotFound(_)) => self.start(now).await,
            Err(error) => Err(error.into()),
        }
    }

    /// Starts the platform, or finds the one that another process runs, and points the practice
    /// account at it. The account is created if there is none. Once this was done, it returns at
    /// once.
    pub async fn start(&self, now: Timestamp) -> Result<(), PracticeError> {
        let _starting = self.starting.lock().await;
        if self.running().is_some() {
            return Ok(());
        }
        let found = tokio::time::timeout(START_TIMEOUT, self.start_or_find())
            .await
            .unwrap_or(Err(PracticeError::Stuck))?;
        self.connect(found, now)
    }

    /// Starts the platform here once the process that runs it has ended, and calls back then.
    /// Returns as soon as the platform runs here, and waits for as long as nobody uses it.
    pub async fn keep_running(&self, started: impl Fn()) {
        // The sender lives as long as this does, so waiting can't fail.
        let _ = self.used.subscribe().wait_for(|used| *used).await;
        while matches!(*self.running(), Some(Running::InOtherProcess(_))) {
            tokio::time::sleep(TAKEOVER_INTERVAL).await;
            match practice::start(Options::in_folder(&self.folder)).await {
                Ok(practice) => match self.connect(Running::Here(practice), Timestamp::now()) {
                    Ok(()) => started(),
                    Err(error) => {
                        tracing::warn!(%error, "the practice account couldn't be updated");
                    }
                },
                Err(StartError::Folder(FolderError::InUse(_))) => {}
                Err(error) => tracing::warn!(%error, "the practice platform didn't start"),
            }
        }
    }

    /// Whether this process runs the platform, and not another one.
    pub fn runs_here(&self) -> bool {
        matches!(*self.running(), Some(Running::Here(_)))
    }

    /// Stops the platform, if it runs here.
    pub async fn stop(&self) {
        let running = self.running().take();
        if let Some(Running::Here(practice)) = running {
            practice.stop().await;
        }
    }

    /// An address that opens a page in a browser. It works once, and for a minute.
    pub async fn page_link(&self, page: Page) -> Result<String, PracticeError> {
        self.start(Timestamp::now()).await?;
        let elsewhere = match self.running().as_ref() {
            // It was stopped since.
            None => return Err(PracticeError::Stopped),
            Some(Running::Here(practice)) => return Ok(practice.page_link(page)?),
            Some(Running::InOtherProcess(running)) => running.clone(),
        };
        Ok(elsewhere.page_link(page).await?)
    }

    async fn start_or_find(&self) -> Result<Running, PracticeError> {
        loop {
            match practice::start(Options::in_folder(&self.folder)).await {
                Ok(practice) => return Ok(Running::Here(practice)),
                Err(StartError::Folder(FolderError::InUse(_))) => {}
                Err(error) => return Err(error.into()),
            }
            // The folder is in use, so another process runs the platform, or is about to.
            let running = practice::running(&self.folder).map_err(StartError::Folder)?;
            if let Some(running) = running {
                return Ok(Running::InOtherProcess(running));
            }
            tokio::time::sleep(CHECK_INTERVAL).await;
        }
    }

    /// Remembers where the platform runs, and points the practice account at it.
    fn connect(&self, found: Running, now: Timestamp) -> Result<(), PracticeError> {
        let (address, key) = match &found {
            Running::Here(practice) => (practice.address(), practice.key().clone()),
            Running::InOtherProcess(running) => (running.address, running.key.clone()),
        };
        let address = BaseUrl::parse(&format!("http://{address}"))?;
        self.update_account(&address, key, now)?;
        *self.running() = Some(found);
        self.used.send_replace(true);
        Ok(())
    }

    fn update_account(
        &self,
        address: &BaseUrl,
        key: SecretString,
        now: Timestamp,
    ) -> Result<(), PracticeError> {
        let id = AccountId::practice();
        // The platform keeps its key in its own folder. The keyring is for the keys of real
        // accounts.
        self.vault.keep_for_this_run(address.as_str(), key);
        match self.store.account(&id) {
            Ok(account) if account.address == *address => {}
            Ok(_) => self.store.account_move(&id, address)?,
            Err(StoreError::NotFound(_)) => {
                self.store
                    .account_add(&id, AccountKind::Practice, "Practice", address, now)?;
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.locked()
    }
}
