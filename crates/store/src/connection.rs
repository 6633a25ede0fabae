//! One connection to the data file, with everything settled about it before it is used.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::StoreError;
use crate::migrations::{KNOWN, migrate, version};

/// How long another program may write.
const PATIENCE: Duration = Duration::from_secs(5);
/// The write-ahead log isn't left larger than this once all of it is in the data file.
const LOG_KEPT: i64 = 4 * 1024 * 1024;

/// Opens a copy of a data file, of which there is another one.
pub(crate) fn open_copy(file: &Path) -> Result<Connection, StoreError> {
    open(file, |_| Ok(()))
}

/// Opens a data file, and makes it where there is none. Before it is migrated, `before_migrating`
/// hears of the version it has.
pub(crate) fn open(
    file: &Path,
    before_migrating: impl FnOnce(i64) -> Result<(), StoreError>,
) -> Result<Connection, StoreError> {
    let exists = file.exists();
    private::database(file).map_err(StoreError::File)?;
    if exists {
        // Read-only first: a file that isn't ours or from a newer version must come out of this with
        // every byte as it was.
        let read_only = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        if version(&read_only)? > KNOWN {
            return Err(StoreError::Newer);
        }
    }
    let mut connection = Connection::open(file)?;
    connection.busy_timeout(PATIENCE)?;
    use_write_ahead_log(&connection)?;
    // A step that is settled stays settled through a power cut.
    synchronous(&connection, "FULL")?;
    // What somebody has put into the schema of the file can call nothing but what SQLite itself
    // offers.
    connection.pragma_update(None, "trusted_schema", false)?;
    // Whatever is deleted is overwritten, and not only marked as free.
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    connection.set_prepared_statement_cache_capacity(128);
    migrate(&mut connection, before_migrating)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// [`crate::Store::sync`] waits for the write-ahead log, so there has to be one. SQLite keeps silent
/// where the file system can't have it.
fn use_write_ahead_log(connection: &Connection) -> Result<(), StoreError> {
    let mode: String =
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(StoreError::NoWriteAheadLog(mode));
    }
    connection.pragma_update_and_check(None, "journal_size_limit", LOG_KEPT, |_| Ok(()))?;
    Ok(())
}

pub(crate) fn synchronous(connection: &Connection, how: &str) -> Result<(), StoreError> {
    Ok(connection.pragma_update(None, "synchronous", how)?)
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn what_has_to_hold_of_a_connection_is_verified() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open_copy(&folder.path().join("cohort.db")).unwrap();
        let pragma = |name: &str| -> i64 {
            let read = format!("PRAGMA {name}");
            connection.query_row(&read, [], |row| row.get(0)).unwrap()
        };
        assert_eq!(pragma("secure_delete"), 1);
        assert_eq!(pragma("trusted_schema"), 0);
        assert_eq!(pragma("foreign_keys"), 1);
        assert_eq!(pragma("synchronous"), 2);
        assert_eq!(pragma("journal_size_limit"), LOG_KEPT);
        // A database in memory can't have a write-ahead log, as some network drives can't.
        let elsewhere = Connection::open_in_memory().unwrap();
        let refused = use_write_ahead_log(&elsewhere);
        assert!(matches!(refused, Err(StoreError::NoWriteAheadLog(mode)) if mode == "memory"));
    }

    #[test]
    fn the_write_ahead_log_is_kept_small() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cohort.db");
        let connection = open_copy(&file).unwrap();
        connection
            .execute_batch(
                "CREATE TABLE much (text TEXT);
                 BEGIN;
                 WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000)
                 INSERT INTO much SELECT hex(zeroblob(500)) FROM n;
                 COMMIT;
                 INSERT INTO much VALUES ('');
                 PRAGMA wal_checkpoint(RESTART);
                 INSERT INTO much VALUES ('');",
            )
            .unwrap();
        let length = std::fs::metadata(folder.path().join("cohort.db-wal"))
            .unwrap()
            .len();
        assert!(length <= 4 * 1024 * 1024, "{length}");
    }
}
