//! What can be relied on in all tests of delivery: the same seed gives the same requests, in the same
//! order and at the same moments.

use serde_json::json;

use crate::bench::bench;
use crate::chains::{FIVE, own};

/// What the platform is asked while chains are retried, each after a pause with a part that is random.
async fn story() -> Vec<String> {
    let bench = bench().await;
    let busy = json!({ "kind": "server_error", "probability": 0.3, "methods": ["POST"] });
    bench.faults(json!({ "rules": [busy] })).await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE));
    bench.settled(plan).await;
    let asked = bench.asked().await;
    assert!(asked.iter().any(|asked| asked.status == Some(500)));
    asked.iter().map(|asked| format!("{asked:?}")).collect()
}

#[test]
fn the_same_seed_asks_the_same_at_the_same_moments() {
    let told = |seed| simulated::on_a_thread(seed, story).unwrap();
    assert_eq!(told(1), told(1));
    assert_ne!(told(1), told(2));
}
