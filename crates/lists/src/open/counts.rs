//! The summary above a list: how many rows are of which kind.

use roster::{Finding, FindingKind, Severity};

/// How many rows of a list count as what. A row that is fine counts in `all` alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListCounts {
    pub all: u32,
    /// Nothing is sent while there is one of these.
    pub to_fix: u32,
    /// Worth a check; sending isn't blocked.
    pub to_check: u32,
    pub already_in: u32,
    pub skipped: u32,
}

/// How one row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Fine,
    ToFix,
    ToCheck,
    AlreadyIn,
    Skipped,
}

impl RowKind {
    /// A row that isn't skipped counts once, as the most pressing of what is said of it.
    pub(super) fn of<'f>(findings: impl Iterator<Item = &'f Finding> + Clone) -> Self {
        let has = |severity| {
            findings
                .clone()
                .any(|finding| finding.severity() == severity)
        };
        if has(Severity::Blocks) {
            Self::ToFix
        } else if findings.clone().any(is_member) {
            Self::AlreadyIn
        } else if has(Severity::Asks) {
            Self::ToCheck
        } else {
            Self::Fine
        }
    }
}

fn is_member(finding: &Finding) -> bool {
    matches!(
        finding.kind,
        FindingKind::AlreadyIn | FindingKind::AlreadyInvited
    )
}

impl ListCounts {
    pub(super) fn add(&mut self, kind: RowKind) {
        self.change(kind, 1);
    }

    pub(super) fn take_away(&mut self, kind: RowKind) {
        self.change(kind, -1);
    }

    fn change(&mut self, kind: RowKind, by: i32) {
        let of_kind = match kind {
            RowKind::Fine => None,
            RowKind::ToFix => Some(&mut self.to_fix),
            RowKind::ToCheck => Some(&mut self.to_check),
            RowKind::AlreadyIn => Some(&mut self.already_in),
            RowKind::Skipped => Some(&mut self.skipped),
        };
        for count in [Some(&mut self.all), of_kind].into_iter().flatten() {
            *count = count.saturating_add_signed(by);
        }
    }
}
