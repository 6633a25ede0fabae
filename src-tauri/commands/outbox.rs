use std::collections::HashMap;

use jiff::Timestamp;
use outbox::{ConnectionState, Person, Reason, StepAction as Action};
use store::{PlanId, PlanState as Stands, StepId};

use crate::app::App;
use crate::bridge::from_domain::{call, time};
use crate::bridge::{
    CallLine, Changed, DraftRef, Hold, Plan, PlanAction, PlanDo, PlanEntry, PlanRef, PlanRow,
    PlanState, Problem, ProblemCode, Review, ReviewPerson, Send, StepAction, StepDo, from_problem,
};
use crate::news;

/// Calls shown before anything is sent; the rest read the same but for the address.
const CALLS_SHOWN: usize = 50;

pub(super) async fn review(app: &App, draft: DraftRef) -> Result<Review, Problem> {
    let draft = super::drafts::id(&draft.draft)?;
    let review = outbox::review(&app.store, draft)?;
    let counts = app
        .lists
        .with(&app.store, draft, |list| Ok(list.counts()))?;
    let place = review.draft.place();
    let calls = review.to_invite.iter().take(CALLS_SHOWN);
    let calls = calls.filter_map(|person| outbox::call_of(&place, &review.draft.aim, person));
    Ok(Review {
        draft: draft.to_string(),
        fingerprint: review.fingerprint,
        to_invite: count(review.to_invite.len()),
        calls: calls
            .map(|frozen| call(&frozen.path, &frozen.body))
            .collect(),
        calls_total: count(review.to_invite.len()),
        already_in: people(review.already_in),
        already_invited: people(review.already_invited),
        left_out: people(review.left_out),
        doubles: people(review.doubles),
        to_mend: people(review.to_mend),
        to_look_at: counts.to_look_at,
        seen_at: review.seen_at.map(time),
        space_name: review.draft.space_name,
        aim: review.draft.aim.into(),
    })
}

pub(super) async fn send(app: &App, what: Send) -> Result<PlanRef, Problem> {
    let draft = super::drafts::id(&what.draft)?;
    let plan = outbox::send(&app.store, draft, &what.fingerprint, Timestamp::now())?;
    app.lists.close(draft);
    app.engine.wake();
    app.host.tell(Changed::Drafts);
    app.host.tell(Changed::Plan {
        plan: plan.to_string(),
    });
    news::tell_status(app);
    Ok(PlanRef {
        plan: plan.to_string(),
    })
}

pub(super) async fn outbox(app: &App) -> Result<Vec<PlanEntry>, Problem> {
    app.store
        .plans()?
        .into_iter()
        .map(|plan| entry(app, plan))
        .collect()
}

pub(super) async fn plan(app: &App, which: PlanRef) -> Result<Plan, Problem> {
    let id = plan_id(&which.plan)?;
    let plan = app.store.plan(id)?;
    let requests: HashMap<_, _> = app
        .store
        .requests(id)?
        .into_iter()
        .map(|request| (request.id, request))
        .collect();
    let rows = app
        .store
        .steps(id)?
        .into_iter()
        .map(|step| {
            let request = step.request.and_then(|request| requests.get(&request));
            let reason = step.reason.as_deref().and_then(Reason::from_text);
            PlanRow {
                step: step.id.to_string(),
                name: step.name,
                address: step.address,
                state: step.state.into(),
                problem: match reason {
                    Some(reason) => from_problem::of_reason(reason),
                    // No request of its own: another plan has the same person under way.
                    None if request.is_none() => Some(Problem::of(ProblemCode::WaitsForOther)),
                    None => None,
                },
                settled_at: step.settled_at.map(time),
                tries: request.map_or(0, |request| request.tries),
                status: request.and_then(|request| request.status),
                call: request.map_or(
                    CallLine {
                        method: String::new(),
                        path: String::new(),
                        body: String::new(),
                    },
                    |request| call(&request.path, &request.body),
                ),
            }
        })
        .collect();
    Ok(Plan {
        entry: entry(app, plan)?,
        rows,
    })
}

pub(super) async fn plan_do(app: &App, what: PlanDo) -> Result<PlanEntry, Problem> {
    let id = plan_id(&what.plan)?;
    let now = Timestamp::now();
    match what.action {
        PlanAction::Pause => app.engine.pause(id)?,
        PlanAction::GoOn => app.engine.go_on(id, now)?,
        PlanAction::Cancel => {
            app.engine.cancel(id, now)?;
            app.host.tell(Changed::Drafts);
        }
        PlanAction::RetryFailed => app.engine.retry_failed(id)?,
    }
    news::tell_status(app);
    entry(app, app.store.plan(id)?)
}

pub(super) async fn step_do(app: &App, what: StepDo) -> Result<(), Problem> {
    let step: StepId = what
        .step
        .parse()
        .map_err(|_| Problem::of(ProblemCode::PlanGone))?;
    let action = match what.action {
        StepAction::Retry => Action::Retry,
        StepAction::SendAgain => Action::SendAgain,
        StepAction::LookAgain => Action::LookAgain,
    };
    app.engine.step(step, action, Timestamp::now())?;
    news::tell_status(app);
    Ok(())
}

fn entry(app: &App, plan: store::Plan) -> Result<PlanEntry, Problem> {
    let counts = app.store.plan_counts(plan.id)?;
    let account = app.store.account(&plan.account)?;
    let hold = hold(app, &plan);
    Ok(PlanEntry {
        id: plan.id.to_string(),
        account: plan.account.to_string(),
        account_name: account.name,
        org: plan.org,
        space: plan.space,
        space_name: plan.space_name,
        aim: plan.aim.into(),
        state: match plan.state {
            Stands::Grace => PlanState::Grace,
            Stands::Paused => PlanState::Paused,
            Stands::Settled => PlanState::Settled,
            Stands::Held => PlanState::Held,
            Stands::Sending if hold.is_some() => PlanState::Held,
            Stands::Sending => PlanState::Sending,
        },
        hold,
        counts: counts.into(),
        created_at: time(plan.created_at),
        grace_until: (plan.state == Stands::Grace).then(|| time(plan.grace_until)),
        departed_at: plan.departed_at.map(time),
        settled_at: plan.settled_at.map(time),
    })
}

/// Why a plan stands still: by itself, or because its account does.
fn hold(app: &App, plan: &store::Plan) -> Option<Hold> {
    if plan.state == Stands::Held {
        return plan
            .hold
            .as_deref()
            .and_then(outbox::Hold::from_text)
            .map(|hold| match hold {
                outbox::Hold::FoundInGrace => Hold::FoundInGrace,
                outbox::Hold::TooOld => Hold::TooOld,
                outbox::Hold::Busy => Hold::Busy {
                    until: plan.hold_until.map(time),
                },
            });
    }
    if plan.state != Stands::Sending {
        return None;
    }
    if app.deliverer.is_none() {
        return Some(Hold::OtherDeliverer);
    }
    let known = app.connections.of(&plan.account)?;
    match known.state {
        ConnectionState::Online => None,
        ConnectionState::Offline => Some(Hold::Offline {
            since: time(known.since),
        }),
        ConnectionState::KeyRefused | ConnectionState::KeyMissing => Some(Hold::Key),
    }
}

fn people(people: Vec<Person>) -> Vec<ReviewPerson> {
    people
        .into_iter()
        .map(|person| ReviewPerson {
            name: person.name,
            address: person.address,
        })
        .collect()
}

fn plan_id(text: &str) -> Result<PlanId, Problem> {
    text.parse().map_err(|_| Problem::of(ProblemCode::PlanGone))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
