//! The plain way, with nothing going wrong.

use store::StepState;

use crate::bench::bench;

#[tokio::test(flavor = "multi_thread")]
async fn everybody_on_a_list_gets_one_email() {
    let bench = bench().await;
    let plan =
        bench.send(bench.draft(&["ada@uni.example", "grace@uni.example", "Ada@Uni.Example"]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done, StepState::Done]);
    assert_eq!(bench.emails("ada@uni.example").await, 1);
    assert_eq!(bench.emails("grace@uni.example").await, 1);
}
