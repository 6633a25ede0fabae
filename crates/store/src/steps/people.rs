//! Whom a plan invites, by name and address alone, for a search.

use crate::{PlanId, Store, StoreError};

impl Store {
    /// The name and the address of everybody whom a plan invites, in the plan's order.
    pub fn plan_names(&self, plan: PlanId) -> Result<Vec<(String, String)>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT name, address FROM steps WHERE plan = ?1 AND kind = 'invite' ORDER BY position",
        )?;
        let names = statement.query_and_then([plan], |row| Ok((row.get(0)?, row.get(1)?)))?;
        names.collect()
    }
}
