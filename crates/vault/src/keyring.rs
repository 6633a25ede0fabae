//! One entry of the system's keyring. Everything here blocks, for as long as a person takes to
//! answer the keyring's prompt.

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
    // A locked keyring may deny what it holds, so its "no" counts only once it is open.
    open(Missing::Leave, prompt)?;
    match entry.get_password() {
        Ok(key) => Ok(Some(SecretString::from(key))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// `wanted` is asked after the prompt: nothing is written once nobody waits for it any more.
pub(crate) fn write(
    account: &str,
    key: &SecretString,
    wanted: impl Fn() -> bool,
) -> Result<(), VaultError> {
    let entry = entry(account)?;
    open(Missing::Make, Prompt::Allowed)?;
    if !wanted() {
        return Err(VaultError::Locked);
    }
    match entry.set_password(key.expose_secret()) {
        // Somebody has copied the entry, say into a second keyring: afterwards there is one again.
        Err(Error::Ambiguous(copies)) => {
            delete(copies)?;
            Ok(entry.set_password(key.expose_secret())?)
        }
        done => Ok(done?),
    }
}

pub(crate) fn remove(account: &str, wanted: impl Fn() -> bool) -> Result<(), VaultError> {
    let entry = entry(account)?;
    open(Missing::Leave, Prompt::Allowed)?;
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

/// What to do where the user has no default keyring yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Make,
    Leave,
}

/// The connection is made anew each time: there are few calls, and a kept one would not outlive a
/// restart of the keyring.
#[cfg(target_os = "linux")]
fn entry(account: &str) -> Result<Entry, VaultError> {
    use std::collections::HashMap;

    let store: Arc<CredentialStore> =
        zbus_secret_service_keyring_store::Store::new().map_err(|_| VaultError::NoKeyring)?;
    // What the user's keyring app shows.
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
    // What the Credential Manager shows. The key stays on this computer, not in the domain.
    let target = format!("{SERVICE}: {account}");
    let modifiers = HashMap::from([("target", target.as_str()), ("persistence", "Local")]);
    Ok(store.build(SERVICE, account, Some(&modifiers))?)
}

/// Has the default keyring unlocked, or made where there is none, asking the user if need be.
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
    // No secret travels over this connection.
    let service =
        SecretService::connect(EncryptionType::Plain).map_err(|_| VaultError::NoKeyring)?;
    match service.get_default_collection() {
        Ok(keyring) if keyring.is_locked().map_err(problem)? => match prompt {
            Prompt::Allowed => keyring.unlock().map_err(problem),
            Prompt::Never => Err(VaultError::Locked),
        },
        Ok(_) => Ok(()),
        Err(Error::NoResult) if missing == Missing::Leave => Ok(()),
        // The name that GNOME gives it, too.
        Err(Error::NoResult) => service
            .create_collection("Default keyring", "default")
            .map(drop)
            .map_err(problem),
        Err(error) => Err(problem(error)),
    }
}

/// The other systems always have one, and ask by themselves.
#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps)]
fn open(_: Missing, _: Prompt) -> Result<(), VaultError> {
    Ok(())
}
