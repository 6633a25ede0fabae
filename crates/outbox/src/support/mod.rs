//! A copy for support: what somebody who helps needs to know of the data on this computer, in one file.
//!
//! A copy of the data file with the names blanked out would be simpler, but a column that is added later
//! would then be in it until somebody thinks of it. So a copy is made of the types of this folder alone,
//! field by field. Whatever may name somebody or something is a [`Label`], which only `stand_ins.rs`
//! makes. Rows of lists, notes, descriptions, texts of emails, the paths and the bodies of requests and
//! the addresses of links are never read for it, and keys aren't in the data.

mod account;
mod draft;
mod plan;
mod stand_ins;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::Serialize;
use store::{BackupName, DataSummary, DataVersions, DiskUsage, Plan, Store, StoreError};

use self::account::AccountCopy;
use self::draft::DraftCopy;
use self::plan::PlanCopy;
use self::stand_ins::StandIns;
use crate::outbox::Outbox;

pub use self::stand_ins::{Label, SupportNames};

/// So many of the plans that are finished are in a copy, the newest first, and all others.
const FINISHED_PLANS: usize = 50;

/// What is in a copy for support.
#[derive(Debug, Serialize)]
pub struct SupportCopy {
    made_at: Timestamp,
    /// Whether people and things are called by their names.
    with_names: bool,
    versions: Versions,
    data: DataSize,
    /// Whether another process sends.
    sends_elsewhere: bool,
    /// Whether the disk takes what is written.
    disk_takes_writes: bool,
    accounts: Vec<AccountCopy>,
    drafts: Vec<DraftCopy>,
    plans: Vec<PlanCopy>,
    /// How many older plans aren't in the copy.
    plans_left_out: usize,
    /// What couldn't be read.
    unreadable: Vec<Unreadable>,
}

#[derive(Debug, Serialize)]
struct Versions {
    cohort: &'static str,
    system: &'static str,
    processor: &'static str,
    sqlite: &'static str,
    data: i64,
}

/// How much data there is.
#[derive(Debug, Serialize)]
struct DataSize {
    data_bytes: u64,
    backup_bytes: u64,
    set_aside_bytes: u64,
    backups: usize,
    last_backup_at: Option<Timestamp>,
    accounts: u32,
    drafts: u32,
    plans: u32,
    last_changed_at: Option<Timestamp>,
}

/// Where a value stands that can't be read.
#[derive(Debug, Serialize)]
struct Unreadable {
    table: &'static str,
    column: &'static str,
    /// `None`: its key isn't a number, and may name something.
    row: Option<i64>,
}

impl Versions {
    fn current() -> Self {
        let DataVersions { sqlite, data } = DataVersions::current();
        Self {
            cohort: env!("CARGO_PKG_VERSION"),
            system: std::env::consts::OS,
            processor: std::env::consts::ARCH,
            sqlite,
            data,
        }
    }
}

impl DataSize {
    fn of(store: &Store) -> Result<Self, StoreError> {
        let DiskUsage {
            data,
            backups,
            set_aside,
        } = store.disk_usage()?;
        let DataSummary {
            accounts,
            drafts,
            plans,
            last_changed,
        } = store.summary()?;
        let made = store.backups()?;
        Ok(Self {
            data_bytes: data,
            backup_bytes: backups,
            set_aside_bytes: set_aside,
            backups: made.len(),
            last_backup_at: made
                .first()
                .map(|backup| backup.name)
                .map(BackupName::made_at),
            accounts,
            drafts,
            plans,
            last_changed_at: last_changed,
        })
    }
}

/// A copy while it is made.
struct Copying<'a> {
    outbox: &'a Outbox,
    store: &'a Store,
    stand_ins: StandIns,
    unreadable: Vec<Unreadable>,
}

impl Copying<'_> {
    /// What was read. A value that can't be read may be what somebody needs help with, so it is written
    /// down where it is. The rest of its list is missing then, and nothing else is.
    fn read<T: Default>(&mut self, read: Result<T, StoreError>) -> Result<T, StoreError> {
        match read {
            Err(StoreError::Value {
                table, row, column, ..
            }) => {
                let row = row.parse().ok();
                self.unreadable.push(Unreadable { table, column, row });
                Ok(T::default())
            }
            read => read,
        }
    }

    /// All plans that aren't finished and the newest that are, the newest first, and how many more
    /// there are.
    fn plans(&mut self) -> Result<(Vec<PlanCopy>, usize), StoreError> {
        let mut plans = self.store.plans()?;
        for (_, error) in plans.unreadable {
            self.read::<()>(Err(error))?;
        }
        let (all, mut finished) = (plans.readable.len(), 0);
        plans.readable.retain(|plan: &Plan| {
            finished += usize::from(plan.settled_at.is_some());
            plan.settled_at.is_none() || finished <= FINISHED_PLANS
        });
        let left_out = all - plans.readable.len();
        let copied: Result<_, _> = plans.readable.iter().map(|plan| self.plan(plan)).collect();
        Ok((copied?, left_out))
    }
}

impl Outbox {
    /// Makes a copy for support. It reads every step of the plans in it, so it isn't for a thread that
    /// others wait for.
    pub fn support_copy(
        &self,
        names: SupportNames,
        now: Timestamp,
    ) -> Result<SupportCopy, StoreError> {
        let store = self.cache.store();
        let mut copying = Copying {
            outbox: self,
            store,
            stand_ins: StandIns::new(names),
            unreadable: Vec::new(),
        };
        let accounts = copying.accounts()?;
        let drafts = copying.drafts()?;
        let (plans, plans_left_out) = copying.plans()?;
        Ok(SupportCopy {
            made_at: now,
            with_names: names == SupportNames::Shown,
            versions: Versions::current(),
            data: DataSize::of(store)?,
            sends_elsewhere: !self.delivery.holds_lease(),
            disk_takes_writes: self.write_obstacle().is_none(),
            accounts,
            drafts,
            plans,
            plans_left_out,
            unreadable: copying.unreadable,
        })
    }
}

impl SupportCopy {
    /// The text of the file with it, to be read by people too.
    pub fn to_json(&self) -> Result<String, StoreError> {
        serde_json::to_string_pretty(self).map_err(StoreError::Encode)
    }
}
