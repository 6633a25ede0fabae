//! Brings a data file to the version that this program knows.
//!
//! After an update two programs may start at once, a window and a terminal. So the version is read,
//! the migrations are run, and the new version is written in one transaction that nobody else can
//! write beside: one program migrates, and the other waits and then finds nothing left to do.

use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{KNOWN, MIGRATIONS};
use crate::StoreError;

/// How long another program may take to migrate a large file.
const PATIENCE: Duration = Duration::from_mins(2);

/// Which version the data file has; 0 for one in which there is nothing yet.
pub(crate) fn version(connection: &Connection) -> Result<i64, StoreError> {
    let version = connection
        .prepare_cached("PRAGMA user_version")?
        .query_row([], |row| row.get(0))?;
    Ok(version)
}

/// Runs what is missing. What is to be done before is told the version that was found; nobody else
/// writes meanwhile.
pub(crate) fn migrate(
    connection: &mut Connection,
    before: impl FnOnce(i64) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    if version(connection)? == KNOWN {
        return Ok(());
    }
    // A table that is made anew under its old name must not take along what points to it.
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.busy_timeout(PATIENCE)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have migrated it while this one waited.
    let found = version(&transaction)?;
    if found > KNOWN {
        return Err(StoreError::Newer);
    }
    if found < KNOWN {
        if found > 0 {
            before(found)?;
        }
        run(&transaction, found)?;
    }
    transaction.commit()?;
    Ok(())
}

fn run(transaction: &Transaction<'_>, found: i64) -> Result<(), StoreError> {
    let done = usize::try_from(found)
        .map_err(|_| StoreError::Damaged(format!("it can't have the version {found}")))?;
    // A newer version than the last one known here was refused before.
    let missing = MIGRATIONS.get(done..).unwrap_or_default();
    for migration in missing {
        transaction
            .execute_batch(migration.sql)
            .map_err(StoreError::of_migration)?;
    }
    if missing.iter().any(|migration| migration.remakes_tables) {
        check_references(transaction)?;
    }
    transaction.pragma_update(None, "user_version", KNOWN)?;
    Ok(())
}

/// Leaves no trigger and no view in the schema but those of this version. Whoever made the file may
/// have put some into it, which would change what is written later.
pub(crate) fn own_triggers(connection: &Connection) -> Result<(), StoreError> {
    let mut fresh = Connection::open_in_memory()?;
    migrate(&mut fresh, |_| Ok(()))?;
    for (kind, name, sql) in active(connection)? {
        if kind == "table" {
            return Err(StoreError::Damaged(format!(
                "the table {name} is made by: {sql}"
            )));
        }
        let name = name.replace('"', "\"\"");
        connection.execute_batch(&format!("DROP {kind} \"{name}\""))?;
    }
    for (_, _, sql) in active(&fresh)? {
        connection.execute_batch(&sql)?;
    }
    Ok(())
}

/// What in a schema does something by itself: triggers, views and virtual tables, with the statements
/// that make them.
fn active(connection: &Connection) -> Result<Vec<(String, String, String)>, StoreError> {
    let mut found = connection.prepare(
        "SELECT type, name, sql FROM sqlite_schema
         WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%'",
    )?;
    let found = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn check_references(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    let mut check = transaction.prepare("PRAGMA foreign_key_check")?;
    let nowhere: Option<String> = check.query_map([], |row| row.get(0))?.next().transpose()?;
    match nowhere {
        None => Ok(()),
        Some(table) => Err(StoreError::Damaged(format!(
            "a row of the table {table} points to a row that isn't there"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use pretty_assertions::assert_eq;

    use super::*;

    /// A file of the first version, with a plan in it.
    fn of_the_first_version(file: &Path) {
        let old = Connection::open(file).unwrap();
        old.pragma_update(None, "journal_mode", "WAL").unwrap();
        old.execute_batch(MIGRATIONS[0].sql).unwrap();
        old.pragma_update(None, "user_version", 1).unwrap();
        old.execute_batch(
            "INSERT INTO accounts (id, kind, name, address, added_at)
             VALUES ('practice', 'practice', 'P', 'http://127.0.0.1:1', '2026-03-02T10:42:00Z');",
        )
        .unwrap();
    }

    #[test]
    fn of_two_programs_that_start_after_an_update_one_migrates_and_the_other_waits() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cohort.db");
        of_the_first_version(&file);
        let together = Barrier::new(4);
        let migrated = AtomicUsize::new(0);
        thread::scope(|scope| {
            let starts = || {
                let mut connection = Connection::open(&file).unwrap();
                together.wait();
                migrate(&mut connection, |found| {
                    assert_eq!(found, 1);
                    migrated.fetch_add(1, Ordering::Relaxed);
                    Ok(())
                })
                .map(|()| version(&connection).unwrap())
            };
            let programs: Vec<_> = (0..4).map(|_| scope.spawn(starts)).collect();
            for program in programs {
                assert_eq!(program.join().unwrap().unwrap(), KNOWN);
            }
        });
        assert_eq!(migrated.into_inner(), 1, "one program migrated");
    }

    #[test]
    fn a_migration_that_fails_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cohort.db");
        of_the_first_version(&file);
        let mut connection = Connection::open(&file).unwrap();
        // The second migration adds this column.
        connection
            .execute_batch("ALTER TABLE drafts ADD COLUMN last_position INTEGER")
            .unwrap();
        let failed = migrate(&mut connection, |_| Ok(()));
        assert!(
            matches!(failed, Err(StoreError::Migration(_))),
            "{failed:?}"
        );
        assert_eq!(version(&connection).unwrap(), 1);
        let adding = connection.prepare("SELECT adding FROM drafts");
        assert!(adding.is_err(), "nothing of the second migration is left");
    }
}
