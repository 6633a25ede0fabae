//! A data folder, a practice platform, and an engine between them.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use outbox::{Connections, Engine, Keys, Reason, Sight, Why};
use practice::{Options, Practice, RepeatInvite};
use secrecy::{ExposeSecret, SecretString};
use store::{
    AccountId, AccountKind, Aim, DraftId, DraftStep, NewRow, Place, PlanId, PlanState, Purpose,
    Role, SpaceKind, Step, StepState, Store,
};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use vault::{Keep, Vault};

pub(crate) const INSTANCE: &str = "group_a";

pub(crate) struct Bench {
    pub(crate) practice: Practice,
    pub(crate) store: Store,
    pub(crate) engine: Engine,
    pub(crate) connections: Connections,
    pub(crate) place: Place,
    keys: Keys,
    vault: Vault,
    running: Mutex<Option<JoinHandle<()>>>,
    _folder: TempDir,
}

pub(crate) async fn bench() -> Bench {
    bench_on(|_| {}).await
}

pub(crate) async fn bench_on(change: impl FnOnce(&mut Options)) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let mut options = Options {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: folder.path().join("practice"),
        key: Some(SecretString::from("the-owners-key")),
        empty: false,
        bare: false,
        repeat_invite: RepeatInvite::Refuse,
        smtp: None,
    };
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
    let keys = Keys::new(store.clone(), vault.clone());
    let connections = Connections::default();
    let engine = Engine::with_patience(
        store.clone(),
        keys.clone(),
        connections.clone(),
        SignedDuration::from_millis(300),
    );
    let sight = Sight::new(store.clone(), keys.clone(), connections.clone());
    sight.look_at_spaces(&account, now).await.unwrap();
    let (org, space) = sight
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
    let place = Place {
        account,
        org: org.slug.to_string(),
        space: space.slug.to_string(),
    };
    Bench {
        practice,
        store,
        engine,
        connections,
        place,
        keys,
        vault,
        running: Mutex::default(),
        _folder: folder,
    }
}

impl Bench {
    /// A draft that invites these people into the shared instance.
    pub(crate) fn draft(&self, addresses: &[&str]) -> DraftId {
        self.draft_into(INSTANCE, addresses)
    }

    pub(crate) fn draft_into(&self, instance: &str, addresses: &[&str]) -> DraftId {
        let now = Timestamp::now();
        let draft = self
            .store
            .draft_new(&self.place, "Finance I", SpaceKind::Course, now)
            .unwrap()
            .id;
        let aim = Aim {
            purpose: Some(Purpose::Shared),
            instance: Some(instance.to_owned()),
            instance_name: None,
            role: Role::Editor,
        };
        let rows: Vec<NewRow> = addresses
            .iter()
            .map(|address| NewRow {
                address: (*address).to_owned(),
                ..NewRow::default()
            })
            .collect();
        self.store
            .write(|w| {
                w.draft_aim(draft, &aim, DraftStep::Who, now)?;
                w.draft_rows_add(draft, &rows, now)
            })
            .unwrap();
        draft
    }

    /// Sends a draft and goes past the grace at once.
    pub(crate) fn send(&self, draft: DraftId) -> PlanId {
        let plan = self.send_with_grace(draft);
        self.engine.go_on(plan, Timestamp::now()).unwrap();
        plan
    }

    pub(crate) fn send_with_grace(&self, draft: DraftId) -> PlanId {
        let review = outbox::review(&self.store, draft).unwrap();
        outbox::send(&self.store, draft, &review.fingerprint, Timestamp::now()).unwrap()
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
                    aim: &draft.aim,
                    draft: draft.id,
                    created_at: now,
                    grace_until: now + outbox::GRACE,
                })?;
                w.step_add(&store::NewStep {
                    plan,
                    position: 1,
                    kind: store::StepKind::Invite,
                    name: "",
                    address: addresses[0],
                    compared: &step.compared,
                    group: "",
                    list_id: "",
                    act: step.act,
                    request: None,
                })?;
                Ok::<_, store::StoreError>(plan)
            })
            .unwrap()
    }

    pub(crate) async fn run_for(&self, milliseconds: u64) {
        self.start();
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }

    fn start(&self) {
        let engine = self.engine.clone();
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
        self.keys.changed(&self.place.account);
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
        let body = serde_json::json!({ "email": address, "role": "EDITOR" });
        self.post(&format!("/instance/{INSTANCE}/invitations"), &body)
            .await;
    }

    pub(crate) async fn make_instance(&self, slug: &str) {
        self.post("", &serde_json::json!({ "name": slug, "slug": slug }))
            .await;
    }

    async fn post(&self, path: &str, body: &serde_json::Value) {
        let Place { org, space, .. } = &self.place;
        let answer = plain_client()
            .post(format!(
                "http://{}/instances/v1/org/{org}/space/{space}{path}",
                self.practice.address()
            ))
            .header(
                "Authorization",
                format!("Basic {}", self.practice.key().expose_secret()),
            )
            .header("Content-Type", "application/json")
            .body(body.to_string())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 201);
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

fn plain_client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}
