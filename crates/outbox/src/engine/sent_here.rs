//! Which plans this very process sent.
//!
//! A plan that is found within its grace at the start belongs to a process that ended, and is
//! put on hold, because its user can no longer undo it in time. One that this process sent, while
//! another held the lease, is still in sight of its user and goes on.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use store::PlanId;

use lock::LockExt as _;

/// Clones know the same plans.
#[derive(Clone, Default)]
pub(crate) struct SentHere(Arc<Mutex<HashSet<PlanId>>>);

impl SentHere {
    pub(crate) fn add(&self, plan: PlanId) {
        self.0.locked().insert(plan);
    }

    pub(super) fn contains(&self, plan: PlanId) -> bool {
        self.0.locked().contains(&plan)
    }
}
