//! The status line of the window, and the counts beside drafts and outbox.

use store::PlanState;

use crate::app::App;
use crate::bridge::{Connection, ConnectionState, Problem, Status, time};

pub(crate) fn status(app: &App) -> Result<Status, Problem> {
    let connections = app
        .store
        .accounts()?
        .into_iter()
        .map(|account| {
            let known = app.outbox.connections.of(&account.id);
            Connection {
                state: known.map_or(ConnectionState::Unknown, |known| known.state.into()),
                since: known.map(|known| time(known.since)),
                account: account.id.to_string(),
            }
        })
        .collect();
    let mut status = Status {
        connections,
        settled: 0,
        total: 0,
        needs_attention: app.store.steps_unknown()?,
        drafts: app.store.draft_count()?,
    };
    for plan in app.store.plans_under_way()?.readable {
        let counts = app.store.plan_counts(plan.id)?;
        if plan.state == PlanState::Sending {
            // People, as on the page of the plan, where several steps can belong to one person.
            let people = app.store.plan_targets(&plan)?;
            status.settled += people.settled();
            status.total += people.all();
        }
        // Those whose outcome is unknown are counted already, whether their plan is under way or not.
        status.needs_attention += counts.needs_attention() - counts.unknown;
        status.needs_attention +=
            u32::from(plan.state == PlanState::Held && plan.hold_until.is_none());
    }
    Ok(status)
}
