use keyring_core::Error;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The system has none, or it does not run.
    #[error("there is no keyring on this computer")]
    NoKeyring,
    /// Nobody has unlocked it, or not in time.
    #[error("the keyring is locked")]
    Locked,
    /// It runs and is open, and still does not do it.
    #[error("the keyring refuses: {detail}")]
    Refused { detail: String },
}

impl From<Error> for VaultError {
    fn from(error: Error) -> Self {
        match error {
            // Windows says so of a session that has no credentials at all, such as a service.
            Error::NoStorageAccess(_) if cfg!(windows) => Self::NoKeyring,
            Error::NoStorageAccess(_) => Self::Locked,
            // Whatever could not be read as text is a secret all the same.
            Error::BadEncoding(_) | Error::BadDataFormat(..) => Self::Refused {
                detail: "what it holds under this name is not a key".to_owned(),
            },
            other => Self::Refused {
                detail: other.to_string(),
            },
        }
    }
}
