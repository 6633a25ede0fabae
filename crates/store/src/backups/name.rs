//! The names of backups. Everything that is known of a backup without opening it stands in its name,
//! so that a list of them costs as much as reading the folder.

use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// How the name of the data file begins, and of every backup of it.
const STEM: &str = "cohort";
/// How the time stands in a name, in UTC.
const STAMP: &str = "%Y%m%d-%H%M%S";
/// So many backups are kept of those that were made before an update.
const UPDATE_BACKUPS_KEPT: usize = 3;
/// So many backups are kept of each other kind. Whoever tries one backup after the other still has
/// the data as they were before.
pub const BACKUPS_KEPT: usize = 7;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BackupKind {
    /// Before an update changed the form of the data, which were of this version.
    Update { version: i64 },
    /// On a day on which something changed.
    Daily,
    /// Because the user asked for it.
    ByHand,
    /// Before another backup was restored, so that this can be undone.
    BeforeRestore,
}

impl BackupKind {
    /// So many are kept of this kind.
    pub(super) fn kept(self) -> usize {
        match self {
            Self::Update { .. } => UPDATE_BACKUPS_KEPT,
            Self::Daily | Self::ByHand | Self::BeforeRestore => BACKUPS_KEPT,
        }
    }

    /// Whether the two are counted together.
    pub(super) fn is_like(self, other: Self) -> bool {
        matches!((self, other), (Self::Update { .. }, Self::Update { .. })) || self == other
    }
}

/// The name of a backup's file, without its folder. It is nothing but why the backup was made and
/// when, so a text that was parsed as one can't be a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BackupName {
    kind: BackupKind,
    made_at: Timestamp,
}

/// A text that is no name of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this isn't the name of a backup")]
pub struct BackupNameError;

impl BackupName {
    /// The time in a name is whole seconds.
    pub(super) fn new(kind: BackupKind, at: Timestamp) -> Self {
        let made_at = Timestamp::from_second(at.as_second()).unwrap_or(at);
        Self { kind, made_at }
    }

    /// The name of a second later, where this one is taken.
    pub(super) fn next(self) -> Self {
        Self {
            made_at: self.made_at + SignedDuration::from_secs(1),
            ..self
        }
    }

    pub fn kind(self) -> BackupKind {
        self.kind
    }

    pub fn made_at(self) -> Timestamp {
        self.made_at
    }
}

impl fmt::Display for BackupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stamp = self.made_at.strftime(STAMP);
        match self.kind {
            BackupKind::Update { version } => write!(f, "{STEM}-version-{version}-{stamp}.db"),
            BackupKind::Daily => write!(f, "{STEM}-daily-{stamp}.db"),
            BackupKind::ByHand => write!(f, "{STEM}-by-hand-{stamp}.db"),
            BackupKind::BeforeRestore => write!(f, "{STEM}-before-restore-{stamp}.db"),
        }
    }
}

impl FromStr for BackupName {
    type Err = BackupNameError;

    fn from_str(text: &str) -> Result<Self, BackupNameError> {
        let name = parse(text).ok_or(BackupNameError)?;
        // A time can be written in several ways, and a file has one name.
        (name.to_string() == text)
            .then_some(name)
            .ok_or(BackupNameError)
    }
}

fn parse(text: &str) -> Option<BackupName> {
    let rest = text.strip_prefix(STEM)?.strip_suffix(".db")?;
    let (kind, stamp) = if let Some(rest) = rest.strip_prefix("-version-") {
        let (version, stamp) = rest.split_once('-')?;
        let version = version.parse().ok()?;
        (BackupKind::Update { version }, stamp)
    } else if let Some(stamp) = rest.strip_prefix("-daily-") {
        (BackupKind::Daily, stamp)
    } else if let Some(stamp) = rest.strip_prefix("-by-hand-") {
        (BackupKind::ByHand, stamp)
    } else {
        let stamp = rest.strip_prefix("-before-restore-")?;
        (BackupKind::BeforeRestore, stamp)
    };
    let at = DateTime::strptime(STAMP, stamp).ok()?;
    Some(BackupName::new(kind, TimeZone::UTC.to_timestamp(at).ok()?))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_name_says_why_and_when() {
        let at: Timestamp = "2026-03-02T10:42:07.25Z".parse().unwrap();
        let kinds = [
            BackupKind::Update { version: 17 },
            BackupKind::Daily,
            BackupKind::ByHand,
            BackupKind::BeforeRestore,
        ];
        for kind in kinds {
            let name = BackupName::new(kind, at);
            assert_eq!(name.to_string().parse(), Ok(name), "{name}");
            assert_eq!(name.made_at().to_string(), "2026-03-02T10:42:07Z");
        }
        let others = [
            "cohort.db",
            "../cohort-daily-20260302-104207.db",
            "cohort-daily-20260302-104207.db/../cohort.db",
            "cohort-set-aside-20260302-104207.db",
            "cohort-daily-20260302-104207.db-wal",
            "cohort-daily-yesterday.db",
            "cohort-daily-2026032-104207.db",
            "cohort-version-x-20260302-104207.db",
            "cohort-version-017-20260302-104207.db",
            "other-daily-20260302-104207.db",
        ];
        for other in others {
            let parsed = other.parse::<BackupName>();
            assert_eq!(parsed, Err(BackupNameError), "{other}");
        }
    }
}
