//! Whole chains against a platform made of a few sets: whatever is answered, lost, paused,
//! cancelled and retried in whatever order, and wherever Cohort ends in between.

#[path = "chain_tests_events.rs"]
mod events;
#[path = "chain_tests_platform.rs"]
mod platform_model;
#[path = "chain_tests_rules.rs"]
mod rules;
#[path = "chain_tests_world.rs"]
mod world;

use proptest::prelude::*;
use store::{Purpose, StepState};

use events::{Happens, happens};
use platform_model::Manners;
use world::World;

fn kind() -> Manners {
    Manners {
        honours_keys: false,
        lists_pending: true,
        refuses_repeats: true,
        known: true,
    }
}

#[test]
fn a_chain_waits_for_another_plan_s_with_all_of_its_steps_and_is_already_with_it() {
    let mut world = World::new(Purpose::Individual, kind(), false);
    let second = world.plans[1];
    let waiting = world.store.steps(second).unwrap();
    assert!(
        waiting[..3]
            .iter()
            .all(|step| step.waits_for_act && step.request.is_none())
    );
    world.calm().unwrap();
    let states: Vec<_> = world.store.steps(second).unwrap();
    let states: Vec<_> = states.iter().map(|step| step.state).collect();
    assert_eq!(states[..3], [StepState::Already; 3]);
    assert_eq!(states[3..], [StepState::Done; 3]);
    world.hold_to_the_rules().unwrap();
}

#[test]
fn a_chain_takes_over_when_the_act_it_waits_for_is_closed_undone() {
    let mut world = World::new(Purpose::Individual, kind(), false);
    let [first, second] = [world.plans[0], world.plans[1]];
    world.outbox.actions.cancel(first, world.now).unwrap();
    world.calm().unwrap();
    let states = |plan| {
        let steps = world.store.steps(plan).unwrap();
        steps.iter().map(|step| step.state).collect::<Vec<_>>()
    };
    assert_eq!(states(first), [StepState::Cancelled; 9]);
    assert_eq!(states(second), [StepState::Done; 6]);
    world.hold_to_the_rules().unwrap();
}

#[test]
fn what_got_through_although_the_departure_was_refused_departs_again_with_its_material() {
    let manners = Manners {
        honours_keys: false,
        lists_pending: false,
        refuses_repeats: false,
        known: false,
    };
    let mut world = World::new(Purpose::Individual, manners, false);
    for event in [
        Happens::DataRestored,
        Happens::Resume,
        Happens::PlaceRefuses,
    ] {
        world.happen(&event);
    }
    world.calm().unwrap();
    world.hold_to_the_rules().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every interleaving comes to an end; nothing is distributed to after somebody was invited
    /// into it; nobody is invited twice; nothing stays blocked by what is done.
    #[test]
    fn whole_chains_hold_to_the_rules_in_every_interleaving(
        story in prop::collection::vec(happens(), 0..60),
        groups in any::<bool>(),
        foreign in any::<bool>(),
        honours_keys in any::<bool>(),
        lists_pending in any::<bool>(),
        refuses_repeats in any::<bool>(),
        known in any::<bool>(),
    ) {
        let manners = Manners { honours_keys, lists_pending, refuses_repeats, known };
        let purpose = if groups { Purpose::Groups } else { Purpose::Individual };
        let mut world = World::new(purpose, manners, foreign);
        for event in &story {
            world.happen(event);
        }
        world.calm()?;
        world.hold_to_the_rules()?;
        for plan in world.plans.clone() {
            world.outbox.actions.retry_failed(plan, world.now).unwrap();
        }
        world.calm()?;
        world.hold_to_the_rules()?;
    }
}
