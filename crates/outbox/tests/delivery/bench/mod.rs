//! A data folder, a practice platform, and an outbox between them.

pub(crate) mod data_copies;
pub(crate) mod distributing_later;
mod drafts;
pub(crate) mod front;
mod requests;

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use outbox::{Clock, Outbox, OutboxOptions, PlatformCache, Why};
use practice::{Options, Practice};
use secrecy::SecretString;
use store::{AccountId, AccountKind, Place, PlanId, PlanState, Step, StepState, Store};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use vault::{Keep, Vault};

/// A request of a test isn't at work for longer than this.
const LANDS_WITHIN: SignedDuration = SignedDuration::from_millis(300);

pub(crate) const INSTANCE: &str = "group_a";

pub(crate) struct Bench {
    pub(crate) practice: Practice,
    pub(crate) store: Store,
    pub(crate) outbox: Outbox,
    pub(crate) place: Place,
    /// Seconds by which the wall clock is off.
    clock_off: Arc<AtomicI64>,
    vault: Vault,
    running: Mutex<Option<JoinHandle<()>>>,
    folder: TempDir,
}

/// So many people who are in nowhere yet.
pub(crate) fn people(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("p{n}@new.example")).collect()
}

pub(crate) async fn bench() -> Bench {
    bench_on(|_| {}).await
}

pub(crate) async fn bench_on(change: impl FnOnce(&mut Options)) -> Bench {
    bench_with(change, platform::Options::default()).await
}

fn options(data: &Path) -> Options {
    Options {
        key: Some(SecretString::from("the-owners-key")),
        ..Options::in_folder(data)
    }
}

/// A bench on data that this puts into its folder: `data/cohort.db` and `practice/practice.db`.
pub(crate) async fn bench_on_data(prepare: impl FnOnce(&Path)) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    prepare(folder.path());
    let client = platform::Options::default();
    bench_in(folder, |_| {}, client, LANDS_WITHIN, rand::random).await
}

/// A bench whose clients have options of their own.
pub(crate) async fn bench_with(
    change: impl FnOnce(&mut Options),
    client: platform::Options,
) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    bench_in(folder, change, client, LANDS_WITHIN, rand::random).await
}

/// A bench that tries again as soon as it may, so that twelve tries take less than a minute.
pub(crate) async fn impatient_bench(
    change: impl FnOnce(&mut Options),
    client: platform::Options,
) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    bench_in(folder, change, client, LANDS_WITHIN, || 0.0).await
}

/// A bench on which a request may be at work for ten minutes, as it is outside of tests. Its clock has
/// to jump, so that they pass.
pub(crate) async fn bench_that_waits(change: impl FnOnce(&mut Options)) -> Bench {
    let ten_minutes = OutboxOptions::default().lands_within;
    let folder = tempfile::tempdir().unwrap();
    let client = platform::Options::default();
    bench_in(folder, change, client, ten_minutes, rand::random).await
}

async fn bench_in(
    folder: TempDir,
    change: impl FnOnce(&mut Options),
    client: platform::Options,
    lands_within: SignedDuration,
    spread: fn() -> f64,
) -> Bench {
    let mut options = options(&folder.path().join("practice"));
    change(&mut options);
    let practice = practice::start(options).await.unwrap();
    let now = Timestamp::now();
    let store = Store::open(&folder.path().join("data/cohort.db"), now)
        .unwrap()
        .store;
    let account = AccountId::practice();
    let address = format!("http://{}", practice.address());
    // Data that were there before have it already, from a platform that listened elsewhere.
    if store.account(&account).is_ok() {
        store.account_move(&account, &address).unwrap();
    } else {
        store
            .account_add(&account, AccountKind::Practice, "Practice", &address, now)
            .unwrap();
    }
    let vault = Vault::system();
    vault
        .keep(&address, practice.key().clone(), Keep::ThisRun)
        .await
        .unwrap();
    let clock_off = Arc::new(AtomicI64::new(0));
    let off = Arc::clone(&clock_off);
    let options = OutboxOptions {
        client,
        lands_within,
        clock: Clock::reading(move || {
            Timestamp::now() + SignedDuration::from_secs(off.load(Ordering::Relaxed))
        }),
        chance: spread,
        ..OutboxOptions::default()
    };
    let (data, settings) = (folder.path().join("data"), folder.path().join("settings"));
    let outbox = Outbox::open(&store, &vault, &data, &settings, options);
    outbox.cache.refresh_spaces(&account, now).await.unwrap();
    let place = finance(&outbox.cache, account);
    Bench {
        practice,
        store,
        outbox,
        place,
        clock_off,
        vault,
        running: Mutex::default(),
        folder,
    }
}

/// The demo course of a practice platform.
fn finance(cache: &PlatformCache, account: AccountId) -> Place {
    let (org, space) = cache
        .spaces(&account)
        .unwrap()
        .unwrap()
        .list
        .into_iter()
        .flat_map(|org| {
            org.spaces
                .into_iter()
                .map(move |space| (org.org.clone(), space))
        })
        .find(|(_, space)| space.name == "Finance I")
        .unwrap();
    Place {
        account,
        org: org.slug,
        space: space.slug,
    }
}

impl Bench {
    /// Where the data lie.
    pub(crate) fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// A second account, on a platform of its own.
    pub(crate) async fn another_account(&self) -> (Practice, Place) {
        let now = Timestamp::now();
        let practice = practice::start(options(&self.folder.path().join("another")))
            .await
            .unwrap();
        let account = AccountId::new();
        let address = format!("http://{}", practice.address());
        self.store
            .account_add(&account, AccountKind::Platform, "Another", &address, now)
            .unwrap();
        self.vault
            .keep(&address, practice.key().clone(), Keep::ThisRun)
            .await
            .unwrap();
        let cache = &self.outbox.cache;
        cache.refresh_spaces(&account, now).await.unwrap();
        (practice, finance(cache, account))
    }

    /// Another process takes over: an outbox of its own on the same data, which knows nothing but what
    /// they say.
    pub(crate) fn taken_over(&self) -> Outbox {
        let off = Arc::clone(&self.clock_off);
        let options = OutboxOptions {
            lands_within: LANDS_WITHIN,
            clock: Clock::reading(move || {
                Timestamp::now() + SignedDuration::from_secs(off.load(Ordering::Relaxed))
            }),
            ..OutboxOptions::default()
        };
        let settings = self.folder.path().join("settings");
        Outbox::open(&self.store, &self.vault, &self.data(), &settings, options)
    }

    /// What the wall clock says.
    fn now(&self) -> Timestamp {
        let off = self.clock_off.load(Ordering::Relaxed);
        Timestamp::now() + SignedDuration::from_secs(off)
    }

    /// The wall clock is set, or the computer wakes, so many seconds from where it was. The engine
    /// notices that within half a minute by itself.
    pub(crate) fn clock_jumps(&self, seconds: i64) {
        self.clock_off.fetch_add(seconds, Ordering::Relaxed);
        self.outbox.wake();
    }

    pub(crate) async fn run_for(&self, milliseconds: u64) {
        self.start();
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }

    pub(crate) fn start(&self) {
        let engine = Arc::clone(&self.outbox.engine);
        let mut running = self.running.lock().unwrap();
        running.get_or_insert_with(|| tokio::spawn(async move { engine.run().await }));
    }

    /// Ends the engine where it stands, as a crash would.
    pub(crate) async fn stop(&self) {
        let running = self.running.lock().unwrap().take();
        if let Some(running) = running {
            running.abort();
            let _ = running.await;
        }
    }

    pub(crate) async fn give_key(&self, key: SecretString) {
        self.vault
            .keep(
                &format!("http://{}", self.practice.address()),
                key,
                Keep::ThisRun,
            )
            .await
            .unwrap();
        self.outbox.clients.forget(&self.place.account);
    }

    /// Runs the engine until this holds.
    pub(crate) async fn until(&self, what: &str, mut holds: impl FnMut(&Self) -> bool) {
        let started = Instant::now();
        self.start();
        while !holds(self) {
            assert!(
                started.elapsed() < Duration::from_mins(1),
                "never came to: {what}"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub(crate) async fn settled(&self, plan: PlanId) {
        self.until("settled", |bench| {
            bench.store.plan(plan).unwrap().state == PlanState::Settled
        })
        .await;
    }

    pub(crate) async fn learned_that_pending_people_are_listed(&self) {
        self.until("learned", |bench| {
            let account = bench.store.account(&bench.place.account).unwrap();
            account.profile.lists_pending == Some(true)
        })
        .await;
    }

    pub(crate) fn steps(&self, plan: PlanId) -> Vec<Step> {
        self.store.steps(plan).unwrap()
    }

    pub(crate) fn states(&self, plan: PlanId) -> Vec<StepState> {
        self.steps(plan)
            .into_iter()
            .map(|step| step.state)
            .collect()
    }

    /// Reads the space, as opening its page does.
    pub(crate) async fn refresh(&self) {
        let now = Timestamp::now();
        self.outbox
            .cache
            .refresh_space(&self.place, now)
            .await
            .unwrap();
    }

    pub(crate) fn reason(&self, plan: PlanId) -> Why {
        let step = self.steps(plan).remove(0);
        step.reason.unwrap().why
    }
}
