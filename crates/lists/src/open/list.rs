//! One list in memory: its rows, which of them share a mailbox, and what is said of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use outbox::InvitationStep;
use roster::{Checker, Context, Duplicates, Finding, FindingKind, NormalizedAddress, Severity};
use store::{Intent, Row, RowId};

use super::counts::{ListCounts, RowStatus};
use crate::person::entry;

/// A row, and all that is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedRow {
    pub row: Row,
    pub findings: Vec<RowFinding>,
}

impl CheckedRow {
    pub fn status(&self) -> RowStatus {
        let findings = self.findings.iter().map(|found| &found.finding);
        RowStatus::of(self.row.skipped, findings)
    }

    /// The gravest of what is said of the row. `None` where nothing is, or the row is skipped.
    pub fn severity(&self) -> Option<Severity> {
        let findings = self.findings.iter().filter(|_| !self.row.skipped);
        findings.map(|found| found.finding.severity()).max()
    }

    /// The address that is offered instead. Nothing is offered for a row that is skipped.
    pub fn fix(&self) -> Option<&str> {
        if self.row.skipped {
            return None;
        }
        first_fix(self.findings.iter().map(|found| &found.finding))
    }
}

/// The fix of a row is the first one that is offered.
fn first_fix<'f>(mut findings: impl Iterator<Item = &'f Finding>) -> Option<&'f str> {
    findings.find_map(|finding| finding.fix.as_deref())
}

/// What is said of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFinding {
    pub finding: Finding,
    /// The row this one duplicates.
    pub other: Option<RowId>,
}

/// One list in memory. Ids grow as positions do, so that the map has the rows in their order.
pub struct OpenList {
    rows: BTreeMap<RowId, KnownRow>,
    duplicates: Duplicates,
    context: Arc<Context>,
    counts: ListCounts,
    intent: Intent,
}

struct KnownRow {
    row: Row,
    /// `None` until the row has been counted.
    status: Option<RowStatus>,
}

impl OpenList {
    pub(super) fn of(context: Context, intent: Intent, rows: Vec<Row>) -> Self {
        let mut list = Self {
            rows: BTreeMap::new(),
            duplicates: Duplicates::new(),
            context: Arc::new(context),
            counts: ListCounts::default(),
            intent,
        };
        list.apply(rows, &[]);
        list
    }

    pub fn counts(&self) -> ListCounts {
        self.counts
    }

    /// The steps of the draft, of which one lacks people while the list is empty.
    pub fn steps(&self) -> Vec<InvitationStep> {
        outbox::invitation_steps(&self.intent, self.counts.all)
    }

    /// The institution's domains, which also tell which column of a file holds addresses.
    pub(crate) fn domains(&self) -> &[String] {
        &self.context.domains
    }

    /// All rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values().map(|known| &known.row)
    }

    pub(crate) fn row(&self, id: RowId) -> Option<&Row> {
        self.rows.get(&id).map(|known| &known.row)
    }

    /// Puts in rows that are new or have changed, and removes others. Returns every row of which
    /// something else may be said now: these, and those that duplicate one of them, before or
    /// after.
    pub(crate) fn apply(&mut self, mut put: Vec<Row>, removed: &[RowId]) -> Vec<RowId> {
        let mut touched = Vec::new();
        let another_mailbox = |row: &&Row| {
            self.row(row.id)
                .is_some_and(|before| mailbox_text(before) != mailbox_text(row))
        };
        let moving = put.iter().filter(another_mailbox).map(|row| row.id);
        let mut leaving: Vec<RowId> = removed.iter().copied().chain(moving).collect();
        // Rows leave from the last to the first and come in from the first to the last. In any
        // other order each of a thousand rows with one mailbox would become the first of the
        // rest in turn, and every time all of the rest would have to be looked at.
        leaving.sort_unstable_by(|a, b| b.cmp(a));
        for id in leaving {
            touched.extend(self.duplicates_of(id));
            self.duplicates.remove(number(id));
        }
        for id in removed {
            if let Some(status) = self.rows.remove(id).and_then(|known| known.status) {
                self.counts.take_away(status);
            }
        }
        put.sort_unstable_by_key(|row| row.id);
        for row in put {
            let id = row.id;
            let before = self.rows.get(&id);
            let moves = before.is_none_or(|before| mailbox_text(&before.row) != mailbox_text(&row));
            let status = before.and_then(|before| before.status);
            if moves {
                self.duplicates.insert(number(id), mailbox_text(&row));
                touched.extend(self.duplicates_of(id));
            }
            touched.push(id);
            self.rows.insert(id, KnownRow { row, status });
        }
        touched.sort_unstable();
        touched.dedup();
        touched.retain(|id| self.rows.contains_key(id));
        self.count_again(&touched);
        touched
    }

    /// These rows with what is said of them. An id that isn't in the list is passed over.
    pub fn checked(&self, ids: &[RowId]) -> Vec<CheckedRow> {
        let mut checker = Checker::new(&self.context);
        ids.iter()
            .filter_map(|id| self.row(*id))
            .map(|row| CheckedRow {
                row: row.clone(),
                findings: self.findings(row, &mut checker),
            })
            .collect()
    }

    /// The address offered instead, for each of these rows that has one and isn't skipped.
    pub(crate) fn fixes(&self, ids: impl Iterator<Item = RowId>) -> Vec<(RowId, String)> {
        let mut checker = Checker::new(&self.context);
        ids.filter_map(|id| self.row(id))
            .filter(|row| !row.skipped)
            .filter_map(|row| {
                let findings = checker.row(&entry(row));
                let fix = first_fix(findings.iter())?;
                Some((row.id, fix.to_owned()))
            })
            .collect()
    }

    fn findings(&self, row: &Row, checker: &mut Checker<'_>) -> Vec<RowFinding> {
        // The checker compares a row with those it was given before. Those aren't the rows above
        // it in the list, so what it says about duplicates is replaced by what is known here.
        let mut findings: Vec<_> = checker
            .row(&entry(row))
            .into_iter()
            .filter(|finding| !matches!(finding.kind, FindingKind::Duplicate { .. }))
            .map(|finding| RowFinding {
                finding,
                other: None,
            })
            .collect();
        let first = self
            .duplicates
            .duplicates_of(number(row.id))
            .first()
            .copied();
        if let Some(first) = first.map(row_id).filter(|first| *first != row.id) {
            let exact = self.row(first).is_some_and(|other| {
                NormalizedAddress::of(&other.address) == NormalizedAddress::of(&row.address)
            });
            findings.push(RowFinding {
                finding: Finding {
                    kind: FindingKind::Duplicate { of: 0, exact },
                    at: None,
                    fix: None,
                },
                other: Some(first),
            });
        }
        findings
    }

    /// The rows that duplicate this one; none where this row duplicates another itself.
    fn duplicates_of(&self, id: RowId) -> Vec<RowId> {
        match self.duplicates.duplicates_of(number(id)) {
            [first, rest @ ..] if *first == number(id) => {
                rest.iter().map(|row| row_id(*row)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn count_again(&mut self, ids: &[RowId]) {
        let context = Arc::clone(&self.context);
        let mut checker = Checker::new(&context);
        for id in ids {
            let Some(known) = self.rows.get(id) else {
                continue;
            };
            let now = if known.row.skipped {
                // What would be said of it need not be found out.
                RowStatus::Skipped
            } else {
                let findings = self.findings(&known.row, &mut checker);
                RowStatus::of(false, findings.iter().map(|found| &found.finding))
            };
            if known.status == Some(now) {
                continue;
            }
            if let Some(before) = known.status {
                self.counts.take_away(before);
            }
            self.counts.add(now);
            if let Some(known) = self.rows.get_mut(id) {
                known.status = Some(now);
            }
        }
    }
}

/// The address by which a row can duplicate another; whoever is skipped duplicates nobody.
fn mailbox_text(row: &Row) -> &str {
    if row.skipped { "" } else { &row.address }
}

/// `roster` numbers rows without knowing what a row's id is.
fn number(id: RowId) -> u64 {
    id.0.unsigned_abs()
}

fn row_id(number: u64) -> RowId {
    RowId(i64::try_from(number).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, address: &str, skipped: bool) -> Row {
        Row {
            id: RowId(id),
            position: 1,
            name: String::new(),
            address: address.to_owned(),
            group: String::new(),
            note: String::new(),
            list_id: String::new(),
            skipped,
        }
    }

    #[test]
    fn a_row_offers_a_fix_until_it_is_skipped() {
        let rows = vec![
            row(1, "ada@.uni.example", false),
            row(2, "ada@.uni.example", true),
            row(3, "max@uni.example", false),
        ];
        let list = OpenList::of(Context::default(), Intent::default(), rows);
        let ids = [RowId(1), RowId(2), RowId(3)];
        let [bad, skipped, _] = &list.checked(&ids)[..] else {
            panic!("three rows");
        };
        assert_eq!(bad.fix(), Some("ada@uni.example"));
        assert_eq!(bad.severity(), Some(Severity::ToFix));
        assert_eq!(bad.status(), RowStatus::ToFix);
        assert_eq!((skipped.fix(), skipped.severity()), (None, None));
        assert_eq!(skipped.status(), RowStatus::Skipped);
        let fixes = list.fixes(ids.into_iter());
        assert_eq!(fixes, [(RowId(1), "ada@uni.example".to_owned())]);
    }
}
