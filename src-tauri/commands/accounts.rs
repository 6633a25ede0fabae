//! Accounts: added, given a new key, removed, and tried again after they were offline.

use jiff::Timestamp;
use outbox::ConnectionState;
use platform::{BaseUrl, Client, Options};
use secrecy::{ExposeSecret, SecretString};
use store::{AccountId, AccountKind};
use vault::Keep;

use crate::app::App;
use crate::bridge::{
    Account, AccountKey, AccountRef, KeyState, NewAccount, Problem, ProblemCode, account_id,
};

/// Asks the platform before anything is kept, so that there is never an account that cannot work.
pub(super) async fn account_add(app: &App, new: NewAccount) -> Result<Account, Problem> {
    let address = BaseUrl::parse(&new.address)?;
    let known = app.store.account_at(address.as_str())?;
    if known.is_some_and(|account| account.removed_at.is_none()) {
        return Err(Problem::of(ProblemCode::AccountKnown).about(address.as_str()));
    }
    let key = key_of(&new.key)?;
    let name = address.host().to_owned();
    check(&address, &key).await?;
    let keep = keep_of(new.this_run_only);
    // The key is kept before the account is: a keyring that refuses must not leave an account
    // without a key behind.
    let id = app.store.account_id_for(address.as_str())?;
    app.vault.keep(address.as_str(), key, keep).await?;
    let account = app.store.account_add(
        &id,
        AccountKind::Platform,
        &name,
        address.as_str(),
        Timestamp::now(),
    )?;
    key_works(app, &account.id);
    Ok(Account::of(account, key_state_of(keep)))
}

/// A new key for an account whose key is missing or was refused.
pub(super) async fn account_key(app: &App, given: AccountKey) -> Result<Account, Problem> {
    let account = app.store.account(&account_id(&given.account))?;
    let key = key_of(&given.key)?;
    let address = BaseUrl::parse(&account.address)?;
    check(&address, &key).await?;
    let keep = keep_of(given.this_run_only);
    app.vault.keep(&account.address, key, keep).await?;
    key_works(app, &account.id);
    Ok(Account::of(account, key_state_of(keep)))
}

pub(super) async fn account_remove(app: &App, account: AccountRef) -> Result<(), Problem> {
    let id = account_id(&account.account);
    // A plan that can't be read may be one of this account.
    let under_way = app.store.plans_under_way()?.complete()?;
    if under_way.iter().any(|plan| plan.place.account == id) {
        return Err(Problem::of(ProblemCode::TooLate));
    }
    app.vault.forget(&app.store.account(&id)?.address).await?;
    app.store.account_remove(&id, Timestamp::now())?;
    app.outbox.account_removed(&id);
    app.changes.accounts();
    Ok(())
}

pub(super) async fn account_try_now(app: &App, account: AccountRef) -> Result<(), Problem> {
    app.outbox.probe_now(&account_id(&account.account));
    Ok(())
}

/// Where an account's key is, without showing it to anybody.
pub(super) async fn key_state(app: &App, account: &store::Account) -> KeyState {
    if app
        .outbox
        .connections
        .of(&account.id)
        .is_some_and(|known| known.state == ConnectionState::KeyRefused)
    {
        return KeyState::Refused;
    }
    if account.kind == AccountKind::Practice {
        // The platform brings its key along when it starts, which it does when it is used.
        return KeyState::ThisRun;
    }
    match app.vault.kept(&account.address).await {
        Ok(Some(Keep::Keyring)) => KeyState::Kept,
        Ok(Some(Keep::ThisRun)) => KeyState::ThisRun,
        // A keyring that is locked or gone is asked again when the key is needed.
        Ok(None) | Err(_) => KeyState::Missing,
    }
}

/// The key was just checked: what waited for it continues.
fn key_works(app: &App, account: &AccountId) {
    app.outbox.key_accepted(account, Timestamp::now());
    app.changes.accounts();
}

async fn check(address: &BaseUrl, key: &SecretString) -> Result<(), Problem> {
    let client = Client::new(address.clone(), key.clone(), Options::default())?;
    client
        .orgs()
        .await
        .map_err(|fault| Problem::from(fault).about(address.host()))?;
    Ok(())
}

fn key_of(typed: &SecretString) -> Result<SecretString, Problem> {
    let typed = typed.expose_secret().trim();
    if typed.is_empty() {
        return Err(Problem::of(ProblemCode::KeyEmpty));
    }
    Ok(SecretString::from(typed))
}

fn keep_of(this_run_only: bool) -> Keep {
    if this_run_only {
        Keep::ThisRun
    } else {
        Keep::Keyring
    }
}

fn key_state_of(keep: Keep) -> KeyState {
    match keep {
        Keep::Keyring => KeyState::Kept,
        Keep::ThisRun => KeyState::ThisRun,
    }
}
