//! The wall clock jumps, or the computer sleeps.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use outbox::Hold;
use serde_json::json;
use store::{PlanState, StepState};

use crate::bench::{Bench, bench};

const HOUR: i64 = 3600;

async fn refuse_once(bench: &Bench, retry_after: u64) {
    bench
        .faults(json!({ "rules": [{
            "kind": "too_many_requests", "times": 1, "retry_after": retry_after,
            "methods": ["POST"],
        }] }))
        .await;
}

async fn refused(bench: &Bench, plan: store::PlanId) {
    bench
        .until("refused", |bench| {
            let requests = bench.store.requests(plan).unwrap();
            requests[0].status == Some(429) && requests[0].due_at.is_some()
        })
        .await;
}

#[simulated::test]
async fn a_plan_whose_grace_ended_asleep_is_held_until_the_user_says_go() {
    let bench = bench().await;
    let plan = bench.send_with_grace(bench.draft(&["ada@new.example"]));
    // Something else that was sent shows that the engine has looked at the clocks since.
    let other = bench.send(bench.draft(&["grace@new.example"]));
    bench.settled(other).await;
    bench.clock_jumps(HOUR);
    bench
        .until("held", |bench| {
            bench.store.plan(plan).unwrap().state == PlanState::Held
        })
        .await;
    let hold = bench.store.plan(plan).unwrap().hold;
    assert_eq!(hold, Some(Hold::AsleepInGrace));
    assert_eq!(bench.emails("ada@new.example").await, 0);
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn a_clock_set_ahead_sends_nothing_early() {
    let bench = bench().await;
    refuse_once(&bench, 3).await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    refused(&bench, plan).await;
    bench.clock_jumps(HOUR);
    bench.outbox.wake();
    bench.settled(plan).await;
    let asked = bench.asked().await;
    let posts: Vec<_> = asked
        .iter()
        .filter(|asked| asked.method == "POST")
        .collect();
    assert_eq!(posts.len(), 2, "{posts:?}");
    let waited = posts[1].at.duration_since(posts[0].at);
    assert!(waited >= SignedDuration::from_millis(2900), "{waited:?}");
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn a_clock_set_back_keeps_nothing_waiting() {
    let bench = bench().await;
    refuse_once(&bench, 2).await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    refused(&bench, plan).await;
    let late = bench.send_with_grace(bench.draft(&["grace@new.example"]));
    bench.clock_jumps(-HOUR);
    bench.outbox.wake();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
    bench.settled(late).await;
    assert_eq!(bench.states(late), [StepState::Done]);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn what_is_sent_after_a_jump_has_its_grace() {
    for jump in [HOUR, -HOUR] {
        let bench = bench().await;
        bench.run_for(Duration::from_millis(100)).await;
        bench.clock_jumps(jump);
        let plan = bench.send_with_grace(bench.draft(&["ada@new.example"]));
        let sent = bench.store.plan(plan).unwrap();
        bench.outbox.wake();
        bench.run_for(Duration::from_secs(9)).await;
        let now = bench.store.plan(plan).unwrap();
        assert_eq!(now.state, PlanState::Grace, "{jump}");
        assert_eq!(now.grace_until, sent.grace_until, "{jump}");
    }
}
