//! Where the steps stand, and the rules that hold for them once everything has come to an end.

use proptest::prelude::*;
use store::{Step, StepState};

use super::world::World;

impl World {
    pub(super) fn standing(&self) -> Vec<String> {
        let plans = self.plans.iter();
        plans
            .flat_map(|plan| self.store.steps(*plan).unwrap())
            .map(|step| {
                let request = step
                    .request
                    .map(|id| self.store.write(|w| w.request(id)).unwrap().state);
                format!(
                    "{} {:?} {} {:?} {request:?} waits for act: {}",
                    step.plan, step.kind, step.address, step.state, step.waits_for_act
                )
            })
            .collect()
    }

    pub(super) fn hold_to_the_rules(&self) -> Result<(), TestCaseError> {
        for ((slug, address), emails) in &self.platform.emails {
            prop_assert_eq!(*emails, 1, "{} into {}", address, slug);
        }
        for plan in &self.plans {
            for step in self.store.steps(*plan).unwrap() {
                let before = self.store.write(|w| w.steps_before(step.id)).unwrap();
                let there =
                    |step: &Step| matches!(step.state, StepState::Done | StepState::Already);
                // What will never be sent from here as it stands keeps nobody else from it.
                let act = step
                    .act
                    .map(|act| self.store.write(|w| w.act(act)).unwrap());
                let chain = step.act.map(|act| {
                    let chain = self.store.write(|w| w.steps_of_chain(*plan, act));
                    chain.unwrap()
                });
                let unknown = |step: &Step| {
                    let request = |id| self.store.write(|w| w.request(id)).unwrap();
                    let elsewhere = step.request.is_some_and(|id| request(id).maybe_taken);
                    step.state == StepState::Unknown
                        || step.state == StepState::Blocked && elsewhere
                };
                let sure = chain.is_some_and(|chain| !chain.iter().any(unknown));
                let keeps = act.is_some_and(|(_, open)| open) && sure && !step.waits_for_act;
                match step.state {
                    StepState::Refused | StepState::GaveUp | StepState::Cancelled => {
                        prop_assert!(!keeps, "keeps its act: {:#?}", self.standing());
                    }
                    StepState::Waiting | StepState::Sending => {
                        prop_assert!(false, "still under way: {:#?}", self.standing());
                    }
                    StepState::Blocked => {
                        let reason = step.reason.unwrap();
                        let root = reason.waits_for.unwrap();
                        let root = self.store.write(|w| w.step(root)).unwrap();
                        let stands = !there(&root)
                            && !matches!(root.state, StepState::Waiting | StepState::Sending);
                        prop_assert!(stands, "{:#?}", self.standing());
                    }
                    StepState::Done => {
                        prop_assert!(before.iter().all(there), "{:#?}", self.standing());
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}
