//! Two plans that share a person, the platform they are sent to, and everything that may happen to
//! them.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use platform::{Cause, Fault, Proof, Slug, TaskStatus};
use proptest::prelude::*;
use samples::SampleStore;
use store::{
    Contents, DraftStep, Installation, Intent, MaterialContents, NewRow, PlanId, PlanState,
    Purpose, Request, RequestState, SnapshotRef, SpaceKind, StepKind, Store,
};
use vault::Vault;

use super::events::Happens;
use super::platform_model::{Done, Instance, Manners, Platform};

use crate::draft::send::write_down;
use crate::machine::Event;
use crate::{Outbox, OutboxOptions, StepAction, review};

pub(super) struct World {
    pub(super) store: Store,
    pub(super) outbox: Outbox,
    pub(super) platform: Platform,
    pub(super) plans: Vec<PlanId>,
    pub(super) now: Timestamp,
    _sample: SampleStore,
}

const PEOPLE: [(&str, &str); 4] = [
    ("ada@uni.example", "One"),
    ("grace@uni.example", "Two"),
    ("edsger@uni.example", "One"),
    ("barbara@uni.example", "Two"),
];

impl World {
    /// Two plans, each with two people of which one is in both; both were reviewed before
    /// either was written down.
    pub(super) fn new(purpose: Purpose, manners: Manners, foreign: bool) -> Self {
        let now: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
        let sample = SampleStore::opened_at(now);
        let (store, place) = (&sample.store, &sample.place);
        if manners.known || manners.honours_keys {
            let learn = |profile: &mut store::PlatformProfile| {
                let keys = vec![platform::Feature::IdempotencyKey];
                profile.extensions = Some(if manners.honours_keys { keys } else { vec![] });
                if manners.known {
                    profile.lists_pending = Some(manners.lists_pending);
                    profile.refuses_repeats = Some(manners.refuses_repeats);
                }
            };
            store.account_learn(&place.account, learn).unwrap();
        }
        let snapshot = SnapshotRef {
            instance: Slug::distributed(),
            instance_name: "Distributed".to_owned(),
            slug: "week_1".parse().unwrap(),
            name: "Week 1".to_owned(),
            at: None,
        };
        let intent = Intent {
            purpose: Some(purpose),
            snapshot: Some(snapshot),
            ..Intent::default()
        };
        let reviews = [&PEOPLE[..3], &PEOPLE[2..]].map(|people| {
            let draft = store
                .draft_new(place, "Finance", SpaceKind::Course, now)
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
            store
                .write(|w| {
                    w.draft_set_intent(draft, &intent, DraftStep::Review, now)?;
                    w.draft_rows_add(draft, &rows, now)
                })
                .unwrap();
            review(store, draft).unwrap()
        });
        let mut instances = BTreeMap::new();
        if foreign {
            let slug = reviews[0].to_invite[0].instance.clone().unwrap();
            let foreign = Instance {
                foreign: true,
                ..Instance::default()
            };
            instances.insert(slug, foreign);
        }
        let plans = reviews.map(|review| write_down(store, &review, now).unwrap());
        let outbox = Outbox::open(
            store,
            &Vault::system(),
            sample.folder(),
            sample.folder(),
            OutboxOptions::default(),
        );
        let world = Self {
            outbox,
            store: store.clone(),
            platform: Platform {
                manners,
                instances,
                emails: HashMap::new(),
                tasks: Vec::new(),
                keys: HashMap::new(),
            },
            plans: plans.to_vec(),
            now,
            _sample: sample,
        };
        for plan in &world.plans {
            world.outbox.actions.resume(*plan, now).unwrap();
        }
        world
    }

    pub(super) fn happen(&mut self, happens: &Happens) {
        let plan = self.plans[0];
        let now = self.now;
        // Too late for it, or nothing there to do it to: then nothing happens.
        match happens {
            Happens::Pause => drop(self.outbox.actions.pause(plan)),
            Happens::Resume => drop(self.outbox.actions.resume(plan, now)),
            Happens::Cancel => drop(self.outbox.actions.cancel(plan, now)),
            Happens::RetryFailed => drop(self.outbox.actions.retry_failed(plan, now)),
            Happens::RetryStep(at) => {
                let steps = self.store.steps(plan).unwrap();
                if let Some(step) = steps.get(*at) {
                    drop(
                        self.outbox
                            .actions
                            .act_on_steps(&[step.id], StepAction::Retry, now),
                    );
                }
            }
            Happens::Answer(answer) => {
                drop(self.outbox.actions.answer_existing(plan, *answer, now));
            }
            Happens::Other => self.plans.reverse(),
            Happens::DayPasses => {
                self.now += SignedDuration::from_hours(25);
                self.platform.keys.clear();
            }
            Happens::DataRestored => {
                let mark = Installation {
                    id: "another".to_owned(),
                    machine: "another".to_owned(),
                    generation: 1,
                };
                self.outbox.actions.hold_restored_data(&mark, now).unwrap();
                // Another installation with the same data may have created whatever has the slug and
                // the name of an instance of these plans and nobody in it. Nobody can tell.
                for instance in self.platform.instances.values_mut() {
                    instance.foreign = false;
                }
            }
            wire => self.deliver(plan, wire),
        }
    }

    /// Takes the next request of a plan a step further.
    fn deliver(&mut self, plan: PlanId, happens: &Happens) {
        let read = self.store.plan(plan).unwrap();
        if read.state != PlanState::Sending {
            return;
        }
        if read.departed_at.is_none() {
            if let Happens::PlaceRefuses = happens {
                let refused = fault(Proof::NotDone, Cause::NotAllowed);
                self.outbox
                    .engine
                    .departure_records
                    .record_fault(&read, &refused)
                    .unwrap();
                return;
            }
            let material = read.material.clone().map(|mut material| {
                material.contents = MaterialContents::Read(Contents {
                    files: vec!["/files/a".to_owned()],
                    ..Contents::of(Slug::distributed(), "week_1".parse().unwrap())
                });
                material
            });
            let seen = self.platform.departure_view();
            self.outbox
                .engine
                .departure_records
                .record_view(&read, &seen, material.as_ref(), self.now)
                .unwrap();
            return;
        }
        let Some(request) = self.next(plan) else {
            return;
        };
        self.now = self.now.max(request.due_at.unwrap_or(self.now)) + SignedDuration::from_secs(1);
        match request.state {
            RequestState::Running => self.poll(&request, happens),
            RequestState::LookingUp => self.look_up(&request, happens),
            _ => self.post(&read, &request, happens),
        }
    }

    /// The open request of a plan that is due first, now or later.
    fn next(&self, plan: PlanId) -> Option<Request> {
        let due = |at| {
            let due = self.store.requests_due(plan, at, 1).unwrap();
            due.first().map(|id| self.store.request(*id).unwrap())
        };
        due(self.now).or_else(|| due(self.store.request_due_after(plan, self.now).unwrap()?))
    }

    fn apply(&self, request: &Request, event: &Event<'_>) {
        let requests = &self.outbox.engine.requests;
        requests.apply(request, event, self.now).unwrap();
    }

    fn post(&mut self, plan: &store::Plan, request: &Request, happens: &Happens) {
        let requests = &self.outbox.engine.requests;
        let profile = requests.profile(plan.id).unwrap();
        let marked = requests.mark_sending(plan, request, &HashSet::new(), &profile, self.now);
        let Some(marked) = marked.unwrap() else {
            return;
        };
        self.platform.check_distribution(&marked.steps);
        let request = &marked.request;
        let lost = fault(Proof::Unknown, Cause::CutOff);
        match happens {
            Happens::Answers | Happens::FailsTask => {
                let (task, clash) = match self.platform.work(request) {
                    Done::Taken => (None, None),
                    Done::Task(task) => (Some(task), None),
                    Done::Clash => (None, Some(fault(Proof::Unknown, Cause::Clash))),
                };
                let event = match (task, &clash) {
                    (Some(task), _) => Event::TakenAsTask(task),
                    (_, Some(clash)) => Event::Failed(clash),
                    _ => Event::Taken,
                };
                self.apply(request, &event);
            }
            Happens::LosesAnswer => {
                self.platform.work(request);
                self.apply(request, &Event::Failed(&lost));
            }
            Happens::LosesRequest => self.apply(request, &Event::Failed(&lost)),
            Happens::Crash(arrived) => {
                if *arrived {
                    self.platform.work(request);
                }
                self.outbox.engine.recover(self.now).unwrap();
            }
            Happens::IsBusy => {
                let busy = fault(Proof::NotDone, Cause::Busy { retry_after: None });
                self.apply(request, &Event::Failed(&busy));
            }
            Happens::Refuses | Happens::PlaceRefuses => {
                let refused = fault(Proof::NotDone, Cause::NotAllowed);
                self.apply(request, &Event::Failed(&refused));
            }
            _ => {
                let gone = fault(Proof::NotDone, Cause::NoConnection);
                self.apply(request, &Event::Failed(&gone));
            }
        }
    }

    fn look_up(&mut self, request: &Request, happens: &Happens) {
        let steps = self.store.steps_of_request(request.id).unwrap();
        let busy = fault(Proof::NotDone, Cause::Busy { retry_after: None });
        let event = match (steps.first(), happens) {
            (_, Happens::IsBusy | Happens::HasNoConnection) => Event::LookupFailed(&busy),
            (Some(step), _) if step.kind == StepKind::Create => {
                Event::LookedUpInstance(self.platform.found(step), self.now)
            }
            (Some(step), _) if step.kind == StepKind::Invite => {
                Event::LookedUpMember(self.platform.membership(step), self.now)
            }
            _ => {
                let lands = matches!(happens, Happens::Answers);
                let arrivals = steps.iter();
                let arrivals = arrivals.map(|step| (step.id, self.platform.arrival(step, lands)));
                let arrivals = arrivals.collect();
                let requests = &self.outbox.engine.requests;
                let now = self.now;
                return requests
                    .apply_arrivals(request, &arrivals, now, now)
                    .unwrap();
            }
        };
        self.apply(request, &event);
    }

    fn poll(&mut self, request: &Request, happens: &Happens) {
        let task = usize::try_from(request.task.unwrap()).unwrap();
        let busy = fault(Proof::NotDone, Cause::Busy { retry_after: None });
        let event = match happens {
            Happens::Answers | Happens::Crash(_) => {
                self.platform.tasks[task].1 = true;
                Event::Polled(Some(&TaskStatus::Completed), None)
            }
            Happens::FailsTask => Event::Polled(Some(&TaskStatus::Failed), None),
            Happens::LosesAnswer => Event::Polled(Some(&TaskStatus::Running), None),
            _ => Event::PollFailed(&busy),
        };
        self.apply(request, &event);
    }

    /// From now on everything is answered, until both plans are settled.
    pub(super) fn calm(&mut self) -> Result<(), TestCaseError> {
        for _ in 0..400 {
            let mut moves = false;
            for plan in self.plans.clone() {
                let read = self.store.plan(plan).unwrap();
                moves |= read.state != PlanState::Settled;
                if matches!(read.state, PlanState::Paused | PlanState::Held) {
                    self.outbox.actions.resume(plan, self.now).unwrap();
                }
                self.deliver(plan, &Happens::Answers);
            }
            if !moves {
                return Ok(());
            }
        }
        Err(TestCaseError::fail(format!(
            "never came to an end: {:#?}",
            self.standing()
        )))
    }
}

fn fault(proof: Proof, cause: Cause) -> Fault {
    let status = match cause {
        Cause::Clash => Some(409),
        _ => None,
    };
    Fault {
        proof,
        cause,
        status,
        incident: None,
        detail: None,
    }
}
