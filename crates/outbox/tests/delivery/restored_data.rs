//! Data that were restored from an earlier day, or copied to another computer.

use std::path::Path;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use outbox::{Hold, Outbox, OutboxOptions, RestoredData, SendError};
use practice::{Options, RepeatInvite};
use serde_json::json;
use store::{PlanId, PlanState, StepState, Store};
use tempfile::TempDir;
use vault::{Keep, Vault};

use crate::bench::{Bench, bench_on};
use crate::chains::own;

/// A data folder with its own settings, worked on by a Cohort of its own.
struct Home {
    folder: TempDir,
    store: Store,
    outbox: Outbox,
}

impl Home {
    /// A copy of the data as they are at this moment, opened where there were no settings.
    async fn copy_of(bench: &Bench) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&bench.data(), &folder.path().join("data"));
        Self::open(folder, bench).await
    }

    async fn open(folder: TempDir, bench: &Bench) -> Self {
        let data = folder.path().join("data");
        let store = Store::open(&data.join("cohort.db"), Timestamp::now())
            .unwrap()
            .store;
        let vault = Vault::system();
        let address = format!("http://{}", bench.practice.address());
        vault
            .keep(&address, bench.practice.key().clone(), Keep::ThisRun)
            .await
            .unwrap();
        let settings = folder.path().join("settings");
        let options = OutboxOptions {
            lands_within: SignedDuration::from_millis(300),
            ..OutboxOptions::default()
        };
        let outbox = Outbox::open(&store, &vault, &data, &settings, options);
        Self {
            folder,
            store,
            outbox,
        }
    }

    /// Closes everything and begins anew on the same folders.
    async fn again(self, bench: &Bench) -> Self {
        Self::open(self.close(), bench).await
    }

    fn close(self) -> TempDir {
        let Self { folder, .. } = self;
        folder
    }

    fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    fn run(&self) {
        let delivery = self.outbox.delivery.clone();
        tokio::spawn(async move { delivery.run().await });
    }

    async fn settled(&self, plan: PlanId) {
        let started = Instant::now();
        while self.store.plan(plan).unwrap().state != PlanState::Settled {
            assert!(started.elapsed() < Duration::from_mins(1), "never settled");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn states(&self, plan: PlanId) -> Vec<StepState> {
        let steps = self.store.steps(plan).unwrap();
        steps.into_iter().map(|step| step.state).collect()
    }

    fn hold(&self, plan: PlanId) -> Option<Hold> {
        self.store.plan(plan).unwrap().hold
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

const PEOPLE: usize = 12;

/// Whoever sends leaves a mark, in the data as in the settings.
async fn marked(bench: &Bench) {
    let settings = bench.data().with_file_name("settings");
    let outbox = Outbox::open(
        &bench.store,
        &Vault::system(),
        &bench.data(),
        &settings,
        OutboxOptions::default(),
    );
    outbox
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();
}

/// Sends to twelve people, and stops when some are done and some are not.
async fn half_sent(bench: &Bench) -> PlanId {
    marked(bench).await;
    bench
        .faults(json!({ "rules": [{ "kind": "delay", "ms": 60, "methods": ["POST"] }] }))
        .await;
    let people: Vec<String> = (0..PEOPLE).map(address).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let plan = bench.send(bench.draft(&people));
    bench
        .until("some are done", |bench| {
            let done = bench
                .states(plan)
                .iter()
                .filter(|state| **state == StepState::Done)
                .count();
            done > 3
        })
        .await;
    bench.stop().await;
    bench.faults(json!({})).await;
    assert!(bench.states(plan).contains(&StepState::Waiting));
    plan
}

/// Five own instances are made and being filled when the data are copied; the one whose data
/// they are goes on to the end, and only then somebody says go to the copy.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_distributed_again_to_individual_instances_of_copied_data() {
    const OWNERS: [&str; 3] = ["ada@new.example", "emmy@new.example", "grace@new.example"];
    let bench = bench_on(|_| {}).await;
    marked(&bench).await;
    bench
        .faults(json!({ "rules": [{ "kind": "slow_task", "ms": 1500 }] }))
        .await;
    let plan = bench.send(bench.individual_draft(&own(), &OWNERS));
    bench
        .until("handed out", |bench| {
            let requests = bench.store.requests(plan).unwrap();
            requests.iter().any(|request| request.task.is_some())
        })
        .await;
    bench.stop().await;
    let copy = Home::copy_of(&bench).await;
    copy.outbox
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();
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

fn address(n: usize) -> String {
    format!("p{n}@new.example")
}

/// Copies the data in the middle of a plan and lets both sides go on to their ends.
async fn run_on_both_sides(change: impl FnOnce(&mut Options)) {
    let bench = bench_on(change).await;
    let plan = half_sent(&bench).await;
    let copy = Home::copy_of(&bench).await;

    let found = copy
        .outbox
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();
    assert!(found.restored.unwrap().unsettled > 0);
    assert_eq!(copy.hold(plan), Some(Hold::DataRestored));
    assert!(!copy.states(plan).contains(&StepState::Waiting));
    copy.run();

    // The one whose data they are goes on, as after any other end.
    bench.outbox.engine.recover(Timestamp::now()).unwrap();
    copy.outbox
        .actions
        .resume_restored_data(Timestamp::now())
        .unwrap();
    bench.settled(plan).await;
    copy.settled(plan).await;

    let (here, there) = (bench.states(plan), copy.states(plan));
    for n in 0..PEOPLE {
        let mails = bench.emails(&address(n)).await;
        assert!(mails <= 1, "{} mails to {}", mails, address(n));
        for state in [here[n], there[n]] {
            match state {
                StepState::Done | StepState::Already => assert_eq!(mails, 1, "{}", address(n)),
                StepState::Unknown => {}
                other => panic!("{} is {other:?}", address(n)),
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn data_copied_in_the_middle_of_a_plan_email_nobody_twice() {
    run_on_both_sides(|_| {}).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn data_copied_in_the_middle_of_a_plan_email_nobody_twice_without_keys() {
    run_on_both_sides(|options| options.bare = true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn data_copied_in_the_middle_of_a_plan_email_nobody_twice_where_repeats_are_mailed() {
    run_on_both_sides(|options| {
        options.bare = true;
        options.repeat_invite = RepeatInvite::Again;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn data_copied_in_the_middle_of_a_plan_email_nobody_twice_where_only_keys_tell() {
    run_on_both_sides(|options| options.repeat_invite = RepeatInvite::Again).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_restored_data_leaves_without_a_word() {
    let bench = bench_on(|_| {}).await;
    let plan = half_sent(&bench).await;
    let mailed = emails(&bench).await;
    let copy = Home::copy_of(&bench).await;
    copy.outbox
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();
    copy.run();
    copy.outbox.actions.pause(plan).unwrap();
    copy.outbox.wake();
    tokio::time::sleep(Duration::from_millis(300)).await;
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

#[tokio::test(flavor = "multi_thread")]
async fn data_left_where_they_were_are_not_asked_about() {
    let bench = bench_on(|_| {}).await;
    let home = Home::copy_of(&bench).await;
    let first = home
        .outbox
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(first.restored, None, "nothing was ever sent from them");
    let before = home.store.installation().unwrap().unwrap();
    let home = home.again(&bench).await;
    let second = home
        .outbox
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(second.restored, None);
    let after = home.store.installation().unwrap().unwrap();
    assert_eq!(before.id, after.id);
    assert_eq!(after.generation, before.generation + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn data_restored_from_an_earlier_day_wait_for_a_word() {
    let bench = bench_on(|_| {}).await;
    let home = Home::copy_of(&bench).await;
    home.outbox
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();
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
    home.outbox
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();
    let data = home.data();
    let folder = home.close();
    std::fs::remove_dir_all(&data).unwrap();
    copy(backup.path(), &data);

    let home = Home::open(folder, &bench).await;
    let found = home
        .outbox
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();
    assert!(found.restored.is_some());
    assert_eq!(home.hold(plan), Some(Hold::DataRestored));
}

#[tokio::test(flavor = "multi_thread")]
async fn restored_data_are_told_with_nothing_unsettled_and_ask_once_about_each_draft() {
    let bench = bench_on(|_| {}).await;
    marked(&bench).await;
    let draft = bench.draft(&["ada@new.example"]);
    let home = Home::copy_of(&bench).await;
    let claimed = home.outbox.delivery.claim(Timestamp::now()).await;
    let found = claimed.unwrap().unwrap();
    let restored = RestoredData {
        unsettled: 0,
        drafts: 1,
    };
    assert_eq!(found.restored, Some(restored));
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
    let claimed = home.outbox.delivery.claim(Timestamp::now()).await;
    assert_eq!(claimed.unwrap().unwrap().restored, None, "told once");
    send(&home).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
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

#[tokio::test(flavor = "multi_thread")]
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
    let claimed = home.outbox.delivery.claim(Timestamp::now()).await;
    assert!(claimed.unwrap().unwrap().restored.is_some());
}
