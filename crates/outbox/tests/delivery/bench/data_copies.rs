//! Data folders beside that of a bench: a copy of its data, as from a backup or on another computer, and
//! what both of them have sent.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use outbox::{Hold, Outbox, RestoredData};
use serde_json::json;
use store::{PlanId, PlanState, StepState, Store};
use tempfile::TempDir;
use tokio::time::Instant;
use vault::{Keep, Vault};

use super::{Bench, folder};

/// A data folder with its own settings, worked on by a Cohort of its own.
pub(crate) struct Home {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
    pub(crate) outbox: Outbox,
}

impl Home {
    /// A copy of the data as it is at this moment, opened where there were no settings.
    pub(crate) async fn copy_of(bench: &Bench) -> Self {
        let folder = folder();
        copy(&bench.data(), &folder.path().join("data"));
        Self::open(folder, bench).await
    }

    pub(crate) async fn open(folder: TempDir, bench: &Bench) -> Self {
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
        let options = bench.options.clone();
        let outbox = Outbox::open(&store, &vault, &data, &settings, options);
        Self {
            folder,
            store,
            outbox,
        }
    }

    /// Closes everything and begins anew on the same folders.
    pub(crate) async fn again(self, bench: &Bench) -> Self {
        Self::open(self.close(), bench).await
    }

    pub(crate) fn close(self) -> TempDir {
        let Self { folder, .. } = self;
        folder
    }

    pub(crate) fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// Takes over the delivery, and says what was found if the data was restored.
    pub(crate) async fn claims_delivery(&self) -> Option<RestoredData> {
        let claimed = self.outbox.delivery.claim(Timestamp::now()).await;
        claimed.unwrap().unwrap().restored
    }

    pub(crate) fn run(&self) {
        let delivery = self.outbox.delivery.clone();
        tokio::spawn(async move { delivery.run().await });
    }

    pub(crate) async fn settled(&self, plan: PlanId) {
        let started = Instant::now();
        while self.store.plan(plan).unwrap().state != PlanState::Settled {
            let passed = started.elapsed();
            assert!(passed < Duration::from_hours(12), "never settled");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub(crate) fn states(&self, plan: PlanId) -> Vec<StepState> {
        let steps = self.store.steps(plan).unwrap();
        steps.into_iter().map(|step| step.state).collect()
    }

    pub(crate) fn hold(&self, plan: PlanId) -> Option<Hold> {
        self.store.plan(plan).unwrap().hold
    }
}

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

pub(crate) const PEOPLE: usize = 12;

/// Whoever sends leaves a mark, in the data as in the settings.
pub(crate) async fn marked(bench: &Bench) {
    let settings = bench.data().with_file_name("settings");
    let outbox = Outbox::open(
        &bench.store,
        &Vault::system(),
        &bench.data(),
        &settings,
        bench.options.clone(),
    );
    outbox
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();
}

/// Sends to twelve people, and stops when some are done and some aren't.
pub(crate) async fn half_sent(bench: &Bench) -> PlanId {
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
    // What was on the wire by then lands.
    tokio::time::sleep(Duration::from_secs(1)).await;
    bench.faults(json!({})).await;
    assert!(bench.states(plan).contains(&StepState::Waiting));
    plan
}

pub(crate) fn address(n: usize) -> String {
    format!("p{n}@new.example")
}
