//! A backup restored from inside Cohort: what was sent since isn't sent again, and nothing leaves
//! until the user says so.

use std::time::Duration;

use jiff::Timestamp;
use outbox::Hold;
use store::BackupKind;

use crate::bench::bench_on;
use crate::bench::data_copies::{Home, PEOPLE, address, half_sent};

#[simulated::test]
async fn who_was_invited_since_a_backup_isnt_invited_again_after_it_was_restored() {
    let bench = bench_on(|_| {}).await;
    let plan = half_sent(&bench).await;
    let home = Home::copy_of(&bench).await;
    let now = Timestamp::now;
    home.outbox.delivery.claim(now()).await.unwrap().unwrap();
    let backup = home.store.back_up(BackupKind::ByHand, now()).unwrap();
    home.run();
    home.outbox.actions.resume(plan, now()).unwrap();
    home.settled(plan).await;

    home.outbox
        .delivery
        .restore(backup.name, now())
        .await
        .unwrap();
    let home = home.again(&bench).await;
    let found = home.outbox.delivery.claim(now()).await.unwrap().unwrap();
    assert!(found.restored.is_some());
    assert_eq!(home.hold(plan), Some(Hold::DataRestored));
    home.run();
    tokio::time::sleep(Duration::from_hours(1)).await;
    assert_eq!(home.hold(plan), Some(Hold::DataRestored));
    home.outbox.actions.resume(plan, now()).unwrap();
    home.settled(plan).await;
    for n in 0..PEOPLE {
        assert_eq!(bench.emails(&address(n)).await, 1, "{}", address(n));
    }
}
