//! The database file: one writer, a few readers, and the migrations in order.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use tokio::sync::Semaphore;

use crate::request_error::Refusal;

const READERS: usize = 4;

/// The one place that hands out connections. Writers take turns; readers see the last commit.
pub(crate) struct Db {
    writer: Arc<Mutex<Connection>>,
    readers: Arc<Mutex<Vec<Connection>>>,
    free: Semaphore,
}

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the database could not be opened")]
    Sqlite(#[from] rusqlite::Error),
    #[error("the database could not be brought up to date")]
    Migration(#[from] rusqlite_migration::Error),
}

impl Db {
    pub(crate) fn open(path: &Path) -> Result<Self, OpenError> {
        let mut writer = Connection::open(path)?;
        set_up(&writer)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        // A killed process loses nothing with NORMAL; a power cut may take the last moments, which
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
            free: Semaphore::new(READERS),
        })
    }

    /// Runs `work` in one transaction: all of it lands, or, on a refusal, nothing.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, Refusal> + Send + 'static,
    {
        let writer = Arc::clone(&self.writer);
        tokio::task::spawn_blocking(move || {
            let mut connection = writer.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        })
        .await
        .map_err(Refusal::internal)?
    }

    /// Runs `work` on one consistent view of the database.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, Refusal> + Send + 'static,
    {
        let permit = self.free.acquire().await.map_err(Refusal::internal)?;
        let readers = Arc::clone(&self.readers);
        let result = tokio::task::spawn_blocking(move || {
            let taken = readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = taken.ok_or_else(|| Refusal::internal(NoReader))?;
            let result = connection
                .transaction()
                .map_err(Refusal::from)
                .and_then(|view| work(&view));
            readers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
            result
        })
        .await
        .map_err(Refusal::internal)?;
        drop(permit);
        result
    }
}

/// Only after a panic in a reader, which takes its connection with it.
#[derive(Debug, thiserror::Error)]
#[error("no connection is left to read with")]
struct NoReader;

fn set_up(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}
