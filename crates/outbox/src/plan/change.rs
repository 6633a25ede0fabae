//! One transaction that changes plans.
//!
//! Whatever changes a plan needs the same three things: the transaction to write in, the time
//! at which the change happens, and the list of plans that it changed, so that whoever shows
//! them can be told afterwards. [`PlanChange`] holds the three. The rules themselves are
//! methods on it, each in the file of its topic:
//!
//! | file | what its methods do |
//! | --- | --- |
//! | `chain` | what the state of one step means for the steps that wait for it |
//! | `acts` | which plan holds an act, when it ends, and what follows for plans that wait for it |
//! | `freeze` | make a stored request of a call |
//! | `distribution`, `distribution_lookup` | many steps that share few requests, and one whose answer was lost |
//! | `retry` | send again on the user's word |
//! | `conclude` | end every transaction |
//! | `engine/requests`, `engine/departure_records`, `engine/apply_verdict` | write down what leaves, what was seen before it left, and what came of it |
//! | `actions/on_plan`, `actions/on_steps`, `actions/dismiss` | what the user does |
//!
//! Only the last two rows are outside this folder, because nobody but the engine and the actions
//! needs those methods.

use std::collections::BTreeSet;

use jiff::Timestamp;
use store::{PlanId, Store, StoreError, Write};

/// A change of one or several plans, within one transaction.
pub(crate) struct PlanChange<'w> {
    pub(crate) w: &'w Write<'w>,
    /// All of the change happens at this time, however long it takes.
    pub(crate) now: Timestamp,
    touched: BTreeSet<PlanId>,
}

impl<'w> PlanChange<'w> {
    /// Continues a transaction that has already begun.
    pub(crate) fn within(w: &'w Write<'w>, now: Timestamp) -> Self {
        Self {
            w,
            now,
            touched: BTreeSet::new(),
        }
    }

    /// The plan reads differently after this change.
    pub(crate) fn touch(&mut self, plan: PlanId) {
        self.touched.insert(plan);
    }

    pub(super) fn touched(&self) -> &BTreeSet<PlanId> {
        &self.touched
    }
}

/// Changes plans in one transaction, which has reached the disk on return. Returns the plans
/// that read differently now.
pub(crate) fn change_plans<T, E: From<StoreError>>(
    store: &Store,
    now: Timestamp,
    work: impl FnOnce(&mut PlanChange<'_>) -> Result<T, E>,
) -> Result<(T, BTreeSet<PlanId>), E> {
    store.write(|w| run(w, now, work))
}

/// As [`change_plans`], but on return the transaction may not have reached the disk: see
/// [`Store::write_unsynced`].
pub(crate) fn change_plans_unsynced<T, E: From<StoreError>>(
    store: &Store,
    now: Timestamp,
    work: impl FnOnce(&mut PlanChange<'_>) -> Result<T, E>,
) -> Result<(T, BTreeSet<PlanId>), E> {
    store.write_unsynced(|w| run(w, now, work))
}

fn run<T, E>(
    w: &Write<'_>,
    now: Timestamp,
    work: impl FnOnce(&mut PlanChange<'_>) -> Result<T, E>,
) -> Result<(T, BTreeSet<PlanId>), E> {
    let mut change = PlanChange::within(w, now);
    let result = work(&mut change)?;
    Ok((result, change.touched))
}
