//! What a command needs to work on Cohort's data: the store, the keys, and what sends.

use std::io::IsTerminal as _;
use std::time::Duration;

use home::{Folders, PracticeHost};
use jiff::Timestamp;
use outbox::{Outbox, OutboxOptions};
use store::{Account, AccountKind, Store};
use vault::Vault;

use crate::environment_key::EnvironmentKey;
use crate::error::CliError;

/// How long the keyring may take if nobody is there who could enter its password.
const UNATTENDED_PATIENCE: Duration = Duration::from_secs(10);

/// The opened data of this user. Opening it sends nothing and starts no server.
pub(crate) struct Session {
    pub(crate) store: Store,
    pub(crate) outbox: Outbox,
    pub(crate) practice: PracticeHost,
    vault: Vault,
    environment_key: Option<EnvironmentKey>,
}

impl Session {
    pub(crate) fn open(environment_key: Option<EnvironmentKey>) -> Result<Self, CliError> {
        let folders = Folders::of_this_user().ok_or(CliError::NoFolder)?;
        let store =
            Store::open_there(&folders.data_file(), Timestamp::now())?.ok_or(CliError::NoData)?;
        Ok(Self::on(&folders, store, environment_key))
    }

    /// Opens the data of this user, and creates it if this command is the first one on this computer.
    pub(crate) fn open_or_create(
        environment_key: Option<EnvironmentKey>,
    ) -> Result<Self, CliError> {
        let folders = Folders::of_this_user().ok_or(CliError::NoFolder)?;
        let file = folders.data_file();
        // Data that can't be read is an error here too: only the window sets it aside, and says so.
        let store = match Store::open_there(&file, Timestamp::now())? {
            Some(store) => store,
            None => Store::open(&file, Timestamp::now())?.store,
        };
        Ok(Self::on(&folders, store, environment_key))
    }

    fn on(folders: &Folders, store: Store, environment_key: Option<EnvironmentKey>) -> Self {
        if folders.on_network() {
            eprintln!(
                "Cohort's data is on a network drive, where it isn't safe: {}",
                folders.data().display()
            );
        }
        let vault = if is_attended() {
            Vault::system()
        } else {
            Vault::system()
                .with_patience(UNATTENDED_PATIENCE)
                .without_prompts()
        };
        let practice = PracticeHost::new(folders.practice(), store.clone(), vault.clone());
        Self {
            outbox: Outbox::open(
                &store,
                &vault,
                folders.data(),
                folders.settings(),
                OutboxOptions {
                    before_use: Some(outbox::before_use(&practice, PracticeHost::start_for)),
                    mark_in_keyring: true,
                    ..OutboxOptions::default()
                },
            ),
            practice,
            store,
            vault,
            environment_key,
        }
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Prepares to send with this account: starts the practice platform, or takes the API key
    /// from the environment.
    pub(crate) async fn prepare_for(&self, account: &Account) -> Result<(), CliError> {
        match (account.kind, &self.environment_key) {
            (AccountKind::Practice, _) => {
                self.practice.start(Timestamp::now()).await?;
            }
            (AccountKind::Platform, Some(key)) => {
                let key = key.for_account(account, &self.store.accounts()?)?;
                let address = account.address.as_str();
                self.vault.keep_for_this_run(address, key);
            }
            (AccountKind::Platform, None) => {}
        }
        Ok(())
    }
}

/// Whether someone sits at this terminal who can be asked.
pub(crate) fn is_attended() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// The account that is called this, by its name, its address or its id.
pub(crate) fn find_account(store: &Store, asked: &str) -> Result<Account, CliError> {
    let mut accounts = store.accounts()?.into_iter();
    accounts
        .find(|account| {
            [account.name.as_str(), account.address.as_str()].contains(&asked)
                || account.id.as_str() == asked
        })
        .ok_or_else(|| CliError::NoAccount(asked.to_owned()))
}
