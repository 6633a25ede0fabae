use jiff::Timestamp;
use rusqlite::OptionalExtension;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::columns::{json, json_of, time};
use crate::{AccountId, Store, StoreError};

/// What the user said once about files and institutions, so that it need not be said again.
impl Store {
    /// What was said about the columns of files that look like this.
    pub fn mapping<T: DeserializeOwned>(&self, look: &str) -> Result<Option<T>, StoreError> {
        Ok(self
            .connection()
            .prepare_cached("SELECT columns FROM mappings WHERE look = ?1")?
            .query_row([look], |row| json_of(row, "columns"))
            .optional()?)
    }

    pub fn mapping_keep(
        &self,
        look: &str,
        columns: &impl Serialize,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "INSERT INTO mappings (look, columns, kept_at) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET columns = excluded.columns, kept_at = excluded.kept_at",
            (look, json(columns)?, time(now)),
        )?;
        Ok(())
    }

    /// The domains of an institution, where the user edited them.
    pub fn own_domains(
        &self,
        account: &AccountId,
        org: &str,
    ) -> Result<Option<Vec<String>>, StoreError> {
        Ok(self
            .connection()
            .prepare_cached("SELECT own FROM domains WHERE account = ?1 AND org = ?2")?
            .query_row((account, org), |row| json_of(row, "own"))
            .optional()?)
    }

    /// `None`: nothing is said about them any more.
    pub fn own_domains_change(
        &self,
        account: &AccountId,
        org: &str,
        own: Option<&[String]>,
    ) -> Result<(), StoreError> {
        let connection = self.connection();
        match own {
            Some(own) => connection.execute(
                "INSERT INTO domains (account, org, own) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET own = excluded.own",
                (account, org, json(&own)?),
            )?,
            None => connection.execute(
                "DELETE FROM domains WHERE account = ?1 AND org = ?2",
                (account, org),
            )?,
        };
        Ok(())
    }
}
