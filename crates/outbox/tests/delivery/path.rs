//! The plain way, with nothing going wrong.

use rusqlite::Connection;
use store::StepState;

use crate::bench::bench;

#[simulated::test]
async fn everybody_on_a_list_gets_one_email() {
    let bench = bench().await;
    let plan =
        bench.send(bench.draft(&["ada@uni.example", "grace@uni.example", "Ada@Uni.Example"]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done, StepState::Done]);
    assert_eq!(bench.emails("ada@uni.example").await, 1);
    assert_eq!(bench.emails("grace@uni.example").await, 1);
}

#[simulated::test]
async fn a_plan_that_cannot_be_read_does_not_keep_the_others_from_being_sent() {
    let bench = bench().await;
    let unreadable = bench.send_with_grace(bench.draft(&["ada@uni.example"]));
    let file = Connection::open(bench.data().join("cohort.db")).unwrap();
    let spoil = "UPDATE plans SET intent = 'moonstruck' WHERE id = ?1";
    assert_eq!(file.execute(spoil, [unreadable.0]).unwrap(), 1);

    let sound = bench.send(bench.draft(&["grace@uni.example"]));
    bench.settled(sound).await;
    assert_eq!(bench.emails("grace@uni.example").await, 1);
    assert_eq!(bench.emails("ada@uni.example").await, 0);
    let overview = bench.outbox.overview(&bench.place.account);
    assert_eq!(overview.unreadable.len(), 1);
}
