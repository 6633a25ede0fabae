//! A backup restored from inside Cohort, and data imported from a file: what was sent since isn't sent
//! again, and nothing leaves until the user says so.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use outbox::Hold;
use store::{BackupKind, BackupName};

use crate::bench::bench_on;
use crate::bench::data_copies::{Home, PEOPLE, address, half_sent};

#[simulated::test]
async fn who_was_invited_since_a_backup_isnt_invited_again_after_it_was_restored() {
    nobody_is_invited_again(|home| {
        let backup = home.store.back_up(BackupKind::ByHand, Timestamp::now());
        Copy::Backup(backup.unwrap().name)
    })
    .await;
}

#[simulated::test]
async fn who_was_invited_since_an_export_isnt_invited_again_after_it_was_imported() {
    let stick = tempfile::tempdir().unwrap();
    let file = stick.path().join("Cohort.db");
    nobody_is_invited_again(|home| {
        home.store.export(&file).unwrap();
        Copy::Exported(file.clone())
    })
    .await;
}

/// What the data is replaced with.
enum Copy {
    Backup(BackupName),
    Exported(PathBuf),
}

async fn nobody_is_invited_again(copy_of: impl FnOnce(&Home) -> Copy) {
    let bench = bench_on(|_| {}).await;
    let plan = half_sent(&bench).await;
    let home = Home::copy_of(&bench).await;
    let now = Timestamp::now;
    home.outbox.delivery.claim(now()).await.unwrap().unwrap();
    let copy = copy_of(&home);
    home.run();
    home.outbox.actions.resume(plan, now()).unwrap();
    home.settled(plan).await;

    let delivery = &home.outbox.delivery;
    let replaced = match copy {
        Copy::Backup(name) => delivery.restore(name, now()).await,
        Copy::Exported(file) => delivery.import(file, now()).await,
    };
    replaced.unwrap();
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
