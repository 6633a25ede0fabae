//! What is asked about distributing and about the instances it goes to: which steps have come
//! due, and whether an instance may be somebody's by now. These queries name the index they use,
//! because with the wrong one their cost grows with the plan.

use std::collections::HashSet;

use jiff::Timestamp;
use platform::Slug;

use super::{Step, steps_where};
use crate::columns::{all, exists, time};
use crate::{Place, PlanId, StepId, Store, StoreError, Write};

impl Store {
    /// The instances of a space to which a snapshot was distributed from this computer.
    pub fn instances_with_snapshot(
        &self,
        place: &Place,
        instance: &Slug,
        snapshot: &Slug,
    ) -> Result<HashSet<Slug>, StoreError> {
        let (account, org, space) = place.columns();
        let instances = all(
            &self.connection(),
            "steps",
            "SELECT steps.id, steps.instance FROM plans JOIN steps ON steps.plan = plans.id
             WHERE plans.account = ?1 AND plans.org = ?2 AND plans.space = ?3
               AND json_extract(plans.material, '$.source.instance') = ?4
               AND json_extract(plans.material, '$.source.slug') = ?5
               AND steps.kind = 'hand_out' AND steps.state = 'done'",
            (account, org, space, instance.as_str(), snapshot.as_str()),
            |columns| columns.parsed("instance"),
        )?;
        Ok(instances.into_iter().collect())
    }
}

impl Write<'_> {
    /// The next distributions of a plan that no request serves yet, of one kind: to instances
    /// the plan has made, or over what is there.
    pub fn steps_to_distribute(
        &self,
        plan: PlanId,
        overwrites: bool,
        limit: u32,
    ) -> Result<Vec<Step>, StoreError> {
        steps_where(
            self.transaction,
            "plan = ?1 AND overwrites = ?2 AND kind = 'hand_out' AND state = 'waiting' AND ready
             AND request IS NULL AND NOT waits_for_act ORDER BY position LIMIT ?3",
            (plan, overwrites, limit),
        )
    }

    /// Whether at least `count` distributions of a plan wait for a request.
    pub fn steps_to_distribute_reach(&self, plan: PlanId, count: u32) -> Result<bool, StoreError> {
        exists(
            self.transaction,
            "SELECT EXISTS (SELECT 1 FROM steps INDEXED BY steps_to_hand_out
               WHERE plan = ?1 AND kind = 'hand_out'
               AND state = 'waiting' AND ready AND request IS NULL AND NOT waits_for_act
               LIMIT 1 OFFSET ?2)",
            (plan, count.saturating_sub(1)),
        )
    }

    /// Whether an instance of the plan is being made, or will be by then.
    pub fn step_creates_by(&self, plan: PlanId, by: Timestamp) -> Result<bool, StoreError> {
        exists(
            self.transaction,
            "SELECT EXISTS (SELECT 1 FROM steps JOIN requests ON requests.id = steps.request
               WHERE steps.plan = ?1 AND steps.kind = 'create'
                 AND steps.state IN ('waiting', 'sending')
                 AND requests.state IN ('waiting', 'sending', 'looking')
                 AND (requests.state = 'sending' OR requests.due_at IS NULL
                      OR requests.due_at <= ?2))",
            (plan, time(by)),
        )
    }

    /// Whether somebody was, or may have been, invited from here into an instance.
    pub fn step_invited_into(&self, place: &Place, instance: &Slug) -> Result<bool, StoreError> {
        self.step_into(
            place,
            instance,
            "steps_into",
            "steps.kind = 'invite' AND NOT steps.waits_for_act
             AND (steps.state IN ('sending', 'done', 'already', 'unsure')
               -- From elsewhere, where the data was restored or copied.
               OR EXISTS (SELECT 1 FROM requests WHERE requests.id = steps.request AND maybe_taken))",
        )
    }

    /// Whether something is being distributed to an instance from here at this moment.
    pub fn step_distributes_to(&self, place: &Place, instance: &Slug) -> Result<bool, StoreError> {
        self.step_into(
            place,
            instance,
            "steps_handing_out",
            "steps.kind = 'hand_out' AND steps.state = 'sending'",
        )
    }

    fn step_into(
        &self,
        place: &Place,
        instance: &Slug,
        index: &str,
        which: &str,
    ) -> Result<bool, StoreError> {
        let (account, org, space) = place.columns();
        exists(
            self.transaction,
            &format!(
                "SELECT EXISTS (SELECT 1 FROM steps INDEXED BY {index}
                                JOIN plans ON plans.id = steps.plan
                   WHERE steps.instance = ?4 AND steps.instance <> '' AND steps.kind <> 'create'
                     AND {which}
                     AND plans.account = ?1 AND plans.org = ?2 AND plans.space = ?3)"
            ),
            (account, org, space, instance.as_str()),
        )
    }

    /// How a distribution stands: how often it was tried, and whether it goes over what is there.
    pub fn step_set_distribution(
        &self,
        id: StepId,
        tries: u32,
        overwrites: bool,
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE steps SET distribute_tries = ?2, overwrites = ?3 WHERE id = ?1",
            )?
            .execute((id, tries, overwrites))?;
        Ok(())
    }
}
