//! Offline, and a key that is refused.

use std::time::Duration;

use jiff::Timestamp;
use outbox::ConnectionState;
use secrecy::SecretString;
use serde_json::json;
use store::{PlanState, RequestState, StepState};

use crate::bench::network::Away;
use crate::bench::replaced::Replaced;
use crate::bench::{Bench, bench};
use crate::chains::{FIVE, own};

#[simulated::test]
async fn offline_is_found_at_the_first_failed_connection_and_ends_by_itself() {
    let bench = bench().await;
    let account = bench.place.account.clone();
    bench.network.platform_is_away(Away::Refuses);
    let plan = bench.send(bench.draft(&["ada@new.example", "grace@new.example"]));
    bench
        .until("offline", |bench| {
            bench
                .outbox
                .connections
                .of(&account)
                .is_some_and(|known| known.state == ConnectionState::Offline)
        })
        .await;
    assert_eq!(bench.states(plan), [StepState::Waiting, StepState::Waiting]);
    bench.network.platform_is_back();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done, StepState::Done]);
    assert_eq!(
        bench.outbox.connections.of(&account).unwrap().state,
        ConnectionState::Online
    );
    for request in bench.store.requests(plan).unwrap() {
        assert_eq!(request.tries, 1, "what never left is no try");
    }
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn a_refused_key_stops_the_account_and_a_new_one_lets_it_go_on() {
    let bench = bench().await;
    let account = bench.place.account.clone();
    bench.give_key(SecretString::from("not-the-key")).await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    bench
        .until("refused", |bench| {
            bench
                .outbox
                .connections
                .of(&account)
                .is_some_and(|known| known.state == ConnectionState::KeyRefused)
        })
        .await;
    bench.run_for(Duration::from_hours(1)).await;
    assert_eq!(bench.states(plan), [StepState::Waiting]);
    bench.give_key(bench.practice.key().clone()).await;
    bench.outbox.connections.forget(&account);
    bench.outbox.wake();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
}

#[simulated::test]
async fn a_plan_that_stood_still_for_seven_days_asks_first() {
    let bench = bench().await;
    let draft = bench.draft(&["ada@new.example"]);
    let review = outbox::review(&bench.store, draft).unwrap();
    let long_ago = Timestamp::now() - jiff::SignedDuration::from_hours(8 * 24);
    let plan = outbox::send(&bench.store, draft, &review.fingerprint, long_ago).unwrap();
    bench
        .until("held", |bench| {
            bench.store.plan(plan).unwrap().hold.is_some()
        })
        .await;
    let held = bench.store.plan(plan).unwrap();
    assert_eq!(held.hold, Some(outbox::Hold::TooOld));
    assert_eq!(bench.emails("ada@new.example").await, 0);
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

impl Bench {
    /// Runs until this holds, and has the platform probed at once whenever it is offline.
    async fn until_with_probes(&self, what: &str, mut holds: impl FnMut(&Self) -> bool) {
        let account = self.place.account.clone();
        self.until(what, |bench| {
            bench.outbox.probe_now(&account);
            holds(bench)
        })
        .await;
    }
}

#[simulated::test]
async fn a_web_page_before_one_list_ends_the_plan_that_needs_it_and_no_other() {
    let bench = bench().await;
    bench
        .network
        .replaces(Replaced::page("/instance/group_a/members"));
    let barred = bench.send(bench.draft(&["ada@new.example"]));
    bench
        .until_with_probes("given up", |bench| {
            bench.states(barred) == [StepState::GaveUp]
        })
        .await;
    let other = bench.send(bench.individual_draft(&own(), &FIVE[..1]));
    bench
        .until_with_probes("sent", |bench| bench.states(other) == [StepState::Done; 3])
        .await;
    let account = &bench.place.account;
    let connection = bench.outbox.connections.of(account).unwrap();
    assert_eq!(connection.state, ConnectionState::Online);
}

#[simulated::test]
async fn a_web_page_before_one_task_ends_its_steps_and_the_account_stays_usable() {
    let bench = bench().await;
    bench.network.replaces(Replaced::page("/tasks/v1/"));
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..1]));
    bench
        .until_with_probes("settled", |bench| {
            bench.store.plan(plan).unwrap().state == PlanState::Settled
        })
        .await;
    // The files are there, whatever became of the task.
    assert_eq!(bench.states(plan), [StepState::Done; 3]);
}

#[simulated::test]
async fn the_tasks_of_a_paused_plan_are_asked_after_and_nothing_of_it_leaves() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{ "kind": "slow_task", "ms": 1500 }] }))
        .await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..1]));
    bench
        .until("distributing", |bench| {
            let mut requests = bench.store.requests(plan).unwrap().into_iter();
            requests.any(|request| request.state == RequestState::Running)
        })
        .await;
    bench.outbox.actions.pause(plan).unwrap();
    bench
        .until("distributed", |bench| {
            bench.states(plan)[1] == StepState::Done
        })
        .await;
    bench.run_for(Duration::from_hours(1)).await;
    assert_eq!(bench.states(plan)[2], StepState::Waiting);
    assert_eq!(bench.store.plan(plan).unwrap().state, PlanState::Paused);
    assert_eq!(bench.emails(FIVE[0]).await, 0);
}
