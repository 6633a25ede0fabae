//! The database file: one connection that writes, a few that read, and the migrations.
//!
//! SQLite allows one writer at a time. Writers therefore take turns on a single connection, so
//! that they queue here and never meet SQLite's own "database is locked".

mod query;

use lock::LockExt as _;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use tokio::sync::Semaphore;

pub(crate) use query::Query;

const READERS: usize = 4;

pub(crate) struct Database {
    writer: Arc<Mutex<Connection>>,
    readers: Arc<Mutex<Vec<Connection>>>,
    free_readers: Semaphore,
}

/// Why the database couldn't be opened.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseOpenError {
    #[error("the database couldn't be opened")]
    Sqlite(#[from] rusqlite::Error),
    #[error("the database couldn't be brought up to date")]
    Migration(#[from] rusqlite_migration::Error),
}

/// Why reading from or writing to the open database failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DatabaseError {
    #[error("the database couldn't carry out a statement")]
    Sqlite(#[from] rusqlite::Error),
    #[error("a JSON value in the database couldn't be read or written")]
    Json(#[from] serde_json::Error),
    #[error("{0} can't be read")]
    Unreadable(String),
    #[error("the work on the database ended before it was done")]
    Interrupted(#[from] tokio::task::JoinError),
    /// This happens only after a panic in a reader, which takes its connection with it.
    #[error("no connection is left to read with")]
    NoReader,
}

impl Database {
    pub(crate) fn open(path: &Path) -> Result<Self, DatabaseOpenError> {
        let mut writer = Connection::open(path)?;
        set_up(&writer)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        // With NORMAL a killed process loses nothing. A power cut may lose the last moments, which
        // a platform for practice can bear.
        writer.pragma_update(None, "synchronous", "NORMAL")?;
        Migrations::new(vec![M::up(include_str!("schema.sql"))]).to_latest(&mut writer)?;
        let mut readers = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            let reader = Connection::open_with_flags(
                path,
                OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            )?;
            set_up(&reader)?;
            readers.push(reader);
        }
        Ok(Self {
            writer: Arc::new(Mutex::new(writer)),
            readers: Arc::new(Mutex::new(readers)),
            free_readers: Semaphore::new(READERS),
        })
    }

    /// Runs `work` in one transaction. If it returns an error, nothing of it is kept.
    pub(crate) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        let writer = Arc::clone(&self.writer);
        offload::run(move || {
            let mut connection = lock(&writer);
            let transaction = connection
                .transaction_with_behavior(TransactionBehavior::Immediate)
                .map_err(DatabaseError::from)?;
            let result = work(&transaction)?;
            transaction.commit().map_err(DatabaseError::from)?;
            Ok(result)
        })
        .await
        .map_err(DatabaseError::from)?
    }

    /// Runs `work` on one consistent view of the database.
    pub(crate) async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        // The semaphore is never closed, so that an error here would mean that no reader is left.
        let permit = self.free_readers.acquire().await;
        let permit = permit.map_err(|_| DatabaseError::NoReader)?;
        let readers = Arc::clone(&self.readers);
        let result = offload::run(move || {
            let taken = lock(&readers).pop();
            let mut connection = taken.ok_or(DatabaseError::NoReader)?;
            let result = connection
                .transaction()
                .map_err(|cause| E::from(DatabaseError::from(cause)))
                .and_then(|view| work(&view));
            lock(&readers).push(connection);
            result
        })
        .await
        .map_err(DatabaseError::from)?;
        drop(permit);
        result
    }
}

/// A panic while the lock was held leaves the connection usable: its transaction was rolled back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.locked()
}

fn set_up(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}
