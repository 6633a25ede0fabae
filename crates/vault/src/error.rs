//! What can go wrong with a keyring, whichever system it belongs to.

use keyring_core::Error;

/// Why the keyring couldn't do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The system has no keyring, or it isn't running.
    #[error("there is no keyring on this computer")]
    NoKeyring,
    /// Nobody has unlocked the keyring, or not in time.
    #[error("the keyring is locked")]
    Locked,
    /// The entry for the account holds something else.
    #[error("the entry in the keyring isn't a key")]
    NotAKey,
    /// The keyring is running and unlocked, and still failed. It may work the next time.
    #[error("the keyring failed: {detail}")]
    Refused { detail: String },
}

impl From<Error> for VaultError {
    fn from(error: Error) -> Self {
        match error {
            // Windows says this of a session without any credentials, such as that of a service.
            Error::NoStorageAccess(_) if cfg!(windows) => Self::NoKeyring,
            Error::NoStorageAccess(_) => Self::Locked,
            // These errors carry what couldn't be read as text. It may be a secret all the same,
            // so it isn't repeated.
            Error::BadEncoding(_) | Error::BadDataFormat(..) => Self::NotAKey,
            other => Self::Refused {
                detail: other.to_string(),
            },
        }
    }
}
