//! How much is in flight and how often something leaves, and that plans and accounts share it fairly.
//!
//! All of this is measured in simulated time: a request takes the four milliseconds of the network and
//! whatever delay the platform has, and nothing else. So rates and pauses are exact.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::{PlanId, PlanState, RequestState, StepState};

use crate::bench::{Bench, INSTANCE, bench, bench_on, people};

fn count(bench: &Bench, plan: PlanId, state: StepState) -> usize {
    let states = bench.states(plan);
    states.iter().filter(|step| **step == state).count()
}

fn send(bench: &Bench, count: usize) -> PlanId {
    let people = people(count);
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    bench.send(bench.draft(&people))
}

async fn delay(bench: &Bench, milliseconds: u64) {
    let rule = json!({ "kind": "delay", "ms": milliseconds, "methods": ["POST"] });
    bench.faults(json!({ "rules": [rule] })).await;
}

#[simulated::test]
async fn several_requests_are_under_way_at_once_and_more_while_the_answers_are_good() {
    let bench = bench().await;
    delay(&bench, 300).await;
    let plan = send(&bench, 40);
    bench
        .until("more than it starts with", |bench| {
            count(bench, plan, StepState::Sending) > 8
        })
        .await;
    bench.settled(plan).await;
    assert_eq!(count(&bench, plan, StepState::Done), 40);
    for address in people(40) {
        assert_eq!(bench.emails(&address).await, 1, "{address}");
    }
}

#[simulated::test]
async fn the_first_request_goes_alone_so_that_its_answer_teaches_what_lost_ones_mean() {
    let bench = bench_on(|options| options.bare = true).await;
    delay(&bench, 200).await;
    let plan = send(&bench, 12);
    bench
        .until("the first is done", |bench| {
            let states = bench.states(plan);
            let done = states.contains(&StepState::Done);
            let under_way = states.iter().filter(|state| **state == StepState::Sending);
            assert!(done || under_way.count() < 2);
            done
        })
        .await;
    bench.learned_that_pending_people_are_listed().await;
    let rule = json!({ "kind": "lost_request", "times": 3, "methods": ["POST"] });
    bench.faults(json!({ "rules": [rule] })).await;
    bench.settled(plan).await;
    assert_eq!(count(&bench, plan, StepState::Done), 12);
    for address in people(12) {
        assert_eq!(bench.emails(&address).await, 1, "{address}");
    }
}

#[simulated::test]
async fn a_big_plan_does_not_starve_a_small_one() {
    let bench = bench().await;
    delay(&bench, 200).await;
    let big = send(&bench, 400);
    bench
        .until("the big one is under way", |bench| {
            count(bench, big, StepState::Done) > 3
        })
        .await;
    let small = bench.send(bench.draft(&["ada@new.example", "grace@new.example"]));
    bench.settled(small).await;
    assert!(count(&bench, big, StepState::Waiting) > 100);
}

#[simulated::test]
async fn accounts_do_not_hinder_each_other() {
    let bench = bench().await;
    let place = bench.another_account().await;
    // The first is told to wait for longer than everything takes at the other.
    bench
        .faults(json!({ "rules": [{
            "kind": "too_many_requests", "retry_after": 3000, "methods": ["POST"],
        }] }))
        .await;
    let held = send(&bench, 20);
    bench
        .until("the first is held", |bench| {
            bench
                .store
                .requests(held)
                .unwrap()
                .iter()
                .any(|request| request.status == Some(429))
        })
        .await;
    let free = bench.send(bench.draft_at(&place, INSTANCE, &["ada@new.example"]));
    bench.settled(free).await;
    assert_eq!(bench.states(free), [StepState::Done]);
    assert_ne!(bench.store.plan(held).unwrap().state, PlanState::Settled);
}

#[simulated::test]
async fn retry_after_holds_the_new_requests_of_the_whole_account() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{
            "kind": "too_many_requests", "times": 1, "retry_after": 3, "methods": ["POST"],
        }] }))
        .await;
    let one = send(&bench, 30);
    let other = bench.send(bench.draft(&["ada@new.example"]));
    bench.settled(one).await;
    bench.settled(other).await;
    let asked = bench.asked().await;
    let refused = asked
        .iter()
        .find(|asked| asked.status == Some(429))
        .unwrap();
    // What had left by then comes to its end; the rest waits.
    let soon = refused.at + SignedDuration::from_millis(900);
    let over = refused.at + SignedDuration::from_secs(3);
    let between = asked
        .iter()
        .filter(|asked| asked.at > soon && asked.at < over);
    assert_eq!(between.count(), 0, "{asked:?}");
    assert_eq!(count(&bench, one, StepState::Done), 30);
}

#[simulated::test]
async fn a_platform_that_allows_so_many_a_second_is_not_asked_for_more() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{
            "kind": "rate_limit", "per_second": 20, "retry_after": 0, "methods": ["POST"],
        }] }))
        .await;
    let plan = send(&bench, 200);
    bench.settled(plan).await;
    assert_eq!(count(&bench, plan, StepState::Done), 200);
    let asked = bench.asked().await;
    let first = asked.iter().position(|asked| asked.status == Some(429));
    let later = &asked[first.unwrap()..];
    let refused = later.iter().filter(|asked| asked.status == Some(429));
    let refused = refused.count();
    assert!(refused < 40, "{refused} refused of {}", later.len());
}

#[simulated::test]
async fn what_was_on_the_wire_when_the_engine_ended_is_unknown_and_nothing_is_lost() {
    let bench = bench().await;
    delay(&bench, 400).await;
    let plan = send(&bench, 30);
    bench
        .until("some are on the wire", |bench| {
            count(bench, plan, StepState::Sending) > 2
        })
        .await;
    bench.stop().await;
    let requests = bench.store.requests(plan).unwrap();
    assert!(
        requests
            .iter()
            .any(|request| request.state == RequestState::Sending)
    );
    bench.faults(json!({})).await;
    bench.outbox.engine.recover(Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(count(&bench, plan, StepState::Done), 30);
    for address in people(30) {
        assert_eq!(bench.emails(&address).await, 1, "{address}");
    }
}

#[simulated::test]
async fn what_changed_since_is_told_and_nothing_else() {
    let bench = bench().await;
    let plan = bench.send(bench.draft(&["ada@new.example", "grace@new.example"]));
    let (all, start) = bench.store.steps_changed(plan, -1).unwrap();
    assert_eq!(all.len(), 2);
    assert!(bench.store.steps_changed(plan, start).unwrap().0.is_empty());
    bench
        .faults(json!({ "rules": [{
            "kind": "delay", "ms": 60_000, "methods": ["POST"],
        }, {
            "kind": "delay", "ms": 0, "methods": ["POST"], "times": 1,
        }] }))
        .await;
    bench
        .until("one is done, and one on the wire", |bench| {
            let counts = [StepState::Done, StepState::Sending];
            counts.map(|state| count(bench, plan, state)) == [1, 1]
        })
        .await;
    let (changed, now) = bench.store.steps_changed(plan, start).unwrap();
    assert!(now > start);
    assert_eq!(changed.len(), 2, "one left and one came to its end");
    assert!(bench.store.steps_changed(plan, now).unwrap().0.is_empty());
}

#[simulated::test]
async fn a_platform_is_left_alone_for_as_long_as_it_asks_also_after_a_takeover() {
    let bench = bench().await;
    let rule =
        json!({ "kind": "too_many_requests", "times": 1, "retry_after": 600, "methods": ["POST"] });
    bench.faults(json!({ "rules": [rule] })).await;
    let first = send(&bench, 1);
    bench
        .until("asked to wait", |bench| {
            let account = bench.store.account(&bench.place.account).unwrap();
            account.left_alone_until.is_some()
        })
        .await;
    bench.stop().await;
    bench.faults(json!({})).await;
    let asked = bench.asked().await.len();

    let other = bench.taken_over();
    other.engine.recover(Timestamp::now()).unwrap();
    let engine = Arc::clone(&other.engine);
    let running = tokio::spawn(async move { engine.run().await });
    // Another plan of the account waits as well, and doesn't even depart.
    let second = bench.send_with_grace(bench.draft(&["ada@new.example"]));
    other.actions.resume(second, Timestamp::now()).unwrap();
    tokio::time::sleep(Duration::from_mins(9)).await;
    assert_eq!(bench.asked().await.len(), asked);
    assert_eq!(bench.states(first), [StepState::Waiting]);
    running.abort();

    // A clock that was wrong when that was written down keeps nobody away for longer than an hour.
    let far = Timestamp::now() + SignedDuration::from_hours(1000);
    let account = &bench.place.account;
    bench.store.account_set_left_alone(account, far).unwrap();
    bench.taken_over().engine.recover(Timestamp::now()).unwrap();
    let until = bench.store.account(account).unwrap().left_alone_until;
    assert!(until.unwrap() <= Timestamp::now() + SignedDuration::from_hours(1));
}
