//! The steps of a plan, counted by where they stand: what the window and the terminal show of a
//! plan without reading its steps.

use crate::columns::all;
use crate::{Plan, PlanId, Purpose, StepState, Store, StoreError};
use serde::Serialize;

/// How many steps of a plan are in which state. The terminal prints it as JSON as it stands here,
/// so the keys are fixed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct PlanCounts {
    pub waiting: u32,
    pub sending: u32,
    pub done: u32,
    pub already: u32,
    pub refused: u32,
    pub blocked: u32,
    pub gave_up: u32,
    #[serde(rename = "unsure")]
    pub unknown: u32,
    pub cancelled: u32,
}

impl PlanCounts {
    pub fn all(&self) -> u32 {
        self.settled() + self.under_way()
    }

    /// Steps that still move by themselves.
    pub fn under_way(&self) -> u32 {
        self.waiting + self.sending
    }

    pub fn settled(&self) -> u32 {
        self.done
            + self.already
            + self.refused
            + self.blocked
            + self.gave_up
            + self.unknown
            + self.cancelled
    }

    /// Steps that have ended and need the user, or wait for one that does.
    pub fn needs_attention(&self) -> u32 {
        self.refused + self.gave_up + self.unknown + self.blocked
    }

    fn of(&mut self, state: StepState) -> &mut u32 {
        match state {
            StepState::Waiting => &mut self.waiting,
            StepState::Sending => &mut self.sending,
            StepState::Done => &mut self.done,
            StepState::Already => &mut self.already,
            StepState::Refused => &mut self.refused,
            StepState::Blocked => &mut self.blocked,
            StepState::GaveUp => &mut self.gave_up,
            StepState::Unknown => &mut self.unknown,
            StepState::Cancelled => &mut self.cancelled,
        }
    }
}

impl Store {
    /// All steps of a plan, counted by where they stand.
    pub fn plan_counts(&self, id: PlanId) -> Result<PlanCounts, StoreError> {
        self.counts("plan = ?1", id)
    }

    /// What a plan is for, counted by where it stands: its people by their invitations, the
    /// instances that it creates for nobody yet, or those that it distributes to.
    ///
    /// An instance that is created stands where its creation stands and, once it is there, where the
    /// distribution to it stands. If there was nothing left to distribute to it, it counts as done,
    /// because the instance exists.
    pub fn plan_targets(&self, plan: &Plan) -> Result<PlanCounts, StoreError> {
        match plan.intent.purpose {
            Some(Purpose::Instances) => self.counted(
                "SELECT min(made.id) AS id,
                        CASE WHEN made.state = 'done' AND filled.state <> 'already'
                             THEN filled.state ELSE made.state END AS state,
                        count(*) AS n
                 FROM steps made
                 LEFT JOIN step_dependencies ON step_dependencies.depends_on = made.id
                 LEFT JOIN steps filled ON filled.id = step_dependencies.step
                 WHERE made.plan = ?1 AND made.kind = 'create' GROUP BY 2",
                plan.id,
            ),
            Some(Purpose::Distribute) => self.counts("plan = ?1 AND kind = 'hand_out'", plan.id),
            _ => self.counts("plan = ?1 AND kind = 'invite'", plan.id),
        }
    }

    fn counts(&self, which: &str, id: PlanId) -> Result<PlanCounts, StoreError> {
        let query = format!(
            "SELECT min(id) AS id, state, count(*) AS n FROM steps WHERE {which} GROUP BY state"
        );
        self.counted(&query, id)
    }

    /// Each row that `query` finds has the `id` of one of the steps that it counts, for the error
    /// that names it.
    fn counted(&self, query: &str, id: PlanId) -> Result<PlanCounts, StoreError> {
        let counted = all(&self.connection(), "steps", query, [id], |columns| {
            Ok((columns.word("state")?, columns.get("n")?))
        })?;
        let mut counts = PlanCounts::default();
        for (state, count) in counted {
            *counts.of(state) = count;
        }
        Ok(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CountedAs;

    /// The number of a plan under which steps of this state are counted, as [`PlanCounts`] adds
    /// it up.
    fn counted(counts: &PlanCounts) -> Vec<CountedAs> {
        [
            (CountedAs::Remaining, counts.under_way()),
            (CountedAs::Done, counts.done),
            (CountedAs::Already, counts.already),
            (CountedAs::NeedsAttention, counts.needs_attention()),
            (CountedAs::Cancelled, counts.cancelled),
        ]
        .into_iter()
        .filter_map(|(counted, count)| (count > 0).then_some(counted))
        .collect()
    }

    #[test]
    fn every_step_is_counted_under_exactly_one_number_of_its_plan() {
        use StepState::*;
        for state in [
            Waiting, Sending, Done, Already, Refused, Blocked, GaveUp, Unknown, Cancelled,
        ] {
            let mut counts = PlanCounts::default();
            *counts.of(state) = 1;
            assert_eq!(counted(&counts), [state.counted_as()], "{state:?}");
            assert_eq!(counts.all(), 1);
            let ended = u32::from(!matches!(state, Waiting | Sending));
            assert_eq!(counts.settled(), ended, "{state:?}");
        }
    }

    #[test]
    fn what_failed_what_is_unknown_and_what_waits_for_it_needs_attention() {
        let needing: Vec<_> = [
            StepState::Refused,
            StepState::GaveUp,
            StepState::Unknown,
            StepState::Blocked,
            StepState::Cancelled,
            StepState::Waiting,
        ]
        .into_iter()
        .filter(|state| state.needs_attention())
        .collect();
        assert_eq!(
            needing,
            [
                StepState::Refused,
                StepState::GaveUp,
                StepState::Unknown,
                StepState::Blocked
            ]
        );
    }
}
