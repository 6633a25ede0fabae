//! The data on this computer: where they are, how large, their backups, and files to take them along.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{Problem, ProblemCode, time};

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct YourData {
    pub(crate) folder: String,
    #[cfg_attr(test, ts(type = "number"))]
    pub(crate) data_bytes: u64,
    #[cfg_attr(test, ts(type = "number"))]
    pub(crate) backup_bytes: u64,
    /// Data files that couldn't be read, and were moved aside.
    #[cfg_attr(test, ts(type = "number"))]
    pub(crate) set_aside_bytes: u64,
    /// The newest first.
    pub(crate) backups: Vec<Backup>,
    /// So many are kept of each kind, but for those before an update.
    pub(crate) backups_kept: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Backup {
    /// The name of its file, without the folder, by which it is asked for.
    pub(crate) name: String,
    pub(crate) kind: BackupKind,
    pub(crate) made_at: String,
    #[cfg_attr(test, ts(type = "number"))]
    pub(crate) bytes: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum BackupKind {
    Update,
    Daily,
    ByHand,
    BeforeRestore,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct BackupRef {
    pub(crate) backup: String,
}

impl BackupRef {
    /// A text that is no name of a backup names none that there is.
    pub(crate) fn name(&self) -> Result<store::BackupName, Problem> {
        let name = self.backup.parse();
        name.map_err(|_| Problem::of(ProblemCode::BackupGone))
    }
}

/// A file that the user chose, to be imported in the place of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DataFile {
    /// By which it is asked for.
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) here: DataSummary,
    pub(crate) there: DataSummary,
}

/// How much there is in a data file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DataSummary {
    pub(crate) accounts: u32,
    pub(crate) drafts: u32,
    pub(crate) plans: u32,
    pub(crate) last_changed: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DataFileRef {
    pub(crate) file: String,
}

/// What happened after a backup was made, so that it isn't in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChangedSinceBackup {
    pub(crate) plans: u32,
    pub(crate) drafts: u32,
}

/// How much would be deleted for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Erasable {
    pub(crate) drafts: u32,
    pub(crate) plans: u32,
    /// Different people in these plans.
    pub(crate) people: u32,
    /// Lists that spaces are compared with.
    pub(crate) lists: u32,
    /// Accounts that were removed before.
    pub(crate) accounts: u32,
    pub(crate) backups: u32,
    /// Something of it is still being sent, so it can't be deleted.
    pub(crate) under_way: bool,
}

/// Data that are older than a day.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OlderThan {
    /// The first day that stays, such as `2026-09-01`.
    pub(crate) day: String,
}

/// What was deleted for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Erased {
    pub(crate) left: ErasedLeft,
}

/// Whether anything of it may be left on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ErasedLeft {
    Nothing,
    /// Another process has the data open, and something may be left beside it until that process ends.
    UntilOthersClose,
    /// A copy of the data couldn't be removed.
    Copies,
}

impl Erasable {
    pub(crate) fn of(found: store::Erasable, under_way: bool) -> Self {
        Self {
            drafts: found.drafts,
            plans: found.plans,
            people: found.people,
            lists: found.lists,
            accounts: found.accounts,
            backups: found.backups,
            under_way,
        }
    }
}

impl From<store::Erased> for Erased {
    fn from(erased: store::Erased) -> Self {
        Self {
            left: match erased {
                store::Erased::Completely => ErasedLeft::Nothing,
                store::Erased::UntilOthersClose => ErasedLeft::UntilOthersClose,
                store::Erased::CopiesLeft => ErasedLeft::Copies,
            },
        }
    }
}

impl From<store::BackupKind> for BackupKind {
    fn from(kind: store::BackupKind) -> Self {
        use store::BackupKind as Kind;
        match kind {
            Kind::Update { .. } => Self::Update,
            Kind::Daily => Self::Daily,
            Kind::ByHand => Self::ByHand,
            Kind::BeforeRestore => Self::BeforeRestore,
        }
    }
}

impl From<store::Backup> for Backup {
    fn from(backup: store::Backup) -> Self {
        Self {
            name: backup.name.to_string(),
            kind: backup.kind().into(),
            made_at: time(backup.made_at()),
            bytes: backup.bytes,
        }
    }
}

impl From<store::DataSummary> for DataSummary {
    fn from(summary: store::DataSummary) -> Self {
        Self {
            accounts: summary.accounts,
            drafts: summary.drafts,
            plans: summary.plans,
            last_changed: summary.last_changed.map(time),
        }
    }
}

impl From<store::ChangedSince> for ChangedSinceBackup {
    fn from(changed: store::ChangedSince) -> Self {
        Self {
            plans: changed.plans,
            drafts: changed.drafts,
        }
    }
}
