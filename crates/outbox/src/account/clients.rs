use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use platform::{BaseUrl, Client, Fault, Options};
use store::{Account, AccountId, Store, StoreError};
use vault::{Vault, VaultError};

/// Makes a client for an account: its address from the data, its key from the keyring. The
/// keyring is asked once a run for each account, not once for each request.
#[derive(Clone)]
pub struct Clients {
    store: Store,
    vault: Vault,
    options: Arc<Options>,
    clients: Arc<Mutex<HashMap<AccountId, Client>>>,
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    #[error("there is no key for this account")]
    Missing,
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the account's address is none")]
    Address,
    #[error(transparent)]
    Client(#[from] Fault),
}

impl Clients {
    pub fn new(store: Store, vault: Vault) -> Self {
        Self::with_options(store, vault, Options::default())
    }

    /// The same, for clients with other options than the usual ones.
    pub fn with_options(store: Store, vault: Vault, options: Options) -> Self {
        Self {
            store,
            vault,
            options: Arc::new(options),
            clients: Arc::default(),
        }
    }

    pub async fn client(&self, account: &AccountId) -> Result<(Account, Client), ClientError> {
        let account = self.store.account(account)?;
        let known = self.clients().get(&account.id).cloned();
        if let Some(client) = known.filter(|client| client.address().as_str() == account.address) {
            return Ok((account, client));
        }
        let key = self
            .vault
            .key(&account.address)
            .await?
            .ok_or(ClientError::Missing)?;
        let address: BaseUrl = account.address.parse().map_err(|_| ClientError::Address)?;
        let client = Client::new(address, key, (*self.options).clone())?;
        self.clients().insert(account.id.clone(), client.clone());
        Ok((account, client))
    }

    /// The key is another one from now on, or gone.
    pub fn changed(&self, account: &AccountId) {
        self.clients().remove(account);
    }

    fn clients(&self) -> MutexGuard<'_, HashMap<AccountId, Client>> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
