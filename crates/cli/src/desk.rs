//! The same data as the window's, and everything that works on them.

use std::io::IsTerminal as _;
use std::time::Duration;

use home::{Folders, PracticeHost};
use jiff::Timestamp;
use outbox::{Outbox, OutboxOptions};
use secrecy::SecretString;
use store::{Account, AccountId, AccountKind, Store};
use vault::{Keep, Vault};

use crate::trouble::Trouble;

/// How long the keyring may take where nobody can be asked for its password.
const UNATTENDED: Duration = Duration::from_secs(10);
const KEY: &str = "COHORT_API_KEY";

/// Opened data, with nothing sent and no server started yet.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) outbox: Outbox,
    pub(crate) practice: PracticeHost,
    vault: Vault,
}

impl Desk {
    pub(crate) fn open() -> Result<Self, Trouble> {
        let folders = Folders::of_this_user().ok_or(Trouble::NoFolder)?;
        let store = Store::open_there(&folders.data_file())?.ok_or(Trouble::NoData)?;
        if folders.on_network() {
            eprintln!(
                "Cohort's data lie on a network drive, where they are not safe: {}",
                folders.data().display()
            );
        }
        let vault = if attended() {
            Vault::system()
        } else {
            Vault::system().with_patience(UNATTENDED).without_prompts()
        };
        Ok(Self {
            outbox: Outbox::open(
                &store,
                &vault,
                folders.data(),
                folders.settings(),
                OutboxOptions::default(),
            ),
            practice: PracticeHost::new(folders.practice(), store.clone(), vault.clone()),
            store,
            vault,
        })
    }

    /// Makes ready to send whatever is under way.
    pub(crate) async fn ready(&self) -> Result<(), Trouble> {
        let practice = AccountId::practice();
        let mut plans = self.store.plans_under_way()?.into_iter();
        if plans.any(|plan| plan.account == practice) {
            self.practice.start(Timestamp::now()).await?;
        }
        Ok(())
    }

    /// Makes ready to send with this account too: with the practice platform running, or the
    /// key from the environment.
    pub(crate) async fn ready_for(&self, account: &Account) -> Result<(), Trouble> {
        match (account.kind, key_given()) {
            (AccountKind::Practice, _) => {
                self.practice.start(Timestamp::now()).await?;
            }
            (AccountKind::Platform, Some(key)) => {
                let address = &account.address;
                self.vault.keep(address, key, Keep::ThisRun).await?;
                self.ready().await?;
            }
            (AccountKind::Platform, None) => self.ready().await?,
        }
        Ok(())
    }
}

/// Whether somebody sits there who can be asked.
pub(crate) fn attended() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

fn key_given() -> Option<SecretString> {
    let key = std::env::var(KEY).ok()?;
    let key = key.trim();
    (!key.is_empty()).then(|| SecretString::from(key))
}
