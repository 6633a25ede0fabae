//! The mark that tells which installation of Cohort the data belong to. The same mark is kept
//! outside the data; where the two differ, the data was restored from a backup or copied.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::columns::first;
use crate::{Store, StoreError, Write};

/// Which installation of Cohort, on which computer, this data belongs to, and how old it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Installation {
    pub id: String,
    pub machine: String,
    pub generation: i64,
}

fn read(connection: &Connection) -> Result<Option<Installation>, StoreError> {
    first(
        connection,
        "installation",
        "SELECT id, machine, generation FROM installation",
        [],
        |columns| {
            Ok(Installation {
                id: columns.get("id")?,
                machine: columns.get("machine")?,
                generation: columns.get("generation")?,
            })
        },
    )
}

impl Store {
    /// `None`: nothing was ever sent from this data.
    pub fn installation(&self) -> Result<Option<Installation>, StoreError> {
        read(&self.connection())
    }

    /// SQLite's `data_version`. Another number than last time means that another process has
    /// changed the data; what this process writes doesn't count. Costs next to nothing.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self
            .connection()
            .query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }
}

impl Write<'_> {
    pub fn installation_set(&self, installation: &Installation) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "INSERT INTO installation (one, id, machine, generation) VALUES (1, ?1, ?2, ?3)
                 ON CONFLICT (one) DO UPDATE SET id = excluded.id, machine = excluded.machine,
                   generation = excluded.generation",
            )?
            .execute((
                &installation.id,
                &installation.machine,
                installation.generation,
            ))?;
        Ok(())
    }
}
