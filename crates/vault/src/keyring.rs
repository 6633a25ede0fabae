//! One entry of the system's keyring. Everything here blocks, for as long as a person takes.

use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretString};

use crate::problem::VaultProblem;

const SERVICE: &str = "Cohort";

pub(crate) fn read(account: &str) -> Result<Option<SecretString>, VaultProblem> {
    let entry = entry(account)?;
    let mut found = entry.get_password();
    // A locked keyring may deny what it holds, so its "no" counts only once it is open.
    if matches!(found, Err(Error::NoEntry)) && unlock()? {
        found = entry.get_password();
    }
    match found {
        Ok(key) => Ok(Some(SecretString::from(key))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub(crate) fn write(account: &str, key: &SecretString) -> Result<(), VaultProblem> {
    let entry = entry(account)?;
    match entry.set_password(key.expose_secret()) {
        // Somebody has copied the entry, say into a second keyring: afterwards there is one again.
        Err(Error::Ambiguous(copies)) => {
            delete(copies)?;
            Ok(entry.set_password(key.expose_secret())?)
        }
        done => Ok(done?),
    }
}

pub(crate) fn remove(account: &str) -> Result<(), VaultProblem> {
    let entry = entry(account)?;
    let mut removed = entry.delete_credential();
    if matches!(removed, Err(Error::NoEntry)) && unlock()? {
        removed = entry.delete_credential();
    }
    match removed {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(Error::Ambiguous(copies)) => delete(copies),
        Err(error) => Err(error.into()),
    }
}

fn delete(copies: Vec<Entry>) -> Result<(), VaultProblem> {
    for copy in copies {
        copy.delete_credential()?;
    }
    Ok(())
}

/// The connection is made anew each time: there are few calls, and a kept one would not live
/// through a restart of the keyring.
fn entry(account: &str) -> Result<Entry, VaultProblem> {
    Ok(open(account)?)
}

#[cfg(target_os = "linux")]
fn open(account: &str) -> keyring_core::Result<Entry> {
    use std::collections::HashMap;

    let store: Arc<CredentialStore> =
        zbus_secret_service_keyring_store::Store::new().map_err(|_| Error::NoDefaultStore)?;
    // What the user's keyring app shows.
    let label = format!("{SERVICE}: {account}");
    store.build(
        SERVICE,
        account,
        Some(&HashMap::from([("label", label.as_str())])),
    )
}

#[cfg(target_os = "macos")]
fn open(account: &str) -> keyring_core::Result<Entry> {
    let store: Arc<CredentialStore> = apple_native_keyring_store::keychain::Store::new()?;
    store.build(SERVICE, account, None)
}

#[cfg(target_os = "windows")]
fn open(account: &str) -> keyring_core::Result<Entry> {
    use std::collections::HashMap;

    let store: Arc<CredentialStore> = windows_native_keyring_store::Store::new()?;
    // What the Credential Manager shows. The key is for this computer, not for the whole domain.
    let target = format!("{SERVICE}: {account}");
    let modifiers = HashMap::from([("target", target.as_str()), ("persistence", "Local")]);
    store.build(SERVICE, account, Some(&modifiers))
}

/// Opens the default keyring, asking the user if need be. Whether it was locked.
#[cfg(target_os = "linux")]
fn unlock() -> Result<bool, VaultProblem> {
    use secret_service::blocking::SecretService;
    use secret_service::{EncryptionType, Error};

    let problem = |error| match error {
        Error::Locked | Error::Prompt | Error::PromptDisconnected => VaultProblem::Locked,
        other => VaultProblem::Refused {
            detail: other.to_string(),
        },
    };
    let service =
        SecretService::connect(EncryptionType::Plain).map_err(|_| VaultProblem::NoKeyring)?;
    let keyring = match service.get_default_collection() {
        // None has ever been made, so nothing is hidden in it.
        Err(Error::NoResult) => return Ok(false),
        other => other.map_err(problem)?,
    };
    if !keyring.is_locked().map_err(problem)? {
        return Ok(false);
    }
    keyring.unlock().map_err(problem)?;
    Ok(true)
}

/// The other systems ask by themselves.
#[cfg(not(target_os = "linux"))]
fn unlock() -> Result<bool, VaultProblem> {
    Ok(false)
}
