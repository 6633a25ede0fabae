//! A data folder, a practice platform, and an outbox between them.

pub(crate) mod data_copies;
pub(crate) mod distributing_later;
pub(crate) mod drafts;
pub(crate) mod front;
pub(crate) mod network;
mod platform;
pub(crate) mod replaced;
mod requests;

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ::platform::Options as ClientOptions;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use outbox::{Clock, Outbox, OutboxOptions, PlatformCache, Report, Why};
use practice::{InProcess, Options};
use secrecy::SecretString;
use serde_json::json;
use store::{AccountId, AccountKind, Place, PlanId, PlanState, Step, StepState, Store};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use vault::{Keep, Vault};

use network::Network;
use platform::Platform;

/// In real time, a request of a test isn't at work for longer than this.
const LANDS_WITHIN_IN_REAL_TIME: SignedDuration = SignedDuration::from_millis(300);

/// The first practice platform of a simulated bench answers to this port.
const FIRST_PORT: u16 = 8001;

pub(crate) const INSTANCE: &str = "group_a";

pub(crate) struct Bench {
    pub(crate) practice: Platform,
    pub(crate) network: Network,
    pub(crate) store: Store,
    pub(crate) outbox: Outbox,
    pub(crate) place: Place,
    options: OutboxOptions,
    /// Seconds by which the wall clock is off.
    clock_off: Arc<AtomicI64>,
    vault: Vault,
    running: Mutex<Option<JoinHandle<()>>>,
    folder: TempDir,
}

/// `count` people who aren't in any space yet.
pub(crate) fn people(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("p{n}@new.example")).collect()
}

pub(crate) async fn bench() -> Bench {
    bench_on(|_| {}).await
}

pub(crate) async fn bench_on(change: impl FnOnce(&mut Options)) -> Bench {
    simulated_bench(folder(), change).await
}

/// A bench on data that this puts into its folder: `data/cohort.db` and `practice/practice.db`.
pub(crate) async fn bench_on_data(prepare: impl FnOnce(&Path)) -> Bench {
    let folder = folder();
    prepare(folder.path());
    simulated_bench(folder, |_| {}).await
}

/// A folder in memory where the system offers that: a test waits for the disk often.
pub(crate) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    };
    tempfile::tempdir_in(parent).unwrap()
}

fn options(data: &Path) -> Options {
    Options {
        key: Some(SecretString::from("the-owners-key")),
        ..Options::in_folder(data)
    }
}

/// A bench in simulated time, whose platform is in the same process.
async fn simulated_bench(folder: TempDir, change: impl FnOnce(&mut Options)) -> Bench {
    let mut options = options(&folder.path().join("practice"));
    change(&mut options);
    let network = Network::default();
    let practice = started_in_process(options, &network, FIRST_PORT).await;
    let client = ClientOptions {
        transport: Some(Arc::new(network.clone())),
        ..ClientOptions::default()
    };
    let options = OutboxOptions {
        client,
        ..OutboxOptions::default()
    };
    bench_of(folder, Platform::InProcess(practice), network, options).await
}

async fn started_in_process(mut options: Options, network: &Network, port: u16) -> InProcess {
    options.listen.set_port(port);
    let practice = InProcess::open(options, Timestamp::now).await.unwrap();
    network.leads_to(&practice);
    let tasks = practice.clone();
    tokio::spawn(async move { tasks.run_tasks().await });
    practice
}

/// A bench in real time, whose platform is a server that is reached over HTTP.
pub(crate) async fn bench_over_http(
    change: impl FnOnce(&mut Options),
    client: ClientOptions,
    spread: fn() -> f64,
) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let mut options = options(&folder.path().join("practice"));
    change(&mut options);
    let practice = practice::start(options).await.unwrap();
    let options = OutboxOptions {
        client,
        chance: spread,
        lands_within: LANDS_WITHIN_IN_REAL_TIME,
        ..OutboxOptions::default()
    };
    let practice = Platform::Listening(practice);
    bench_of(folder, practice, Network::default(), options).await
}

async fn bench_of(
    folder: TempDir,
    practice: Platform,
    network: Network,
    options: OutboxOptions,
) -> Bench {
    let now = Timestamp::now();
    let store = Store::open(&folder.path().join("data/cohort.db"), now)
        .unwrap()
        .store;
    let account = AccountId::practice();
    let address = format!("http://{}", practice.address());
    let at = address.parse().unwrap();
    // Data that were there before have it already, from a platform that listened elsewhere.
    if store.account(&account).is_ok() {
        store.account_move(&account, &at).unwrap();
    } else {
        store
            .account_add(&account, AccountKind::Practice, "Practice", &at, now)
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
        clock: Clock::reading(move || {
            Timestamp::now() + SignedDuration::from_secs(off.load(Ordering::Relaxed))
        }),
        ..options
    };
    let (data, settings) = (folder.path().join("data"), folder.path().join("settings"));
    let outbox = Outbox::open(&store, &vault, &data, &settings, options.clone());
    outbox.cache.refresh_spaces(&account, now).await.unwrap();
    let place = finance(&outbox.cache, account);
    Bench {
        practice,
        network,
        store,
        outbox,
        place,
        options,
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
    pub(crate) async fn another_account(&self) -> Place {
        let now = Timestamp::now();
        let options = options(&self.folder.path().join("another"));
        let practice = started_in_process(options, &self.network, FIRST_PORT + 1).await;
        let account = AccountId::new();
        let address = format!("http://{}", practice.address());
        self.store
            .account_add(
                &account,
                AccountKind::Platform,
                "Another",
                &address.parse().unwrap(),
                now,
            )
            .unwrap();
        self.vault
            .keep(&address, practice.key().clone(), Keep::ThisRun)
            .await
            .unwrap();
        let cache = &self.outbox.cache;
        cache.refresh_spaces(&account, now).await.unwrap();
        finance(cache, account)
    }

    /// Another process takes over: an outbox of its own on the same data, which knows nothing but what
    /// they say.
    pub(crate) fn taken_over(&self) -> Outbox {
        let settings = self.folder.path().join("settings");
        let options = self.options.clone();
        Outbox::open(&self.store, &self.vault, &self.data(), &settings, options)
    }

    /// What the wall clock says.
    fn now(&self) -> Timestamp {
        let off = self.clock_off.load(Ordering::Relaxed);
        Timestamp::now() + SignedDuration::from_secs(off)
    }

    /// The wall clock is set, or the computer wakes, this many seconds from where it was. The engine
    /// notices that within half a minute by itself.
    pub(crate) fn clock_jumps(&self, seconds: i64) {
        self.clock_off.fetch_add(seconds, Ordering::Relaxed);
        self.outbox.wake();
    }

    pub(crate) async fn run_for(&self, time: Duration) {
        self.start();
        tokio::time::sleep(time).await;
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
        let limit = match self.practice {
            Platform::InProcess(_) => Duration::from_hours(12),
            Platform::Listening(_) => Duration::from_mins(2),
        };
        let started = Instant::now();
        self.start();
        while !holds(self) {
            let passed = started.elapsed();
            assert!(passed < limit, "never came to: {what}");
            // What takes long in simulated time needs no close look.
            let pause = if passed < Duration::from_mins(1) {
                20
            } else {
                1000
            };
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
    }

    pub(crate) async fn settled(&self, plan: PlanId) {
        self.until("settled", |bench| {
            bench.store.plan(plan).unwrap().state == PlanState::Settled
        })
        .await;
    }

    /// Pauses the plan while its first request is on the wire, and ends the faults once the answer
    /// to it is lost. They have to delay the request for that, and lose the answer.
    pub(crate) async fn paused_until_the_answer_is_lost(&self, plan: PlanId) {
        self.until("on the wire", |bench| {
            bench.states(plan) == [StepState::Sending]
        })
        .await;
        self.outbox.actions.pause(plan).unwrap();
        self.until("lost", |bench| {
            bench.store.requests(plan).unwrap()[0].maybe_taken
        })
        .await;
        self.faults(json!({})).await;
    }

    /// Invites somebody, by which Cohort learns that pending people are listed: from then on it proves
    /// something that somebody isn't.
    pub(crate) async fn teaches_that_pending_people_are_listed(&self) {
        let first = self.send(self.draft(&["first@new.example"]));
        self.settled(first).await;
        self.learned_that_pending_people_are_listed().await;
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

    /// Why a step is in its state, as a report says it.
    pub(crate) fn said(&self, step: &Step) -> String {
        let steps = self.steps(step.plan);
        let at = steps.iter().position(|one| one.id == step.id).unwrap();
        let report = Report::of(&self.store, step.plan, &TimeZone::UTC, Timestamp::now()).unwrap();
        report.rows[at].reason.clone()
    }

    pub(crate) fn reason(&self, plan: PlanId) -> Why {
        let step = self.steps(plan).remove(0);
        step.reason.unwrap().why
    }
}
