use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use outbox::{ConnectionState, Happened};
use store::{AccountId, PlanId, PlanState, StoreError};
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::Instant;

use crate::app::App;
use crate::bridge::Changed;
use crate::commands;

/// What happens within this time is told at once: few events, however fast the outbox works.
const TOGETHER: Duration = Duration::from_millis(250);

/// Tells the window what happens in the outbox, for as long as the app runs.
pub(crate) async fn tell(app: Arc<App>) {
    let mut happened = app.outbox.happened();
    loop {
        let mut plans = HashSet::new();
        let mut accounts = HashSet::new();
        let mut missed = false;
        let mut disk = false;
        let mut note = |news| match news {
            Happened::Plan(plan) => drop(plans.insert(plan)),
            Happened::Connection(account) => drop(accounts.insert(account)),
            Happened::Disk => disk = true,
        };
        match happened.recv().await {
            Ok(news) => note(news),
            Err(RecvError::Lagged(_)) => missed = true,
            Err(RecvError::Closed) => return,
        }
        tokio::time::sleep(TOGETHER).await;
        loop {
            match happened.try_recv() {
                Ok(news) => note(news),
                Err(TryRecvError::Lagged(_)) => missed = true,
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        let concerned = if missed {
            app.store.plans()
        } else if accounts.is_empty() && !disk {
            Ok(Vec::new())
        } else {
            // Whether a plan waits for the connection, or for the disk, is part of how it stands.
            app.store.plans_under_way()
        };
        for plan in concerned.unwrap_or_default() {
            if missed || disk || accounts.contains(&plan.account) {
                plans.insert(plan.id);
            }
        }
        for plan in plans {
            if let Err(problem) = measure(&app, plan) {
                tracing::warn!(%problem, "a plan cannot be read");
            }
            app.host.tell(Changed::Plan {
                plan: plan.to_string(),
            });
            settled(&app, plan);
        }
        for account in accounts {
            app.host.tell(Changed::Spaces {
                account: account.to_string(),
            });
        }
        tell_status(&app);
    }
}

/// Notes how far a plan has come, for its speed.
fn measure(app: &App, plan: PlanId) -> Result<(), StoreError> {
    let found = app.store.plan(plan)?;
    let moves = found.state == PlanState::Sending
        && found.departed_at.is_some()
        && app
            .outbox
            .connections
            .of(&found.account)
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

/// Once a plan is settled, its space reads differently: it is looked at again.
fn settled(app: &Arc<App>, plan: PlanId) {
    let Ok(plan) = app.store.plan(plan) else {
        return;
    };
    if plan.state != PlanState::Settled {
        return;
    }
    let app = Arc::clone(app);
    tokio::spawn(async move {
        let now = Timestamp::now();
        let looked = app
            .outbox
            .cache
            .look_at_space(&plan.account, &plan.org, &plan.space, now)
            .await;
        if looked.is_ok() {
            tell_space(&app, &plan.account, &plan.org, &plan.space);
        }
    });
}

pub(crate) fn tell_space(app: &App, account: &AccountId, org: &str, space: &str) {
    app.lists.forget_members(account, org, space);
    app.host.tell(Changed::Space {
        account: account.to_string(),
        org: org.to_owned(),
        space: space.to_owned(),
    });
}

pub(crate) fn tell_status(app: &App) {
    match commands::status(app) {
        Ok(status) => app.host.tell(Changed::Status { status }),
        Err(problem) => tracing::warn!(?problem, "the status cannot be read"),
    }
}
