//! The API key that is given in the environment, and the one platform that it is for.

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
        "There's more than one account, so Cohort can't tell whether COHORT_API_KEY is for \
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
    let Some(key) = private::take_from_environment(KEY).map_err(EnvironmentKeyError::NotTaken)?
    else {
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
    /// The address of the platform that the key is for, if the environment says so.
    pub(crate) fn address(&self) -> Option<&BaseUrl> {
        self.address.as_ref()
    }

    /// The key for a platform that the user has named, unless it is for another one.
    pub(crate) fn for_address(
        &self,
        needed: &BaseUrl,
    ) -> Result<SecretString, EnvironmentKeyError> {
        match &self.address {
            Some(meant) if meant != needed => Err(EnvironmentKeyError::ForAnother {
                meant: meant.as_str().to_owned(),
                needed: needed.as_str().to_owned(),
            }),
            _ => Ok(self.key.clone()),
        }
    }

    /// The key, if it is for this account, which is `one_of` all that there are. A draft names the
    /// account it belongs to, and what a draft says must not decide where a key is sent.
    pub(crate) fn for_account(
        &self,
        account: &Account,
        one_of: &[Account],
    ) -> Result<SecretString, EnvironmentKeyError> {
        let needed = || account.address.to_string();
        match &self.address {
            Some(meant) if *meant == account.address => {}
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
