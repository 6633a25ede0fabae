//! Copies of the data file, kept beside it: before a migration, on each day on which something
//! changed, before another copy is restored, and whenever the user asks for one.
//!
//! A backup is a whole data file that only the user can read. SQLite writes it in one reading
//! transaction, so that whoever writes meanwhile doesn't wait for it and isn't in it by half.

mod export;
mod import;
mod name;
mod restore;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

pub use self::export::ExportError;
pub use self::import::ImportError;
pub use self::name::{BACKUPS_KEPT, BackupKind, BackupName, BackupNameError};
pub use self::restore::PreparedRestore;
use crate::set_aside::beside;
use crate::{Store, StoreError, connection};
use lock::LockExt as _;

/// At least so much room is left on the disk for what is being sent.
pub(crate) const LEFT_FREE: u64 = 64 * 1024 * 1024;
/// Nobody asked for the backup of the day, so it leaves more room.
const LEFT_FREE_DAILY: u64 = 1024 * 1024 * 1024;
/// How the names of unfinished copies end, and of what SQLite keeps beside them.
const PARTS: [&str; 4] = [".part", ".part-wal", ".part-shm", ".part-journal"];
/// What has been unfinished for this long was left behind by a process that was killed.
const ABANDONED_AFTER: SignedDuration = SignedDuration::from_hours(1);

/// A backup, which lies beside the data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backup {
    /// It says why the backup was made, and when.
    pub name: BackupName,
    pub bytes: u64,
}

impl Backup {
    pub fn kind(&self) -> BackupKind {
        self.name.kind()
    }

    pub fn made_at(&self) -> Timestamp {
        self.name.made_at()
    }
}

impl Store {
    /// The backups beside the data file, the newest first.
    pub fn backups(&self) -> Result<Vec<Backup>, StoreError> {
        list(self.file())
    }

    /// Makes a backup now. It takes a while with a large file.
    pub fn back_up(&self, kind: BackupKind, now: Timestamp) -> Result<Backup, StoreError> {
        let left_free = match kind {
            BackupKind::Daily => LEFT_FREE_DAILY,
            _ => LEFT_FREE,
        };
        check_room(self.file(), self.folder(), 1, left_free)?;
        let _one_at_a_time = self.copying.locked();
        keep(self.file(), kind, now)
    }

    /// Makes the backup of the day, unless there is one, or nothing has been written since the last.
    pub fn back_up_daily(
        &self,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Result<Option<Backup>, StoreError> {
        let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
        let backups = self.backups()?;
        // After the clock was set back, there may be some of days that are yet to come.
        let newest = backups
            .iter()
            .find(|backup| backup.kind() == BackupKind::Daily && backup.made_at() <= now);
        if let Some(newest) = newest {
            let has_one = day(newest.made_at()) == day(now);
            if has_one || !is_written_since(self.file(), newest.made_at()) {
                return Ok(None);
            }
        }
        self.back_up(BackupKind::Daily, now).map(Some)
    }
}

/// Whether the file, or the log in front of it, was written to since then. If that can't be found out,
/// the answer is yes.
fn is_written_since(file: &Path, then: Timestamp) -> bool {
    [file.to_owned(), beside(file, "-wal")].iter().any(|part| {
        let Ok(found) = fs::metadata(part) else {
            return part == file;
        };
        let written = found.modified().ok().map(Timestamp::try_from);
        !matches!(written, Some(Ok(written)) if written <= then)
    })
}

/// The backups of this file, the newest first.
pub(crate) fn list(file: &Path) -> Result<Vec<Backup>, StoreError> {
    let mut backups: Vec<_> = fs::read_dir(folder(file))
        .map_err(StoreError::Folder)?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name: BackupName = entry.file_name().to_str()?.parse().ok()?;
            // A link of that name could lead anywhere.
            let found = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            let bytes = found.len();
            Some(Backup { name, bytes })
        })
        .collect();
    backups.sort_by_key(|backup| (backup.made_at(), backup.name.to_string()));
    backups.reverse();
    Ok(backups)
}

/// Opens the data file, and makes it where there is none. Before it is migrated, it is backed up.
pub(crate) fn open_backed_up(file: &Path, now: Timestamp) -> Result<Connection, StoreError> {
    connection::open(file, |version| {
        keep(file, BackupKind::Update { version }, now).map(drop)
    })
}

/// Copies the file, and drops the oldest copies of the kind.
pub(crate) fn keep(file: &Path, kind: BackupKind, now: Timestamp) -> Result<Backup, StoreError> {
    let name = free_name(file, kind, now);
    remove_parts(file, |age| age >= ABANDONED_AFTER)?;
    // Under its own name only once it is whole. Another process may make one at the same time.
    let part = part(file);
    let written = write_copy(file, &part);
    let copy = place_of(file, name);
    let kept = written.and_then(|()| fs::rename(&part, &copy).map_err(StoreError::File));
    if let Err(error) = kept {
        // On a full disk, half a copy would keep everybody else from writing.
        let _ = remove(&part);
        return Err(error);
    }
    drop_old(file, name, now)?;
    let bytes = fs::metadata(&copy).map_err(StoreError::File)?.len();
    Ok(Backup { name, bytes })
}

/// Where a backup of this name lies.
fn place_of(file: &Path, name: BackupName) -> PathBuf {
    file.with_file_name(name.to_string())
}

/// A name that is free.
fn free_name(file: &Path, kind: BackupKind, now: Timestamp) -> BackupName {
    let mut name = BackupName::new(kind, now);
    while place_of(file, name).exists() {
        name = name.next();
    }
    name
}

fn write_copy(file: &Path, part: &Path) -> Result<(), StoreError> {
    remove(part)?;
    private::database(part).map_err(StoreError::File)?;
    let reading = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let name = part.to_str().ok_or_else(|| {
        StoreError::File(io::Error::other(
            "the name of the folder isn't valid Unicode",
        ))
    })?;
    reading.execute("VACUUM INTO ?1", [name])?;
    // Windows syncs only what was opened for writing.
    File::options()
        .write(true)
        .open(part)
        .and_then(|file| file.sync_all())
        .map_err(StoreError::of_writing)
}

/// The one just made stays, even if the clock says that it's the oldest. Those of a time that is yet
/// to come go first: the clock was wrong when they were made.
fn drop_old(file: &Path, made: BackupName, now: Timestamp) -> Result<(), StoreError> {
    let kind = made.kind();
    let mut others = list(file)?;
    others.retain(|other| other.kind().is_like(kind) && other.name != made);
    others.sort_by_key(|other| other.made_at() > now);
    for old in others.into_iter().skip(kind.kept() - 1) {
        remove(&place_of(file, old.name))?;
    }
    Ok(())
}

/// Refuses where so many copies of a file would leave less room than that on the disk of the folder.
pub(crate) fn check_room(
    file: &Path,
    folder: &Path,
    copies: u64,
    left_free: u64,
) -> Result<(), StoreError> {
    let size: u64 = [file.to_owned(), beside(file, "-wal")]
        .iter()
        .filter_map(|part| fs::metadata(part).ok())
        .map(|found| found.len())
        .sum();
    let needed = size.saturating_mul(copies);
    match free_room(folder) {
        Some(free) if free < needed.saturating_add(left_free) => Err(StoreError::DiskFull(
            format!("copies of the data take {needed} bytes, and {free} are free").into(),
        )),
        _ => Ok(()),
    }
}

/// `None` where the system doesn't say.
#[cfg(unix)]
fn free_room(folder: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(folder).ok()?;
    // Some network drives say that they have no room at all, whatever they have.
    (found.f_blocks > 0).then(|| found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(not(unix))]
fn free_room(_: &Path) -> Option<u64> {
    None
}

fn folder(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

fn stem(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

pub(crate) fn remove(file: &Path) -> Result<(), StoreError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::File(error)),
        _ => Ok(()),
    }
}

/// The file that a copy is written to until it is whole.
pub(crate) fn part(file: &Path) -> PathBuf {
    file.with_file_name(format!("{}-{}.part", stem(file), Uuid::new_v4()))
}

/// Removes the unfinished copies that are as old as this says, with what SQLite keeps beside them.
pub(crate) fn remove_parts(
    file: &Path,
    goes: impl Fn(SignedDuration) -> bool,
) -> Result<(), StoreError> {
    let begins = format!("{}-", stem(file));
    for entry in fs::read_dir(folder(file)).map_err(StoreError::Folder)? {
        let entry = entry.map_err(StoreError::Folder)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_part =
            name.starts_with(&begins) && PARTS.iter().any(|suffix| name.ends_with(suffix));
        let age = entry
            .metadata()
            .and_then(|found| found.modified())
            .ok()
            .and_then(|modified| modified.elapsed().ok())
            .and_then(|elapsed| SignedDuration::try_from(elapsed).ok());
        if is_part && goes(age.unwrap_or_default()) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

/// Takes away what others may do with the backups: one may come from another computer.
pub(crate) fn tighten(file: &Path) -> Result<(), StoreError> {
    for backup in list(file)? {
        private::database(&place_of(file, backup.name)).map_err(StoreError::File)?;
    }
    Ok(())
}

/// Where the backup of this name lies, if there is one.
fn find(file: &Path, name: BackupName) -> Result<PathBuf, StoreError> {
    let is_there = list(file)?.iter().any(|backup| backup.name == name);
    is_there
        .then(|| place_of(file, name))
        .ok_or(StoreError::NotFound(crate::error::Record::Backup))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod transfer_tests;
