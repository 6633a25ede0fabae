use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::StoreError;

const MIGRATIONS: &[M<'_>] = &[M::up(include_str!("migrations/0001_start.sql"))];

/// The data. Cheap to clone: all clones share one connection, which is the one writer.
#[derive(Clone)]
pub struct Store {
    connection: Arc<Mutex<Connection>>,
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
            private_folder(folder)?;
        }
        match Self::open_as_it_is(file) {
            Ok(store) => Ok(Opened {
                store,
                set_aside: None,
            }),
            Err(problem @ (StoreError::Unreadable(_) | StoreError::Newer)) => {
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

    fn open_as_it_is(file: &Path) -> Result<Self, StoreError> {
        if file.exists() {
            // Read-only first: a file that is not ours or from a newer version must come out
            // of this with every byte as it was.
            let look = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            let version: i64 = look.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            if version > i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX) {
                return Err(StoreError::Newer);
            }
            let sound: String = look.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
            if sound != "ok" {
                return Err(StoreError::Unreadable(rusqlite::Error::InvalidQuery));
            }
        }
        let mut connection = Connection::open(file)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A step that is settled stays settled through a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.set_prepared_statement_cache_capacity(64);
        Migrations::from_slice(MIGRATIONS)
            .to_latest(&mut connection)
            .map_err(StoreError::Migration)?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
        })
    }

    /// Everything done with the [`Write`] happens, and is on the disk when this returns,
    /// or nothing of it.
    pub fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let done = work(&Write {
            transaction: &transaction,
        })?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(done)
    }

    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere rolled its transaction back; the connection itself is sound.
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// A transaction under way.
pub struct Write<'a> {
    pub(crate) transaction: &'a Transaction<'a>,
}

fn private_folder(folder: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(folder).map_err(StoreError::Folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
            .map_err(StoreError::Folder)?;
    }
    Ok(())
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
        let with = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        match fs::rename(with(file), with(&aside)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound || suffix.is_empty() => {
                return Err(StoreError::Folder(error));
            }
            _ => {}
        }
    }
    Ok(aside)
}
