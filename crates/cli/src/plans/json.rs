//! A plan as JSON, for programs. Scripts rely on the keys and on the values that aren't sentences,
//! so these stay as they are when names in the code change.

use jiff::Timestamp;
use outbox::{Hold, Reason, words};
use serde::Serialize;
use store::{Plan, PlanCounts, PlanState, Step, StepKind, StepState, Store, StoreError};

/// A plan without its steps, as `cohort outbox list` prints it.
#[derive(Serialize)]
pub(crate) struct PlanJson {
    id: String,
    what: String,
    account: String,
    organisation: String,
    space: String,
    state: PlanState,
    hold: Option<Hold>,
    hold_until: Option<Timestamp>,
    counts: CountsJson,
    #[serde(rename = "needs_hand")]
    needs_attention: u32,
    created_at: Timestamp,
    departed_at: Option<Timestamp>,
    settled_at: Option<Timestamp>,
}

#[derive(Serialize)]
struct CountsJson {
    all: u32,
    #[serde(flatten)]
    by_state: PlanCounts,
}

/// A plan with all its steps.
#[derive(Serialize)]
pub(crate) struct PlanWithStepsJson {
    #[serde(flatten)]
    plan: PlanJson,
    steps: Vec<StepJson>,
}

#[derive(Serialize)]
struct StepJson {
    kind: StepKind,
    instance: String,
    name: String,
    address: String,
    group: String,
    list_id: String,
    state: StepState,
    reason: Option<Reason>,
    settled_at: Option<Timestamp>,
}

pub(crate) fn plan(store: &Store, plan: &Plan) -> Result<PlanJson, StoreError> {
    let counts = store.plan_counts(plan.id)?;
    Ok(PlanJson {
        id: plan.id.to_string(),
        what: words::plan_name(&plan.intent, store.plan_targets(plan)?.all() as usize),
        account: store.account(&plan.place.account)?.name,
        organisation: plan.place.org.to_string(),
        space: plan.space_name.clone(),
        state: plan.state,
        hold: plan.hold.clone(),
        hold_until: plan.hold_until,
        needs_attention: counts.needs_attention(),
        counts: CountsJson {
            all: counts.all(),
            by_state: counts,
        },
        created_at: plan.created_at,
        departed_at: plan.departed_at,
        settled_at: plan.settled_at,
    })
}

pub(crate) fn plan_with_steps(store: &Store, plan: &Plan) -> Result<PlanWithStepsJson, StoreError> {
    Ok(PlanWithStepsJson {
        plan: self::plan(store, plan)?,
        steps: store.steps(plan.id)?.into_iter().map(step).collect(),
    })
}

fn step(step: Step) -> StepJson {
    StepJson {
        kind: step.kind,
        instance: step.instance.map(String::from).unwrap_or_default(),
        reason: step.reason,
        name: step.name,
        address: step.address,
        group: step.group,
        list_id: step.list_id,
        state: step.state,
        settled_at: step.settled_at,
    }
}
