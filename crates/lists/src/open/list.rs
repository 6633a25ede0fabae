use std::collections::BTreeMap;
use std::sync::Arc;

use roster::{Checker, Context, Doubles, Entry, Finding, FindingKind, NormalizedAddress, Severity};
use store::{Draft, Row, RowId, Store, StoreError};

use super::context;
use crate::bridge::{DraftCounts, DraftRow, from_domain};

/// One list, in memory. Ids grow as positions do, so that the rows stand in their order.
pub(crate) struct OpenList {
    rows: BTreeMap<RowId, Known>,
    doubles: Doubles,
    context: Arc<Context>,
    counts: DraftCounts,
}

struct Known {
    row: Row,
    /// Absent until it is counted.
    kind: Option<Kind>,
}

/// How a row counts in the summary above the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Fine,
    ToMend,
    ToLookAt,
    AlreadyIn,
    LeftOut,
}

impl OpenList {
    pub(super) fn read(store: &Store, draft: &Draft) -> Result<Self, StoreError> {
        Ok(Self::of(
            context(store, draft)?,
            store.draft_rows(draft.id)?,
        ))
    }

    /// The beginning of a list stands for itself: a row doubles only what comes before it.
    pub(crate) fn of(context: Context, rows: Vec<Row>) -> Self {
        let mut list = Self {
            rows: BTreeMap::new(),
            doubles: Doubles::new(),
            context: Arc::new(context),
            counts: DraftCounts::default(),
        };
        list.apply(rows, &[]);
        list
    }

    pub(crate) fn counts(&self) -> DraftCounts {
        self.counts.clone()
    }

    pub(crate) fn context(&self) -> Arc<Context> {
        Arc::clone(&self.context)
    }

    /// All rows, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values().map(|known| &known.row)
    }

    pub(crate) fn row(&self, id: RowId) -> Option<&Row> {
        self.rows.get(&id).map(|known| &known.row)
    }

    /// Takes in rows that are new or read differently now, and lets go of others. Returns every
    /// row that may read differently with it: these, and those that double one of them, before
    /// or now.
    pub(crate) fn apply(&mut self, mut put: Vec<Row>, removed: &[RowId]) -> Vec<RowId> {
        let mut touched = Vec::new();
        let elsewhere = |row: &&Row| {
            self.row(row.id)
                .is_some_and(|before| mailbox_text(before) != mailbox_text(row))
        };
        let moving = put.iter().filter(elsewhere).map(|row| row.id);
        let mut leaving: Vec<RowId> = removed.iter().copied().chain(moving).collect();
        // The last first, and further down the first first: so nobody leads a mailbox for
        // one row after the other, and a thousand rows of one cost a thousand steps.
        leaving.sort_unstable_by(|a, b| b.cmp(a));
        for id in leaving {
            touched.extend(self.led_by(id));
            self.doubles.remove(number(id));
        }
        for id in removed {
            if let Some(known) = self.rows.remove(id) {
                self.count(known.kind, -1);
            }
        }
        put.sort_unstable_by_key(|row| row.id);
        for row in put {
            let id = row.id;
            let before = self.rows.get(&id);
            let moves = before.is_none_or(|before| mailbox_text(&before.row) != mailbox_text(&row));
            let kind = before.and_then(|before| before.kind);
            if moves {
                self.doubles.insert(number(id), mailbox_text(&row));
                touched.extend(self.led_by(id));
            }
            touched.push(id);
            self.rows.insert(id, Known { row, kind });
        }
        touched.sort_unstable();
        touched.dedup();
        touched.retain(|id| self.rows.contains_key(id));
        self.count_again(&touched);
        touched
    }

    /// These rows as the window shows them.
    pub(crate) fn shown(&self, ids: &[RowId]) -> Vec<DraftRow> {
        let mut checker = Checker::new(&self.context);
        ids.iter()
            .filter_map(|id| self.row(*id))
            .map(|row| from_domain::row(row, self.findings(row, &mut checker)))
            .collect()
    }

    /// The mending offered for each row that has one and is not left out.
    pub(crate) fn mendings(&self, ids: impl Iterator<Item = RowId>) -> Vec<(RowId, String)> {
        let mut checker = Checker::new(&self.context);
        ids.filter_map(|id| self.row(id))
            .filter(|row| !row.skipped)
            .filter_map(|row| {
                let findings = checker.row(&entry(row));
                let mend = findings.into_iter().find_map(|finding| finding.mend)?;
                Some((row.id, mend))
            })
            .collect()
    }

    /// What is to be said of a row, with the row it doubles where it does.
    fn findings(&self, row: &Row, checker: &mut Checker<'_>) -> Vec<(Finding, Option<RowId>)> {
        // The checker goes by the rows it was given, which are not always the ones before.
        let mut findings: Vec<_> = checker
            .row(&entry(row))
            .into_iter()
            .filter(|finding| !matches!(finding.kind, FindingKind::Double { .. }))
            .map(|finding| (finding, None))
            .collect();
        let first = self.doubles.doubles_of(number(row.id)).first().copied();
        if let Some(first) = first.map(row_id).filter(|first| *first != row.id) {
            let exact = self.row(first).is_some_and(|other| {
                NormalizedAddress::of(&other.address) == NormalizedAddress::of(&row.address)
            });
            let kind = FindingKind::Double { of: 0, exact };
            findings.push((
                Finding {
                    kind,
                    at: None,
                    mend: None,
                },
                Some(first),
            ));
        }
        findings
    }

    /// The rows that double this one; none where another stands before it.
    fn led_by(&self, id: RowId) -> Vec<RowId> {
        match self.doubles.doubles_of(number(id)) {
            [first, rest @ ..] if *first == number(id) => {
                rest.iter().map(|row| row_id(*row)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn count_again(&mut self, ids: &[RowId]) {
        let context = self.context();
        let mut checker = Checker::new(&context);
        for id in ids {
            let Some(known) = self.rows.get(id) else {
                continue;
            };
            let (before, now) = (known.kind, Some(self.kind(&known.row, &mut checker)));
            if before != now {
                self.count(before, -1);
                self.count(now, 1);
                if let Some(known) = self.rows.get_mut(id) {
                    known.kind = now;
                }
            }
        }
    }

    fn count(&mut self, kind: Option<Kind>, by: i32) {
        let Some(kind) = kind else {
            return;
        };
        let counts = &mut self.counts;
        let of_kind = match kind {
            Kind::Fine => None,
            Kind::ToMend => Some(&mut counts.to_mend),
            Kind::ToLookAt => Some(&mut counts.to_look_at),
            Kind::AlreadyIn => Some(&mut counts.already_in),
            Kind::LeftOut => Some(&mut counts.left_out),
        };
        for n in [Some(&mut counts.all), of_kind].into_iter().flatten() {
            *n = n.saturating_add_signed(by);
        }
    }

    fn kind(&self, row: &Row, checker: &mut Checker<'_>) -> Kind {
        if row.skipped {
            return Kind::LeftOut;
        }
        let findings = self.findings(row, checker);
        let has = |severity| {
            findings
                .iter()
                .any(|(finding, _)| finding.severity() == severity)
        };
        if has(Severity::Blocks) {
            Kind::ToMend
        } else if findings.iter().any(|(finding, _)| {
            matches!(
                finding.kind,
                FindingKind::AlreadyIn | FindingKind::AlreadyInvited
            )
        }) {
            Kind::AlreadyIn
        } else if has(Severity::Asks) {
            Kind::ToLookAt
        } else {
            Kind::Fine
        }
    }
}

/// The address by which a row can double another; who is left out doubles nobody.
fn mailbox_text(row: &Row) -> &str {
    if row.skipped { "" } else { &row.address }
}

pub(crate) fn entry(row: &Row) -> Entry {
    Entry {
        name: row.name.clone(),
        address: row.address.clone(),
        group: row.group.clone(),
        note: row.note.clone(),
        list_id: row.list_id.clone(),
    }
}

fn number(id: RowId) -> u64 {
    id.0.unsigned_abs()
}

fn row_id(number: u64) -> RowId {
    RowId(i64::try_from(number).unwrap_or(i64::MAX))
}
