use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::{Store, StoreError, Write};

/// Which installation of Cohort, on which computer, these data belong to, and how old they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Installation {
    pub id: String,
    pub machine: String,
    pub generation: i64,
}

fn read(connection: &Connection) -> Result<Option<Installation>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id, machine, generation FROM installation")?
        .query_row([], |row| {
            Ok(Installation {
                id: row.get("id")?,
                machine: row.get("machine")?,
                generation: row.get("generation")?,
            })
        })
        .optional()?)
}

impl Store {
    /// `None`: nothing was ever sent from these data.
    pub fn installation(&self) -> Result<Option<Installation>, StoreError> {
        read(&self.connection())
    }

    /// Another number than last time: another process has changed the data. What this process
    /// writes does not count. Costs next to nothing.
    pub fn changed_elsewhere(&self) -> Result<i64, StoreError> {
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
