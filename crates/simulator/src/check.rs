//! What must hold at the end of every simulation.

use store::{PlanState, Step, StepKind, StepState};

use crate::acts::KnownActs;
use crate::colleague::Colleague;
use crate::set_up::SetUp;
use crate::user::{User, person, told_step};
use crate::world::World;

/// How many requests may be sent for each step, each plan and each start of the process.
const REQUESTS_FOR_STEP: usize = 60;
const REQUESTS_FOR_PLAN: usize = 500;

/// Returns what doesn't hold.
pub(crate) fn violations(
    world: &World,
    user: &User,
    colleague: &Colleague,
    lost: KnownActs,
) -> SetUp<Vec<String>> {
    let store = &world.process()?.store;
    let mut found = Vec::new();
    let mut steps = Vec::new();
    let plans = store.plans()?.complete()?;
    for plan in &plans {
        steps.extend(store.steps(plan.id)?);
        if plan.state != PlanState::Settled {
            found.push(format!(
                "plan {} never came to its end: {:?}, {:?}",
                plan.id.0, plan.state, plan.hold
            ));
        }
    }
    for step in &steps {
        if let Some(wrong) = untrue(world, step)? {
            found.push(format!("{}, step {}: {wrong}", told_step(step), step.id.0));
        }
    }
    found.extend(emailed_too_often(world, user, colleague, lost)?);
    let (overwritten, deleted) = world.truth.lost_works()?;
    for work in overwritten {
        found.push(format!(
            "{} in {} was overwritten, and no snapshot has it",
            work.path, work.slug
        ));
    }
    for work in deleted {
        found.push(format!(
            "{} was deleted with {} in it",
            work.slug, work.path
        ));
    }
    let most = steps.len() * REQUESTS_FOR_STEP + (plans.len() + world.starts) * REQUESTS_FOR_PLAN;
    if world.network.sent() > most {
        found.push(format!(
            "{} requests for {} steps of {} plans",
            world.network.sent(),
            steps.len(),
            plans.len()
        ));
    }
    Ok(found)
}

/// Why what a step says isn't so.
fn untrue(world: &World, step: &Step) -> SetUp<Option<String>> {
    let truth = &world.truth;
    let slug = step.instance.as_ref().map(platform::Slug::as_str);
    let wrong = match (step.kind, step.state) {
        (_, StepState::Waiting | StepState::Sending) => Some(format!("still {:?}", step.state)),
        (StepKind::Invite, StepState::Done | StepState::Already)
            if !truth.was_ever_in(&person(step), slug)? =>
        {
            Some(format!("{:?}, but never invited", step.state))
        }
        (StepKind::Create, StepState::Done) if !truth.was_ever_made(slug.unwrap_or(""))? => {
            Some("done, but the instance was never there".to_owned())
        }
        (StepKind::Distribute, StepState::Done) => {
            let plan = world.process()?.store.plan(step.plan)?;
            match plan.material.and_then(|material| material.source) {
                Some(source)
                    if !truth.holds_all_of(
                        slug.unwrap_or(""),
                        source.instance.as_str(),
                        source.slug.as_str(),
                    )? =>
                {
                    Some("done, but not all of it is there".to_owned())
                }
                _ => None,
            }
        }
        _ => None,
    };
    Ok(wrong)
}

/// Nobody is emailed more often than there are acts for them that may have led to an email, but on
/// the user's own word, by the colleague, and by what the network itself doubled.
fn emailed_too_often(
    world: &World,
    user: &User,
    colleague: &Colleague,
    lost: KnownActs,
) -> SetUp<Vec<String>> {
    let mut acts = KnownActs::of(world)?;
    acts.remember(lost);
    let mut found = Vec::new();
    for (address, slug, count) in world.truth.emails()? {
        let ours = acts.count(&address, &slug);
        let key = (address, slug);
        let (address, slug) = &key;
        let excused =
            user.again(address) + colleague.emailed(address, slug) + world.network.excused(address);
        if count > ours + excused {
            found.push(format!(
                "{address} was emailed {count} times about {}, for {ours} acts and {excused} other reasons",
                if slug.is_empty() { "the space" } else { slug.as_str() }
            ));
        }
    }
    Ok(found)
}
