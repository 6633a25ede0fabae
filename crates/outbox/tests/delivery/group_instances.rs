//! Group instances, and the people invited into them.

use jiff::Timestamp;
use outbox::Why;
use serde_json::json;
use store::{ExistingInstance, Intent, Purpose, StepKind, StepState};

use crate::bench::bench;

fn groups() -> Intent {
    Intent {
        purpose: Some(Purpose::Groups),
        ..Intent::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_group_gets_one_instance_and_its_people_are_invited_into_it() {
    let bench = bench().await;
    bench.make_instance("team_two").await;
    let people = [
        ("ada@new.example", "Team One"),
        ("grace@new.example", "Team Two"),
        ("edsger@new.example", "team one"),
    ];
    let draft = bench.draft_for(&groups(), &people);
    bench.refresh().await;
    let review = outbox::review(&bench.store, draft).unwrap();
    let group_instances: Vec<_> = review
        .group_instances
        .iter()
        .map(|instance| (instance.slug.as_str(), instance.people, instance.exists))
        .collect();
    assert_eq!(
        group_instances,
        [("team_one", 2, false), ("team_two", 1, true)]
    );
    let plan = bench.send(draft);
    bench.settled(plan).await;
    assert_eq!(
        bench.states_of(plan, StepKind::Create),
        [StepState::Done, StepState::Already]
    );
    assert_eq!(
        bench.states_of(plan, StepKind::Distribute),
        [StepState::Done, StepState::Already]
    );
    assert_eq!(
        bench.states_of(plan, StepKind::Invite),
        [StepState::Done; 3]
    );
    assert!(!bench.files_in("team_one").await.is_empty());
    assert!(
        bench.files_in("team_two").await.is_empty(),
        "not ours to write into"
    );
    for (address, _) in people {
        assert_eq!(bench.emails(address).await, 1, "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_a_group_blocks_group_instances() {
    let bench = bench().await;
    let people = [("ada@new.example", "Team One"), ("grace@new.example", " ")];
    let draft = bench.draft_for(&groups(), &people);
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(review.no_group.len(), 1);
    let sent = outbox::send(&bench.store, draft, &review.fingerprint, Timestamp::now());
    assert!(matches!(sent, Err(outbox::SendError::NoGroup(1))));
}

#[tokio::test(flavor = "multi_thread")]
async fn people_whose_group_instance_is_refused_are_free_for_another_list() {
    let bench = bench().await;
    bench.make_instance("reds").await;
    bench.delete_instance("reds").await;
    let people = [("ada@new.example", "Reds"), ("grace@new.example", "Blues")];
    let plan = bench.send(bench.draft_for(&groups(), &people));
    bench.settled(plan).await;
    assert_eq!(bench.whys(plan, StepState::Refused), [Why::NotListed]);
    assert_eq!(
        bench.whys(plan, StepState::Blocked).last(),
        Some(&Why::WaitsFor)
    );

    // The next list has her in a group whose instance can be created.
    let again = [
        ("ada@new.example", "Greens"),
        ("grace@new.example", "Blues"),
    ];
    let second = bench.draft_for(&groups(), &again);
    let review = outbox::review(&bench.store, second).unwrap();
    assert_eq!(review.to_invite.len(), 1, "and not: invited already");
    // So does a list with the very same group.
    let third = bench.draft_for(&groups(), &people);
    let review = outbox::review(&bench.store, third).unwrap();
    assert_eq!(review.to_invite.len(), 1);
    let second = bench.send(second);
    bench.settled(second).await;
    assert_eq!(bench.emails("ada@new.example").await, 1);
    assert_eq!(bench.emails("grace@new.example").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_instance_that_is_retried_takes_its_people_back_unless_another_plan_has_them() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{ "kind": "failed_task" }] }))
        .await;
    let people = [("ada@new.example", "Reds"), ("grace@new.example", "Reds")];
    let plan = bench.send(bench.draft_for(&groups(), &people));
    bench.settled(plan).await;
    assert_eq!(
        bench.states(plan)[1..],
        [StepState::Refused, StepState::Blocked, StepState::Blocked]
    );
    // Meanwhile somebody else invites one of them into that very instance.
    let other = bench.send(bench.draft_into("reds", &["ada@new.example"]));
    bench.settled(other).await;
    assert_eq!(bench.states(other), [StepState::Done]);
    bench.faults(json!({})).await;
    bench
        .outbox
        .actions
        .retry_failed(plan, Timestamp::now())
        .unwrap();
    bench.settled(plan).await;
    // What is in the instance may be her work by now, so nothing is written into it unasked.
    assert_eq!(bench.whys(plan, StepState::Refused), [Why::Exists]);
    let now = Timestamp::now();
    let answered = bench
        .outbox
        .actions
        .answer_existing(plan, ExistingInstance::InviteOnly, now);
    answered.unwrap();
    bench.settled(plan).await;
    assert_eq!(
        bench.states(plan)[2..],
        [StepState::Already, StepState::Done]
    );
    for (person, _) in people {
        assert_eq!(bench.emails(person).await, 1, "{person}");
    }
}
