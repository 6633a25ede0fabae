//! The accounts in a copy for support.

use jiff::Timestamp;
use platform::Feature;
use serde::Serialize;
use store::{Account, AccountKind, StoreError};

use super::{Copying, Label};
use crate::account::connections::ConnectionState;

#[derive(Debug, Serialize)]
pub(super) struct AccountCopy {
    account: Label,
    kind: AccountKind,
    /// The host of its platform: without it, nobody knows which platform doesn't work. It is the
    /// institution's and no person's.
    platform: String,
    added_at: Timestamp,
    left_alone_until: Option<Timestamp>,
    /// `None`: nothing was asked of it since Cohort was started.
    connection: Option<ConnectionWord>,
    connection_since: Option<Timestamp>,
    features: Option<Vec<Feature>>,
    lists_pending: Option<bool>,
    refuses_repeats: Option<bool>,
}

/// [`ConnectionState`] in a word.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum ConnectionWord {
    Online,
    Offline,
    KeyRefused,
    KeyMissing,
}

impl From<ConnectionState> for ConnectionWord {
    fn from(state: ConnectionState) -> Self {
        match state {
            ConnectionState::Online => Self::Online,
            ConnectionState::Offline => Self::Offline,
            ConnectionState::KeyRefused => Self::KeyRefused,
            ConnectionState::KeyMissing => Self::KeyMissing,
        }
    }
}

/// Features that this version knows. Of others a platform may call one as it likes.
fn known(features: &[Feature]) -> Vec<Feature> {
    let is_known = |feature: &&Feature| !matches!(feature, Feature::Other(_));
    features.iter().filter(is_known).cloned().collect()
}

impl Copying<'_> {
    pub(super) fn accounts(&mut self) -> Result<Vec<AccountCopy>, StoreError> {
        let accounts = self.store.accounts();
        let accounts = self.read(accounts)?;
        Ok(accounts
            .iter()
            .map(|account| self.account(account))
            .collect())
    }

    fn account(&mut self, account: &Account) -> AccountCopy {
        let connection = self.outbox.connections.of(&account.id);
        AccountCopy {
            account: self.stand_ins.account_called(&account.id, &account.name),
            kind: account.kind,
            platform: account.address.host().to_owned(),
            added_at: account.added_at,
            left_alone_until: account.left_alone_until,
            connection: connection.map(|known| known.state.into()),
            connection_since: connection.map(|known| known.since),
            features: account.profile.extensions.as_deref().map(known),
            lists_pending: account.profile.lists_pending,
            refuses_repeats: account.profile.refuses_repeats,
        }
    }
}
