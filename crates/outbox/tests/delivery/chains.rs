//! Chains of steps: an instance is created, material is distributed to it, and the person is
//! invited.

use std::time::Duration;

use jiff::Timestamp;
use outbox::{Hold, StepAction, Why};
use practice::RepeatInvite;
use roster::{NormalizedAddress, individual_slug};
use serde_json::json;
use store::{Intent, MaterialChoice, PlanId, PlanState, Purpose, StepKind, StepState};

use crate::bench::{Bench, bench, bench_on};

pub(crate) const FIVE: [&str; 5] = [
    "ada@new.example",
    "grace@new.example",
    "edsger@new.example",
    "barbara@new.example",
    "donald@new.example",
];

pub(crate) fn own() -> Intent {
    Intent {
        purpose: Some(Purpose::Individual),
        ..Intent::default()
    }
}

impl Bench {
    pub(crate) fn individual_draft(&self, intent: &Intent, people: &[&str]) -> store::DraftId {
        let people: Vec<_> = people.iter().map(|address| (*address, "")).collect();
        self.draft_for(intent, &people)
    }

    pub(crate) fn individual_slug(&self, address: &str) -> String {
        let normalized = NormalizedAddress::of(address).unwrap();
        individual_slug(
            self.place.org.as_str(),
            self.place.space.as_str(),
            &normalized,
        )
    }

    pub(crate) fn states_of(&self, plan: PlanId, kind: StepKind) -> Vec<StepState> {
        let steps = self.steps(plan).into_iter();
        steps
            .filter(|step| step.kind == kind)
            .map(|step| step.state)
            .collect()
    }

    pub(crate) fn distributions_sent(&self, plan: PlanId) -> usize {
        let requests = self.store.requests(plan).unwrap();
        requests
            .iter()
            .filter(|request| request.kind == platform::CallKind::Distribute)
            .count()
    }

    pub(crate) fn whys(&self, plan: PlanId, state: StepState) -> Vec<Why> {
        let steps = self.steps(plan).into_iter();
        steps
            .filter(|step| step.state == state)
            .filter_map(|step| step.reason)
            .map(|reason| reason.why)
            .collect()
    }

    /// Every person of the list has an instance of their own, with the material in it where it
    /// was made for them, and one mail.
    async fn all_is_well(&self, people: &[&str], with_material: bool) {
        for address in people {
            let slug = self.individual_slug(address);
            assert_eq!(self.names_of(&slug).await, [*address], "{address}");
            let files = self.files_in(&slug).await;
            assert_eq!(!files.is_empty(), with_material, "{address}: {files:?}");
            assert_eq!(self.emails(address).await, 1, "{address}");
        }
    }
}

#[simulated::test]
async fn everybody_gets_one_instance_with_the_distributed_history_in_it_and_one_email() {
    let bench = bench().await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done; 15]);
    bench.all_is_well(&FIVE, true).await;
    assert_eq!(bench.distributions_sent(plan), 1, "one serves them all");
    let people = bench
        .store
        .plan_targets(&bench.store.plan(plan).unwrap())
        .unwrap();
    assert_eq!((people.done, people.all()), (5, 5));
}

#[simulated::test]
async fn a_chosen_snapshot_is_distributed_and_what_cannot_be_is_said_first() {
    let bench = bench().await;
    let chosen = bench.snapshot("master", "week_1_material").await;
    let intent = Intent {
        material: MaterialChoice::Snapshot,
        snapshot: Some(chosen.clone()),
        ..own()
    };
    // Never read: what the home holds is found at departure, and asked about.
    let plan = bench.send(bench.individual_draft(&intent, &FIVE[..1]));
    bench
        .until("held", |bench| {
            bench.store.plan(plan).unwrap().state == PlanState::Held
        })
        .await;
    let hold = bench.store.plan(plan).unwrap().hold;
    let names = vec!["notes.txt".to_owned()];
    assert_eq!(hold, Some(Hold::CannotDistribute { names }));
    assert_eq!(bench.emails(FIVE[0]).await, 0);
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    let files = bench.files_in(&bench.individual_slug(FIVE[0])).await;
    assert!(files.contains(&"week_1".to_owned()) && !files.contains(&"week_3".to_owned()));

    // Read when it was chosen: it was said then.
    let cache = &bench.outbox.cache;
    let now = Timestamp::now();
    let contents = cache
        .read_contents(&bench.place, &chosen.instance, &chosen.slug, now)
        .await
        .unwrap();
    assert_eq!(contents.cannot.len(), 1);
    let plan = bench.send(bench.individual_draft(&intent, &FIVE[1..2]));
    bench.settled(plan).await;
    bench.all_is_well(&FIVE[1..2], true).await;
}

#[simulated::test]
async fn a_snapshot_that_is_gone_holds_the_plan() {
    let bench = bench().await;
    let mut chosen = bench.snapshot("master", "week_1_material").await;
    chosen.slug = "never_there".parse().unwrap();
    let intent = Intent {
        material: MaterialChoice::Snapshot,
        snapshot: Some(chosen),
        ..own()
    };
    let plan = bench.send(bench.individual_draft(&intent, &FIVE[..1]));
    bench
        .until("held", |bench| {
            bench.store.plan(plan).unwrap().state == PlanState::Held
        })
        .await;
    let hold = bench.store.plan(plan).unwrap().hold;
    assert_eq!(hold, Some(Hold::SnapshotGone));
    assert!(
        bench
            .names_of(&bench.individual_slug(FIVE[0]))
            .await
            .is_empty()
    );
}

#[simulated::test]
async fn where_nothing_was_distributed_the_instances_stay_empty() {
    let mut bench = bench().await;
    bench.place.space = "econometrics".parse().unwrap();
    // Found at departure …
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..1]));
    bench.settled(plan).await;
    assert_eq!(
        bench.states_of(plan, StepKind::Distribute),
        [StepState::Already]
    );
    bench.all_is_well(&FIVE[..1], false).await;
    // … or known before.
    let now = Timestamp::now();
    let cache = &bench.outbox.cache;
    cache.refresh_snapshots(&bench.place, now).await.unwrap();
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[1..2]));
    assert_eq!(bench.states_of(plan, StepKind::Distribute), []);
    bench.settled(plan).await;
    bench.all_is_well(&FIVE[1..2], false).await;
}

/// What each kind of step is called by on the wire.
const PLACES: [&str; 3] = ["/instances/v1/", "/distribution/", "/invitations"];

#[simulated::test]
async fn a_lost_answer_at_any_step_makes_nothing_twice() {
    for bare in [false, true] {
        for kind in ["lost_answer", "lost_request", "half_answer"] {
            let bench = bench_on(|options| options.bare = bare).await;
            bench.teaches_that_pending_people_are_listed().await;
            let rules: Vec<_> = PLACES
                .iter()
                .map(|path| json!({ "kind": kind, "times": 1, "methods": ["POST"], "path": path }))
                .collect();
            bench.faults(json!({ "rules": rules })).await;
            let people = &FIVE[..2];
            let plan = bench.send(bench.individual_draft(&own(), people));
            bench.settled(plan).await;
            assert_eq!(
                bench.states(plan),
                [StepState::Done; 6],
                "{kind}, bare: {bare}"
            );
            bench.all_is_well(people, true).await;
        }
    }
}

#[simulated::test]
async fn on_the_worst_platform_what_cannot_be_known_is_left_to_the_user() {
    let bench = bench_on(|options| {
        options.bare = true;
        options.repeat_invite = RepeatInvite::Again;
    })
    .await;
    let rules: Vec<_> = PLACES
        .iter()
        .map(|path| json!({ "kind": "lost_answer", "times": 1, "methods": ["POST"], "path": path }))
        .collect();
    bench.faults(json!({ "rules": rules })).await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..2]));
    bench.settled(plan).await;
    let mut invited = bench.states_of(plan, StepKind::Invite);
    invited.sort_by_key(|state| *state == StepState::Unknown);
    assert_eq!(invited, [StepState::Done, StepState::Unknown]);
    bench.all_is_well(&FIVE[..2], true).await;
}

#[simulated::test]
async fn a_failed_distribution_is_repeated_once_with_each_instance_alone() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{ "kind": "failed_task", "times": 1, "path": "Distribute" }] }))
        .await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..2]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done; 6]);
    assert_eq!(bench.distributions_sent(plan), 3);
    bench.all_is_well(&FIVE[..2], true).await;
}

#[simulated::test]
async fn what_waits_for_a_refused_step_is_blocked_until_that_is_retried() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{ "kind": "failed_task", "path": "Distribute" }] }))
        .await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..1]));
    bench.settled(plan).await;
    assert_eq!(
        bench.states(plan),
        [StepState::Done, StepState::Refused, StepState::Blocked]
    );
    let steps = bench.steps(plan);
    let blocked = steps[2].reason.as_ref().unwrap();
    assert_eq!(
        (blocked.why, blocked.waits_for),
        (Why::WaitsFor, Some(steps[1].id))
    );
    assert_eq!(
        bench.emails(FIVE[0]).await,
        0,
        "not before the material is there"
    );
    bench.faults(json!({})).await;
    let now = Timestamp::now();
    bench.outbox.actions.retry_failed(plan, now).unwrap();
    assert_eq!(bench.states(plan)[2], StepState::Waiting);
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done; 3]);
    bench.all_is_well(&FIVE[..1], true).await;
}

#[simulated::test]
async fn only_what_depends_on_a_refused_step_is_held_up() {
    let bench = bench().await;
    // Deleted less than a day ago: the slug is taken, and not listed.
    let slug = bench.individual_slug(FIVE[0]);
    bench.make_instance(&slug).await;
    bench.delete_instance(&slug).await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..3]));
    bench.settled(plan).await;
    assert_eq!(
        bench.states(plan)[..3],
        [StepState::Refused, StepState::Blocked, StepState::Blocked]
    );
    assert_eq!(bench.whys(plan, StepState::Refused), [Why::NotListed]);
    assert_eq!(bench.states(plan)[3..], [StepState::Done; 6]);
    bench.all_is_well(&FIVE[1..3], true).await;
}

#[simulated::test]
async fn taking_a_chain_back_before_anything_left_brings_the_draft_back() {
    let bench = bench().await;
    let draft = bench.individual_draft(&own(), &FIVE[..1]);
    let plan = bench.send_with_grace(draft);
    bench.outbox.actions.cancel(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Cancelled; 3]);
    let again = bench.send(draft);
    bench.settled(again).await;
    assert_eq!(bench.states(again), [StepState::Done; 3]);
    bench.all_is_well(&FIVE[..1], true).await;
}

#[simulated::test]
async fn a_crash_at_any_moment_makes_nothing_twice() {
    for bare in [false, true] {
        let bench = bench_on(|options| options.bare = bare).await;
        bench.teaches_that_pending_people_are_listed().await;
        bench
            .faults(json!({ "rules": [
                { "kind": "delay", "ms": 40, "methods": ["POST"] },
                { "kind": "slow_task", "ms": 300 },
            ] }))
            .await;
        let plan = bench.send(bench.individual_draft(&own(), &FIVE));
        let mut pause = Duration::from_millis(30);
        while bench.store.plan(plan).unwrap().state != PlanState::Settled {
            bench.run_for(pause).await;
            bench.stop().await;
            bench.outbox.engine.recover(Timestamp::now()).unwrap();
            // Later and later, so that it comes to an end before the pauses between tries are long.
            pause += pause / 2 + Duration::from_millis(20);
        }
        let unknown = bench.steps(plan).into_iter();
        let unknown = unknown.filter(|step| step.state == StepState::Unknown);
        let unknown: Vec<_> = unknown.map(|step| step.id).collect();
        if !unknown.is_empty() {
            // Without keys, what is lost twice on its way out is left to the user.
            assert!(bare);
            assert_eq!(bench.whys(plan, StepState::Unknown)[0], Why::TaskLost);
            let actions = &bench.outbox.actions;
            actions
                .act_on_steps(&unknown, StepAction::SendAgain, Timestamp::now())
                .unwrap();
            bench.settled(plan).await;
        }
        assert_eq!(bench.states(plan), [StepState::Done; 15], "bare: {bare}");
        bench.all_is_well(&FIVE, true).await;
    }
}

#[simulated::test]
async fn cancelling_stops_the_rest_of_each_chain() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{ "kind": "slow_task", "ms": 1500 }] }))
        .await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..2]));
    bench
        .until("distributing", |bench| {
            bench.states_of(plan, StepKind::Distribute) == [StepState::Sending; 2]
        })
        .await;
    bench.outbox.actions.cancel(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    // What was on its way is awaited, nothing follows it.
    assert_eq!(
        bench.states_of(plan, StepKind::Distribute),
        [StepState::Done; 2]
    );
    assert_eq!(
        bench.states_of(plan, StepKind::Invite),
        [StepState::Cancelled; 2]
    );
    assert_eq!(bench.emails(FIVE[0]).await, 0);

    // One of them wanted after all: the instance is there and filled, and is invited into.
    let step = bench.steps(plan)[2].id;
    let now = Timestamp::now();
    bench
        .outbox
        .actions
        .act_on_steps(&[step], StepAction::Retry, now)
        .unwrap();
    bench.settled(plan).await;
    assert_eq!(
        bench.states_of(plan, StepKind::Invite),
        [StepState::Done, StepState::Cancelled]
    );
    bench.all_is_well(&FIVE[..1], true).await;
}
