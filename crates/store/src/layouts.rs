//! What the user said once about the columns of a file, kept by the layout of the file, so that
//! it need not be said again for the next export of the same system.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::columns::{RowColumns, json, time};
use crate::{Store, StoreError};

impl Store {
    /// What was said about the columns of files with this layout.
    pub fn mapping<T: DeserializeOwned>(&self, layout: &str) -> Result<Option<T>, StoreError> {
        self.connection()
            .prepare_cached("SELECT columns FROM mappings WHERE layout = ?1")?
            .query_and_then([layout], |row| {
                RowColumns::keyed("mappings", &layout, row).json("columns")
            })?
            .next()
            .transpose()
    }

    pub fn mapping_keep(
        &self,
        layout: &str,
        columns: &impl Serialize,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO mappings (layout, columns, kept_at) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET columns = excluded.columns, kept_at = excluded.kept_at",
            (layout, json(columns)?, time(now)),
        )?;
        Ok(())
    }
}
