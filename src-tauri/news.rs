use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use outbox::Happened;
use store::{AccountId, PlanId, PlanState};
use tokio::sync::broadcast::error::RecvError;

use crate::app::App;
use crate::bridge::Changed;
use crate::commands;

/// What happens within this time is told at once: few events, however fast the outbox works.
const TOGETHER: Duration = Duration::from_millis(120);

/// Tells the window what happens in the outbox, for as long as the app runs.
pub(crate) async fn tell(app: Arc<App>) {
    let mut happened = app.engine.happened();
    loop {
        let mut plans = HashSet::new();
        let mut accounts = HashSet::new();
        let mut note = |news| match news {
            Happened::Plan(plan) => drop(plans.insert(plan)),
            Happened::Connection(account) => drop(accounts.insert(account)),
        };
        match happened.recv().await {
            Ok(news) => note(news),
            // Too many at once: what was missed is covered by the status below.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
        tokio::time::sleep(TOGETHER).await;
        while let Ok(news) = happened.try_recv() {
            note(news);
        }
        // Whether a plan waits for the connection is part of how it stands.
        for plan in app.store.plans_under_way().unwrap_or_default() {
            if accounts.contains(&plan.account) {
                plans.insert(plan.id);
            }
        }
        for plan in plans {
            app.host.tell(Changed::Plan {
                plan: plan.to_string(),
            });
            settled(&app, plan);
        }
        for account in accounts {
            tell_status(&app);
            app.host.tell(Changed::Spaces {
                account: account.to_string(),
            });
        }
        tell_status(&app);
    }
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
            .sight
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
