//! A draft of the instances that a plan couldn't create, so that they can be given other slugs.

use jiff::Timestamp;
use store::{DraftId, DraftStep, Intent, NewInstances, PlanId, StepKind, StepState, Store};

use crate::draft::lacks::creates_only;
use crate::plan::space_kind::{SpaceKindError, space_kind};

/// Makes a draft of the instances of a plan whose creation was refused. `None`: there are none.
pub fn draft_of_refused_instances(
    store: &Store,
    plan: PlanId,
    now: Timestamp,
) -> Result<Option<DraftId>, SpaceKindError> {
    let plan = store.plan(plan)?;
    let mut steps = store.steps(plan.id)?;
    steps.retain(|step| {
        step.kind == StepKind::Create
            && matches!(step.state, StepState::Refused | StepState::GaveUp)
    });
    if steps.is_empty() || !creates_only(&plan.intent) {
        return Ok(None);
    }
    let kind = space_kind(store, &plan)?;
    let names: Vec<&str> = steps.iter().map(|step| &*step.instance_name).collect();
    let slug_of = |step: &store::Step| step.instance.as_ref().map(ToString::to_string);
    let new_instances = match &steps[..] {
        [one] => NewInstances {
            name: one.instance_name.clone(),
            slug: slug_of(one),
            description: plan.intent.new_instances.description.clone(),
            ..NewInstances::default()
        },
        several => NewInstances {
            several: true,
            names: names.join("\n"),
            slugs: several
                .iter()
                .filter_map(|step| Some((step.instance_name.clone(), slug_of(step)?)))
                .collect(),
            description: plan.intent.new_instances.description.clone(),
            ..NewInstances::default()
        },
    };
    let intent = Intent {
        new_instances,
        ..plan.intent
    };
    let draft = store
        .draft_new(&plan.place, &plan.space_name, kind, now)?
        .id;
    store.write(|w| w.draft_set_intent(draft, &intent, DraftStep::Names, now))?;
    Ok(Some(draft))
}
