//! Reads, writes and removes one entry of the system keyring.
//!
//! Everything here blocks for as long as a person takes to answer the keyring's prompt, so it is
//! called on a thread of its own. See `Vault`.

use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretString};

use crate::error::VaultError;

const SERVICE: &str = "Cohort";

/// Whether the keyring may ask a person for a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prompt {
    Allowed,
    Never,
}

pub(crate) fn read(account: &str, prompt: Prompt) -> Result<Option<SecretString>, VaultError> {
    let entry = entry(account)?;
    // A locked keyring may say that it has no such entry, so it is unlocked first.
    open(Missing::Ignore, prompt)?;
    match entry.get_password() {
        Ok(key) => Ok(Some(SecretString::from(key))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// `wanted` is called after the prompt was answered. By then the caller may have given up waiting
/// and told the user that nothing was stored, and so nothing must be.
pub(crate) fn write(
    account: &str,
    key: &SecretString,
    wanted: impl Fn() -> bool,
) -> Result<(), VaultError> {
    let entry = entry(account)?;
    open(Missing::Create, Prompt::Allowed)?;
    if !wanted() {
        return Err(VaultError::Locked);
    }
    match entry.set_password(key.expose_secret()) {
        // Somebody has copied the entry, for instance to a second keyring. Afterwards there is one
        // entry again.
        Err(Error::Ambiguous(copies)) => {
            delete(copies)?;
            Ok(entry.set_password(key.expose_secret())?)
        }
        done => Ok(done?),
    }
}

pub(crate) fn remove(account: &str, wanted: impl Fn() -> bool) -> Result<(), VaultError> {
    let entry = entry(account)?;
    open(Missing::Ignore, Prompt::Allowed)?;
    if !wanted() {
        return Err(VaultError::Locked);
    }
    match entry.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(Error::Ambiguous(copies)) => delete(copies),
        Err(error) => Err(error.into()),
    }
}

fn delete(copies: Vec<Entry>) -> Result<(), VaultError> {
    for copy in copies {
        copy.delete_credential()?;
    }
    Ok(())
}

/// What to do if the user has no default keyring yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Create,
    Ignore,
}

/// The entry of an account. This connects to the keyring each time. Keeping the connection would be
/// faster, but there are few calls, and a kept connection wouldn't survive a restart of the keyring.
#[cfg(target_os = "linux")]
fn entry(account: &str) -> Result<Entry, VaultError> {
    use std::collections::HashMap;

    let store: Arc<CredentialStore> =
        zbus_secret_service_keyring_store::Store::new().map_err(|_| VaultError::NoKeyring)?;
    // This is the name that the user's keyring app shows.
    let label = format!("{SERVICE}: {account}");
    let modifiers = HashMap::from([("label", label.as_str())]);
    Ok(store.build(SERVICE, account, Some(&modifiers))?)
}

#[cfg(target_os = "macos")]
fn entry(account: &str) -> Result<Entry, VaultError> {
    let store: Arc<CredentialStore> = apple_native_keyring_store::keychain::Store::new()?;
    Ok(store.build(SERVICE, account, None)?)
}

#[cfg(target_os = "windows")]
fn entry(account: &str) -> Result<Entry, VaultError> {
    use std::collections::HashMap;

    let store: Arc<CredentialStore> = windows_native_keyring_store::Store::new()?;
    // The target is the name that the Credential Manager shows. With this persistence, the key stays
    // on this computer and isn't copied to the others of the domain.
    let target = format!("{SERVICE}: {account}");
    let modifiers = HashMap::from([("target", target.as_str()), ("persistence", "Local")]);
    Ok(store.build(SERVICE, account, Some(&modifiers))?)
}

/// Makes sure that the default keyring is unlocked. If there is none, it is created on demand. Both
/// may ask the user for a password.
#[cfg(target_os = "linux")]
fn open(missing: Missing, prompt: Prompt) -> Result<(), VaultError> {
    use secret_service::blocking::SecretService;
    use secret_service::{EncryptionType, Error};

    let problem = |error| match error {
        Error::Locked | Error::Prompt | Error::PromptDisconnected => VaultError::Locked,
        other => VaultError::Refused {
            detail: other.to_string(),
        },
    };
    // This connection carries no secrets, so it needs no encryption.
    let service =
        SecretService::connect(EncryptionType::Plain).map_err(|_| VaultError::NoKeyring)?;
    match service.get_default_collection() {
        Ok(keyring) if keyring.is_locked().map_err(problem)? => match prompt {
            Prompt::Allowed => keyring.unlock().map_err(problem),
            Prompt::Never => Err(VaultError::Locked),
        },
        Ok(_) => Ok(()),
        Err(Error::NoResult) if missing == Missing::Ignore => Ok(()),
        // GNOME uses the same name.
        Err(Error::NoResult) => service
            .create_collection("Default keyring", "default")
            .map(drop)
            .map_err(problem),
        Err(error) => Err(problem(error)),
    }
}

/// The other systems always have a keyring, and ask for its password when an entry is used.
#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps)]
fn open(_: Missing, _: Prompt) -> Result<(), VaultError> {
    Ok(())
}
