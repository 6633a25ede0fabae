//! Plans: the lines of the outbox, one plan with its steps, and what the user does to a plan.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jiff::Timestamp;
use outbox::{ConnectionState, DiskTrouble};
use store::{ExistingInstance, PlanId, PlanState};
use tokio::time::Instant;

use crate::app::App;
use crate::bridge::{
    Hold, Plan, PlanAction, PlanChanges, PlanDo, PlanEntry, PlanRef, PlanRow, PlanSince, Problem,
    StartNotice, id, time,
};

/// Before the first change of any plan.
const BEFORE_ALL: i64 = -1;

pub(super) async fn outbox(app: &App) -> Result<Vec<PlanEntry>, Problem> {
    app.store
        .plans()?
        .into_iter()
        .map(|plan| entry(app, plan))
        .collect()
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
        rows.push(PlanRow::of(step, request));
    }
    Ok(PlanChanges {
        entry: entry(app, app.store.plan(id)?)?,
        rows,
        seq,
    })
}

pub(super) async fn plan_do(app: &App, what: PlanDo) -> Result<PlanEntry, Problem> {
    let id = id(&what.plan)?;
    let now = Timestamp::now();
    match what.action {
        PlanAction::Pause => app.engine.pause(id)?,
        PlanAction::GoOn => app.engine.go_on(id, now)?,
        PlanAction::Cancel => {
            app.engine.cancel(id, now)?;
            // Within the grace its draft comes back.
            app.changes.drafts();
        }
        PlanAction::RetryFailed => app.engine.retry_failed(id, now)?,
        PlanAction::InviteExisting => app.engine.existing(id, ExistingInstance::InviteOnly, now)?,
        PlanAction::HandOutExisting => app.engine.existing(id, ExistingInstance::HandOut, now)?,
        PlanAction::LeaveOutExisting => app.engine.existing(id, ExistingInstance::LeaveOut, now)?,
    }
    app.changes.status();
    entry(app, app.store.plan(id)?)
}

/// One answer for all plans that are on hold because the data were restored or copied.
pub(super) async fn data_go_on(app: &App) -> Result<(), Problem> {
    app.engine.data_go_on(Timestamp::now())?;
    app.notices()
        .retain(|notice| !matches!(notice, StartNotice::DataMoved { .. }));
    app.changes.status();
    Ok(())
}

/// A plan as a line in the outbox.
fn entry(app: &App, plan: store::Plan) -> Result<PlanEntry, Problem> {
    let counts = app.store.plan_counts(plan.id)?;
    let people = app.store.plan_people(plan.id)?;
    let account = app.store.account(&plan.place.account)?;
    let hold = hold(app, &plan);
    let moves = plan.state == PlanState::Sending && hold.is_none();
    let speed = app
        .speeds
        .of(plan.id, counts.under_way(), Instant::now())
        .filter(|_| moves);
    Ok(PlanEntry::of(plan, account, counts, people, hold, speed))
}

/// Why a plan stands still: because of itself, or because of its account or this computer.
fn hold(app: &App, plan: &store::Plan) -> Option<Hold> {
    if plan.state == PlanState::Held {
        let hold = plan.hold.clone()?;
        return Some(Hold::of(hold, plan.hold_until));
    }
    if plan.state != PlanState::Sending {
        return None;
    }
    if !app.delivery.here() {
        return Some(Hold::OtherDeliverer);
    }
    match app.engine.disk_trouble() {
        Some(DiskTrouble::Full) => return Some(Hold::DiskFull),
        Some(DiskTrouble::Fails) => return Some(Hold::DiskFails),
        None => {}
    }
    let known = app.connections.of(&plan.place.account)?;
    match known.state {
        ConnectionState::Online => None,
        ConnectionState::Offline => Some(Hold::Offline {
            since: time(known.since),
        }),
        ConnectionState::KeyRefused | ConnectionState::KeyMissing => Some(Hold::Key),
    }
}
