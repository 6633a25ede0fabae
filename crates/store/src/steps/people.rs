//! Whom a plan invites, by name and address alone, for a search.

use super::TABLE;
use crate::columns::all;
use crate::{PlanId, Store, StoreError};

impl Store {
    /// The name and the address of everybody whom a plan invites, in the plan's order.
    pub fn plan_names(&self, plan: PlanId) -> Result<Vec<(String, String)>, StoreError> {
        all(
            &self.connection(),
            TABLE,
            "SELECT id, name, address FROM steps
             WHERE plan = ?1 AND kind = 'invite' ORDER BY position",
            [plan],
            |columns| Ok((columns.get("name")?, columns.get("address")?)),
        )
    }
}
