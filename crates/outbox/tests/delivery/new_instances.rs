//! Instances that are added by themselves, with nobody invited into them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::{Hold, NewInstanceObstacle, Report, SendError, Why};
use pretty_assertions::assert_eq;
use serde_json::json;
use store::{
    Intent, MaterialChoice, NewInstances, PlanCounts, PlanId, PlanState, Purpose, StepKind,
    StepState,
};

use crate::bench::{Bench, bench, bench_on};

fn instances(names: &str) -> Intent {
    Intent {
        purpose: Some(Purpose::Instances),
        material: MaterialChoice::Nothing,
        new_instances: NewInstances {
            several: true,
            names: names.to_owned(),
            description: "For the term project".to_owned(),
            ..NewInstances::default()
        },
        ..Intent::default()
    }
}

impl Bench {
    fn instances_draft(&self, intent: &Intent) -> store::DraftId {
        self.draft_for(intent, &[])
    }

    fn targets(&self, plan: PlanId) -> PlanCounts {
        let plan = self.store.plan(plan).unwrap();
        self.store.plan_targets(&plan).unwrap()
    }

    /// Runs until the plan is settled, and answers whatever it asks by going on.
    async fn settled_past_questions(&self, plan: PlanId) {
        self.until("settled", |bench| {
            let state = bench.store.plan(plan).unwrap().state;
            if state == PlanState::Held {
                bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
            }
            state == PlanState::Settled
        })
        .await;
    }

    async fn posts(&self) -> Vec<String> {
        let asked = self.asked().await.into_iter();
        asked
            .filter(|asked| asked.method == "POST")
            .map(|asked| asked.path)
            .collect()
    }
}

#[simulated::test]
async fn instances_are_created_and_start_with_a_snapshot_and_nobody_is_emailed() {
    let bench = bench().await;
    let snapshot = bench.snapshot("master", "week_3_material").await;
    let intent = Intent {
        material: MaterialChoice::Snapshot,
        snapshot: Some(snapshot),
        ..instances("Reds\nBlues")
    };
    let draft = bench.instances_draft(&intent);
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(
        outbox::words::sentence(&review).unwrap(),
        "2 instances will be created in Finance I, each starting with Week 3 material of Master."
    );
    let (_, requests) = outbox::preview_requests(&bench.store, &review, 5).unwrap();
    assert_eq!(requests, 3, "two instances, and one distribution to both");
    let plan = bench.send(draft);
    // What can't be distributed was never looked at, so it is asked about.
    bench
        .until("held", |bench| {
            bench.store.plan(plan).unwrap().state == PlanState::Held
        })
        .await;
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done; 4]);
    let targets = bench.targets(plan);
    assert_eq!((targets.done, targets.all()), (2, 2), "{targets:?}");
    for (slug, name) in [("reds", "Reds"), ("blues", "Blues")] {
        assert_eq!(bench.names_of(slug).await, [name]);
        assert!(!bench.files_in(slug).await.is_empty());
    }
    assert_eq!(bench.distributions_sent(plan), 1);
    let mut posts = bench.posts().await;
    posts.retain(|path| path.contains("invitations"));
    assert_eq!(posts, [""; 0], "nobody is invited");

    let report = Report::of(&bench.store, plan, &TimeZone::UTC, Timestamp::now()).unwrap();
    assert_eq!(report.title, "2 new instances");
    let page = report.to_html().unwrap();
    assert!(page.contains("Reds") && page.contains("Blues"), "{page}");
    // The next one with the same name has to have another slug, and isn't created twice.
    bench.refresh().await;
    let again = bench.instances_draft(&instances("Reds"));
    let review = outbox::review(&bench.store, again).unwrap();
    let problem = review.new_instances.list[0].problem.clone();
    let suggestion = "reds_2".parse().unwrap();
    assert_eq!(
        problem,
        Some(NewInstanceObstacle::SlugTaken {
            by: "Reds".to_owned(),
            suggestion
        })
    );
    let sent = outbox::send(&bench.store, again, &review.fingerprint, Timestamp::now());
    assert!(matches!(sent, Err(SendError::NewInstances(1))), "{sent:?}");
}

#[simulated::test]
async fn an_instance_whose_answer_is_lost_is_found_by_slug_and_name_and_created_once() {
    for bare in [false, true] {
        for lost in ["lost_answer", "lost_request"] {
            let bench = bench_on(|options| options.bare = bare).await;
            bench
                .faults(json!({ "rules": [{
                    "kind": lost, "times": 1, "methods": ["POST"], "path": "/instances/",
                }] }))
                .await;
            let plan = bench.send(bench.instances_draft(&instances("Reds\nBlues\nGreens")));
            bench.settled(plan).await;
            assert_eq!(bench.states(plan), [StepState::Done; 3], "{bare} {lost}");
            for slug in ["reds", "blues", "greens"] {
                assert_eq!(bench.names_of(slug).await.len(), 1, "{bare} {lost} {slug}");
            }
        }
    }
}

#[simulated::test]
async fn an_instance_of_another_name_is_not_taken_for_the_one_whose_request_was_lost() {
    let bench = bench_on(|options| options.bare = true).await;
    bench
        .faults(json!({ "rules": [
            { "kind": "delay", "ms": 400, "methods": ["POST"] },
            { "kind": "lost_request", "times": 1, "methods": ["POST"], "path": "/instances/" },
        ] }))
        .await;
    let plan = bench.send(bench.instances_draft(&instances("The Reds")));
    bench.paused_until_the_answer_is_lost(plan).await;
    // Somebody else takes the slug in between. The instance is named like its slug, and ours isn't.
    bench.make_instance("the_reds").await;
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Refused]);
    assert_eq!(bench.reason(plan), Why::SlugTaken);
    assert_eq!(bench.names_of("the_reds").await, ["the_reds"]);
}

#[simulated::test]
async fn a_slug_that_is_taken_meanwhile_refuses_this_instance_alone() {
    let bench = bench().await;
    let draft = bench.instances_draft(&instances("Reds\nBlues"));
    bench.make_instance("reds").await;
    let plan = bench.send(draft);
    bench.settled(plan).await;
    assert_eq!(
        bench.states_of(plan, StepKind::Create),
        [StepState::Refused, StepState::Done]
    );
    assert_eq!(bench.whys(plan, StepState::Refused), [Why::SlugTaken]);
    let targets = bench.targets(plan);
    assert_eq!((targets.done, targets.refused), (1, 1), "{targets:?}");
    // And not a question about somebody's individual instance.
    assert_eq!(bench.store.plan(plan).unwrap().state, PlanState::Settled);
}

#[simulated::test]
async fn two_plans_for_the_same_instance_create_it_once() {
    let bench = bench().await;
    let (first, second) = (
        bench.instances_draft(&instances("Reds")),
        bench.instances_draft(&instances("Reds")),
    );
    let plan = bench.send_with_grace(first);
    let review = outbox::review(&bench.store, second).unwrap();
    let suggestion = "reds_2".parse().unwrap();
    assert_eq!(
        review.new_instances.list[0].problem,
        Some(NewInstanceObstacle::SlugUnderWay { suggestion })
    );
    // Undone, it is free again, and the draft comes back as it was.
    bench.outbox.actions.cancel(plan, Timestamp::now()).unwrap();
    let draft = bench.store.draft(first).unwrap();
    assert_eq!(draft.intent, instances("Reds"));
    let review = outbox::review(&bench.store, second).unwrap();
    assert_eq!(review.new_instances.to_fix(), 0);
}

#[simulated::test]
async fn an_instance_that_another_plan_creates_meanwhile_is_refused_with_its_material() {
    let bench = bench().await;
    let with_material = Intent {
        material: MaterialChoice::Distributed,
        ..instances("Reds")
    };
    let slug_becomes_free = async || {
        bench.delete_instance("reds").await;
        bench.platform_clock_advances(25 * 60 * 60).await;
        bench.refresh().await;
    };
    let actions = &bench.outbox.actions;
    let first = bench.instances_draft(&with_material);
    bench.make_instance("reds").await;
    let first = bench.send(first);
    bench.settled_past_questions(first).await;
    assert_eq!(bench.whys(first, StepState::Refused), [Why::SlugTaken]);
    slug_becomes_free().await;

    let second = bench.send_with_grace(bench.instances_draft(&instances("Reds")));
    actions.retry_failed(first, Timestamp::now()).unwrap();
    assert!(bench.steps(first)[0].waits_for_act);
    actions.resume(second, Timestamp::now()).unwrap();
    bench.settled(second).await;
    bench.settled_past_questions(first).await;
    assert_eq!(bench.states(second), [StepState::Done]);
    assert_eq!(
        bench.states(first),
        [StepState::Refused, StepState::Blocked],
        "nothing of it was distributed, so nothing says that it was"
    );
    assert_eq!(bench.whys(first, StepState::Refused), [Why::SlugTaken]);
    let again = outbox::draft_of_refused_instances(&bench.store, first, Timestamp::now());
    let again = bench.store.draft(again.unwrap().unwrap()).unwrap();
    assert_eq!(again.intent.material, MaterialChoice::Distributed);

    slug_becomes_free().await;
    actions.retry_failed(first, Timestamp::now()).unwrap();
    bench.settled_past_questions(first).await;
    assert_eq!(bench.states(first), [StepState::Done; 2]);
}

#[simulated::test]
async fn a_plan_for_new_instances_whose_snapshot_is_gone_waits_for_the_user() {
    let bench = bench().await;
    let mut snapshot = bench.snapshot("master", "week_3_material").await;
    snapshot.slug = "deleted_meanwhile".parse().unwrap();
    let intent = Intent {
        material: MaterialChoice::Snapshot,
        snapshot: Some(snapshot),
        ..instances("Reds")
    };
    let plan = bench.send(bench.instances_draft(&intent));
    bench
        .until("held", |bench| {
            bench.store.plan(plan).unwrap().hold == Some(Hold::SnapshotGone)
        })
        .await;
    assert_eq!(bench.names_of("reds").await, [""; 0], "nothing was created");
}

#[simulated::test]
async fn the_description_goes_with_the_creation_also_when_it_is_retried() {
    let bench = bench().await;
    bench.make_instance("reds").await;
    bench.delete_instance("reds").await;
    let plan = bench.send(bench.instances_draft(&instances("Reds")));
    bench.settled(plan).await;
    assert_eq!(bench.whys(plan, StepState::Refused), [Why::NotListed]);
    // The slug is free again a day later.
    bench.platform_clock_advances(25 * 60 * 60).await;
    let actions = &bench.outbox.actions;
    actions.retry_failed(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
    for request in bench.store.requests(plan).unwrap() {
        let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        assert_eq!(body["description"], "For the term project");
    }
}
