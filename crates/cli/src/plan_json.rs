//! Plans for a program to read.

use jiff::Timestamp;
use outbox::{Hold, Reason, words};
use serde::Serialize;
use store::{Plan, PlanCounts, PlanState, Step, StepKind, StepState, Store, StoreError};

#[derive(Serialize)]
pub(crate) struct Line {
    id: String,
    what: String,
    account: String,
    organisation: String,
    space: String,
    state: PlanState,
    hold: Option<Hold>,
    hold_until: Option<Timestamp>,
    counts: Counts,
    needs_hand: u32,
    created_at: Timestamp,
    departed_at: Option<Timestamp>,
    settled_at: Option<Timestamp>,
}

#[derive(Serialize)]
struct Counts {
    all: u32,
    waiting: u32,
    sending: u32,
    done: u32,
    already: u32,
    refused: u32,
    blocked: u32,
    gave_up: u32,
    unsure: u32,
    cancelled: u32,
}

impl From<PlanCounts> for Counts {
    fn from(counts: PlanCounts) -> Self {
        Self {
            all: counts.all(),
            waiting: counts.waiting,
            sending: counts.sending,
            done: counts.done,
            already: counts.already,
            refused: counts.refused,
            blocked: counts.blocked,
            gave_up: counts.gave_up,
            unsure: counts.unsure,
            cancelled: counts.cancelled,
        }
    }
}

#[derive(Serialize)]
pub(crate) struct Whole {
    #[serde(flatten)]
    line: Line,
    steps: Vec<OneStep>,
}

#[derive(Serialize)]
struct OneStep {
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

pub(crate) fn line(store: &Store, plan: &Plan) -> Result<Line, StoreError> {
    let counts = store.plan_counts(plan.id)?;
    Ok(Line {
        id: plan.id.to_string(),
        what: words::plan_name(&plan.intent, store.plan_people(plan.id)?.all() as usize),
        account: store.account(&plan.place.account)?.name,
        organisation: plan.place.org.to_string(),
        space: plan.space_name.clone(),
        state: plan.state,
        hold: plan.hold.clone(),
        hold_until: plan.hold_until,
        needs_hand: counts.needs_hand(),
        counts: counts.into(),
        created_at: plan.created_at,
        departed_at: plan.departed_at,
        settled_at: plan.settled_at,
    })
}

pub(crate) fn whole(store: &Store, plan: &Plan) -> Result<Whole, StoreError> {
    Ok(Whole {
        line: line(store, plan)?,
        steps: store.steps(plan.id)?.into_iter().map(step).collect(),
    })
}

fn step(step: Step) -> OneStep {
    OneStep {
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
