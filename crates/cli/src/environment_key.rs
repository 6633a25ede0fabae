//! The API key that is given in the environment, and the one platform that it is for.
//!
//! The environment of a process can be read from outside for as long as the process lives, and is
//! inherited by every program it starts. A process can't take a variable out of what the system
//! shows of it: it can only be started anew without it. So where there is a key, the command
//! replaces itself with a second start of itself, which gets the key through a pipe instead.

use std::env;

use platform::{BaseUrl, BaseUrlError};
use secrecy::SecretString;
use store::{Account, AccountKind};

const KEY: &str = "COHORT_API_KEY";
const ADDRESS: &str = "COHORT_API_ADDRESS";

/// A key from the environment, and where it may go.
pub(crate) struct EnvironmentKey {
    key: SecretString,
    address: Option<BaseUrl>,
}

/// Why the key isn't used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EnvironmentKeyError {
    #[error("COHORT_API_ADDRESS isn't the address of a platform.")]
    Address(#[source] BaseUrlError),
    #[error(
        "COHORT_API_KEY is for {meant}, but this needs the key for {needed}. Nothing was sent."
    )]
    ForAnother { meant: String, needed: String },
    #[error(
        "There is more than one account, so Cohort can't tell whether COHORT_API_KEY is for \
         {needed}. Nothing was sent."
    )]
    ForOneOfSeveral { needed: String },
    #[error("The API key in COHORT_API_KEY couldn't be taken out of the environment.")]
    NotTaken(#[source] std::io::Error),
}

impl EnvironmentKeyError {
    pub(crate) fn cure(&self) -> &'static str {
        match self {
            Self::Address(_) => "Set it to an address that begins with https://, then retry.",
            Self::ForAnother { .. } => {
                "Set COHORT_API_KEY and COHORT_API_ADDRESS for that platform, or unset both to use \
                 the key in the keyring."
            }
            Self::ForOneOfSeveral { .. } => {
                "Set COHORT_API_ADDRESS to the address of the platform that the key is for."
            }
            Self::NotTaken(_) => {
                "Enter the API key in Cohort's window instead, which keeps it in the keyring."
            }
        }
    }
}

/// The key from the environment, if there is one. On Unix this may start the program anew, so it
/// has to be called before anything else is done.
pub(crate) fn take() -> Result<Option<EnvironmentKey>, EnvironmentKeyError> {
    let Some(key) = taking::key().map_err(EnvironmentKeyError::NotTaken)? else {
        return Ok(None);
    };
    let address = match env::var(ADDRESS) {
        Ok(address) if !address.trim().is_empty() => {
            Some(BaseUrl::parse(&address).map_err(EnvironmentKeyError::Address)?)
        }
        _ => None,
    };
    Ok(Some(EnvironmentKey { key, address }))
}

impl EnvironmentKey {
    /// The key, if it is for this account, which is `one_of` all that there are. A draft names the
    /// account it belongs to, and what a draft says must not decide where a key is sent.
    pub(crate) fn for_account(
        &self,
        account: &Account,
        one_of: &[Account],
    ) -> Result<SecretString, EnvironmentKeyError> {
        let needed = || account.address.clone();
        match &self.address {
            Some(meant) if BaseUrl::parse(&account.address).as_ref() == Ok(meant) => {}
            Some(meant) => {
                return Err(EnvironmentKeyError::ForAnother {
                    meant: meant.as_str().to_owned(),
                    needed: needed(),
                });
            }
            None if is_the_only_platform(account, one_of) => {}
            None => return Err(EnvironmentKeyError::ForOneOfSeveral { needed: needed() }),
        }
        Ok(self.key.clone())
    }
}

fn is_the_only_platform(account: &Account, accounts: &[Account]) -> bool {
    let mut platforms = accounts
        .iter()
        .filter(|known| known.kind == AccountKind::Platform);
    platforms.next().is_some_and(|only| only.id == account.id) && platforms.next().is_none()
}

fn trimmed(text: &str) -> Option<SecretString> {
    let key = text.trim();
    (!key.is_empty()).then(|| SecretString::from(key))
}

#[cfg(unix)]
mod taking {
    use std::env;
    use std::fs::File;
    use std::io::{self, Read as _, Write as _};
    use std::os::fd::AsRawFd as _;
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    use rustix::io::FdFlags;
    use rustix::pipe::PipeFlags;
    use secrecy::SecretString;
    use secrecy::zeroize::Zeroizing;

    use super::{KEY, trimmed};

    /// The number of the pipe's end in the second start.
    const PIPE: &str = "COHORT_API_KEY_PIPE";
    /// A pipe takes this much without anybody reading from it.
    const KEY_MAX: usize = 4096;

    pub(super) fn key() -> io::Result<Option<SecretString>> {
        if let Ok(key) = env::var(KEY) {
            return Err(start_anew(&Zeroizing::new(key)));
        }
        let Ok(pipe) = env::var(PIPE) else {
            return Ok(None);
        };
        let Ok(number) = pipe.parse::<u32>() else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        let mut key = Zeroizing::new(String::with_capacity(KEY_MAX));
        File::open(format!("/dev/fd/{number}"))?
            .take(KEY_MAX as u64)
            .read_to_string(&mut key)?;
        Ok(trimmed(&key))
    }

    /// Returns only if it fails.
    fn start_anew(key: &str) -> io::Error {
        if key.len() > KEY_MAX {
            return io::Error::new(io::ErrorKind::InvalidInput, "the key is too long");
        }
        let replace = || {
            let (read, write) = rustix::pipe::pipe_with(PipeFlags::CLOEXEC)?;
            File::from(write).write_all(key.as_bytes())?;
            rustix::io::fcntl_setfd(&read, FdFlags::empty())?;
            let mut arguments = env::args_os();
            let mut command = Command::new(env::current_exe()?);
            if let Some(name) = arguments.next() {
                command.arg0(name);
            }
            let failed = command
                .args(arguments)
                .env_remove(KEY)
                .env(PIPE, read.as_raw_fd().to_string())
                .exec();
            Ok::<_, io::Error>(failed)
        };
        match replace() {
            Ok(failed) | Err(failed) => failed,
        }
    }
}

/// Other systems show the environment of a process to nobody but its user.
#[cfg(not(unix))]
mod taking {
    use secrecy::SecretString;

    pub(super) fn key() -> std::io::Result<Option<SecretString>> {
        Ok(std::env::var(super::KEY)
            .ok()
            .as_deref()
            .and_then(super::trimmed))
    }
}
