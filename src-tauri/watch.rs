//! Watches the outbox, and what other processes do with the data, and notes for the window what
//! reads differently because of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use outbox::{ConnectionState, Happened};
use store::{AccountId, Plan, PlanId, PlanState, Plans, StoreError};
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

use crate::app::App;
use crate::status::status;

/// Watches, and tells the window, for as long as the app runs.
pub(crate) async fn run(app: Arc<App>) {
    tokio::join!(
        app.changes
            .tell(|plan| on_plan(&app, plan), || status(&app)),
        outbox(&app),
        other_processes(&app),
    );
}

async fn outbox(app: &App) {
    let mut happened = app.outbox.happened();
    loop {
        let concerned = match happened.recv().await {
            Ok(Happened::Plan(plan)) => BTreeSet::from([plan]),
            // Whether a plan waits for the connection, or for the disk, is part of how it stands.
            Ok(Happened::Connection(account)) => {
                app.changes.connection(&account);
                under_way(app, Some(&account))
            }
            Ok(Happened::Disk) => under_way(app, None),
            // Which plans changed isn't known any more, so it may have been any of them.
            Err(RecvError::Lagged(_)) => all(app),
            Err(RecvError::Closed) => return,
        };
        for plan in concerned {
            app.changes.plan(plan);
        }
    }
}

/// What another process on this computer did with the data, and that the right to send has come
/// over to this one.
async fn other_processes(app: &App) {
    let mut elsewhere = app.outbox.delivery.other_process_changes();
    let mut here = app.outbox.delivery.lease_changes();
    let mut before = under_way(app, None);
    let mut accounts = app.store.accounts().ok();
    loop {
        let changed = tokio::select! {
            changed = elsewhere.changed() => changed,
            changed = here.changed() => changed,
        };
        if changed.is_err() {
            return;
        }
        // Also the plans that have come to their end meanwhile.
        let now = under_way(app, None);
        before.union(&now).for_each(|plan| app.changes.plan(*plan));
        before = now;
        app.changes.drafts();
        match app.store.accounts() {
            Ok(known) if accounts.as_ref() == Some(&known) => {}
            Ok(known) => {
                accounts = Some(known);
                app.changes.accounts();
            }
            Err(error) => tracing::warn!(%error, "the accounts can't be read"),
        }
    }
}

fn under_way(app: &App, account: Option<&AccountId>) -> BTreeSet<PlanId> {
    ids(app.store.plans_under_way(), |plan| {
        account.is_none_or(|account| plan.place.account == *account)
    })
}

fn all(app: &App) -> BTreeSet<PlanId> {
    ids(app.store.plans(), |_| true)
}

/// If the plans can't be read now, the window is told of none of them. It learns why when it asks
/// for them itself.
fn ids(plans: Result<Plans, StoreError>, concerned: impl Fn(&Plan) -> bool) -> BTreeSet<PlanId> {
    match plans {
        Ok(plans) => {
            let concerned = plans.readable.into_iter().filter(concerned);
            concerned.map(|plan| plan.id).collect()
        }
        Err(error) => {
            tracing::warn!(%error, "the plans can't be read");
            BTreeSet::new()
        }
    }
}

/// What follows from a plan that reads differently, once for each time the window is told of it.
fn on_plan(app: &Arc<App>, plan: PlanId) {
    if let Err(error) = measure(app, plan) {
        tracing::warn!(%error, "a plan can't be read");
    }
    read_space_of_settled(app, plan);
}

/// Notes how far a plan has come, which is what its speed is measured by.
fn measure(app: &App, plan: PlanId) -> Result<(), StoreError> {
    let found = app.store.plan(plan)?;
    let moves = found.state == PlanState::Sending
        && found.departed_at.is_some()
        && app
            .outbox
            .connections
            .of(&found.place.account)
            .is_none_or(|known| known.state == ConnectionState::Online);
    if moves {
        let counts = app.store.plan_counts(plan)?;
        app.outbox
            .speeds
            .note(plan, counts.settled(), Instant::now());
    } else {
        app.outbox.speeds.stopped(plan);
    }
    Ok(())
}

/// Once a plan is settled, its space has other people and instances in it, so it is read again.
fn read_space_of_settled(app: &Arc<App>, plan: PlanId) {
    let Ok(plan) = app.store.plan(plan) else {
        return;
    };
    if plan.state != PlanState::Settled {
        return;
    }
    let app = Arc::clone(app);
    tokio::spawn(async move {
        let now = Timestamp::now();
        let read = app.outbox.cache.refresh_space(&plan.place, now).await;
        if read.is_ok() {
            app.lists.members_changed(&plan.place.clone());
            app.changes.space(plan.place.clone());
        }
    });
}
