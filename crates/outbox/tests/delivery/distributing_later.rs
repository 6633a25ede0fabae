//! Distributing a snapshot to instances that exist.

use jiff::Timestamp;
use outbox::{SendError, TargetFate, Why};
use pretty_assertions::assert_eq;
use store::{
    DistributionScope, DistributionWish, ExistingInstance, OnOverwrite, OverwriteDecision,
    StepState,
};

use crate::bench::bench;
use crate::bench::distributing_later::{chosen, slug};

#[simulated::test]
async fn everyone_gets_the_material_with_a_snapshot_first_and_master_and_the_source_do_not() {
    let bench = bench().await;
    bench.make_instance("one").await;
    bench.make_instance("two").await;
    let draft = bench.distribution(DistributionWish::default()).await;
    bench.compare(draft).await;
    let fates = bench.fates(draft);
    assert!(fates.iter().all(|(slug, _)| slug != "master"));
    assert!(fates.contains(&("one".to_owned(), TargetFate::Receives)));
    // What it holds would be overwritten, so it is skipped until the user says otherwise.
    assert!(fates.contains(&("distributed".to_owned(), TargetFate::Skipped)));
    let plan = bench.send(draft);
    bench.settled(plan).await;
    for instance in ["one", "two"] {
        assert_eq!(bench.state_of(plan, instance), StepState::Done);
        assert!(bench.has_material(instance).await);
        assert_eq!(bench.snapshots_before(instance).await, 1);
    }
    assert_eq!(bench.snapshots_before("distributed").await, 0);
    assert_eq!(bench.distributions_asked().await, 1, "one request for all");
    let targets = bench
        .store
        .plan_targets(&bench.store.plan(plan).unwrap())
        .unwrap();
    assert_eq!(targets.done, targets.all());
}

#[simulated::test]
async fn an_instance_in_which_something_would_be_overwritten_is_skipped_unless_the_user_says_so() {
    let bench = bench().await;
    bench.make_instance("kept").await;
    bench.make_instance("changed").await;
    let first = bench.distribution(chosen(&["kept", "changed"])).await;
    bench.compare(first).await;
    let first = bench.send(first);
    bench.settled(first).await;

    let wish = DistributionWish {
        decisions: [(slug("changed"), OverwriteDecision::Overwrite)].into(),
        ..chosen(&["kept", "changed"])
    };
    let again = bench.distribution(wish).await;
    bench.compare(again).await;
    assert_eq!(
        bench.fates(again),
        [
            ("changed".to_owned(), TargetFate::Overwritten),
            ("kept".to_owned(), TargetFate::Skipped),
        ]
    );
    let review = outbox::review(&bench.store, again).unwrap();
    assert_eq!(
        outbox::words::sentence(&review).unwrap(),
        "Week 3 material of Master will be distributed to 1 instance in Finance I, after a snapshot of it."
    );
    let again = bench.send(again);
    bench.settled(again).await;
    assert_eq!(
        bench.states(again),
        [StepState::Done],
        "one target, one step"
    );
    assert_eq!(bench.snapshots_before("changed").await, 2);
    assert_eq!(bench.snapshots_before("kept").await, 1);
}

#[simulated::test]
async fn targets_that_were_never_compared_are_compared_at_departure_and_asked_about() {
    let bench = bench().await;
    bench.make_instance("full").await;
    bench.make_instance("empty").await;
    let first = bench.distribution(chosen(&["full"])).await;
    let first = bench.send(first);
    bench.settled(first).await;
    assert_eq!(bench.states(first), [StepState::Done], "it was empty");

    // Everything that was found is forgotten, as on a computer that was offline since.
    let now = Timestamp::now();
    bench
        .store
        .compared_targets_sweep(now + jiff::SignedDuration::from_hours(1))
        .unwrap();
    let draft = bench.distribution(chosen(&["full", "empty"])).await;
    let fates = bench.fates(draft);
    assert!(
        fates
            .iter()
            .all(|(_, fate)| *fate == TargetFate::AskedLater)
    );
    let plan = bench.send(draft);
    bench.settled(plan).await;
    assert_eq!(bench.state_of(plan, "empty"), StepState::Done);
    assert_eq!(bench.state_of(plan, "full"), StepState::Refused);
    assert_eq!(bench.why_of(plan, "full"), Some(Why::WouldOverwrite));
    assert_eq!(
        bench.snapshots_before("full").await,
        1,
        "nothing happened to it"
    );

    let actions = &bench.outbox.actions;
    actions
        .answer_existing(plan, ExistingInstance::Distribute, Timestamp::now())
        .unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.state_of(plan, "full"), StepState::Done);
    assert_eq!(bench.snapshots_before("full").await, 2);
}

#[simulated::test]
async fn targets_that_turn_out_to_be_overwritten_are_skipped_where_the_user_said_so() {
    let bench = bench().await;
    bench.make_instance("full").await;
    let first = bench.distribution(chosen(&["full"])).await;
    let first = bench.send(first);
    bench.settled(first).await;
    let now = Timestamp::now();
    bench
        .store
        .compared_targets_sweep(now + jiff::SignedDuration::from_hours(1))
        .unwrap();
    for (on_overwrite, state) in [
        (OnOverwrite::Skip, StepState::Cancelled),
        (OnOverwrite::Overwrite, StepState::Done),
    ] {
        let wish = DistributionWish {
            on_overwrite,
            ..chosen(&["full"])
        };
        let plan = bench.distribution(wish).await;
        let plan = bench.send(plan);
        bench.settled(plan).await;
        assert_eq!(bench.states(plan), [state], "{on_overwrite:?}");
    }
    assert_eq!(bench.snapshots_before("full").await, 2);
}

#[simulated::test]
async fn what_somebody_writes_between_the_review_and_the_departure_is_not_overwritten() {
    let bench = bench().await;
    bench.make_instance("one").await;
    let draft = bench.distribution(chosen(&["one"])).await;
    bench.compare(draft).await;
    assert_eq!(bench.fates(draft)[0].1, TargetFate::Receives);
    let plan = bench.send_with_grace(draft);
    // Meanwhile another plan puts the files there, and a quarter of an hour goes by.
    let other = bench
        .distribution_of("week_1_material", chosen(&["one"]))
        .await;
    let other = bench.send(other);
    bench.past_the_home(other).await;
    bench.clock_jumps(15 * 60);
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.why_of(plan, "one"), Some(Why::WouldOverwrite));
    assert_eq!(bench.snapshots_before("one").await, 1);
}

#[simulated::test]
async fn those_who_had_it_from_here_are_not_among_the_targets() {
    let bench = bench().await;
    bench.make_instance("had").await;
    bench.make_instance("new").await;
    let first = bench.distribution(chosen(&["had"])).await;
    let first = bench.send(first);
    bench.settled(first).await;
    let not_yet = DistributionWish {
        scope: DistributionScope::NotYet,
        ..DistributionWish::default()
    };
    let draft = bench.distribution(not_yet.clone()).await;
    let slugs: Vec<String> = bench
        .fates(draft)
        .into_iter()
        .map(|(slug, _)| slug)
        .collect();
    assert!(slugs.contains(&"new".to_owned()));
    assert!(!slugs.contains(&"had".to_owned()));
    // Another snapshot is another matter.
    let draft = bench.distribution_of("week_1_material", not_yet).await;
    let slugs: Vec<String> = bench
        .fates(draft)
        .into_iter()
        .map(|(slug, _)| slug)
        .collect();
    assert!(slugs.contains(&"had".to_owned()));
}

#[simulated::test]
async fn people_are_emailed_if_the_user_wants_it_and_with_the_message() {
    let bench = bench().await;
    for (notify, emails) in [(false, 0), (true, 1)] {
        let wish = DistributionWish {
            on_overwrite: OnOverwrite::Overwrite,
            notify,
            message: "Read it before Monday.".to_owned(),
            ..chosen(&["group_a"])
        };
        let draft = bench.distribution(wish).await;
        let review = outbox::review(&bench.store, draft).unwrap();
        let (requests, count) = outbox::preview_requests(&bench.store, &review, 3).unwrap();
        assert_eq!((requests.len(), count), (1, 1));
        let body = String::from_utf8_lossy(&requests[0].body).into_owned();
        assert_eq!(body.contains("before Monday"), notify, "{body}");
        assert!(body.contains(r#""auto_snapshot":true"#), "{body}");
        let plan = bench.send(draft);
        bench.settled(plan).await;
        assert_eq!(bench.states(plan), [StepState::Done]);
        assert_eq!(bench.emails("ada.lovelace@uni.example").await, emails);
    }
}

#[simulated::test]
async fn a_draft_whose_targets_changed_since_the_review_is_reviewed_again() {
    let bench = bench().await;
    bench.make_instance("one").await;
    let draft = bench.distribution(chosen(&["one"])).await;
    let review = outbox::review(&bench.store, draft).unwrap();
    bench.compare(draft).await;
    let sent = outbox::send(&bench.store, draft, &review.fingerprint, Timestamp::now());
    assert!(matches!(sent, Err(SendError::Changed)), "{sent:?}");
    let nothing = bench.distribution(chosen(&["no_such_instance"])).await;
    let review = outbox::review(&bench.store, nothing).unwrap();
    assert_eq!(review.targets.gone, [slug("no_such_instance")]);
    let sent = outbox::send(&bench.store, nothing, &review.fingerprint, Timestamp::now());
    assert!(matches!(sent, Err(SendError::NoTargets)), "{sent:?}");
}

#[simulated::test]
async fn undoing_brings_the_draft_back_and_nothing_leaves() {
    let bench = bench().await;
    bench.make_instance("one").await;
    let draft = bench.distribution(chosen(&["one"])).await;
    let plan = bench.send_with_grace(draft);
    bench.outbox.actions.cancel(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.store.draft(draft).unwrap().id, draft);
    assert_eq!(bench.distributions_asked().await, 0);
}

#[simulated::test]
async fn two_plans_with_the_same_snapshot_distribute_it_once() {
    let bench = bench().await;
    bench.make_instance("one").await;
    let wish = DistributionWish {
        on_overwrite: OnOverwrite::Overwrite,
        ..chosen(&["one"])
    };
    let one = bench.distribution(wish.clone()).await;
    let other = bench.distribution(wish).await;
    let one = bench.send_with_grace(one);
    let other = bench.send_with_grace(other);
    for plan in [one, other] {
        bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    }
    bench.settled(one).await;
    bench.settled(other).await;
    assert_eq!(bench.states(one), [StepState::Done]);
    assert_eq!(bench.states(other), [StepState::Already]);
    assert_eq!(bench.snapshots_before("one").await, 1);
}
