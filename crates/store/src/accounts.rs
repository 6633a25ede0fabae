//! Accounts: the platforms that the user has a key for, and what was learned of each platform by
//! using it. The keys themselves are in the system keyring, never here.

use jiff::Timestamp;
use platform::{BaseUrl, Feature};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::columns::{RowColumns, all, first, json, time, word};
use crate::error::Record;
use crate::{AccountId, Store, StoreError, Write};

/// A platform address whose key is in the keyring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub kind: AccountKind,
    pub name: String,
    pub address: BaseUrl,
    /// Where its platform is used in a browser, as the user said.
    pub web_address: Option<BaseUrl>,
    pub added_at: Timestamp,
    pub removed_at: Option<Timestamp>,
    /// The platform asked to be left alone until then.
    pub left_alone_until: Option<Timestamp>,
    pub profile: PlatformProfile,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    Practice,
    Platform,
}

/// What was found out about a platform by using it. `None`: not known yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlatformProfile {
    /// What it offers beyond its public API.
    pub extensions: Option<Vec<Feature>>,
    /// Whether people who were invited and haven't joined stand in its member lists.
    pub lists_pending: Option<bool>,
    /// Whether it refuses a second invitation of somebody who was invited.
    pub refuses_repeats: Option<bool>,
}

const TABLE: &str = "accounts";

fn read(columns: &RowColumns<'_, '_>) -> Result<Account, StoreError> {
    Ok(Account {
        id: columns.get("id")?,
        kind: columns.word("kind")?,
        name: columns.get("name")?,
        address: columns.parsed("address")?,
        web_address: columns.maybe_parsed("web_address")?,
        added_at: columns.time("added_at")?,
        removed_at: columns.maybe_time("removed_at")?,
        left_alone_until: columns.maybe_time("left_alone_until")?,
        profile: PlatformProfile {
            extensions: columns.maybe_json("extensions")?,
            lists_pending: columns.get("lists_pending")?,
            refuses_repeats: columns.get("refuses_repeats")?,
        },
    })
}

fn account(connection: &Connection, id: &AccountId) -> Result<Account, StoreError> {
    first(
        connection,
        TABLE,
        "SELECT * FROM accounts WHERE id = ?1",
        [id],
        read,
    )?
    .ok_or(StoreError::NotFound(Record::Account))
}

impl Write<'_> {
    pub fn account(&self, id: &AccountId) -> Result<Account, StoreError> {
        account(self.transaction, id)
    }
}

impl Store {
    /// The accounts in use, the practice account first, then as they were added.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        all(
            &self.connection(),
            TABLE,
            "SELECT * FROM accounts WHERE removed_at IS NULL
             ORDER BY kind = 'platform', added_at, id",
            [],
            read,
        )
    }

    /// One account, also a removed one: its history is still shown.
    pub fn account(&self, id: &AccountId) -> Result<Account, StoreError> {
        account(&self.connection(), id)
    }

    pub fn account_at(&self, address: &BaseUrl) -> Result<Option<Account>, StoreError> {
        first(
            &self.connection(),
            TABLE,
            "SELECT * FROM accounts WHERE address = ?1",
            [address.as_str()],
            read,
        )
    }

    /// The id of the account at this address, or a new one for it. An account that was removed
    /// and comes back is the same account again: who was invited with it stays known.
    pub fn account_id_for(&self, address: &BaseUrl) -> Result<AccountId, StoreError> {
        Ok(self
            .account_at(address)?
            .map_or_else(AccountId::new, |account| account.id))
    }

    pub fn account_add(
        &self,
        id: &AccountId,
        kind: AccountKind,
        name: &str,
        address: &BaseUrl,
        now: Timestamp,
    ) -> Result<Account, StoreError> {
        self.execute(
            "INSERT INTO accounts (id, kind, name, address, added_at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET removed_at = NULL, name = excluded.name",
            (id, word(&kind)?, name, address.as_str(), time(now)),
        )?;
        self.account(id)
    }

    /// The practice platform's port may have been taken by another program meanwhile.
    pub fn account_move(&self, id: &AccountId, address: &BaseUrl) -> Result<(), StoreError> {
        self.execute(
            "UPDATE accounts SET address = ?2 WHERE id = ?1",
            (id, address.as_str()),
        )?;
        Ok(())
    }

    pub fn account_set_web_address(
        &self,
        id: &AccountId,
        web_address: &BaseUrl,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE accounts SET web_address = ?2 WHERE id = ?1",
            (id, web_address.as_str()),
        )?;
        Ok(())
    }

    pub fn account_remove(&self, id: &AccountId, now: Timestamp) -> Result<(), StoreError> {
        self.execute(
            "UPDATE accounts SET removed_at = ?2 WHERE id = ?1",
            (id, time(now)),
        )?;
        Ok(())
    }

    /// The platform asks to be left alone until then. An earlier wish that lasts longer stands.
    pub fn account_set_left_alone(
        &self,
        id: &AccountId,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE accounts SET left_alone_until = ?2
             WHERE id = ?1 AND (left_alone_until IS NULL OR left_alone_until < ?2)",
            (id, time(until)),
        )?;
        Ok(())
    }

    /// No platform is left alone for longer than this: what a wrong clock once wrote is cut back.
    pub fn accounts_cap_left_alone(&self, latest: Timestamp) -> Result<(), StoreError> {
        self.execute(
            "UPDATE accounts SET left_alone_until = ?1 WHERE left_alone_until > ?1",
            [time(latest)],
        )?;
        Ok(())
    }

    /// Writes down what was found out, beside what others found out meanwhile.
    pub fn account_learn(
        &self,
        id: &AccountId,
        learn: impl FnOnce(&mut PlatformProfile),
    ) -> Result<(), StoreError> {
        self.write(|w| {
            let mut profile = account(w.transaction, id)?.profile;
            learn(&mut profile);
            let extensions = profile.extensions.as_ref().map(json).transpose()?;
            w.transaction
                .prepare_cached(
                    "UPDATE accounts SET extensions = ?2, lists_pending = ?3, refuses_repeats = ?4
                     WHERE id = ?1",
                )?
                .execute((
                    id,
                    extensions,
                    profile.lists_pending,
                    profile.refuses_repeats,
                ))?;
            Ok(())
        })
    }
}
