//! Data that was restored from an earlier day: nothing of it is sent until the user says so.

use std::time::Duration;

use jiff::Timestamp;
use outbox::{Hold, Outbox, OutboxOptions, RestoredData, SendError};
use store::Store;
use vault::{Keep, Vault};

use crate::bench::data_copies::{Home, PEOPLE, address, copy, half_sent, marked};
use crate::bench::{Bench, bench_on};

#[simulated::test]
async fn nothing_of_restored_data_leaves_without_a_word() {
    let bench = bench_on(|_| {}).await;
    let plan = half_sent(&bench).await;
    let mailed = emails(&bench).await;
    let copy = Home::copy_of(&bench).await;
    copy.claims_delivery().await;
    copy.run();
    copy.outbox.actions.pause(plan).unwrap();
    copy.outbox.wake();
    tokio::time::sleep(Duration::from_hours(1)).await;
    assert_eq!(emails(&bench).await, mailed);
    assert_eq!(
        copy.hold(plan),
        Some(Hold::DataRestored),
        "a pause is no answer"
    );
    // The word for one plan is an answer too.
    copy.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    copy.settled(plan).await;
    assert_eq!(emails(&bench).await, PEOPLE);
}

async fn emails(bench: &Bench) -> usize {
    let mut all = 0;
    for n in 0..PEOPLE {
        all += bench.emails(&address(n)).await;
    }
    all
}

#[simulated::test]
async fn data_left_where_they_were_are_not_asked_about() {
    let bench = bench_on(|_| {}).await;
    let home = Home::copy_of(&bench).await;
    let first = home.claims_delivery().await;
    assert_eq!(first, None, "nothing was ever sent from them");
    let before = home.store.installation().unwrap().unwrap();
    let home = home.again(&bench).await;
    let second = home.claims_delivery().await;
    assert_eq!(second, None);
    let after = home.store.installation().unwrap().unwrap();
    assert_eq!(before.id, after.id);
    assert_eq!(after.generation, before.generation + 1);
}

#[simulated::test]
async fn data_restored_from_an_earlier_day_wait_for_a_word() {
    let bench = bench_on(|_| {}).await;
    let home = Home::copy_of(&bench).await;
    home.claims_delivery().await;
    let home = home.again(&bench).await;
    // The backup has a plan that is under way.
    let plan = half_sent(&bench).await;
    let backup = tempfile::tempdir().unwrap();
    copy(&bench.data(), backup.path());
    let mark = home.store.installation().unwrap().unwrap();
    {
        let backup = Store::open(&backup.path().join("cohort.db"), Timestamp::now()).unwrap();
        let written = backup.store.write(|w| w.installation_set(&mark));
        written.unwrap();
    }
    home.claims_delivery().await;
    let data = home.data();
    let folder = home.close();
    std::fs::remove_dir_all(&data).unwrap();
    copy(backup.path(), &data);

    let home = Home::open(folder, &bench).await;
    let found = home.claims_delivery().await;
    assert!(found.is_some());
    assert_eq!(home.hold(plan), Some(Hold::DataRestored));
}

#[simulated::test]
async fn restored_data_are_told_with_nothing_unsettled_and_ask_once_about_each_draft() {
    let bench = bench_on(|_| {}).await;
    marked(&bench).await;
    let draft = bench.draft(&["ada@new.example"]);
    let home = Home::copy_of(&bench).await;
    let found = home.claims_delivery().await;
    let restored = RestoredData {
        unsettled: 0,
        drafts: 1,
    };
    assert_eq!(found, Some(restored));
    let send = |home: &Home| {
        let review = outbox::review(&home.store, draft).unwrap();
        outbox::send(&home.store, draft, &review.fingerprint, Timestamp::now())
    };
    assert!(matches!(send(&home), Err(SendError::MaybeSent)));
    // A copy of the list is the same list.
    let copy = home
        .store
        .write(|w| w.draft_copy(draft, "Copy", Timestamp::now()));
    assert!(home.store.draft(copy.unwrap()).unwrap().maybe_sent);

    let allow = |w: &store::Write<'_>| w.draft_allow_sending(draft, Timestamp::now());
    home.store.write(allow).unwrap();
    let home = home.again(&bench).await;
    assert_eq!(home.claims_delivery().await, None, "told once");
    send(&home).unwrap();
}

#[simulated::test]
async fn data_restored_with_their_settings_are_recognised_by_the_keyring() {
    let folder = tempfile::tempdir().unwrap();
    let [data, settings, backup] =
        ["data", "settings", "backup"].map(|name| folder.path().join(name));
    let vault = Vault::system();
    let open = |mark_in_keyring| {
        let store = Store::open(&data.join("cohort.db"), Timestamp::now());
        let store = store.unwrap().store;
        let options = OutboxOptions {
            mark_in_keyring,
            ..OutboxOptions::default()
        };
        let outbox = Outbox::open(&store, &vault, &data, &settings, options);
        (outbox, store)
    };
    let claim = async |outbox: &Outbox| {
        let claimed = outbox.delivery.claim(Timestamp::now()).await;
        claimed.unwrap().unwrap().restored
    };
    let (outbox, store) = open(false);
    assert_eq!(claim(&outbox).await, None);
    let mark = store.installation().unwrap().unwrap();
    let (name, text) = (
        format!("installation {}", mark.id),
        serde_json::to_string(&mark),
    );
    let kept = vault.keep(&name, text.unwrap().into(), Keep::ThisRun).await;
    kept.unwrap();
    drop((outbox, store));
    copy(&data, &backup.join("data"));
    copy(&settings, &backup.join("settings"));

    let (outbox, store) = open(true);
    assert_eq!(claim(&outbox).await, None, "as it was left");
    drop((outbox, store));
    for (from, to) in [("data", &data), ("settings", &settings)] {
        std::fs::remove_dir_all(to).unwrap();
        copy(&backup.join(from), to);
    }
    let (outbox, _store) = open(true);
    assert!(claim(&outbox).await.is_some());
}

#[simulated::test]
async fn a_backup_from_before_the_end_of_sending_is_recognised() {
    let bench = bench_on(|_| {}).await;
    let home = Home::copy_of(&bench).await;
    let delivery = home.outbox.delivery.clone();
    delivery.claim(Timestamp::now()).await.unwrap().unwrap();
    let backup = tempfile::tempdir().unwrap();
    copy(&home.data(), backup.path());
    delivery.finish();
    delivery.run().await;
    drop(delivery);
    let data = home.data();
    let folder = home.close();
    std::fs::remove_dir_all(&data).unwrap();
    copy(backup.path(), &data);
    let home = Home::open(folder, &bench).await;
    assert!(home.claims_delivery().await.is_some());
}
