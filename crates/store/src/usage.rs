//! What of the disk the data take up, what has changed since a backup, how much there is in a data file,
//! and in which form.

use std::ffi::OsStr;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::columns::time;
use crate::migrations::KNOWN;
use crate::set_aside::{beside, is_set_aside};
use crate::{Store, StoreError};

/// How many bytes the data file takes up, and what lies beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DiskUsage {
    pub data: u64,
    pub backups: u64,
    /// Files that couldn't be used, and were moved aside.
    pub set_aside: u64,
}

/// What a backup of that time doesn't have in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChangedSince {
    /// Plans that were sent, or are under way.
    pub plans: u32,
    /// Drafts that were made or changed.
    pub drafts: u32,
}

/// How much there is in a data file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DataSummary {
    /// Accounts in use.
    pub accounts: u32,
    pub drafts: u32,
    pub plans: u32,
    /// When a draft was last changed, or a plan sent. `None`: there are neither.
    pub last_changed: Option<Timestamp>,
}

/// With what, and in which form, the data is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataVersions {
    /// That of the SQLite that is built in.
    pub sqlite: &'static str,
    /// How many migrations the data has been through.
    pub data: i64,
}

impl DataVersions {
    /// Those of this program.
    pub fn current() -> Self {
        Self {
            sqlite: rusqlite::version(),
            data: KNOWN,
        }
    }
}

impl DataSummary {
    pub(crate) fn of(connection: &Connection) -> Result<Self, StoreError> {
        let summary = connection.query_row(
            "SELECT (SELECT count(*) FROM accounts WHERE removed_at IS NULL),
                    (SELECT count(*) FROM drafts WHERE deleted_at IS NULL),
                    (SELECT count(*) FROM plans),
                    (SELECT max(at) FROM (SELECT changed_at AS at FROM drafts
                                          UNION ALL SELECT created_at FROM plans))",
            [],
            |row| {
                // The file may come from anywhere, and what is no time in it is none.
                let last: Option<String> = row.get(3).unwrap_or_default();
                Ok(Self {
                    accounts: row.get(0)?,
                    drafts: row.get(1)?,
                    plans: row.get(2)?,
                    last_changed: last.and_then(|last| last.parse().ok()),
                })
            },
        )?;
        Ok(summary)
    }
}

impl Store {
    /// How much there is in the data now.
    pub fn summary(&self) -> Result<DataSummary, StoreError> {
        DataSummary::of(&self.connection())
    }

    /// The folder in which everything lies.
    pub fn folder(&self) -> &Path {
        self.file().parent().unwrap_or(Path::new(""))
    }

    pub fn disk_usage(&self) -> Result<DiskUsage, StoreError> {
        let backups = self.backups()?.iter().map(|backup| backup.bytes).sum();
        let data = ["", "-wal", "-shm"].map(|suffix| size(&beside(self.file(), suffix)));
        Ok(DiskUsage {
            data: data.iter().sum(),
            backups,
            set_aside: self.files_set_aside()?.iter().map(|file| size(file)).sum(),
        })
    }

    /// Files that couldn't be used and were moved aside, with what SQLite keeps beside them.
    pub(crate) fn files_set_aside(&self) -> Result<Vec<std::path::PathBuf>, StoreError> {
        let entries = std::fs::read_dir(self.folder()).map_err(StoreError::Folder)?;
        let files: Vec<_> = entries
            .map(|entry| Ok(entry.map_err(StoreError::Folder)?.path()))
            .collect::<Result<_, StoreError>>()?;
        Ok(files
            .into_iter()
            .filter(|path| {
                let name = path.file_name().and_then(OsStr::to_str);
                name.is_some_and(|name| is_set_aside(self.file(), name))
            })
            .collect())
    }

    pub fn changed_since(&self, then: Timestamp) -> Result<ChangedSince, StoreError> {
        let counts = self.connection().query_row(
            "SELECT (SELECT count(*) FROM plans WHERE created_at > ?1),
                    (SELECT count(*) FROM drafts WHERE changed_at > ?1 AND deleted_at IS NULL)",
            [time(then)],
            |row| {
                Ok(ChangedSince {
                    plans: row.get(0)?,
                    drafts: row.get(1)?,
                })
            },
        )?;
        Ok(counts)
    }
}

fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |found| found.len())
}
