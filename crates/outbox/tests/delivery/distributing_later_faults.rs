//! What goes wrong while a snapshot is distributed to instances that exist: targets that are refused or
//! gone, a lost answer, and the end of the process.

use std::time::Duration;

use jiff::Timestamp;
use outbox::{Hold, Why};
use pretty_assertions::assert_eq;
use serde_json::json;
use store::{
    DistributionWish, DraftId, OnOverwrite, PlanId, PlanState, RequestState, StepKind, StepState,
};

use crate::bench::distributing_later::{chosen, slug};
use crate::bench::network::Answer;
use crate::bench::replaced::Replaced;
use crate::bench::{Bench, bench, bench_on};

#[simulated::test]
async fn one_target_that_is_refused_does_not_stop_the_others() {
    let bench = bench().await;
    let slugs: Vec<String> = (0..12).map(|n| format!("r{n:02}")).collect();
    for slug in &slugs {
        bench.make_instance(slug).await;
    }
    let wish = chosen(&slugs.iter().map(String::as_str).collect::<Vec<_>>());
    let draft = bench.distribution(wish).await;
    bench.compare(draft).await;
    let plan = first_request_waits(&bench, draft).await;
    // The plan has departed, so from here on only the platform can tell.
    bench.delete_instance("r05").await;
    bench.settled(plan).await;
    for slug in &slugs {
        let state = if slug == "r05" {
            StepState::Refused
        } else {
            StepState::Done
        };
        assert_eq!(bench.state_of(plan, slug), state, "{slug}");
    }
}

/// Holds the first request back, so that what happens meanwhile is known to the platform alone.
async fn first_request_waits(bench: &Bench, draft: DraftId) -> PlanId {
    let wait = json!({ "kind": "unavailable", "methods": ["POST"], "times": 1, "retry_after": 2 });
    bench.faults(json!({ "rules": [wait] })).await;
    let plan = bench.send(draft);
    bench
        .until("tried", |bench| {
            let requests = bench.store.requests(plan).unwrap();
            requests.iter().any(|request| request.tries == 1)
        })
        .await;
    plan
}

#[simulated::test]
async fn three_of_many_targets_that_refuse_are_found_by_halves() {
    // Three batches. More take the practice platform longer than a test may.
    const TARGETS: usize = 500;
    let bench = bench().await;
    let slugs: Vec<String> = (0..TARGETS).map(|n| format!("t{n:04}")).collect();
    bench.make_instances(&slugs).await;
    let chosen = chosen(&slugs.iter().map(String::as_str).collect::<Vec<_>>());
    // Nothing has to be read of targets that may be overwritten.
    let wish = DistributionWish {
        on_overwrite: OnOverwrite::Overwrite,
        ..chosen
    };
    let draft = bench.distribution(wish).await;
    let plan = first_request_waits(&bench, draft).await;
    // Two of the same batch, and one of another.
    let refusing = ["t0007", "t0150", "t0412"];
    for slug in refusing {
        bench.delete_instance(slug).await;
    }
    bench.settled(plan).await;
    let steps = bench.steps(plan);
    assert_eq!(steps.len(), TARGETS);
    for step in &steps {
        let slug = step.instance.as_ref().unwrap().as_str();
        let (state, why) = if refusing.contains(&slug) {
            (StepState::Refused, Some(Why::Deleted))
        } else {
            (StepState::Done, None)
        };
        let reason = step.reason.as_ref().map(|reason| reason.why);
        assert_eq!((step.state, reason), (state, why), "{slug}");
    }
    let asked = bench.distributions_asked().await;
    // Three batches, the one that waited, and for each that refuses two for each of eight halvings.
    assert!(asked <= 4 + 3 * 16, "{asked} requests");
    for slug in ["t0006", "t0151", "t0499"] {
        assert_eq!(bench.snapshots_before(slug).await, 1, "{slug} got it once");
    }
}

#[simulated::test]
async fn a_course_that_turned_read_only_refuses_all_targets_at_once() {
    let bench = bench().await;
    let slugs: Vec<String> = (0..40).map(|n| format!("r{n:02}")).collect();
    bench.make_instances(&slugs).await;
    let wish = chosen(&slugs.iter().map(String::as_str).collect::<Vec<_>>());
    let draft = bench.distribution(wish).await;
    bench.compare(draft).await;
    let said = r#"{"ctxid":"c","err":"forbidden","incident_id":"INC-7","msg":"read-only"}"#;
    let forbidden = Answer::json(403, said);
    bench
        .network
        .replaces(Replaced::all("POST", "/distribution/", forbidden));
    let plan = bench.send(draft);
    bench.settled(plan).await;
    for slug in &slugs {
        assert_eq!(bench.state_of(plan, slug), StepState::Refused, "{slug}");
        assert_eq!(bench.why_of(plan, slug), Some(Why::NotAllowed), "{slug}");
    }
    assert_eq!(
        bench.store.requests(plan).unwrap().len(),
        1,
        "none is tried alone"
    );
    assert_eq!(bench.distributions_asked().await, 0);
}

#[simulated::test]
async fn a_target_that_is_gone_at_departure_is_refused_and_the_others_go_on() {
    let bench = bench().await;
    bench.make_instance("one").await;
    bench.make_instance("two").await;
    let draft = bench.distribution(chosen(&["one", "two"])).await;
    bench.compare(draft).await;
    let plan = bench.send_with_grace(draft);
    bench.delete_instance("one").await;
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.why_of(plan, "one"), Some(Why::NotFound));
    assert_eq!(bench.state_of(plan, "two"), StepState::Done);
    assert_eq!(bench.distributions_asked().await, 1, "it wasn't even asked");
}

#[simulated::test]
async fn a_snapshot_that_is_gone_puts_the_plan_on_hold() {
    let bench = bench().await;
    bench.make_instance("one").await;
    bench.make_instance("source").await;
    let draft = bench.distribution(chosen(&["one"])).await;
    let mut intent = bench.store.draft(draft).unwrap().intent;
    let snapshot = intent.snapshot.as_mut().unwrap();
    snapshot.slug = slug("deleted_since");
    let now = Timestamp::now();
    bench
        .store
        .write(|w| w.draft_set_intent(draft, &intent, store::DraftStep::Review, now))
        .unwrap();
    let plan = bench.send(draft);
    bench
        .until("held", |bench| {
            bench.store.plan(plan).unwrap().state == PlanState::Held
        })
        .await;
    assert_eq!(
        bench.store.plan(plan).unwrap().hold,
        Some(Hold::SnapshotGone)
    );
    assert_eq!(bench.distributions_asked().await, 0);
}

#[simulated::test]
async fn a_plan_that_is_found_in_the_middle_distributes_to_nobody_twice() {
    for bare in [false, true] {
        let bench = bench_on(|options| options.bare = bare).await;
        for n in 0..5 {
            bench.make_instance(&format!("r{n}")).await;
        }
        let wish = chosen(&["r0", "r1", "r2", "r3", "r4"]);
        let draft = bench.distribution(wish).await;
        let plan = bench.send(draft);
        for _ in 0..6 {
            bench.run_for(Duration::from_millis(60)).await;
            bench.stop().await;
            bench.outbox.engine.recover(Timestamp::now()).unwrap();
        }
        bench.settled(plan).await;
        for n in 0..5 {
            let instance = format!("r{n}");
            assert!(bench.snapshots_before(&instance).await <= 1, "{instance}");
            if bench.state_of(plan, &instance) == StepState::Done {
                assert!(bench.has_material(&instance).await);
            }
        }
        assert_eq!(bench.states_of(plan, StepKind::Distribute).len(), 5);
    }
}

#[simulated::test]
async fn a_lost_answer_is_never_followed_by_a_second_distribution_over_what_is_there() {
    let bench = bench_on(|options| options.bare = true).await;
    bench.make_instance("one").await;
    let draft = bench.distribution(chosen(&["one"])).await;
    bench.compare(draft).await;
    bench.network.replaces(Replaced {
        times: 1,
        carried_out: true,
        ..Replaced::all("POST", "/distribution/", Answer::CutOff)
    });
    let plan = bench.send(draft);
    bench
        .until("decided", |bench| {
            let state = bench.states(plan)[0];
            matches!(state, StepState::Done | StepState::Unknown)
        })
        .await;
    assert_eq!(bench.distributions_asked().await, 1);
    assert_eq!(bench.snapshots_before("one").await, 1);
}

#[simulated::test]
async fn a_lost_answer_is_looked_up_where_the_targets_were_read_too_long_ago_to_repeat_it() {
    let bench = bench().await;
    bench.make_instance("one").await;
    let draft = bench.distribution(chosen(&["one"])).await;
    bench.compare(draft).await;
    bench.network.replaces(Replaced {
        then_everything: true,
        carried_out: true,
        ..Replaced::all("POST", "/distribution/", Answer::CutOff)
    });
    let plan = bench.send(draft);
    bench
        .until("lost", |bench| {
            let requests = bench.store.requests(plan).unwrap();
            requests.iter().any(|request| request.maybe_taken)
        })
        .await;
    bench.outbox.actions.pause(plan).unwrap();
    bench
        .until("nothing in flight", |bench| {
            let mut requests = bench.store.requests(plan).unwrap().into_iter();
            requests.all(|request| request.state == RequestState::Waiting)
        })
        .await;
    bench.network.passes_everything_on();
    bench.clock_jumps(11 * 60);
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    let account = bench.place.account.clone();
    bench
        .until("looked up", |bench| {
            bench.outbox.probe_now(&account);
            bench.states(plan) == [StepState::Done]
        })
        .await;
    assert_eq!(bench.snapshots_before("one").await, 1);
}
