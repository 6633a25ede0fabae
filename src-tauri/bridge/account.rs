//! Accounts on a platform, and where the key of each is.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::same_words;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The platform's address, as it was given.
    pub(crate) address: String,
    pub(crate) kind: AccountKind,
    pub(crate) key: KeyState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum AccountKind {
    Practice,
    Platform,
}

/// Where the key is. The key itself never comes here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum KeyState {
    /// In the system keyring.
    Kept,
    /// In memory until Cohort ends.
    ThisRun,
    /// Not there: the user is asked for it.
    Missing,
    /// The platform didn't know it.
    Refused,
}

#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewAccount {
    pub(crate) address: String,
    // Wiped when it is dropped, as every key is.
    #[cfg_attr(test, ts(type = "string"))]
    pub(crate) key: SecretString,
    /// The user's word, after hearing that there is no keyring: keep it for this run.
    pub(crate) this_run_only: bool,
}

#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AccountKey {
    pub(crate) account: String,
    #[cfg_attr(test, ts(type = "string"))]
    pub(crate) key: SecretString,
    pub(crate) this_run_only: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AccountRef {
    pub(crate) account: String,
}

same_words! {
    store::AccountKind => AccountKind { Practice Platform }
}

impl Account {
    pub(crate) fn of(account: store::Account, key: KeyState) -> Self {
        Self {
            id: account.id.to_string(),
            name: account.name,
            address: account.address.to_string(),
            kind: account.kind.into(),
            key,
        }
    }
}
