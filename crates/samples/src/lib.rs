//! What the tests of several crates begin with: a store that holds the practice account, a course of
//! it, an instance, and a plan or a step in any state. No platform stands behind them.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use platform::{BaseUrl, Instance};
use store::{
    AccountId, AccountKind, DraftId, Intent, Place, Plan, PlanId, PlanState, Reason, SpaceKind,
    Step, StepId, StepKind, StepState, Store, Why,
};
use tempfile::TempDir;

/// What the course is called.
pub const COURSE: &str = "Finance I";

/// When the samples were made.
pub fn now() -> Timestamp {
    "2026-03-02T10:42:00Z".parse().unwrap()
}

/// A course of the practice account.
pub fn course() -> Place {
    Place {
        account: AccountId::practice(),
        org: "uni".parse().unwrap(),
        space: "finance_i".parse().unwrap(),
    }
}

/// An instance of which nothing is known but its slug and its name.
pub fn instance(slug: &str, name: &str) -> Instance {
    Instance {
        name: name.to_owned(),
        slug: slug.parse().unwrap(),
        role: None,
        description: None,
        creation_timestamp: None,
        archival_timestamp: None,
        rearchive_after_timestamp: None,
    }
}

/// A plan for the course in which nothing has happened yet.
pub fn plan(state: PlanState) -> Plan {
    Plan {
        id: PlanId(1),
        place: course(),
        space_name: COURSE.to_owned(),
        intent: Intent::default(),
        draft: DraftId(1),
        state,
        hold: None,
        hold_until: None,
        created_at: now(),
        grace_until: now(),
        departed_at: None,
        departures_asked: 0,
        departs_from: None,
        last_progress_at: None,
        cancelled_at: None,
        settled_at: None,
        material: None,
        saw_all: false,
    }
}

/// A step in a state, for a reason.
pub fn step(kind: StepKind, state: StepState, why: Option<Why>) -> Step {
    Step {
        id: StepId(1),
        plan: PlanId(1),
        kind,
        name: String::new(),
        address: String::new(),
        normalized: None,
        group: String::new(),
        list_id: String::new(),
        act: None,
        request: None,
        instance: None,
        instance_name: String::new(),
        waits_for_act: false,
        overwrites: false,
        distribute_tries: 0,
        reinvite: false,
        state,
        reason: why.map(Reason::of),
        settled_at: None,
    }
}

/// A store in a folder of its own, which goes when this does.
pub struct SampleStore {
    pub store: Store,
    /// The course.
    pub place: Place,
    folder: TempDir,
}

impl SampleStore {
    /// Holds the practice account and nothing else.
    pub fn new() -> Self {
        Self::opened_at(now())
    }

    /// Holds the practice account and nothing else, and was made at this time.
    pub fn opened_at(now: Timestamp) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder.path().join("cohort.db"), now);
        let place = course();
        let (kind, nowhere) = (
            AccountKind::Practice,
            BaseUrl::parse("http://127.0.0.1:1").unwrap(),
        );
        store
            .account_add(&place.account, kind, "Practice", &nowhere, now)
            .unwrap();
        Self {
            store,
            place,
            folder,
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The data file.
    pub fn file(&self) -> PathBuf {
        self.folder().join("cohort.db")
    }

    /// The same data, as after another start.
    pub fn reopened(&self) -> Store {
        open(&self.file(), now())
    }

    /// A new, empty draft for the course.
    pub fn draft(&self) -> DraftId {
        let drafted = self
            .store
            .draft_new(&self.place, COURSE, SpaceKind::Course, now());
        drafted.unwrap().id
    }
}

fn open(file: &Path, now: Timestamp) -> Store {
    let opened = Store::open(file, now).unwrap();
    assert_eq!(opened.set_aside, None, "no sample is a damaged file");
    opened.store
}

impl Default for SampleStore {
    fn default() -> Self {
        Self::new()
    }
}
