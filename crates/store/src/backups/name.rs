//! The names of backups. Everything that is known of a backup without opening it stands in its name,
//! so that a list of them costs as much as reading the folder.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

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

/// How the time stands in a name, in UTC.
const STAMP: &str = "%Y%m%d-%H%M%S";

impl BackupKind {
    /// So many are kept of this kind.
    pub(super) fn kept(self) -> usize {
        match self {
            Self::Update { .. } => 3,
            // Whoever tries one backup after the other still has the data as it was before.
            Self::Daily | Self::ByHand | Self::BeforeRestore => 7,
        }
    }

    /// Whether the two are counted together.
    pub(super) fn is_like(self, other: Self) -> bool {
        matches!((self, other), (Self::Update { .. }, Self::Update { .. })) || self == other
    }

    pub(super) fn file_name(self, stem: &str, at: Timestamp) -> String {
        let stamp = at.strftime(STAMP);
        match self {
            Self::Update { version } => format!("{stem}-version-{version}-{stamp}.db"),
            Self::Daily => format!("{stem}-daily-{stamp}.db"),
            Self::ByHand => format!("{stem}-by-hand-{stamp}.db"),
            Self::BeforeRestore => format!("{stem}-before-restore-{stamp}.db"),
        }
    }

    /// `None`: the name isn't one of a backup.
    pub(super) fn parse(stem: &str, name: &str) -> Option<(Self, Timestamp)> {
        let rest = name.strip_prefix(stem)?.strip_suffix(".db")?;
        let (kind, stamp) = if let Some(rest) = rest.strip_prefix("-version-") {
            let (version, stamp) = rest.split_once('-')?;
            let version = version.parse().ok()?;
            (Self::Update { version }, stamp)
        } else if let Some(stamp) = rest.strip_prefix("-daily-") {
            (Self::Daily, stamp)
        } else if let Some(stamp) = rest.strip_prefix("-by-hand-") {
            (Self::ByHand, stamp)
        } else {
            (Self::BeforeRestore, rest.strip_prefix("-before-restore-")?)
        };
        let at = DateTime::strptime(STAMP, stamp).ok()?;
        Some((kind, TimeZone::UTC.to_timestamp(at).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_name_says_why_and_when() {
        let at: Timestamp = "2026-03-02T10:42:07Z".parse().unwrap();
        let kinds = [
            BackupKind::Update { version: 17 },
            BackupKind::Daily,
            BackupKind::ByHand,
            BackupKind::BeforeRestore,
        ];
        for kind in kinds {
            let name = kind.file_name("cohort", at);
            assert_eq!(
                BackupKind::parse("cohort", &name),
                Some((kind, at)),
                "{name}"
            );
        }
        let others = [
            "cohort.db",
            "cohort-set-aside-20260302-104207.db",
            "cohort-daily-20260302-104207.db-wal",
            "cohort-daily-yesterday.db",
            "cohort-version-x-20260302-104207.db",
            "other-daily-20260302-104207.db",
        ];
        for other in others {
            assert_eq!(BackupKind::parse("cohort", other), None, "{other}");
        }
    }
}
