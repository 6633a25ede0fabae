//! The clients with which the accounts' platforms are asked.
//!
//! A client needs the account's base URL, which is in the data, and its key, which is in the
//! keyring. Reading a keyring may ask the user for a password, so a client is kept for the whole
//! run, until its key changes or its account gets another URL.

use std::collections::HashMap;
use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use platform::{Client, Fault, Options};
use store::{Account, AccountId, Store, StoreError};
use vault::{Vault, VaultError};

use lock::LockExt as _;

/// Makes the clients, and keeps them. Clones keep the same ones.
#[derive(Clone)]
pub struct Clients {
    store: Store,
    vault: Vault,
    options: Arc<Options>,
    before_use: Option<BeforeUse>,
    kept: Arc<Mutex<HashMap<AccountId, Client>>>,
}

/// Makes an account's platform ready to be asked. The practice platform is a server on this computer
/// that runs only once it is used; every other platform is ready always.
pub type BeforeUse = Arc<dyn Fn(AccountId) -> Preparation + Send + Sync>;
type Preparation = Pin<Box<dyn Future<Output = Result<(), Box<dyn Error + Send + Sync>>> + Send>>;

/// Lets a host of a platform, such as the practice platform's, prepare it whenever an account is used.
pub fn before_use<H, P, E>(host: &H, prepare: fn(H, AccountId) -> P) -> BeforeUse
where
    H: Clone + Send + Sync + 'static,
    P: Future<Output = Result<(), E>> + Send + 'static,
    E: Error + Send + Sync + 'static,
{
    let host = host.clone();
    Arc::new(move |account| {
        let preparation = prepare(host.clone(), account);
        Box::pin(async move { Ok(preparation.await?) })
    })
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    #[error("there is no key for this account")]
    Missing,
    #[error("the account's platform didn't start")]
    NotReady(#[source] Box<dyn Error + Send + Sync>),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Client(#[from] Fault),
}

impl Clients {
    pub(crate) fn new(
        store: Store,
        vault: Vault,
        options: Options,
        before_use: Option<BeforeUse>,
    ) -> Self {
        Self {
            store,
            vault,
            options: Arc::new(options),
            before_use,
            kept: Arc::default(),
        }
    }

    /// The account as it is in the data now, and a client for it.
    pub async fn client(&self, account: &AccountId) -> Result<(Account, Client), ClientError> {
        if let Some(before_use) = &self.before_use {
            before_use(account.clone())
                .await
                .map_err(ClientError::NotReady)?;
        }
        let account = self.store.account(account)?;
        let known = self.kept.locked().get(&account.id).cloned();
        if let Some(client) = known.filter(|client| *client.address() == account.address) {
            return Ok((account, client));
        }
        let key = self
            .vault
            .key(account.address.as_str())
            .await?
            .ok_or(ClientError::Missing)?;
        let client = Client::new(account.address.clone(), key, (*self.options).clone())?;
        self.kept
            .locked()
            .insert(account.id.clone(), client.clone());
        Ok((account, client))
    }

    /// Forgets the client of an account whose key is another one now, or is gone.
    pub fn forget(&self, account: &AccountId) {
        self.kept.locked().remove(account);
    }
}
