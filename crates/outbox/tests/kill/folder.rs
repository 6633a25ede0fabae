//! A data folder as the app has one: an account, drafts, plans.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use outbox::{Outbox, OutboxOptions, StepAction};
use store::{
    AccountId, AccountKind, DraftId, DraftStep, Intent, NewInstances, NewRow, Place, Purpose,
    RequestId, SpaceKind, Step, StepId, StepKind, StepState, Store,
};
use vault::{Keep, Vault};

use crate::platform::Platform;

const SPACE: &str = "Finance I";

pub(crate) fn file(data: &Path) -> PathBuf {
    data.join("cohort.db")
}

pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    place: Place,
}

impl Folder {
    /// A new one, with the platform's account, that has seen its spaces.
    pub(crate) async fn new(path: PathBuf, platform: &Platform) -> Self {
        let now = Timestamp::now();
        let store = Store::open(&file(&path), now).unwrap().store;
        let account = AccountId::practice();
        let address = platform.address();
        let at = address.parse().unwrap();
        store
            .account_add(&account, AccountKind::Practice, "Practice", &at, now)
            .unwrap();
        let vault = Vault::system();
        let key = platform.key().to_owned().into();
        vault.keep(&address, key, Keep::ThisRun).await.unwrap();
        let outbox = outbox(&store, &vault, &path);
        let cache = &outbox.cache;
        cache.refresh_spaces(&account, now).await.unwrap();
        let orgs = cache.spaces(&account).unwrap().unwrap().list;
        let (org, space) = orgs
            .iter()
            .flat_map(|org| org.spaces.iter().map(move |space| (&org.org, space)))
            .find(|(_, space)| space.name == SPACE)
            .unwrap();
        let place = Place {
            account,
            org: org.slug.clone(),
            space: space.slug.clone(),
        };
        Self { path, place }
    }

    /// The data, for as long as nobody delivers.
    pub(crate) fn store(&self) -> Store {
        Store::open(&file(&self.path), Timestamp::now())
            .unwrap()
            .store
    }

    /// A draft that invites into the shared instance.
    pub(crate) fn draft(&self, people: &[String]) -> DraftId {
        let intent = Intent {
            purpose: Some(Purpose::Shared),
            instance: Some("group_a".parse().unwrap()),
            ..Intent::default()
        };
        self.draft_for(&intent, people)
    }

    /// A draft that makes everybody an instance, with what was handed out so far.
    pub(crate) fn draft_of_own(&self, people: &[String]) -> DraftId {
        let intent = Intent {
            purpose: Some(Purpose::Individual),
            ..Intent::default()
        };
        self.draft_for(&intent, people)
    }

    /// A draft that creates these instances, with what was handed out so far, and invites nobody.
    pub(crate) fn draft_of_instances(&self, names: &[String]) -> DraftId {
        let intent = Intent {
            purpose: Some(Purpose::Instances),
            new_instances: NewInstances {
                several: true,
                names: names.join("\n"),
                ..NewInstances::default()
            },
            ..Intent::default()
        };
        self.draft_for(&intent, &[])
    }

    fn draft_for(&self, intent: &Intent, people: &[String]) -> DraftId {
        let (store, now) = (self.store(), Timestamp::now());
        let draft = store
            .draft_new(&self.place, SPACE, SpaceKind::Course, now)
            .unwrap()
            .id;
        let rows: Vec<NewRow> = people
            .iter()
            .map(|address| NewRow {
                address: address.clone(),
                ..NewRow::default()
            })
            .collect();
        store
            .write(|w| {
                w.draft_set_intent(draft, intent, DraftStep::People, now)?;
                w.draft_rows_add(draft, &rows, now)
            })
            .unwrap();
        draft
    }

    /// Sends a draft and goes past the grace.
    pub(crate) fn send(&self, draft: DraftId) {
        {
            let (store, now) = (self.store(), Timestamp::now());
            let review = outbox::review(&store, draft).unwrap();
            outbox::send(&store, draft, &review.fingerprint, now).unwrap();
        }
        self.go_on();
    }

    /// Goes past the grace of whatever was sent.
    pub(crate) fn go_on(&self) {
        let actions = self.outbox().actions;
        for plan in self.store().plans_in_grace().unwrap().readable {
            actions.resume(plan.id, Timestamp::now()).unwrap();
        }
    }

    /// What a user does at the end: retries what failed, and has what may have been lost looked up once
    /// more. Says whether there was anything of either.
    pub(crate) fn tidy_up(&self) -> bool {
        let steps = self.steps();
        let failed = |step: &Step| matches!(step.state, StepState::Refused | StepState::GaveUp);
        let lost: Vec<StepId> = steps
            .iter()
            .filter(|step| step.kind == StepKind::Distribute && step.state == StepState::Unknown)
            .map(|step| step.id)
            .collect();
        let (actions, now) = (self.outbox().actions, Timestamp::now());
        let any = steps.iter().any(failed);
        if any {
            for plan in self.store().plans().unwrap().readable {
                actions.retry_failed(plan.id, now).unwrap();
            }
        }
        if !lost.is_empty() {
            actions
                .act_on_steps(&lost, StepAction::LookUpAgain, now)
                .unwrap();
        }
        any || !lost.is_empty()
    }

    fn outbox(&self) -> Outbox {
        outbox(&self.store(), &Vault::system(), &self.path)
    }

    pub(crate) fn steps(&self) -> Vec<Step> {
        let store = self.store();
        let plans = store.plans().unwrap().readable;
        plans
            .iter()
            .flat_map(|plan| store.steps(plan.id).unwrap())
            .collect()
    }

    /// The requests that were sent again because a lookup showed nothing of them.
    pub(crate) fn resent_after_absence(&self) -> Vec<RequestId> {
        let store = self.store();
        let plans = store.plans().unwrap().readable;
        plans
            .iter()
            .flat_map(|plan| store.requests(plan.id).unwrap())
            .filter(|request| request.resent_after_absence)
            .map(|request| request.id)
            .collect()
    }
}

fn outbox(store: &Store, vault: &Vault, path: &Path) -> Outbox {
    let settings = path.join("settings");
    Outbox::open(store, vault, path, &settings, OutboxOptions::default())
}

/// This many people whom no platform knows.
pub(crate) fn people(count: usize) -> Vec<String> {
    (1..=count)
        .map(|n| format!("person.{n}@new.example"))
        .collect()
}
