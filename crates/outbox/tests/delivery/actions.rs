//! What the user does to a plan: undoes it within its grace, pauses, cancels and retries it.

use std::time::Duration;

use jiff::Timestamp;
use outbox::StepAction;
use serde_json::json;
use store::{PlanId, PlanState, StepState};

use crate::bench::{Bench, bench};

/// Sends to twenty people, and returns when some of them are done and others haven't left yet.
async fn partly_sent_to_twenty(bench: &Bench) -> PlanId {
    bench.changes_take(100).await;
    let people: Vec<String> = (0..20).map(|n| format!("p{n}@new.example")).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let plan = bench.send(bench.draft(&people));
    bench
        .until("some are done", |bench| done(bench, plan) > 2)
        .await;
    plan
}

#[simulated::test]
async fn nothing_leaves_within_the_grace_and_taking_back_brings_the_draft_back() {
    let bench = bench().await;
    let draft = bench.draft(&["ada@new.example"]);
    let plan = bench.send_with_grace(draft);
    assert!(bench.store.draft(draft).is_err(), "it went with the plan");
    let sent = bench.store.plan(plan).unwrap();
    assert_eq!(
        sent.grace_until.duration_since(sent.created_at),
        outbox::GRACE
    );
    bench.outbox.actions.cancel(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Cancelled]);
    assert_eq!(bench.store.draft(draft).unwrap().people, 1);
    assert_eq!(bench.emails("ada@new.example").await, 0);

    // Taken back is closed: the same draft can be sent again.
    let again = bench.send(draft);
    bench.settled(again).await;
    assert_eq!(bench.states(again), [StepState::Done]);
}

#[simulated::test]
async fn the_grace_ends_by_itself() {
    let bench = bench().await;
    let plan = bench.send_with_grace(bench.draft(&["ada@new.example"]));
    bench.settled(plan).await;
    let plan = bench.store.plan(plan).unwrap();
    assert!(plan.departed_at.unwrap() >= plan.grace_until);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn a_paused_plan_waits_and_goes_on() {
    let bench = bench().await;
    let plan = partly_sent_to_twenty(&bench).await;
    bench.outbox.actions.pause(plan).unwrap();
    bench
        .until("what was on the wire has its answer", |bench| {
            !bench.states(plan).contains(&StepState::Sending)
        })
        .await;
    let before = done(&bench, plan);
    assert!(before < 20);
    bench.run_for(Duration::from_hours(1)).await;
    assert_eq!(done(&bench, plan), before);
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.faults(json!({})).await;
    bench.settled(plan).await;
    assert_eq!(done(&bench, plan), 20);
}

#[simulated::test]
async fn cancelling_stops_what_has_not_left_and_nothing_else() {
    let bench = bench().await;
    let plan = partly_sent_to_twenty(&bench).await;
    bench.outbox.actions.cancel(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    for step in bench.steps(plan) {
        let emails = bench.emails(&step.address).await;
        match step.state {
            StepState::Done => assert_eq!(emails, 1, "{}", step.address),
            StepState::Cancelled => assert_eq!(emails, 0, "{}", step.address),
            other => panic!("{} is {other:?}", step.address),
        }
    }
    assert!(bench.states(plan).contains(&StepState::Cancelled));
}

#[simulated::test]
async fn cancelling_does_not_send_again_what_was_lost_on_the_wire() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [
            { "kind": "lost_request", "methods": ["POST"], "path": "/invitations" },
        ] }))
        .await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    bench
        .until("tried", |bench| {
            bench.store.requests(plan).unwrap()[0].tries > 0
        })
        .await;
    bench.outbox.actions.cancel(plan, Timestamp::now()).unwrap();
    bench.faults(json!({})).await;
    bench.settled(plan).await;
    assert_eq!(bench.emails("ada@new.example").await, 0);
    assert_ne!(bench.states(plan), [StepState::Done]);
}

#[simulated::test]
async fn retrying_what_was_refused_is_a_new_request_with_a_new_key() {
    let bench = bench().await;
    let plan = bench.send(bench.draft_into("not_yet_there", &["ada@new.example"]));
    bench.settled(plan).await;
    let refused = bench.steps(plan).remove(0);
    assert_eq!(refused.state, StepState::Refused);
    bench.make_instance("not_yet_there").await;
    bench
        .outbox
        .actions
        .act_on_steps(&[refused.id], StepAction::Retry, Timestamp::now())
        .unwrap();
    bench.settled(plan).await;
    let retried = bench.steps(plan).remove(0);
    assert_eq!(retried.state, StepState::Done);
    assert_ne!(retried.request, refused.request);
    assert_ne!(retried.act, refused.act);
    let requests = bench.store.requests(plan).unwrap();
    assert_ne!(requests[0].idempotency_key, requests[1].idempotency_key);
    assert_eq!(bench.store.plan(plan).unwrap().state, PlanState::Settled);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn a_pause_holds_also_for_what_is_retried() {
    let bench = bench().await;
    let people = ["ada@new.example", "grace@new.example"];
    // Hers is refused, as its name is taken.
    let taken = bench.individual_slug(people[0]);
    bench.make_instance(&taken).await;
    bench.delete_instance(&taken).await;
    bench
        .faults(json!({ "rules": [{ "kind": "delay", "ms": 400, "methods": ["POST"] }] }))
        .await;
    let plan = bench.send(bench.individual_draft(&crate::chains::own(), &people));
    bench
        .until("hers is refused, and the rest under way", |bench| {
            bench.states(plan)[0] == StepState::Refused
        })
        .await;
    bench.outbox.actions.pause(plan).unwrap();
    bench
        .until("what was on the wire has its answer", |bench| {
            !bench.states(plan).contains(&StepState::Sending)
        })
        .await;
    bench.faults(json!({})).await;
    bench
        .outbox
        .actions
        .retry_failed(plan, Timestamp::now())
        .unwrap();
    bench.run_for(Duration::from_hours(1)).await;
    assert_eq!(bench.store.plan(plan).unwrap().state, PlanState::Paused);
    assert_eq!(bench.states(plan)[0], StepState::Waiting, "nothing left");
    assert_eq!(bench.emails(people[1]).await, 0);
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan)[0], StepState::Refused);
    assert_eq!(bench.emails(people[1]).await, 1);
}

/// Between two checks for changes of other processes, the engine knows the plan as it was before.
#[simulated::test]
async fn a_plan_that_another_process_pauses_is_not_tried_again_and_again() {
    let bench = bench().await;
    let plan = partly_sent_to_twenty(&bench).await;
    let other = bench.taken_over();
    other.actions.pause(plan).unwrap();
    // No time would pass where a request is tried that may not leave.
    bench.run_for(Duration::from_secs(5)).await;
    let states = bench.states(plan);
    assert!(!states.contains(&StepState::Sending), "{states:?}");
    assert!(states.contains(&StepState::Waiting), "{states:?}");
}

#[simulated::test]
async fn what_was_cancelled_is_sent_again_only_when_all_of_it_has_come_to_its_end() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{ "kind": "delay", "ms": 700, "methods": ["POST"] }] }))
        .await;
    let people = ["ada@new.example", "grace@new.example"];
    let plan = bench.send(bench.draft(&people));
    bench
        .until("on the wire", |bench| {
            bench.states(plan).contains(&StepState::Sending)
        })
        .await;
    bench.outbox.actions.cancel(plan, Timestamp::now()).unwrap();
    let cancelled = bench
        .steps(plan)
        .into_iter()
        .find(|step| step.state == StepState::Cancelled)
        .unwrap();
    let retry = || {
        let now = Timestamp::now();
        bench
            .outbox
            .actions
            .act_on_steps(&[cancelled.id], StepAction::Retry, now)
    };
    assert!(matches!(retry(), Err(outbox::ActionError::StillInFlight)));
    bench.settled(plan).await;
    retry().unwrap();
    bench.settled(plan).await;
    for person in people {
        assert_eq!(bench.emails(person).await, 1, "{person}");
    }
}

fn done(bench: &Bench, plan: PlanId) -> usize {
    bench
        .states(plan)
        .iter()
        .filter(|state| **state == StepState::Done)
        .count()
}
