//! The platform is away, or something else answers in its place.

use outbox::ConnectionState;
use serde_json::json;
use store::{RequestState, StepState};

use crate::bench::network::{Answer, Away};
use crate::bench::{Bench, bench};

fn is_probe(line: &str) -> bool {
    line == "GET /orgs/v1"
}

async fn offline(bench: &Bench) {
    let account = bench.place.account.clone();
    bench
        .until("offline", |bench| {
            let known = bench.outbox.connections.of(&account);
            known.is_some_and(|known| known.state == ConnectionState::Offline)
        })
        .await;
}

async fn tried_again(bench: &Bench, times: usize) {
    bench
        .until("a probe", |bench| bench.network.met() >= times)
        .await;
}

fn try_now(bench: &Bench) {
    bench.outbox.connections.probe_now(&bench.place.account);
    bench.outbox.wake();
}

/// The plan finishes by itself once the platform is back, and what was away met only probes.
async fn finishes(bench: &Bench, plan: store::PlanId, people: &[&str]) {
    try_now(bench);
    bench.settled(plan).await;
    for (state, address) in bench.states(plan).iter().zip(people) {
        assert_eq!(*state, StepState::Done, "{address}");
        assert_eq!(bench.emails(address).await, 1, "{address}");
    }
}

#[simulated::test]
async fn a_captive_portal_is_offline_and_meets_only_probes() {
    let bench = bench().await;
    let people = ["ada@new.example", "grace@new.example"];
    let plan = bench.send(bench.draft(&people));
    let portal = Answer::page("<html><body>Please log in</body></html>");
    bench.network.platform_is_away(Away::Answers(portal));
    offline(&bench).await;
    tried_again(&bench, 2).await;
    try_now(&bench);
    tried_again(&bench, 3).await;
    let asked = bench.network.platform_is_back();
    assert!(asked[1..].iter().all(|line| is_probe(line)), "{asked:?}");
    finishes(&bench, plan, &people).await;
}

#[simulated::test]
async fn gone_for_longer_than_every_time_out_is_waited_for() {
    let bench = bench().await;
    let people = ["ada@new.example", "grace@new.example"];
    let plan = bench.send(bench.draft(&people));
    bench.network.platform_is_away(Away::Silent);
    offline(&bench).await;
    tried_again(&bench, 3).await;
    let asked = bench.network.platform_is_back();
    assert!(asked[1..].iter().all(|line| is_probe(line)), "{asked:?}");
    finishes(&bench, plan, &people).await;
}

#[simulated::test]
async fn at_the_first_failed_connection_nothing_new_leaves_and_no_try_is_lost() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{ "kind": "delay", "ms": 500, "methods": ["POST"] }] }))
        .await;
    let people: Vec<String> = crate::bench::people(200);
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let plan = bench.send(bench.draft(&people));
    bench
        .until("under way", |bench| {
            bench.states(plan).contains(&StepState::Done)
        })
        .await;
    bench.network.platform_is_away(Away::Refuses);
    offline(&bench).await;
    bench
        .until("what was on the wire has come to its end", |bench| {
            !bench.states(plan).contains(&StepState::Sending)
        })
        .await;
    let waiting = |bench: &Bench| {
        let states = bench.states(plan);
        states
            .iter()
            .filter(|state| **state == StepState::Waiting)
            .count()
    };
    assert!(waiting(&bench) > 0);
    for request in bench.store.requests(plan).unwrap() {
        let left = request.state != RequestState::Waiting;
        assert_eq!(request.tries, u32::from(left), "what never left is no try");
    }
    bench.network.platform_is_back();
    finishes(&bench, plan, &people).await;
}
