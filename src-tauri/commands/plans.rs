//! Plans: the lines of the outbox, one plan with its steps, and what the user does to a plan.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jiff::Timestamp;
use outbox::InvitationOffers;
use store::{ExistingInstance, PlanId, PlanState, StoreError};
use tokio::time::Instant;

use crate::app::App;
use crate::bridge::{
    Outbox, Plan, PlanAction, PlanChanges, PlanDo, PlanEntry, PlanRef, PlanRow, PlanSince, Problem,
    StartNotice, UnreadablePlan, id,
};

/// Before the first change of any plan.
const BEFORE_ALL: i64 = -1;

pub(super) async fn outbox(app: &App) -> Result<Outbox, Problem> {
    let found = app.store.plans()?;
    let mut unreadable = found.unreadable;
    let mut plans = Vec::with_capacity(found.readable.len());
    for plan in found.readable {
        let id = plan.id;
        match entry(app, plan) {
            Ok(entry) => plans.push(entry),
            // A value of its account or of one of its steps.
            Err(error @ StoreError::Value { .. }) => unreadable.push((id, error)),
            Err(error) => return Err(error.into()),
        }
    }
    let unreadable = unreadable.into_iter().map(|(plan, error)| UnreadablePlan {
        plan: plan.to_string(),
        problem: error.into(),
    });
    Ok(Outbox {
        plans,
        unreadable: unreadable.collect(),
    })
}

pub(super) async fn plan(app: &App, which: PlanRef) -> Result<Plan, Problem> {
    let changes = changes(app, id(&which.plan)?, BEFORE_ALL)?;
    Ok(Plan {
        entry: changes.entry,
        rows: changes.rows,
        seq: changes.seq,
    })
}

pub(super) async fn plan_changes(app: &App, which: PlanSince) -> Result<PlanChanges, Problem> {
    changes(app, id(&which.plan)?, which.since)
}

/// The steps that read differently since then. Since before the first change that is all of them.
fn changes(app: &App, id: PlanId, since: i64) -> Result<PlanChanges, Problem> {
    let (steps, seq) = app.store.steps_changed(id, since)?;
    let plan = app.store.plan(id)?;
    let profile = app.store.account(&plan.place.account)?.profile;
    let offers = InvitationOffers::of(&profile, plan.intent.purpose);
    let mut requests = HashMap::new();
    let mut rows = Vec::with_capacity(steps.len());
    for step in steps {
        let request = match step.request {
            None => None,
            // One request may serve many steps.
            Some(request) => Some(&*match requests.entry(request) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(app.store.request(request)?),
            }),
        };
        rows.push(PlanRow::of(step, request, offers));
    }
    Ok(PlanChanges {
        entry: entry(app, plan)?,
        rows,
        seq,
    })
}

pub(super) async fn plan_do(app: &App, what: PlanDo) -> Result<PlanEntry, Problem> {
    let id = id(&what.plan)?;
    let now = Timestamp::now();
    match what.action {
        PlanAction::Pause => app.outbox.actions.pause(id)?,
        PlanAction::Resume => app.outbox.actions.resume(id, now)?,
        PlanAction::Cancel => {
            app.outbox.actions.cancel(id, now)?;
            // Within the grace its draft comes back.
            app.changes.drafts();
        }
        PlanAction::RetryFailed => app.outbox.actions.retry_failed(id, now)?,
        PlanAction::InviteExisting => {
            app.outbox
                .actions
                .answer_existing(id, ExistingInstance::InviteOnly, now)?;
        }
        PlanAction::DistributeExisting => {
            app.outbox
                .actions
                .answer_existing(id, ExistingInstance::Distribute, now)?;
        }
        PlanAction::SkipExisting => {
            app.outbox
                .actions
                .answer_existing(id, ExistingInstance::Skip, now)?;
        }
    }
    app.changes.status();
    Ok(entry(app, app.store.plan(id)?)?)
}

/// One answer for all plans that are on hold because the data was restored or copied.
pub(super) async fn restored_data_resume(app: &App) -> Result<(), Problem> {
    app.outbox.actions.resume_restored_data(Timestamp::now())?;
    app.notices()
        .retain(|notice| !matches!(notice, StartNotice::DataRestored { .. }));
    app.changes.status();
    Ok(())
}

/// A plan as a line in the outbox.
fn entry(app: &App, plan: store::Plan) -> Result<PlanEntry, StoreError> {
    let counts = app.store.plan_counts(plan.id)?;
    let people = app.store.plan_targets(&plan)?;
    let account = app.store.account(&plan.place.account)?;
    let standstill = app.outbox.standstill(&plan);
    let moves = plan.state == PlanState::Sending && standstill.is_none();
    let speed = app
        .outbox
        .speeds
        .of(plan.id, counts.under_way(), Instant::now())
        .filter(|_| moves);
    Ok(PlanEntry::of(
        plan, account, counts, people, standstill, speed,
    ))
}
