//! The open data file: the two ways to write to it, on the disk at once or with the next
//! [`Store::sync`], and what becomes of it when it can't be used. Nothing is ever overwritten.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use jiff::Timestamp;
use lock::LockExt as _;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Params, Transaction, TransactionBehavior, ffi};

use crate::StoreError;
use crate::backups::{self, open_backed_up};
use crate::connection::synchronous;
use crate::migrations::{KNOWN, version};
use crate::set_aside::{beside, set_aside};

/// The data. Cheap to clone: all clones share one connection, which is the one writer.
#[derive(Clone)]
pub struct Store {
    pub(crate) connection: Arc<Mutex<Connection>>,
    file: Arc<Path>,
    /// Where SQLite writes before anything reaches the data file itself.
    log: Arc<Path>,
    /// What was written last may not have reached the disk, although the system won't say so again.
    is_lost: Arc<AtomicBool>,
    /// Held while the data file is copied, or copies of it are removed.
    pub(crate) copying: Arc<Mutex<()>>,
    /// A backup has taken the place of the data, and what this process knows is of the data before.
    pub(crate) is_replaced: Arc<AtomicBool>,
}

/// An open store, and what had to be done to get there.
pub struct OpenedStore {
    pub store: Store,
    pub set_aside: Option<SetAside>,
}

/// A data file that couldn't be used. It lies untouched under this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    pub file: PathBuf,
}

impl Store {
    /// Opens the data file, making it where there is none. A file that SQLite can't read at all is
    /// moved aside untouched and a fresh one begun beside it. One that a newer version has written is
    /// left as it is: that version may have it open, and it is where the user's data is.
    pub fn open(file: &Path, now: Timestamp) -> Result<OpenedStore, StoreError> {
        if let Some(folder) = file.parent() {
            private::folder(folder).map_err(StoreError::Folder)?;
        }
        backups::tighten(file)?;
        match open_backed_up(file, now) {
            Ok(connection) => Ok(OpenedStore {
                store: Self::of(connection, file),
                set_aside: None,
            }),
            Err(StoreError::Unreadable(_)) => {
                let aside = set_aside(file, now)?;
                Ok(OpenedStore {
                    store: Self::of(open_backed_up(file, now)?, file),
                    set_aside: Some(SetAside { file: aside }),
                })
            }
            Err(problem) => Err(problem),
        }
    }

    /// Opens the data file where there is one, and leaves alone what can't be used: for whoever
    /// works beside a window that may have it open.
    pub fn open_there(file: &Path, now: Timestamp) -> Result<Option<Self>, StoreError> {
        if !file.try_exists().map_err(StoreError::File)? {
            return Ok(None);
        }
        // Copies of the data file that lie beside it are protected by the folder alone.
        if let Some(folder) = file.parent() {
            private::folder(folder).map_err(StoreError::File)?;
        }
        Ok(Some(Self::of(open_backed_up(file, now)?, file)))
    }

    fn of(connection: Connection, file: &Path) -> Self {
        Self {
            connection: Arc::new(Mutex::new(connection)),
            file: file.into(),
            log: beside(file, "-wal").into(),
            is_lost: Arc::default(),
            copying: Arc::default(),
            is_replaced: Arc::default(),
        }
    }

    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// Goes through the whole file, on a connection of its own, so that nobody waits for it. Returns
    /// what is wrong with it. That takes a while with a large file, so it isn't done at the start.
    pub fn find_damage(&self) -> Result<Option<String>, StoreError> {
        let reading = Connection::open_with_flags(&self.file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let finding = reading.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
        match finding.map_err(StoreError::from) {
            Ok(finding) if finding == "ok" => Ok(None),
            Ok(finding) => Ok(Some(finding)),
            Err(StoreError::Unreadable(error)) => Ok(Some(error.to_string())),
            Err(error) => Err(error),
        }
    }

    /// Moves the damaged file aside untouched, and goes on with a fresh one. For whoever holds the
    /// right to send, so that nothing is sent from it meanwhile.
    pub fn set_aside(&self, now: Timestamp) -> Result<SetAside, StoreError> {
        let mut connection = self.connection.locked();
        // Otherwise closing it would bring the log into the file, which is to stay as it is.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        *connection = Connection::open_in_memory()?;
        let aside = set_aside(&self.file, now)?;
        *connection = open_backed_up(&self.file, now)?;
        Ok(SetAside { file: aside })
    }

    /// Everything done with the [`Write`] happens, and is on the disk when this returns,
    /// or nothing of it.
    pub fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact(&mut self.connection(), work)
    }

    /// One statement that changes something, as a transaction of its own.
    pub(crate) fn execute(
        &self,
        statement: &str,
        parameters: impl Params,
    ) -> Result<usize, StoreError> {
        self.write(|w| {
            Ok(w.transaction
                .prepare_cached(statement)?
                .execute(parameters)?)
        })
    }

    /// As [`Store::write`], but it has reached the disk only after the next [`Store::sync`], or
    /// the next [`Store::write`]: many writes at the same time can share one wait for the disk.
    pub fn write_unsynced<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        synchronous(&connection, "NORMAL")?;
        let done = self.transact(&mut connection, work);
        synchronous(&connection, "FULL")?;
        done
    }

    /// Waits until everything written so far is on the disk. It keeps nobody from writing.
    pub fn sync(&self) -> Result<(), StoreError> {
        if self.is_lost() {
            drop(self.connection());
            self.check_not_lost()?;
        }
        let synced = match OpenOptions::new().write(true).open(&self.log) {
            Ok(log) => log.sync_data(),
            // All of it stands in the data file, where SQLite brought it itself.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => return Err(StoreError::WriteAheadLog(error)),
        };
        synced.map_err(|error| {
            self.is_lost.store(true, Ordering::Relaxed);
            StoreError::of_writing(error)
        })
    }

    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere rolled its transaction back; the connection itself is sound.
        let mut connection = self.connection.locked();
        if self.is_lost() {
            self.replace(&mut connection);
        }
        connection
    }

    fn is_lost(&self) -> bool {
        self.is_lost.load(Ordering::Relaxed)
    }

    fn check_not_lost(&self) -> Result<(), StoreError> {
        if self.is_lost() {
            let why = "what was written last may not have reached it";
            return Err(StoreError::DiskFails(why.into()));
        }
        Ok(())
    }

    /// After a wait for the disk has failed, the system counts what was to be written as written,
    /// and the next wait succeeds although it never was. So nothing more is written with that
    /// connection. A fresh one brings everything that stands in the log into the data file, and
    /// waits for that; until it has, the old one is good for reading alone.
    fn replace(&self, connection: &mut Connection) {
        let renewed = open_backed_up(&self.file, Timestamp::now()).and_then(|fresh| {
            let busy: bool =
                fresh.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            Ok((fresh, busy))
        });
        // Where it fails, the next write tries again, and says so if it fails once more.
        if let Ok((fresh, busy)) = renewed {
            *connection = fresh;
            self.is_lost.store(busy, Ordering::Relaxed);
        }
    }

    fn transact<T, E: From<StoreError>>(
        &self,
        connection: &mut Connection,
        work: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.check_not_lost()?;
        if self.is_replaced.load(Ordering::Relaxed) {
            return Err(StoreError::Replaced.into());
        }
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        // A newer program may have changed the form of the data while this one was running.
        if version(&transaction)? > KNOWN {
            return Err(StoreError::Newer.into());
        }
        let done = work(&Write {
            transaction: &transaction,
        })?;
        transaction.commit().map_err(|error| {
            if is_failed_sync(&error) {
                self.is_lost.store(true, Ordering::Relaxed);
            }
            StoreError::from(error)
        })?;
        Ok(done)
    }
}

fn is_failed_sync(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(
        code,
        Some(ffi::SQLITE_IOERR_FSYNC | ffi::SQLITE_IOERR_DIR_FSYNC)
    )
}

/// A transaction under way. It offers the same reads as [`Store`], and the writes.
pub struct Write<'a> {
    pub(crate) transaction: &'a Transaction<'a>,
}
