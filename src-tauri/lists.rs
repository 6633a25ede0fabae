//! The lists of drafts that are open: what findings need to know of the other rows, kept up
//! edit by edit, so that an edit costs the same in a long list as in a short one.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, MutexGuard, PoisonError};

use outbox::Presence;
use platform::SpaceMember;
use roster::{Compared, Context, Doubles, Finding, FindingKind, Severity};
use store::{AccountId, Draft, DraftId, Place, Row, RowId, SeenWhat, Store, StoreError};

use crate::bridge::DraftCounts;

#[derive(Default)]
pub(crate) struct Lists {
    open: Mutex<HashMap<DraftId, OpenList>>,
}

/// One list, in memory.
pub(crate) struct OpenList {
    place: Place,
    rows: HashMap<RowId, Known>,
    doubles: Doubles,
    context: Context,
    counts: DraftCounts,
}

struct Known {
    row: Row,
    kind: Kind,
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

impl Lists {
    fn open(&self) -> MutexGuard<'_, HashMap<DraftId, OpenList>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works on the list of a draft, reading it first where it is not open.
    pub(crate) fn with<T>(
        &self,
        store: &Store,
        draft: DraftId,
        work: impl FnOnce(&mut OpenList) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut open = self.open();
        let list = match open.entry(draft) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(place) => place.insert(OpenList::read(store, &store.draft(draft)?)?),
        };
        work(list)
    }

    pub(crate) fn close(&self, draft: DraftId) {
        self.open().remove(&draft);
    }

    /// The members of a space were read anew: who is in may differ.
    pub(crate) fn forget_members(&self, account: &AccountId, org: &str, space: &str) {
        self.open().retain(|_, list| {
            list.place.account != *account || list.place.org != org || list.place.space != space
        });
    }
}

impl OpenList {
    fn read(store: &Store, draft: &Draft) -> Result<Self, StoreError> {
        let place = draft.place();
        let context = context(store, draft)?;
        let mut list = Self {
            place,
            rows: HashMap::new(),
            doubles: Doubles::new(),
            context,
            counts: DraftCounts {
                all: 0,
                to_mend: 0,
                to_look_at: 0,
                already_in: 0,
                left_out: 0,
            },
        };
        let rows = store.draft_rows(draft.id)?;
        for row in &rows {
            list.doubles.insert(number(row.id), &row.address);
        }
        for row in rows {
            list.know(row);
        }
        Ok(list)
    }

    pub(crate) fn counts(&self) -> DraftCounts {
        self.counts.clone()
    }

    pub(crate) fn row(&self, id: RowId) -> Option<&Row> {
        self.rows.get(&id).map(|known| &known.row)
    }

    /// Takes in a row that is new or reads differently now. Returns every row whose findings
    /// may differ with it: itself, and those that share a mailbox with it, before or now.
    pub(crate) fn put(&mut self, row: Row) -> Vec<RowId> {
        let id = row.id;
        let mut touched = self.sharing(id);
        self.doubles.change(number(id), &row.address);
        touched.extend(self.sharing(id));
        touched.push(id);
        self.know(row);
        self.again(touched)
    }

    pub(crate) fn remove(&mut self, id: RowId) -> Vec<RowId> {
        let touched = self.sharing(id);
        self.doubles.remove(number(id));
        if let Some(known) = self.rows.remove(&id) {
            self.uncount(known.kind);
        }
        self.again(touched)
    }

    fn sharing(&self, id: RowId) -> Vec<RowId> {
        self.doubles
            .doubles_of(number(id))
            .iter()
            .map(|row| row_id(*row))
            .collect()
    }

    /// Counts these rows anew; returns those that are there, each once.
    fn again(&mut self, mut touched: Vec<RowId>) -> Vec<RowId> {
        touched.sort_unstable();
        touched.dedup();
        touched.retain(|id| self.rows.contains_key(id));
        for id in &touched {
            if let Some(known) = self.rows.remove(id) {
                self.uncount(known.kind);
                self.know(known.row);
            }
        }
        touched
    }

    fn know(&mut self, row: Row) {
        let kind = self.kind(&row);
        let known = Known { row, kind };
        self.count(kind);
        if let Some(before) = self.rows.insert(known.row.id, known) {
            self.uncount(before.kind);
        }
    }

    fn count(&mut self, kind: Kind) {
        self.counts.all += 1;
        if let Some(n) = self.counted(kind) {
            *n += 1;
        }
    }

    fn uncount(&mut self, kind: Kind) {
        self.counts.all -= 1;
        if let Some(n) = self.counted(kind) {
            *n -= 1;
        }
    }

    fn counted(&mut self, kind: Kind) -> Option<&mut u32> {
        match kind {
            Kind::Fine => None,
            Kind::ToMend => Some(&mut self.counts.to_mend),
            Kind::ToLookAt => Some(&mut self.counts.to_look_at),
            Kind::AlreadyIn => Some(&mut self.counts.already_in),
            Kind::LeftOut => Some(&mut self.counts.left_out),
        }
    }

    fn kind(&self, row: &Row) -> Kind {
        if row.left_out {
            return Kind::LeftOut;
        }
        let findings = self.findings(row);
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

    /// What is to be said of a row, with the row it doubles where it does.
    pub(crate) fn findings(&self, row: &Row) -> Vec<(Finding, Option<RowId>)> {
        let entry = roster::Entry {
            name: row.name.clone(),
            address: row.address.clone(),
            group: row.group.clone(),
            note: row.note.clone(),
            list_id: row.list_id.clone(),
        };
        let mut findings: Vec<_> = roster::check_one(&entry, &self.context)
            .into_iter()
            .map(|finding| (finding, None))
            .collect();
        let sharing = self.doubles.doubles_of(number(row.id));
        if let Some(first) = sharing
            .first()
            .copied()
            .filter(|first| *first != number(row.id))
        {
            let same = |id: u64| {
                self.rows
                    .get(&row_id(id))
                    .map(|known| known.row.address.clone())
            };
            let exact =
                same(first).is_some_and(|other| Compared::of(&other) == Compared::of(&row.address));
            let kind = FindingKind::Double { of: 0, exact };
            findings.push((
                Finding {
                    kind,
                    at: None,
                    mend: None,
                },
                Some(row_id(first)),
            ));
        }
        findings
    }
}

/// What is known of the space the list is for. The institution's domains are those most of
/// its members have.
fn context(store: &Store, draft: &Draft) -> Result<Context, StoreError> {
    let Some(members) = store.seen::<SpaceMember>(&draft.place(), SeenWhat::Members)? else {
        return Ok(Context::default());
    };
    let mut domains: HashMap<String, usize> = HashMap::new();
    for address in members
        .list
        .iter()
        .filter_map(|member| Compared::of(&member.email))
    {
        *domains.entry(address.domain().to_owned()).or_default() += 1;
    }
    let mut context = Context::default();
    for (address, presence) in outbox::present_among(&members.list, &draft.aim) {
        match presence {
            Presence::Joined => context.joined.insert(address),
            Presence::Invited => context.invited.insert(address),
        };
    }
    let enough = (members.list.len() / 10).max(2);
    context.domains = domains
        .into_iter()
        .filter(|(_, n)| *n >= enough)
        .map(|(domain, _)| domain)
        .collect();
    Ok(context)
}

fn number(id: RowId) -> u64 {
    id.0.unsigned_abs()
}

fn row_id(number: u64) -> RowId {
    RowId(i64::try_from(number).unwrap_or(i64::MAX))
}
