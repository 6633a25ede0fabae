//! A data folder, a practice platform, and an outbox between them.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use outbox::{Clock, Outbox, OutboxOptions, PlatformCache, Reason, Why};
use practice::{Options, Practice, RepeatInvite};
use secrecy::{ExposeSecret, SecretString};
use store::{
    AccountId, AccountKind, DraftId, DraftStep, Intent, NewRow, Place, PlanId, PlanState, Purpose,
    SpaceKind, Step, StepState, Store,
};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use vault::{Keep, Vault};

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

/// One request that came to the platform.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: Option<u16>,
    pub(crate) at: Timestamp,
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
        listen: "127.0.0.1:0".parse().unwrap(),
        data: data.to_owned(),
        key: Some(SecretString::from("the-owners-key")),
        empty: false,
        bare: false,
        repeat_invite: RepeatInvite::Refuse,
        smtp: None,
    }
}

/// A bench whose clients have options of their own.
pub(crate) async fn bench_with(
    change: impl FnOnce(&mut Options),
    client: platform::Options,
) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let mut options = options(&folder.path().join("practice"));
    change(&mut options);
    let practice = practice::start(options).await.unwrap();
    let now = Timestamp::now();
    let store = Store::open(&folder.path().join("data/cohort.db"), now)
        .unwrap()
        .store;
    let account = AccountId::practice();
    let address = format!("http://{}", practice.address());
    store
        .account_add(&account, AccountKind::Practice, "Practice", &address, now)
        .unwrap();
    let vault = Vault::system();
    vault
        .keep(&address, practice.key().clone(), Keep::ThisRun)
        .await
        .unwrap();
    let clock_off = Arc::new(AtomicI64::new(0));
    let off = Arc::clone(&clock_off);
    let options = OutboxOptions {
        client,
        listed_within: SignedDuration::from_millis(300),
        clock: Clock::reading(move || {
            Timestamp::now() + SignedDuration::from_secs(off.load(Ordering::Relaxed))
        }),
    };
    let (data, settings) = (folder.path().join("data"), folder.path().join("settings"));
    let outbox = Outbox::open(&store, &vault, &data, &settings, options);
    outbox.cache.look_at_spaces(&account, now).await.unwrap();
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
        org: org.slug.to_string(),
        space: space.slug.to_string(),
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
        cache.look_at_spaces(&account, now).await.unwrap();
        (practice, finance(cache, account))
    }

    /// What the wall clock says.
    fn now(&self) -> Timestamp {
        let off = self.clock_off.load(Ordering::Relaxed);
        Timestamp::now() + SignedDuration::from_secs(off)
    }

    /// The wall clock is set, or the computer wakes, so many seconds from where it was.
    pub(crate) fn clock_jumps(&self, seconds: i64) {
        self.clock_off.fetch_add(seconds, Ordering::Relaxed);
    }

    /// The platform ends; its address and its folder are left.
    pub(crate) async fn platform_ends(&mut self) -> SocketAddr {
        let address = self.practice.address();
        let stand_in = practice::start(options(&self.folder.path().join("stand_in")))
            .await
            .unwrap();
        std::mem::replace(&mut self.practice, stand_in).stop().await;
        address
    }

    /// … and is back where it was, with everything it knew.
    pub(crate) async fn platform_comes_back(&mut self, address: SocketAddr) {
        let mut options = options(&self.folder.path().join("practice"));
        options.listen = address;
        self.practice = practice::start(options).await.unwrap();
    }

    /// What the platform was asked, in order.
    pub(crate) async fn asked(&self) -> Vec<Asked> {
        let url = format!("http://{}/practice/v1/ledger", self.practice.address());
        let ledger: serde_json::Value = self.get(&url).await;
        serde_json::from_value(ledger["requests"].clone()).unwrap()
    }

    /// A draft that invites these people into the shared instance.
    pub(crate) fn draft(&self, addresses: &[&str]) -> DraftId {
        self.draft_into(INSTANCE, addresses)
    }

    pub(crate) fn draft_into(&self, instance: &str, addresses: &[&str]) -> DraftId {
        self.draft_for(&shared(instance), &alone(addresses))
    }

    pub(crate) fn draft_at(&self, place: &Place, instance: &str, addresses: &[&str]) -> DraftId {
        self.draft_of(place, &shared(instance), &alone(addresses))
    }

    /// A draft of people with their groups.
    pub(crate) fn draft_for(&self, intent: &Intent, people: &[(&str, &str)]) -> DraftId {
        self.draft_of(&self.place, intent, people)
    }

    fn draft_of(&self, place: &Place, intent: &Intent, people: &[(&str, &str)]) -> DraftId {
        let now = Timestamp::now();
        let draft = self
            .store
            .draft_new(place, "Finance I", SpaceKind::Course, now)
            .unwrap()
            .id;
        let rows: Vec<NewRow> = people
            .iter()
            .map(|(address, group)| NewRow {
                address: (*address).to_owned(),
                group: (*group).to_owned(),
                ..NewRow::default()
            })
            .collect();
        self.store
            .write(|w| {
                w.draft_intent(draft, intent, DraftStep::Who, now)?;
                w.draft_rows_add(draft, &rows, now)
            })
            .unwrap();
        draft
    }

    /// Sends a draft and goes past the grace at once.
    pub(crate) fn send(&self, draft: DraftId) -> PlanId {
        let plan = self.send_with_grace(draft);
        self.outbox.actions.resume(plan, Timestamp::now()).unwrap();
        plan
    }

    pub(crate) fn send_with_grace(&self, draft: DraftId) -> PlanId {
        let review = outbox::review(&self.store, draft).unwrap();
        outbox::send(&self.store, draft, &review.fingerprint, self.now()).unwrap()
    }

    /// Sends a draft that was reviewed before the other plan's acts were opened, as it happens
    /// when two windows of time overlap: the review still counts the people as to be invited.
    pub(crate) fn send_past_review(&self, addresses: &[&str], other: PlanId) -> PlanId {
        let now = Timestamp::now();
        let draft = self.draft(addresses);
        let draft = self.store.draft(draft).unwrap();
        let step = self.steps(other).remove(0);
        self.store
            .write(|w| {
                let plan = w.plan_add(&store::NewPlan {
                    place: &self.place,
                    space_name: "Finance I",
                    intent: &draft.intent,
                    draft: draft.id,
                    created_at: now,
                    grace_until: now + outbox::GRACE,
                    material: None,
                })?;
                w.step_add(&store::NewStep {
                    plan,
                    position: 1,
                    kind: store::StepKind::Invite,
                    name: "",
                    address: addresses[0],
                    normalized: &step.normalized,
                    group: "",
                    list_id: "",
                    instance: &step.instance,
                    instance_name: &step.instance_name,
                    act: step.act.unwrap(),
                    waits_for_act: true,
                    request: None,
                    until: None,
                })?;
                Ok::<_, store::StoreError>(plan)
            })
            .unwrap()
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
            account.learned.lists_pending == Some(true)
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

    /// How many invitation mails each address got.
    pub(crate) async fn mails(&self, to: &str) -> usize {
        let url = format!(
            "http://{}/practice/v1/mails?to={to}",
            self.practice.address()
        );
        let mails: Vec<serde_json::Value> = self.get(&url).await;
        mails.len()
    }

    /// What goes wrong from now on; `{}` ends it.
    pub(crate) async fn faults(&self, plan: serde_json::Value) {
        let url = format!("http://{}/practice/v1/faults", self.practice.address());
        let answer = plain_client()
            .post(&url)
            .header("X-Practice-Token", self.practice.token().expose_secret())
            .body(plan.to_string())
            .header("Content-Type", "application/json")
            .send()
            .await
            .unwrap();
        assert!(
            answer.status().is_success(),
            "{}",
            answer.text().await.unwrap()
        );
    }

    /// Invites somebody as another computer would.
    pub(crate) async fn invite_from_elsewhere(&self, address: &str) {
        self.invite_into(INSTANCE, address).await;
    }

    /// Invites somebody into an instance as another computer would.
    pub(crate) async fn invite_into(&self, instance: &str, address: &str) {
        let body = serde_json::json!({ "email": address, "role": "EDITOR" });
        self.post(&format!("/instance/{instance}/invitations"), &body)
            .await;
    }

    pub(crate) async fn make_instance(&self, slug: &str) {
        self.post("", &serde_json::json!({ "name": slug, "slug": slug }))
            .await;
    }

    async fn post(&self, path: &str, body: &serde_json::Value) {
        let answer = plain_client()
            .post(self.url("instances", path))
            .header("Authorization", self.authorization())
            .header("Content-Type", "application/json")
            .body(body.to_string())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 201);
    }

    pub(crate) async fn delete_instance(&self, slug: &str) {
        let answer = plain_client()
            .delete(self.url("instances", &format!("/instance/{slug}")))
            .header("Authorization", self.authorization())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
    }

    /// Takes a member out of the space.
    pub(crate) async fn take_out(&self, address: &str) {
        let address = address.replace('@', "%40");
        let answer = plain_client()
            .delete(self.url("spaces", &format!("/members/{address}")))
            .header("Authorization", self.authorization())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
    }

    /// The platform's own clock is set ahead.
    pub(crate) async fn platform_clock_advances(&self, seconds: i64) {
        let url = format!("http://{}/practice/v1/clock", self.practice.address());
        let body = serde_json::json!({ "advance_seconds": seconds });
        let answer = plain_client()
            .post(&url)
            .header("X-Practice-Token", self.practice.token().expose_secret())
            .header("Content-Type", "application/json")
            .body(body.to_string())
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
    }

    /// The names of the instances with this slug: one, or none.
    pub(crate) async fn names_of(&self, slug: &str) -> Vec<String> {
        let listed = self.list("instances", "").await;
        let found = listed.iter().filter(|instance| instance["slug"] == slug);
        found.map(|instance| text(&instance["name"])).collect()
    }

    /// What lies topmost in the current state of an instance.
    pub(crate) async fn files_in(&self, slug: &str) -> Vec<String> {
        let path = format!("/instance/{slug}/snapshot/development/files");
        let listed = self.list("files", &path).await;
        listed.iter().map(|file| text(&file["short_id"])).collect()
    }

    pub(crate) async fn snapshots_of(&self, slug: &str) -> Vec<String> {
        let listed = self.list("snapshots", &format!("/instance/{slug}")).await;
        listed
            .iter()
            .map(|snapshot| text(&snapshot["slug"]))
            .collect()
    }

    /// Somebody who has joined an instance.
    pub(crate) async fn a_member_of(&self, slug: &str) -> String {
        let path = format!("/instance/{slug}/members");
        let listed = self.list("instances", &path).await;
        let own = listed
            .iter()
            .find(|member| member["role_source"] == "instance");
        text(&own.unwrap()["email"])
    }

    pub(crate) async fn snapshot(&self, instance: &str, slug: &str) -> store::SnapshotRef {
        let cache = &self.outbox.cache;
        let now = Timestamp::now();
        cache.look_at_snapshots(&self.place, now).await.unwrap();
        let sources = cache.snapshots(&self.place).unwrap().unwrap().list;
        let source = sources.iter().find(|source| source.instance == instance);
        let snapshots = &source.unwrap().snapshots;
        let found = snapshots.iter().find(|found| found.slug.as_str() == slug);
        let found = found.unwrap();
        store::SnapshotRef {
            instance: instance.to_owned(),
            instance_name: source.unwrap().instance_name.clone(),
            slug: slug.to_owned(),
            name: found.name.clone(),
            at: found.snapshot_timestamp,
        }
    }

    /// Reads the space, as opening its page does.
    pub(crate) async fn look(&self) {
        let Place {
            account,
            org,
            space,
        } = &self.place;
        let now = Timestamp::now();
        self.outbox
            .cache
            .look_at_space(account, org, space, now)
            .await
            .unwrap();
    }

    fn authorization(&self) -> String {
        format!("Basic {}", self.practice.key().expose_secret())
    }

    fn url(&self, area: &str, path: &str) -> String {
        let Place { org, space, .. } = &self.place;
        let address = self.practice.address();
        format!("http://{address}/{area}/v1/org/{org}/space/{space}{path}")
    }

    async fn list(&self, area: &str, path: &str) -> Vec<serde_json::Value> {
        let answer = plain_client()
            .get(self.url(area, path))
            .header("Authorization", self.authorization())
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    pub(crate) fn reason(&self, plan: PlanId) -> Why {
        let step = self.steps(plan).remove(0);
        Reason::from_text(&step.reason.unwrap()).unwrap().why
    }

    async fn get<T: serde::de::DeserializeOwned>(&self, url: &str) -> T {
        let token = self.practice.token().expose_secret();
        let answer = plain_client()
            .get(url)
            .header("X-Practice-Token", token)
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success(), "{url}: {}", answer.status());
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn shared(instance: &str) -> Intent {
    Intent {
        purpose: Some(Purpose::Shared),
        instance: Some(instance.to_owned()),
        ..Intent::default()
    }
}

/// People of no group.
fn alone<'a>(addresses: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    addresses.iter().map(|address| (*address, "")).collect()
}

fn plain_client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}
