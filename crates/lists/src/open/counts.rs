//! How a row counts, and the summary above a list: how many rows count as what.

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
pub enum RowStatus {
    Fine,
    ToFix,
    ToCheck,
    AlreadyIn,
    Skipped,
}

impl RowStatus {
    /// A row counts once: as skipped, or as the most pressing of what is said of it.
    pub(super) fn of<'f>(
        skipped: bool,
        findings: impl Iterator<Item = &'f Finding> + Clone,
    ) -> Self {
        let has = |severity| {
            findings
                .clone()
                .any(|finding| finding.severity() == severity)
        };
        if skipped {
            Self::Skipped
        } else if has(Severity::ToFix) {
            Self::ToFix
        } else if findings.clone().any(is_member) {
            Self::AlreadyIn
        } else if has(Severity::ToCheck) {
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
    pub(super) fn add(&mut self, status: RowStatus) {
        self.change(status, 1);
    }

    pub(super) fn take_away(&mut self, status: RowStatus) {
        self.change(status, -1);
    }

    fn change(&mut self, status: RowStatus, by: i32) {
        let of_status = match status {
            RowStatus::Fine => None,
            RowStatus::ToFix => Some(&mut self.to_fix),
            RowStatus::ToCheck => Some(&mut self.to_check),
            RowStatus::AlreadyIn => Some(&mut self.already_in),
            RowStatus::Skipped => Some(&mut self.skipped),
        };
        for count in [Some(&mut self.all), of_status].into_iter().flatten() {
            *count = count.saturating_add_signed(by);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(kind: FindingKind) -> Finding {
        Finding {
            kind,
            at: None,
            fix: None,
        }
    }

    #[test]
    fn a_row_counts_as_the_most_pressing_of_what_is_said_of_it() {
        let outside = finding(FindingKind::Outside);
        let member = finding(FindingKind::AlreadyIn);
        let double = finding(FindingKind::Duplicate { of: 0, exact: true });
        let no_name = finding(FindingKind::NoName);
        let invalid = finding(FindingKind::Invalid(roster::InvalidKind::NoAt));
        let of = |findings: &[&Finding]| RowStatus::of(false, findings.iter().copied());
        assert_eq!(of(&[]), RowStatus::Fine);
        assert_eq!(of(&[&no_name]), RowStatus::Fine);
        assert_eq!(of(&[&outside, &no_name]), RowStatus::ToCheck);
        assert_eq!(of(&[&outside, &member]), RowStatus::AlreadyIn);
        assert_eq!(of(&[&double, &outside]), RowStatus::ToCheck);
        assert_eq!(of(&[&outside, &member, &invalid]), RowStatus::ToFix);
    }

    #[test]
    fn a_row_that_is_skipped_counts_as_nothing_else() {
        let invalid = finding(FindingKind::Invalid(roster::InvalidKind::NoAt));
        assert_eq!(
            RowStatus::of(true, [&invalid].into_iter()),
            RowStatus::Skipped
        );
    }
}
