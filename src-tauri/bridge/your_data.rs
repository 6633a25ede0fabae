//! The data on this computer: where it is, how large, and its backups.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::time;

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
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Backup {
    /// The name of its file, without the folder, by which it is asked for.
    pub(crate) name: String,
    pub(crate) why: BackupWhy,
    pub(crate) made_at: String,
    #[cfg_attr(test, ts(type = "number"))]
    pub(crate) bytes: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum BackupWhy {
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

impl From<store::BackupKind> for BackupWhy {
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
            name: backup.name,
            why: backup.kind.into(),
            made_at: time(backup.made_at),
            bytes: backup.bytes,
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
