use std::collections::BTreeSet;
use std::sync::Arc;

use store::PlanId;

use crate::app::App;
use crate::bridge::Changed;
use crate::news;

/// Tells the window what another process on this computer did with the data, and that sending
/// has come over to this one, for as long as the app runs.
pub(crate) async fn tell(app: Arc<App>) {
    let mut elsewhere = app.outbox.delivery.other_process_changes();
    let mut here = app.outbox.delivery.lease_changes();
    let mut before = under_way(&app);
    loop {
        let changed = tokio::select! {
            changed = elsewhere.changed() => changed,
            changed = here.changed() => changed,
        };
        if changed.is_err() {
            return;
        }
        // Also those that came to their end meanwhile.
        let now = under_way(&app);
        for plan in before.union(&now) {
            app.host.tell(Changed::Plan {
                plan: plan.to_string(),
            });
        }
        before = now;
        app.host.tell(Changed::Drafts);
        news::tell_status(&app);
    }
}

fn under_way(app: &App) -> BTreeSet<PlanId> {
    let plans = app.store.plans_under_way().unwrap_or_default();
    plans.into_iter().map(|plan| plan.id).collect()
}
