use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jiff::Timestamp;
use outbox::{
    ConnectionState, DiskProblem, InvitationOffers, Person, Reason, StepAction as Action,
};
use store::{ExistingInstance, PlanId, PlanState as Stands, Request, Step, StepId, StoreError};
use tokio::time::Instant;

use crate::app::App;
use crate::bridge::from_domain::{call, time};
use crate::bridge::{
    AddressMend, CallLine, Changed, DraftRef, Hold, Plan, PlanAction, PlanChanges, PlanDo,
    PlanEntry, PlanOffers, PlanPace, PlanRef, PlanRow, PlanSince, PlanState, Problem, ProblemCode,
    Review, ReviewInstances, ReviewPerson, ReviewRoom, Send, StartNotice, StepAction, StepRef,
    StepsDo, from_problem,
};
use crate::news;

/// Calls of each kind shown before anything is sent; the rest read the same but for the address.
const CALLS_SHOWN: usize = 50;

pub(super) async fn review(app: &App, draft: DraftRef) -> Result<Review, Problem> {
    let draft = super::drafts::id(&draft.draft)?;
    let review = outbox::review(&app.store, draft)?;
    let counts = app
        .lists
        .with(&app.store, draft, |list| Ok::<_, StoreError>(list.counts()))?;
    let (calls, calls_total) = outbox::calls(&app.store, &review, CALLS_SHOWN)?;
    let create = count(review.to_create());
    Ok(Review {
        draft: draft.to_string(),
        fingerprint: review.fingerprint,
        to_invite: count(review.to_invite.len()),
        calls: calls
            .iter()
            .map(|frozen| call(&frozen.path, &frozen.body))
            .collect(),
        calls_total: count(calls_total),
        instances: ReviewInstances {
            create,
            existing: people(review.existing),
            rooms: review
                .rooms
                .into_iter()
                .map(|room| ReviewRoom {
                    name: room.name,
                    slug: room.slug,
                    people: count(room.people),
                    exists: room.exists,
                })
                .collect(),
        },
        material: review.material.map(Into::into),
        material_known: review.material_known,
        no_group: people(review.no_group),
        already_in: people(review.already_in),
        other_role: people(review.other_role),
        already_invited: people(review.already_invited),
        left_out: people(review.skipped),
        doubles: people(review.doubles),
        to_mend: people(review.to_mend),
        to_look_at: counts.to_look_at,
        seen_at: review.seen_at.map(time),
        space_name: review.draft.space_name,
        aim: review.draft.intent.into(),
    })
}

pub(super) async fn send(app: &App, what: Send) -> Result<PlanRef, Problem> {
    let draft = super::drafts::id(&what.draft)?;
    let plan = outbox::send(&app.store, draft, &what.fingerprint, Timestamp::now())?;
    app.lists.close(draft);
    app.outbox.actions.sent(plan);
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
    let changes = changes(app, plan_id(&which.plan)?, -1)?;
    Ok(Plan {
        entry: changes.entry,
        rows: changes.rows,
        seq: changes.seq,
    })
}

pub(super) async fn plan_changes(app: &App, which: PlanSince) -> Result<PlanChanges, Problem> {
    changes(app, plan_id(&which.plan)?, which.since)
}

/// What reads differently since then; since before the first change: all of it.
fn changes(app: &App, id: PlanId, since: i64) -> Result<PlanChanges, Problem> {
    let (steps, seq) = app.store.steps_changed(id, since)?;
    let mut requests = HashMap::new();
    let mut rows = Vec::with_capacity(steps.len());
    for step in steps {
        let request = match step.request {
            None => None,
            // One may serve many steps.
            Some(request) => Some(&*match requests.entry(request) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(app.store.request(request)?),
            }),
        };
        rows.push(row(step, request));
    }
    Ok(PlanChanges {
        entry: entry(app, app.store.plan(id)?)?,
        rows,
        seq,
    })
}

fn row(step: Step, request: Option<&Request>) -> PlanRow {
    let reason = step.reason.as_deref().and_then(Reason::from_text);
    PlanRow {
        step: step.id.to_string(),
        kind: step.kind.into(),
        name: step.name,
        address: step.address,
        group: step.group,
        instance: step.instance,
        instance_name: step.instance_name,
        waits_for: reason
            .as_ref()
            .and_then(|reason| reason.waits_for)
            .map(|step| step.to_string()),
        state: step.state.into(),
        problem: if step.waits_for_act
            && matches!(
                step.state,
                store::StepState::Waiting | store::StepState::Blocked
            ) {
            // Another plan has the same under way.
            Some(Problem::of(ProblemCode::WaitsForOther))
        } else {
            reason.and_then(from_problem::of_reason)
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
}

pub(super) async fn plan_do(app: &App, what: PlanDo) -> Result<PlanEntry, Problem> {
    let id = plan_id(&what.plan)?;
    let now = Timestamp::now();
    let actions = &app.outbox.actions;
    match what.action {
        PlanAction::Pause => actions.pause(id)?,
        PlanAction::GoOn => actions.resume(id, now)?,
        PlanAction::Cancel => {
            actions.cancel(id, now)?;
            app.host.tell(Changed::Drafts);
        }
        PlanAction::RetryFailed => actions.retry_failed(id, now)?,
        PlanAction::InviteExisting => {
            actions.answer_existing(id, ExistingInstance::InviteOnly, now)?;
        }
        PlanAction::HandOutExisting => {
            actions.answer_existing(id, ExistingInstance::HandOut, now)?;
        }
        PlanAction::LeaveOutExisting => {
            actions.answer_existing(id, ExistingInstance::LeaveOut, now)?;
        }
    }
    news::tell_status(app);
    entry(app, app.store.plan(id)?)
}

/// The one answer for all plans that wait because the data were restored or copied.
pub(super) async fn data_go_on(app: &App) -> Result<(), Problem> {
    app.outbox.actions.resume_restored_data(Timestamp::now())?;
    app.notices()
        .retain(|notice| !matches!(notice, StartNotice::DataMoved { .. }));
    news::tell_status(app);
    Ok(())
}

pub(super) async fn steps_do(app: &App, what: StepsDo) -> Result<(), Problem> {
    let steps = what
        .steps
        .iter()
        .map(|step| step_id(step))
        .collect::<Result<Vec<_>, _>>()?;
    let action = match what.action {
        StepAction::Retry => Action::Retry,
        StepAction::SendAgain => Action::SendAgain,
        StepAction::LookAgain => Action::LookUpAgain,
        StepAction::InviteAgain => Action::InviteAgain,
        StepAction::LeaveAtThat => Action::StopTracking,
    };
    app.outbox
        .actions
        .act_on_steps(&steps, action, Timestamp::now())?;
    news::tell_status(app);
    Ok(())
}

pub(super) async fn invitation_mail_again(app: &App, what: StepRef) -> Result<(), Problem> {
    Ok(app.outbox.actions.resend(step_id(&what.step)?).await?)
}

pub(super) async fn invitation_take_back(app: &App, what: StepRef) -> Result<(), Problem> {
    let step = step_id(&what.step)?;
    app.outbox.actions.revoke(step, Timestamp::now()).await?;
    news::tell_status(app);
    Ok(())
}

pub(super) async fn address_mend(app: &App, what: AddressMend) -> Result<PlanRef, Problem> {
    let step = step_id(&what.step)?;
    let plan = app
        .outbox
        .actions
        .correct_address(step, &what.address, Timestamp::now())?;
    app.host.tell(Changed::Drafts);
    news::tell_status(app);
    Ok(PlanRef {
        plan: plan.to_string(),
    })
}

fn entry(app: &App, plan: store::Plan) -> Result<PlanEntry, Problem> {
    let counts = app.store.plan_counts(plan.id)?;
    let people = app.store.plan_people(plan.id)?;
    let account = app.store.account(&plan.account)?;
    let offers = InvitationOffers::of(&account.learned, &plan.intent);
    let hold = hold(app, &plan);
    let moves = plan.state == Stands::Sending && hold.is_none();
    let tempo = app
        .outbox
        .speeds
        .of(plan.id, counts.under_way(), Instant::now())
        .filter(|_| moves);
    Ok(PlanEntry {
        id: plan.id.to_string(),
        account: plan.account.to_string(),
        account_name: account.name,
        org: plan.org,
        space: plan.space,
        space_name: plan.space_name,
        aim: plan.intent.into(),
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
        people: people.into(),
        pace: tempo.map(|tempo| PlanPace {
            per_minute: tempo.per_minute,
            left_seconds: tempo.left.map(|left| left.as_secs_f64()),
        }),
        offers: PlanOffers {
            mail_again: offers.resend,
            take_back: offers.revoke,
        },
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
                outbox::Hold::AsleepInGrace => Hold::AsleepInGrace,
                outbox::Hold::TooOld => Hold::TooOld,
                outbox::Hold::DataMoved => Hold::DataMoved,
                outbox::Hold::Busy => Hold::Busy {
                    until: plan.hold_until.map(time),
                },
                outbox::Hold::SnapshotGone => Hold::SnapshotGone,
                outbox::Hold::CannotHandOut { names } => Hold::CannotHandOut { names },
            });
    }
    if plan.state != Stands::Sending {
        return None;
    }
    if !app.outbox.delivery.holds_lease() {
        return Some(Hold::OtherDeliverer);
    }
    match app.outbox.disk_problem() {
        Some(DiskProblem::Full) => return Some(Hold::DiskFull),
        Some(DiskProblem::Fails) => return Some(Hold::DiskFails),
        None => {}
    }
    let known = app.outbox.connections.of(&plan.account)?;
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

pub(super) fn plan_id(text: &str) -> Result<PlanId, Problem> {
    text.parse().map_err(|_| Problem::of(ProblemCode::PlanGone))
}

fn step_id(text: &str) -> Result<StepId, Problem> {
    text.parse().map_err(|_| Problem::of(ProblemCode::PlanGone))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
