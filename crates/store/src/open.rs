//! Opening the data file, and the two ways to write to it: on the disk at once, or with the next
//! [`Store::sync`]. What cannot be used is moved aside untouched, never overwritten.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use jiff::Timestamp;
use lock::LockExt as _;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use rusqlite_migration::Migrations;

use crate::StoreError;
use crate::migrations::MIGRATIONS;

/// The data. Cheap to clone: all clones share one connection, which is the one writer.
#[derive(Clone)]
pub struct Store {
    connection: Arc<Mutex<Connection>>,
    /// Where SQLite writes before anything reaches the data file itself.
    log: Arc<Path>,
}

/// An open store, and what had to be done to get there.
pub struct Opened {
    pub store: Store,
    pub set_aside: Option<SetAside>,
}

/// A data file that could not be used. It lies untouched under this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    pub file: PathBuf,
    /// It is sound, but written by a newer version.
    pub newer: bool,
}

impl Store {
    /// Opens the data file, making it where there is none. A file that cannot be read, or is
    /// from a newer version, is moved aside untouched and a fresh one begun beside it.
    pub fn open(file: &Path, now: Timestamp) -> Result<Opened, StoreError> {
        if let Some(folder) = file.parent() {
            private::folder(folder).map_err(StoreError::Folder)?;
        }
        match Self::open_as_it_is(file) {
            Ok(store) => Ok(Opened {
                store,
                set_aside: None,
            }),
            Err(
                problem @ (StoreError::Unreadable(_) | StoreError::Damaged(_) | StoreError::Newer),
            ) => {
                let newer = matches!(problem, StoreError::Newer);
                let aside = set_aside(file, now)?;
                let store = Self::open_as_it_is(file)?;
                Ok(Opened {
                    store,
                    set_aside: Some(SetAside { file: aside, newer }),
                })
            }
            Err(problem) => Err(problem),
        }
    }

    /// Opens the data file where there is one, and leaves alone what cannot be used: for whoever
    /// works beside a window that may have it open.
    pub fn open_there(file: &Path) -> Result<Option<Self>, StoreError> {
        if !file.try_exists().map_err(StoreError::File)? {
            return Ok(None);
        }
        Self::open_as_it_is(file).map(Some)
    }

    fn open_as_it_is(file: &Path) -> Result<Self, StoreError> {
        let exists = file.exists();
        private::database(file).map_err(StoreError::File)?;
        if exists {
            // Read-only first: a file that is not ours or from a newer version must come out
            // of this with every byte as it was.
            let read_only = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            let version: i64 = read_only.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            if version > i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX) {
                return Err(StoreError::Newer);
            }
            let finding: String =
                read_only.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
            if finding != "ok" {
                return Err(StoreError::Damaged(finding));
            }
        }
        let mut connection = Connection::open(file)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A step that is settled stays settled through a power cut.
        synchronous(&connection, "FULL")?;
        connection.set_prepared_statement_cache_capacity(128);
        // A table that is made anew under its old name must not take along what points to it;
        // each migration that does so checks at its end that nothing points nowhere.
        connection.pragma_update(None, "foreign_keys", false)?;
        Migrations::from_slice(MIGRATIONS).to_latest(&mut connection)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
            log: beside(file, "-wal").into(),
        })
    }

    /// Everything done with the [`Write`] happens, and is on the disk when this returns,
    /// or nothing of it.
    pub fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        transact(&mut self.connection(), work)
    }

    /// As [`Store::write`], but it has reached the disk only after the next [`Store::sync`], or
    /// the next [`Store::write`]: many writes at the same time can share one wait for the disk.
    pub fn write_unsynced<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        synchronous(&connection, "NORMAL")?;
        let done = transact(&mut connection, work);
        synchronous(&connection, "FULL")?;
        done
    }

    /// Waits until everything written so far is on the disk. It keeps nobody from writing.
    pub fn sync(&self) -> Result<(), StoreError> {
        match OpenOptions::new().write(true).open(&self.log) {
            Ok(log) => log.sync_data().map_err(StoreError::of_writing),
            // All of it stands in the data file, where SQLite brought it itself.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(StoreError::WriteAheadLog(error)),
        }
    }

    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere rolled its transaction back; the connection itself is sound.
        self.connection.locked()
    }
}

fn synchronous(connection: &Connection, how: &str) -> Result<(), StoreError> {
    Ok(connection.pragma_update(None, "synchronous", how)?)
}

fn transact<T, E: From<StoreError>>(
    connection: &mut Connection,
    work: impl FnOnce(&Write<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(StoreError::from)?;
    let done = work(&Write {
        transaction: &transaction,
    })?;
    transaction.commit().map_err(StoreError::from)?;
    Ok(done)
}

/// The file that SQLite keeps under this name beside the data file.
fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// A transaction under way. It offers the same reads as [`Store`], and the writes.
pub struct Write<'a> {
    pub(crate) transaction: &'a Transaction<'a>,
}

/// Moves the file, and what SQLite keeps beside it, to a name that is free.
fn set_aside(file: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
    let stamp = now.strftime("%Y%m%d-%H%M%S").to_string();
    let stem = file.file_stem().map(OsString::from).unwrap_or_default();
    let mut aside = file.to_path_buf();
    for n in 1.. {
        let mut name = stem.clone();
        name.push(format!("-set-aside-{stamp}"));
        if n > 1 {
            name.push(format!("-{n}"));
        }
        name.push(".db");
        aside = file.with_file_name(name);
        if !aside.exists() {
            break;
        }
    }
    for suffix in ["", "-wal", "-shm"] {
        match fs::rename(beside(file, suffix), beside(&aside, suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound || suffix.is_empty() => {
                return Err(StoreError::SettingAside(error));
            }
            _ => {}
        }
    }
    Ok(aside)
}
