//! Writes all of the data, or a text about it, into one file in a folder that the user chose.
//!
//! What has all of the data is a copy of the data file as the backups are, so that it can be imported on any computer.
//! API keys aren't in it, because they aren't in the data.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

use super::{LEFT_FREE, check_room, remove, write_copy};
use crate::set_aside::beside;
use crate::{Store, StoreError};
use lock::LockExt as _;

/// Why the data weren't exported. Whatever the file was before, it still is.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A file there could take the place of one that Cohort needs.
    #[error("the folder is the one in which Cohort keeps its data")]
    OwnFolder,
    #[error("the file can't be written")]
    Unwritable(#[source] io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Writes all of the data into this file, which only the user can read. It has its name only once
    /// the copy in it is whole and was checked.
    pub fn export(&self, to: &Path) -> Result<(), ExportError> {
        self.save_outside(to, |folder, part| {
            check_room(self.file(), folder, 1, LEFT_FREE)?;
            let _one_at_a_time = self.copying.locked();
            self.write_checked(part)
        })
    }

    /// Writes a text about the data into this file, which only the user can read. It has its name only
    /// once the text in it is whole.
    pub fn export_text(&self, to: &Path, text: &str) -> Result<(), ExportError> {
        self.save_outside(to, |_, part| {
            let mut file = private::file(part).map_err(of_writing)?;
            file.write_all(text.as_bytes())
                .and_then(|()| file.sync_all())
                .map_err(of_writing)
        })
    }

    /// Lets a file be written beside its place, and moves it there. Nothing is written into Cohort's own
    /// folder.
    fn save_outside(
        &self,
        to: &Path,
        write: impl FnOnce(&Path, &Path) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let folder = match to.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let folder = folder.canonicalize().map_err(ExportError::Unwritable)?;
        let own = self.folder().canonicalize().map_err(StoreError::Folder)?;
        if folder.starts_with(own) {
            return Err(ExportError::OwnFolder);
        }
        if to.is_dir() {
            return Err(ExportError::Unwritable(io::ErrorKind::IsADirectory.into()));
        }
        let part = folder.join(format!(".cohort-{}.part", Uuid::new_v4()));
        let written = write(&folder, &part).and_then(|()| {
            fs::rename(&part, to).map_err(ExportError::Unwritable)?;
            Ok(sync_folder(&folder)?)
        });
        if written.is_err() {
            // Nobody would know what half a file in a folder of the user's is.
            for suffix in ["", "-wal", "-shm", "-journal"] {
                let _ = remove(&beside(&part, suffix));
            }
        }
        written
    }

    fn write_checked(&self, part: &Path) -> Result<(), ExportError> {
        private::file(part).map_err(of_writing)?;
        write_copy(self.file(), part)?;
        let copy = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .map_err(StoreError::from)?;
        let finding = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
        match finding.map_err(StoreError::from)? {
            finding if finding == "ok" => Ok(()),
            finding => Err(StoreError::Damaged(finding).into()),
        }
    }
}

/// A disk that is full is one thing to the user, and a folder that can't be written to another.
fn of_writing(error: io::Error) -> ExportError {
    match StoreError::of_writing(error) {
        StoreError::DiskFails(error) => ExportError::Unwritable(io::Error::other(error)),
        full => full.into(),
    }
}

/// Only then is the name on the disk too.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(StoreError::of_writing)
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), StoreError> {
    Ok(())
}
