//! Puts a backup, or a file that was exported, in the place of the data.
//!
//! Another process may have the data file open, so the file stays, and SQLite writes the backup into
//! it in one transaction: whoever reads it sees the old data or the new, and nothing between. All that
//! can go wrong with the backup itself shows before, in a copy of it, while the data is still in use.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::backup::{Backup as Copying, StepResult};
use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

use super::{BackupKind, BackupName, LEFT_FREE, check_room, find, keep, part, place_of, remove};
use crate::connection;
use crate::migrations::{own_triggers, version};
use crate::set_aside::beside;
use crate::{DataSummary, Installation, Store, StoreError};
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
    pub fn prepare_restore(&self, name: BackupName) -> Result<PreparedRestore, StoreError> {
        let backup = find(self.file(), name)?;
        self.prepare(&backup, File::open(&backup).map_err(StoreError::File)?)
    }

    /// As [`Store::prepare_restore`], with a file that was found and opened.
    pub(super) fn prepare(
        &self,
        place: &Path,
        opened: File,
    ) -> Result<PreparedRestore, StoreError> {
        check_room(place, self.folder(), 1, LEFT_FREE)?;
        let prepared = PreparedRestore {
            part: part(self.file()),
        };
        let length = opened.metadata().map_err(StoreError::File)?.len();
        // Reading and writing fail for different reasons, so they are told apart.
        let mut file = private::file(&prepared.part).map_err(StoreError::of_writing)?;
        // A file that somebody makes longer meanwhile is copied as long as it was.
        io::copy(&mut opened.take(length), &mut file).map_err(StoreError::of_writing)?;
        drop(file);
        let opened = Connection::open_with_flags(&prepared.part, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        if !is_ours(&opened)? {
            return Err(StoreError::Damaged(
                "it isn't a data file of Cohort's".to_owned(),
            ));
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
        check_room(self.file(), self.folder(), 2, LEFT_FREE)?;
        let _one_at_a_time = self.copying.locked();
        let source = prepared.connection()?;
        let mut connection = self.connection.locked();
        keep_all(self.file(), &connection, now)?;
        copy_into(&source, &mut connection)?;
        self.is_replaced.store(true, Ordering::Relaxed);
        Ok(())
    }
}

/// Whether it is a data file at all. An empty file is a database of SQLite too, and many programs keep
/// their data in one, with versions of their own.
fn is_ours(copy: &Connection) -> Result<bool, StoreError> {
    /// There have been tables of these names in every version.
    const TABLES: [&str; 4] = ["accounts", "drafts", "plans", "steps"];
    let found: i64 = copy.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN (?1, ?2, ?3, ?4)",
        TABLES,
        |row| row.get(0),
    )?;
    Ok(found == 4 && version(copy)? > 0)
}

/// Backs up the data that are replaced. Whatever another process writes while that takes place is not
/// in it, so it is done again then.
fn keep_all(file: &Path, connection: &Connection, now: Timestamp) -> Result<(), StoreError> {
    for _ in 0..3 {
        let before = data_version(connection)?;
        let kept = keep(file, BackupKind::BeforeRestore, now)?;
        if data_version(connection)? == before {
            return Ok(());
        }
        remove(&place_of(file, kept.name))?;
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
    /// What it would put in the place of the data.
    pub fn summary(&self) -> Result<DataSummary, StoreError> {
        DataSummary::of(&self.connection()?)
    }

    /// Never made anew: without the copy there is nothing to put in the place of the data.
    fn connection(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        Ok(Connection::open_with_flags(&self.part, flags)?)
    }

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
