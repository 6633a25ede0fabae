//! Accounts: added, given a new key, removed, and tried again after they were offline.

use jiff::Timestamp;
use outbox::ConnectionState;
use platform::BaseUrl;
use store::AccountKind;
use vault::Keep;

use crate::app::App;
use crate::bridge::{Account, AccountKey, AccountRef, KeyState, NewAccount, Problem, account_id};

pub(super) async fn account_add(app: &App, new: NewAccount) -> Result<Account, Problem> {
    let address = BaseUrl::parse(&new.address)?;
    let keep = keep_of(new.this_run_only);
    let now = Timestamp::now();
    let added = app
        .outbox
        .add_account(&address, &new.key, Some(keep), now)
        .await?;
    app.changes.accounts();
    Ok(Account::of(added, key_state_of(keep)))
}

/// A new key for an account whose key is missing or was refused.
pub(super) async fn account_key(app: &App, given: AccountKey) -> Result<Account, Problem> {
    let keep = keep_of(given.this_run_only);
    let (id, now) = (account_id(&given.account), Timestamp::now());
    let account = app.outbox.replace_key(&id, &given.key, keep, now).await?;
    app.changes.accounts();
    Ok(Account::of(account, key_state_of(keep)))
}

pub(super) async fn account_remove(app: &App, account: AccountRef) -> Result<(), Problem> {
    let id = account_id(&account.account);
    app.outbox.remove_account(&id, Timestamp::now()).await?;
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
    match app.vault.kept(account.address.as_str()).await {
        Ok(Some(Keep::Keyring)) => KeyState::Kept,
        Ok(Some(Keep::ThisRun)) => KeyState::ThisRun,
        // A keyring that is locked or gone is asked again when the key is needed.
        Ok(None) | Err(_) => KeyState::Missing,
    }
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
