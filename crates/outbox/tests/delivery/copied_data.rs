//! Data that were copied in the middle of a plan: both copies send, and nobody gets two emails.

use jiff::Timestamp;
use outbox::Hold;
use practice::{Options, RepeatInvite};
use serde_json::json;
use store::StepState;

use crate::bench::bench_on;
use crate::bench::data_copies::{Home, PEOPLE, address, half_sent, marked};
use crate::chains::own;

/// Five individual instances are made and being filled when the data is copied; the one whose data
/// it is goes on to the end, and only then somebody says go to the copy.
#[simulated::test]
async fn nothing_is_distributed_again_to_individual_instances_of_copied_data() {
    const OWNERS: [&str; 3] = ["ada@new.example", "emmy@new.example", "grace@new.example"];
    let bench = bench_on(|_| {}).await;
    marked(&bench).await;
    bench
        .faults(json!({ "rules": [{ "kind": "slow_task", "ms": 1500 }] }))
        .await;
    let plan = bench.send(bench.individual_draft(&own(), &OWNERS));
    bench
        .until("distributing", |bench| {
            let requests = bench.store.requests(plan).unwrap();
            requests.iter().any(|request| request.task.is_some())
        })
        .await;
    bench.stop().await;
    let copy = Home::copy_of(&bench).await;
    copy.claims_delivery().await;
    bench.outbox.engine.recover(Timestamp::now()).unwrap();
    bench.settled(plan).await;

    copy.run();
    copy.outbox
        .actions
        .resume_restored_data(Timestamp::now())
        .unwrap();
    copy.settled(plan).await;
    let asked = bench.asked().await;
    let distributed = asked
        .iter()
        .filter(|asked| asked.method == "POST" && asked.path.starts_with("/distribution/"));
    assert_eq!(distributed.count(), 1);
    for owner in OWNERS {
        assert_eq!(bench.emails(owner).await, 1, "{owner}");
    }
}

/// Copies the data in the middle of a plan and lets both sides go on to their ends.
async fn run_on_both_sides(change: impl FnOnce(&mut Options)) {
    let bench = bench_on(change).await;
    let plan = half_sent(&bench).await;
    let copy = Home::copy_of(&bench).await;

    let found = copy.claims_delivery().await;
    assert!(found.unwrap().unsettled > 0);
    assert_eq!(copy.hold(plan), Some(Hold::DataRestored));
    assert!(!copy.states(plan).contains(&StepState::Waiting));
    copy.run();

    // The one whose data it is goes on, as after any other end.
    bench.outbox.engine.recover(Timestamp::now()).unwrap();
    copy.outbox
        .actions
        .resume_restored_data(Timestamp::now())
        .unwrap();
    bench.settled(plan).await;
    copy.settled(plan).await;

    let (here, there) = (bench.states(plan), copy.states(plan));
    for n in 0..PEOPLE {
        let emails = bench.emails(&address(n)).await;
        assert!(emails <= 1, "{} emails to {}", emails, address(n));
        for state in [here[n], there[n]] {
            match state {
                StepState::Done | StepState::Already => assert_eq!(emails, 1, "{}", address(n)),
                StepState::Unknown => {}
                other => panic!("{} is {other:?}", address(n)),
            }
        }
    }
}

#[simulated::test]
async fn data_copied_in_the_middle_of_a_plan_email_nobody_twice() {
    run_on_both_sides(|_| {}).await;
}

#[simulated::test]
async fn data_copied_in_the_middle_of_a_plan_email_nobody_twice_without_keys() {
    run_on_both_sides(|options| options.bare = true).await;
}

#[simulated::test]
async fn data_copied_in_the_middle_of_a_plan_email_nobody_twice_where_repeats_are_mailed() {
    run_on_both_sides(|options| {
        options.bare = true;
        options.repeat_invite = RepeatInvite::Again;
    })
    .await;
}

#[simulated::test]
async fn data_copied_in_the_middle_of_a_plan_email_nobody_twice_where_only_keys_tell() {
    run_on_both_sides(|options| options.repeat_invite = RepeatInvite::Again).await;
}
