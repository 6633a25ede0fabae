//! The domains of an institution's addresses, where the user edited them. What the app learns of
//! them from the members of a space is worked out anew each time and not kept.

use platform::Slug;

use crate::columns::{RowColumns, json};
use crate::{AccountId, Store, StoreError};

impl Store {
    /// The domains of an organisation; `None`: the user never edited them.
    pub fn own_domains(
        &self,
        account: &AccountId,
        org: &Slug,
    ) -> Result<Option<Vec<String>>, StoreError> {
        self.connection()
            .prepare_cached("SELECT own FROM domains WHERE account = ?1 AND org = ?2")?
            .query_and_then((account, org.as_str()), |row| {
                RowColumns::keyed("domains", &format_args!("{account}/{org}"), row).json("own")
            })?
            .next()
            .transpose()
    }

    /// `None`: nothing is said about them any more.
    pub fn own_domains_change(
        &self,
        account: &AccountId,
        org: &Slug,
        own: Option<&[String]>,
    ) -> Result<(), StoreError> {
        match own {
            Some(own) => self.execute(
                "INSERT INTO domains (account, org, own) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET own = excluded.own",
                (account, org.as_str(), json(&own)?),
            )?,
            None => self.execute(
                "DELETE FROM domains WHERE account = ?1 AND org = ?2",
                (account, org.as_str()),
            )?,
        };
        Ok(())
    }
}
