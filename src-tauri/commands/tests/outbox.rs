//! The list of plans, of which one can't be read.

use pretty_assertions::assert_eq;
use rusqlite::Connection;

use super::bodies;
use super::other_processes::{drafted, drafted_for, send_from_the_window};
use crate::app_for_tests::run;
use crate::bridge::ProblemCode;

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_cannot_be_read_is_named_beside_the_others() {
    let running = run().await;
    let draft = drafted(&running).await;
    let spoiled = send_from_the_window(&running, draft).await;
    let draft = drafted_for(&running, "grace@new.example").await;
    let sound = send_from_the_window(&running, draft).await;
    let file = Connection::open(running.data().join("cohort.db")).unwrap();
    let spoil = "UPDATE plans SET intent = 'moonstruck' WHERE id = ?1";
    assert_eq!(file.execute(spoil, [&spoiled]).unwrap(), 1);

    let outbox = bodies::outbox(&running.app).await.unwrap();
    let plans: Vec<_> = outbox.plans.iter().map(|plan| plan.id.clone()).collect();
    assert_eq!(plans, [sound]);
    let [unreadable] = outbox.unreadable.as_slice() else {
        panic!("{:?}", outbox.unreadable);
    };
    assert_eq!(unreadable.plan, spoiled);
    assert_eq!(unreadable.problem.code, ProblemCode::DataUnreadable);
    let detail = unreadable.problem.detail.as_deref().unwrap();
    assert!(detail.contains("intent"), "{detail}");
}
