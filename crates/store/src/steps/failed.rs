//! The steps of all plans that need the user, counted by plan, kind and state.

use super::{StepKind, StepState};
use crate::columns::RowColumns;
use crate::{AccountId, PlanId, Store, StoreError};

/// Steps of one plan and one kind that came to the same bad end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedSteps {
    pub plan: PlanId,
    pub kind: StepKind,
    pub state: StepState,
    pub count: u32,
    /// Whom or what the first of them is about: the name and the address on the list, and the
    /// name of the instance.
    pub name: String,
    pub address: String,
    pub instance_name: String,
}

impl Store {
    /// What was refused, was given up or is unknown, the newest plan first. A step whose person
    /// has been invited to the same place since then is left out, because nothing is left to do
    /// about it.
    pub fn failed_steps(&self, account: &AccountId) -> Result<Vec<FailedSteps>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT steps.plan, steps.kind, steps.state, count(*) AS n, min(steps.position),
                    steps.name, steps.address, steps.instance_name
             FROM steps INDEXED BY steps_failed JOIN plans ON plans.id = steps.plan
             WHERE steps.state IN ('refused', 'gave_up', 'unsure') AND plans.account = ?1
               AND NOT EXISTS (
                 SELECT 1 FROM acts
                 WHERE acts.account = plans.account AND acts.org = plans.org
                   AND acts.space = plans.space AND acts.address = steps.normalized
                   AND acts.closed_at IS NULL AND acts.id > steps.act)
             GROUP BY steps.plan, steps.kind, steps.state
             ORDER BY steps.plan DESC, steps.kind, steps.state",
        )?;
        statement
            .query_and_then([account], |row| {
                let columns = RowColumns::keyed("steps", &"that failed", row);
                Ok(FailedSteps {
                    plan: columns.get("plan")?,
                    kind: columns.word("kind")?,
                    state: columns.word("state")?,
                    count: columns.get("n")?,
                    name: columns.get("name")?,
                    address: columns.get("address")?,
                    instance_name: columns.get("instance_name")?,
                })
            })?
            .collect()
    }
}
