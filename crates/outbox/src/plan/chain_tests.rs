//! Whole chains against a platform made of a few sets: whatever is answered, lost, paused,
//! cancelled and retried in whatever order, and wherever Cohort ends in between.

#[path = "chain_tests_platform.rs"]
mod platform_model;

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};
use platform::{Cause, Fault, Proof, Slug, TaskStatus};
use proptest::prelude::*;
use store::{
    AccountId, AccountKind, Contents, DraftStep, ExistingInstance, Installation, Intent,
    MaterialContents, NewRow, Place, PlanId, PlanState, Purpose, Request, RequestState,
    SnapshotRef, SpaceKind, Step, StepKind, StepState, Store,
};
use tempfile::TempDir;
use vault::Vault;

use platform_model::{Done, Instance, Manners, Platform};

use crate::draft::send::write_down;
use crate::machine::Event;
use crate::{Outbox, OutboxOptions, StepAction, review};

#[derive(Debug, Clone)]
enum Happens {
    Answers,
    LosesAnswer,
    LosesRequest,
    IsBusy,
    HasNoConnection,
    Refuses,
    FailsTask,
    /// Cohort ends while something is on the wire; whether it arrived is the flag.
    Crash(bool),
    Pause,
    Resume,
    Cancel,
    RetryFailed,
    RetryStep(usize),
    Answer(ExistingInstance),
    /// The other plan has its turn.
    Other,
    /// So long that the platform has forgotten all keys.
    DayPasses,
    /// The data are copied; what is under way may have been sent from elsewhere.
    DataRestored,
    /// The place refuses whoever departs.
    PlaceRefuses,
}

fn happens() -> impl Strategy<Value = Happens> {
    let existing = prop::sample::select(vec![
        ExistingInstance::InviteOnly,
        ExistingInstance::Distribute,
        ExistingInstance::Skip,
    ]);
    prop_oneof![
        10 => Just(Happens::Answers),
        4 => Just(Happens::LosesAnswer),
        3 => Just(Happens::LosesRequest),
        2 => Just(Happens::IsBusy),
        1 => Just(Happens::HasNoConnection),
        1 => Just(Happens::Refuses),
        1 => Just(Happens::FailsTask),
        2 => any::<bool>().prop_map(Happens::Crash),
        1 => Just(Happens::Pause),
        1 => Just(Happens::Resume),
        1 => Just(Happens::Cancel),
        2 => Just(Happens::RetryFailed),
        1 => (0_usize..9).prop_map(Happens::RetryStep),
        1 => existing.prop_map(Happens::Answer),
        3 => Just(Happens::Other),
        1 => Just(Happens::DayPasses),
        1 => Just(Happens::DataRestored),
        1 => Just(Happens::PlaceRefuses),
    ]
}

struct World {
    store: Store,
    outbox: Outbox,
    platform: Platform,
    plans: Vec<PlanId>,
    now: Timestamp,
    _folder: TempDir,
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
    fn new(purpose: Purpose, manners: Manners, foreign: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
        let store = Store::open(&folder.path().join("cohort.db"), now)
            .unwrap()
            .store;
        let account = AccountId::practice();
        store
            .account_add(
                &account,
                AccountKind::Practice,
                "P",
                "http://127.0.0.1:1",
                now,
            )
            .unwrap();
        if manners.known || manners.honours_keys {
            let learn = |profile: &mut store::PlatformProfile| {
                let keys = vec!["idempotency_key".to_owned()];
                profile.extensions = Some(if manners.honours_keys { keys } else { vec![] });
                if manners.known {
                    profile.lists_pending = Some(manners.lists_pending);
                    profile.refuses_repeats = Some(manners.refuses_repeats);
                }
            };
            store.account_learn(&account, learn).unwrap();
        }
        let place = Place {
            account,
            org: "uni".parse().unwrap(),
            space: "finance".parse().unwrap(),
        };
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
                .draft_new(&place, "Finance", SpaceKind::Course, now)
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
                    w.draft_intent(draft, &intent, DraftStep::Review, now)?;
                    w.draft_rows_add(draft, &rows, now)
                })
                .unwrap();
            review(&store, draft).unwrap()
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
        let plans = reviews.map(|review| write_down(&store, &review, now).unwrap());
        let outbox = Outbox::open(
            &store,
            &Vault::system(),
            folder.path(),
            folder.path(),
            OutboxOptions::default(),
        );
        let world = Self {
            outbox,
            store,
            platform: Platform {
                manners,
                instances,
                emails: HashMap::new(),
                tasks: Vec::new(),
                keys: HashMap::new(),
            },
            plans: plans.to_vec(),
            now,
            _folder: folder,
        };
        for plan in &world.plans {
            world.outbox.actions.resume(*plan, now).unwrap();
        }
        world
    }

    fn happen(&mut self, happens: &Happens) {
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
                    .departures
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
                .departures
                .record_view(plan, &seen, material.as_ref(), self.now)
                .unwrap();
            return;
        }
        let Some(request) = self.next(plan) else {
            return;
        };
        self.now = self.now.max(request.due_at.unwrap_or(self.now)) + SignedDuration::from_secs(1);
        match request.state {
            RequestState::Running => self.poll(&request, happens),
            RequestState::LookingUp => self.look(&request, happens),
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
        let marked = requests.mark_sending(plan, request, &profile, self.now);
        let Some(marked) = marked.unwrap() else {
            return;
        };
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

    fn look(&self, request: &Request, happens: &Happens) {
        let steps = self.store.steps_of_request(request.id).unwrap();
        let busy = fault(Proof::NotDone, Cause::Busy { retry_after: None });
        let event = match (steps.first(), happens) {
            (_, Happens::IsBusy | Happens::HasNoConnection) => Event::LookupFailed(&busy),
            (Some(step), _) if step.kind == StepKind::Create => {
                Event::LookedUpInstance(self.platform.found(step))
            }
            (Some(step), _) if step.kind == StepKind::Invite => {
                Event::LookedUpMember(self.platform.membership(step))
            }
            _ => Event::LookupUnclear,
        };
        self.apply(request, &event);
    }

    fn poll(&mut self, request: &Request, happens: &Happens) {
        let task = usize::try_from(request.task.unwrap()).unwrap();
        let busy = fault(Proof::NotDone, Cause::Busy { retry_after: None });
        let event = match happens {
            Happens::Answers | Happens::Crash(_) => {
                self.platform.tasks[task].1 = true;
                Event::Polled(&TaskStatus::Completed, None)
            }
            Happens::FailsTask => Event::Polled(&TaskStatus::Failed, None),
            Happens::LosesAnswer => Event::Polled(&TaskStatus::Running, None),
            _ => Event::PollFailed(&busy),
        };
        self.apply(request, &event);
    }

    /// From now on everything is answered, until both plans are settled.
    fn calm(&mut self) -> Result<(), TestCaseError> {
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

    fn standing(&self) -> Vec<String> {
        let plans = self.plans.iter();
        plans
            .flat_map(|plan| self.store.steps(*plan).unwrap())
            .map(|step| {
                let request = step
                    .request
                    .map(|id| self.store.write(|w| w.request(id)).unwrap().state);
                format!(
                    "{} {:?} {} {:?} {request:?} waits for act: {}",
                    step.plan, step.kind, step.address, step.state, step.waits_for_act
                )
            })
            .collect()
    }

    fn hold_to_the_rules(&self) -> Result<(), TestCaseError> {
        for ((slug, address), emails) in &self.platform.emails {
            prop_assert_eq!(*emails, 1, "{} into {}", address, slug);
        }
        for plan in &self.plans {
            for step in self.store.steps(*plan).unwrap() {
                let before = self.store.write(|w| w.steps_before(step.id)).unwrap();
                let there =
                    |step: &Step| matches!(step.state, StepState::Done | StepState::Already);
                // What will never be sent from here as it stands keeps nobody else from it.
                let act = step
                    .act
                    .map(|act| self.store.write(|w| w.act(act)).unwrap());
                let chain = step.act.map(|act| {
                    let chain = self.store.write(|w| w.steps_of_chain(*plan, act));
                    chain.unwrap()
                });
                let unsure = |step: &Step| {
                    let request = |id| self.store.write(|w| w.request(id)).unwrap();
                    let elsewhere = step.request.is_some_and(|id| request(id).maybe_taken);
                    step.state == StepState::Unknown
                        || step.state == StepState::Blocked && elsewhere
                };
                let sure = chain.is_some_and(|chain| !chain.iter().any(unsure));
                let keeps = act.is_some_and(|(_, open)| open) && sure && !step.waits_for_act;
                match step.state {
                    StepState::Refused | StepState::GaveUp | StepState::Cancelled => {
                        prop_assert!(!keeps, "keeps its act: {:#?}", self.standing());
                    }
                    StepState::Waiting | StepState::Sending => {
                        prop_assert!(false, "still under way: {:#?}", self.standing());
                    }
                    StepState::Blocked => {
                        let reason = step.reason.unwrap();
                        let root = reason.waits_for.unwrap();
                        let root = self.store.write(|w| w.step(root)).unwrap();
                        let stands = !there(&root)
                            && !matches!(root.state, StepState::Waiting | StepState::Sending);
                        prop_assert!(stands, "{:#?}", self.standing());
                    }
                    StepState::Done => {
                        prop_assert!(before.iter().all(there), "{:#?}", self.standing());
                    }
                    _ => {}
                }
            }
        }
        Ok(())
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

fn kind() -> Manners {
    Manners {
        honours_keys: false,
        lists_pending: true,
        refuses_repeats: true,
        known: true,
    }
}

#[test]
fn a_chain_waits_for_another_plan_s_with_all_of_its_steps_and_is_already_with_it() {
    let mut world = World::new(Purpose::Individual, kind(), false);
    let second = world.plans[1];
    let waiting = world.store.steps(second).unwrap();
    assert!(
        waiting[..3]
            .iter()
            .all(|step| step.waits_for_act && step.request.is_none())
    );
    world.calm().unwrap();
    let states: Vec<_> = world.store.steps(second).unwrap();
    let states: Vec<_> = states.iter().map(|step| step.state).collect();
    assert_eq!(states[..3], [StepState::Already; 3]);
    assert_eq!(states[3..], [StepState::Done; 3]);
    world.hold_to_the_rules().unwrap();
}

#[test]
fn a_chain_takes_over_when_the_act_it_waits_for_is_closed_undone() {
    let mut world = World::new(Purpose::Individual, kind(), false);
    let [first, second] = [world.plans[0], world.plans[1]];
    world.outbox.actions.cancel(first, world.now).unwrap();
    world.calm().unwrap();
    let states = |plan| {
        let steps = world.store.steps(plan).unwrap();
        steps.iter().map(|step| step.state).collect::<Vec<_>>()
    };
    assert_eq!(states(first), [StepState::Cancelled; 9]);
    assert_eq!(states(second), [StepState::Done; 6]);
    world.hold_to_the_rules().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every interleaving comes to an end; nothing is distributed to after somebody was invited
    /// into it; nobody is invited twice; nothing stays blocked by what is done.
    #[test]
    fn whole_chains_hold_to_the_rules_in_every_interleaving(
        story in prop::collection::vec(happens(), 0..60),
        groups in any::<bool>(),
        foreign in any::<bool>(),
        honours_keys in any::<bool>(),
        lists_pending in any::<bool>(),
        refuses_repeats in any::<bool>(),
        known in any::<bool>(),
    ) {
        let manners = Manners { honours_keys, lists_pending, refuses_repeats, known };
        let purpose = if groups { Purpose::Groups } else { Purpose::Individual };
        let mut world = World::new(purpose, manners, foreign);
        for event in &story {
            world.happen(event);
        }
        world.calm()?;
        world.hold_to_the_rules()?;
        for plan in world.plans.clone() {
            world.outbox.actions.retry_failed(plan, world.now).unwrap();
        }
        world.calm()?;
        world.hold_to_the_rules()?;
    }
}
