//! The plain way, with nothing going wrong.

use store::StepState;

use crate::bench::bench;

#[tokio::test(flavor = "multi_thread")]
async fn a_list_becomes_mails_one_each() {
    let bench = bench().await;
    let plan =
        bench.send(bench.draft(&["ada@uni.example", "grace@uni.example", "Ada@Uni.Example"]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done, StepState::Done]);
    assert_eq!(bench.mails("ada@uni.example").await, 1);
    assert_eq!(bench.mails("grace@uni.example").await, 1);
}
