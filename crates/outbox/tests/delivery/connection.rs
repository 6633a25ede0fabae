//! Offline, and a key that is refused.

use jiff::Timestamp;
use outbox::ConnectionState;
use secrecy::SecretString;
use serde_json::json;
use store::StepState;

use crate::bench::bench;

#[tokio::test(flavor = "multi_thread")]
async fn offline_is_found_at_the_first_failed_connection_and_ends_by_itself() {
    let bench = bench().await;
    let account = bench.place.account.clone();
    bench.faults(json!({ "refuse_connections_ms": 4000 })).await;
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

#[tokio::test(flavor = "multi_thread")]
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
    bench.run_for(300).await;
    assert_eq!(bench.states(plan), [StepState::Waiting]);
    bench.give_key(bench.practice.key().clone()).await;
    bench.outbox.connections.forget(&account);
    bench.outbox.wake();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
}

#[tokio::test(flavor = "multi_thread")]
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
