//! Puts a backup in the place of the data.
//!
//! Another process may have the data file open, so the file stays, and SQLite writes the backup into
//! it in one transaction: whoever reads it sees the old data or the new, and nothing between. All that
//! can go wrong with the backup itself shows before, in a copy of it, while the data is still in use.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::backup::{Backup as Copying, StepResult};
use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

use super::{BackupKind, LEFT_FREE, check_room, find, keep, part, remove};
use crate::connection;
use crate::migrations::{own_triggers, version};
use crate::set_aside::beside;
use crate::{Installation, Store, StoreError};
use lock::LockExt as _;

/// How long another process may keep the data file from being written to.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);

/// A copy of a backup that was found sound, and has the form that this version knows.
#[derive(Debug)]
pub struct PreparedRestore {
    part: PathBuf,
}

impl Store {
    /// Copies the backup, checks the copy, and brings it to the version of this program. The data is
    /// untouched.
    pub fn prepare_restore(&self, name: &str) -> Result<PreparedRestore, StoreError> {
        let backup = find(self.file(), name)?;
        check_room(&backup, 1, LEFT_FREE)?;
        let prepared = PreparedRestore {
            part: part(self.file()),
        };
        // Reading and writing fail for different reasons, so they are told apart.
        let mut backup = File::open(&backup).map_err(StoreError::File)?;
        let mut file = private::file(&prepared.part).map_err(StoreError::of_writing)?;
        io::copy(&mut backup, &mut file).map_err(StoreError::of_writing)?;
        drop(file);
        let opened = Connection::open_with_flags(&prepared.part, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        if version(&opened)? < 1 {
            return Err(StoreError::Damaged("there is no data in it".to_owned()));
        }
        drop(opened);
        let copy = connection::open_copy(&prepared.part)?;
        own_triggers(&copy)?;
        let finding: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if finding != "ok" {
            return Err(StoreError::Damaged(finding));
        }
        mark_as_foreign(&copy)?;
        Ok(prepared)
    }

    /// Puts the backup in the place of the data, which are themselves backed up first. For whoever holds
    /// the right to send. What this process still has in memory is of the data as it was, so from now
    /// on it writes nothing more: it has to start again.
    pub fn restore(&self, prepared: &PreparedRestore, now: Timestamp) -> Result<(), StoreError> {
        check_room(self.file(), 2, LEFT_FREE)?;
        let _one_at_a_time = self.copying.locked();
        let source = Connection::open(&prepared.part)?;
        let mut connection = self.connection.locked();
        keep_all(self.file(), &connection, now)?;
        copy_into(&source, &mut connection)?;
        self.is_replaced.store(true, Ordering::Relaxed);
        Ok(())
    }
}

/// Backs up the data that are replaced. Whatever another process writes while that takes place isn't
/// in it, so it is done again then.
fn keep_all(file: &Path, connection: &Connection, now: Timestamp) -> Result<(), StoreError> {
    for _ in 0..3 {
        let before = data_version(connection)?;
        let kept = keep(file, BackupKind::BeforeRestore, now)?;
        if data_version(connection)? == before {
            return Ok(());
        }
        remove(&file.with_file_name(kept.name))?;
    }
    Err(StoreError::busy())
}

/// Changes when another connection has written.
fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
}

fn copy_into(source: &Connection, data: &mut Connection) -> Result<(), StoreError> {
    let copying = Copying::new(source, data)?;
    let until = Instant::now() + PATIENCE;
    loop {
        // All pages in one step: between two steps another process could write to the data.
        match copying.step(-1)? {
            StepResult::Done => return Ok(()),
            _ if Instant::now() < until => thread::sleep(PAUSE),
            _ => return Err(StoreError::busy()),
        }
    }
}

/// Whoever takes the right to send finds a mark that is nobody's, and treats the data as restored,
/// however young the backup is.
fn mark_as_foreign(copy: &Connection) -> Result<(), StoreError> {
    let mark = Installation {
        id: Uuid::new_v4().to_string(),
        machine: String::new(),
        generation: 0,
    };
    copy.execute(
        "INSERT OR REPLACE INTO installation (one, id, machine, generation) VALUES (1, ?1, ?2, ?3)",
        (&mark.id, &mark.machine, mark.generation),
    )?;
    Ok(())
}

impl PreparedRestore {
    fn clear(&self) -> Result<(), StoreError> {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            remove(&beside(&self.part, suffix))?;
        }
        Ok(())
    }
}

impl Drop for PreparedRestore {
    fn drop(&mut self) {
        // What is left over is removed with the next backup.
        let _ = self.clear();
    }
}
