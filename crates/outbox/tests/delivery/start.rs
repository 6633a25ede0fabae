//! What a new start makes of what the last run left open.

use std::time::Duration;

use jiff::Timestamp;
use outbox::Hold;
use store::{PlanState, RequestState, StepState};

use crate::bench::{Bench, bench, bench_on};

#[simulated::test]
async fn a_plan_found_within_its_grace_is_held_until_the_user_says_go() {
    let bench = bench().await;
    let plan = bench.send_with_grace(bench.draft(&["ada@new.example"]));
    let later = Timestamp::now() + outbox::GRACE + outbox::GRACE;
    bench.outbox.engine.recover(later).unwrap();
    let held = bench.store.plan(plan).unwrap();
    assert_eq!(held.state, PlanState::Held);
    assert_eq!(held.hold, Some(Hold::FoundInGrace));
    bench.run_for(Duration::from_hours(1)).await;
    assert_eq!(bench.emails("ada@new.example").await, 0);
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

/// Writes down that the request is on the wire, as the moment before a crash would have it.
fn on_the_wire(bench: &Bench, plan: store::PlanId) {
    let now = Timestamp::now();
    let mut request = bench.store.requests(plan).unwrap().remove(0);
    request.state = RequestState::Sending;
    request.tries = 1;
    request.first_sent_at = Some(now);
    request.last_sent_at = Some(now);
    bench
        .store
        .write(|w| {
            w.plan_set_departed(plan, true, now)?;
            w.plan_set_state(plan, PlanState::Sending, None, None)?;
            w.request_set(&request)
        })
        .unwrap();
}

#[simulated::test]
async fn what_is_found_sending_and_was_taken_is_done() {
    let bench = bench_on(|options| options.bare = true).await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    on_the_wire(&bench, plan);
    bench.invite_by_a_colleague("ada@new.example").await;
    bench.outbox.engine.recover(Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn what_is_found_sending_and_never_arrived_is_sent_where_absence_proves_it() {
    let bench = bench_on(|options| options.bare = true).await;
    bench.teaches_that_pending_people_are_listed().await;
    bench.stop().await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    on_the_wire(&bench, plan);
    bench.outbox.engine.recover(Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn a_pause_written_by_a_wrong_clock_is_cut() {
    let bench = bench().await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    let now = Timestamp::now();
    let mut request = bench.store.requests(plan).unwrap().remove(0);
    request.due_at = Some(now + jiff::SignedDuration::from_hours(24 * 365));
    bench.store.write(|w| w.request_set(&request)).unwrap();
    bench.outbox.engine.recover(now).unwrap();
    let due = bench.store.requests(plan).unwrap()[0].due_at.unwrap();
    assert!(due <= now + jiff::SignedDuration::from_hours(1));
}
