//! Puts a backup in the place of the data.
//!
//! Another process may have the data file open, so the file stays, and SQLite writes the backup into
//! it in one transaction: whoever reads it sees the old data or the new, and nothing between. All that
//! can go wrong with the backup itself shows before, in a copy of it, while the data are still in use.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::backup::{Backup as Copying, StepResult};
use uuid::Uuid;

use super::{BackupKind, check_room, find, keep, remove};
use crate::connection;
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
    /// Copies the backup, checks the copy, and brings it to the version of this program. The data are
    /// untouched.
    pub fn prepare_restore(&self, name: &str) -> Result<PreparedRestore, StoreError> {
        let backup = find(self.file(), name)?;
        check_room(&backup)?;
        let stem = super::stem(self.file());
        let part = format!("{stem}-restoring.{}.part", std::process::id());
        let prepared = PreparedRestore {
            part: self.file().with_file_name(part),
        };
        prepared.clear()?;
        private::database(&prepared.part).map_err(StoreError::File)?;
        fs::copy(&backup, &prepared.part).map_err(StoreError::of_writing)?;
        let copy = connection::open_copy(&prepared.part)?;
        let finding: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if finding != "ok" {
            return Err(StoreError::Damaged(finding));
        }
        mark_as_foreign(&copy)?;
        Ok(prepared)
    }

    /// Puts the backup in the place of the data, which are themselves backed up first. For whoever holds
    /// the right to send. What this process still has in memory is of the data as they were, so from now
    /// on it writes nothing more: it has to start again.
    pub fn restore(&self, prepared: &PreparedRestore, now: Timestamp) -> Result<(), StoreError> {
        check_room(self.file())?;
        keep(self.file(), BackupKind::BeforeRestore, now)?;
        let source = Connection::open(&prepared.part)?;
        let mut connection = self.connection.locked();
        copy_into(&source, &mut connection)?;
        self.is_replaced.store(true, Ordering::Relaxed);
        Ok(())
    }
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
        // What is left over is overwritten by the next one.
        let _ = self.clear();
    }
}
