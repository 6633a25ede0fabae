//! Accounts are added, given another key, and removed. The window and the terminal do it alike.
//!
//! A key is shown to its platform before it is kept, so that there is never an account that can't
//! work, and it is kept before the account is, so that a keyring that refuses leaves no account
//! without a key behind.

use jiff::Timestamp;
use platform::{BaseUrl, Client, Fault, Options};
use secrecy::{ExposeSecret as _, SecretString};
use store::{Account, AccountId, AccountKind, Erase, Erased, Plans, Store, StoreError};
use vault::{Keep, Vault, VaultError};

/// The accounts of one data folder, with their keys.
#[derive(Clone)]
pub(crate) struct Keys {
    store: Store,
    vault: Vault,
    options: Options,
}

/// Why an account wasn't added, given a key, or removed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("there is an account at {0} already")]
    Known(String),
    #[error("the key is empty")]
    KeyEmpty,
    /// The platform at this host rejected the key.
    #[error("{host} rejected the key")]
    Fault {
        host: String,
        #[source]
        fault: Fault,
    },
    #[error("plans of this account are under way")]
    UnderWay,
    #[error("the key can't be kept")]
    Keep(#[source] VaultError),
    #[error("the key can't be removed from the keyring")]
    Forget(#[source] VaultError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Keys {
    pub(crate) fn new(store: Store, vault: Vault, options: Options) -> Self {
        Self {
            store,
            vault,
            options,
        }
    }

    /// `keep` says where the key is kept; `None`: nowhere, it comes with every use.
    pub(crate) async fn add(
        &self,
        address: &BaseUrl,
        key: &SecretString,
        keep: Option<Keep>,
        now: Timestamp,
    ) -> Result<Account, AccountError> {
        let known = self.store.account_at(address)?;
        if known.is_some_and(|account| account.removed_at.is_none()) {
            return Err(AccountError::Known(address.as_str().to_owned()));
        }
        let key = self.checked(address, key).await?;
        let id = self.store.account_id_for(address)?;
        if let Some(keep) = keep {
            self.keep(address, key, keep).await?;
        }
        let (kind, name) = (AccountKind::Platform, address.host());
        Ok(self.store.account_add(&id, kind, name, address, now)?)
    }

    pub(crate) async fn replace(
        &self,
        account: &AccountId,
        key: &SecretString,
        keep: Keep,
    ) -> Result<Account, AccountError> {
        let account = self.store.account(account)?;
        let key = self.checked(&account.address, key).await?;
        self.keep(&account.address, key, keep).await?;
        Ok(account)
    }

    pub(crate) async fn remove(
        &self,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<(), AccountError> {
        self.forget_key(account).await?;
        Ok(self.store.account_remove(account, now)?)
    }

    /// The key goes first: once the account is deleted, nobody would know whose key it is.
    pub(crate) async fn erase(&self, account: &AccountId) -> Result<Erased, AccountError> {
        self.store.check_room_to_erase()?;
        self.forget_key(account).await?;
        let (store, account) = (self.store.clone(), account.clone());
        let erased = offload::run(move || {
            let what = Erase::Account(account.clone());
            store.erase(&what, |w| check_done(w.plans_under_way()?, &account))
        });
        let ended = StoreError::Invariant("work on the data file comes to its end");
        erased.await.unwrap_or(Err(ended.into()))
    }

    async fn forget_key(&self, account: &AccountId) -> Result<(), AccountError> {
        check_done(self.store.plans_under_way()?, account)?;
        let address = self.store.account(account)?.address;
        match self.vault.forget(address.as_str()).await {
            // Without a keyring there is no key in it, and an account that is used with a key from
            // elsewhere could never be removed.
            Err(VaultError::NoKeyring) => Ok(()),
            forgotten => forgotten.map_err(AccountError::Forget),
        }
    }

    async fn keep(
        &self,
        address: &BaseUrl,
        key: SecretString,
        keep: Keep,
    ) -> Result<(), AccountError> {
        let kept = self.vault.keep(address.as_str(), key, keep).await;
        kept.map_err(AccountError::Keep)
    }

    /// The key without the spaces around it, once the platform has taken it.
    async fn checked(
        &self,
        address: &BaseUrl,
        key: &SecretString,
    ) -> Result<SecretString, AccountError> {
        let typed = key.expose_secret().trim();
        if typed.is_empty() {
            return Err(AccountError::KeyEmpty);
        }
        let key = SecretString::from(typed);
        let failed = |fault| AccountError::Fault {
            host: address.host().to_owned(),
            fault,
        };
        let client =
            Client::new(address.clone(), key.clone(), self.options.clone()).map_err(failed)?;
        client.orgs().await.map_err(failed)?;
        Ok(key)
    }
}

fn check_done(under_way: Plans, account: &AccountId) -> Result<(), AccountError> {
    // A plan that can't be read may be one of this account.
    let under_way = under_way.complete()?;
    if under_way.iter().any(|plan| plan.place.account == *account) {
        return Err(AccountError::UnderWay);
    }
    Ok(())
}
