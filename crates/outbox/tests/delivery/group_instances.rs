//! Group instances, and the people invited into them.

use jiff::Timestamp;
use outbox::{ChoiceError, GroupInstanceState, IntentChoice, SendError, SendObstacle, Why};
use serde_json::json;
use store::{
    DraftStep, ExistingInstance, Intent, MaterialChoice, NewInstances, Purpose, StepKind, StepState,
};

use crate::bench::bench;
use crate::bench::replaced::Replaced;

fn groups() -> Intent {
    Intent {
        purpose: Some(Purpose::Groups),
        ..Intent::default()
    }
}

#[simulated::test]
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
        .map(|instance| (instance.slug.as_str(), instance.people, instance.state))
        .collect();
    assert_eq!(
        group_instances,
        [
            ("team_one", 2, GroupInstanceState::New),
            ("team_two", 1, GroupInstanceState::Exists),
        ]
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

#[simulated::test]
async fn somebody_without_a_group_blocks_group_instances() {
    let bench = bench().await;
    let people = [("ada@new.example", "Team One"), ("grace@new.example", " ")];
    let draft = bench.draft_for(&groups(), &people);
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(review.no_group.len(), 1);
    let sent = outbox::send(&bench.store, draft, &review.fingerprint, Timestamp::now());
    assert!(matches!(sent, Err(SendError::NoGroup(1))));
}

#[simulated::test]
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

#[simulated::test]
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

#[simulated::test]
async fn a_group_with_the_slug_of_somebodys_instance_brings_nobody_into_it() {
    let bench = bench().await;
    bench.make_instance_named("ada_1", "ada@uni.example").await;
    let people = [
        ("eve@new.example", "Ada 1"),
        ("mallory@new.example", "Ada 1"),
    ];
    let draft = bench.draft_for(&groups(), &people);

    // The list of instances was never read here, so the review doesn't know of it.
    let unseen = bench.draft_for(&groups(), &people);
    let plan = bench.send(unseen);
    bench.settled(plan).await;
    assert_eq!(bench.whys(plan, StepState::Refused), [Why::NotForGroup]);
    assert!(
        !bench
            .states_of(plan, StepKind::Invite)
            .contains(&StepState::Done)
    );

    bench.refresh().await;
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(review.obstacle(), Some(SendObstacle::NotSharedGroups(1)));
    let shown = &review.group_instances[0];
    assert_eq!((&*shown.group, &*shown.name), ("Ada 1", "ada@uni.example"));
    let now = Timestamp::now();
    let sent = outbox::send(&bench.store, draft, &review.fingerprint, now);
    assert!(matches!(sent, Err(SendError::NotSharedGroups(1))));
    // Nor can it be confirmed.
    let confirm = IntentChoice::Groups(review.fingerprint);
    outbox::choose(&bench.store, draft, confirm, DraftStep::Review, now).unwrap();
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(review.obstacle(), Some(SendObstacle::NotSharedGroups(1)));
    for (address, _) in people {
        assert_eq!(bench.emails(address).await, 0, "{address}");
    }
}

#[simulated::test]
async fn an_instance_that_appears_after_departure_is_looked_at_before_a_group_joins_it() {
    let bench = bench().await;
    bench.make_instance_named("ada_1", "ada@uni.example").await;
    // As if it were made just after the list was read.
    bench
        .network
        .replaces(Replaced::rows("/instances", 1, "[]"));
    let plan = bench.send(bench.draft_for(&groups(), &[("eve@new.example", "Ada 1")]));
    bench.settled(plan).await;
    assert_eq!(bench.whys(plan, StepState::Refused), [Why::NotForGroup]);
    assert_eq!(bench.emails("eve@new.example").await, 0);
}

#[simulated::test]
async fn a_group_joins_an_instance_of_another_name_only_if_that_name_was_confirmed() {
    let bench = bench().await;
    bench.make_instance_named("team_two", "Tutors").await;
    let draft = bench.draft_for(&groups(), &[("eve@new.example", "Team: two")]);
    bench.refresh().await;
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(review.obstacle(), Some(SendObstacle::OtherNameGroups(1)));
    assert_eq!(review.group_instances[0].name, "Tutors");
    let now = Timestamp::now();
    let sent = outbox::send(&bench.store, draft, &review.fingerprint, now);
    assert!(matches!(sent, Err(SendError::OtherNameGroups(1))));

    let confirm = |fingerprint: &str| {
        let choice = IntentChoice::Groups(fingerprint.to_owned());
        outbox::choose(&bench.store, draft, choice, DraftStep::Review, now)
    };
    assert!(matches!(confirm("another"), Err(ChoiceError::Changed)));
    confirm(&review.fingerprint).unwrap();
    // The instance has another name by the time the space is read again.
    bench.delete_instance("team_two").await;
    bench.platform_clock_advances(25 * 60 * 60).await;
    bench.make_instance_named("team_two", "Examiners").await;
    bench.refresh().await;
    let renamed = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(renamed.obstacle(), Some(SendObstacle::OtherNameGroups(1)));

    confirm(&renamed.fingerprint).unwrap();
    let plan = bench.send(draft);
    bench.settled(plan).await;
    assert_eq!(
        bench.states_of(plan, StepKind::Create),
        [StepState::Already]
    );
    assert_eq!(bench.states_of(plan, StepKind::Invite), [StepState::Done]);
}

/// One new instance, with a slug that was typed.
fn one_instance(name: &str, slug: &str) -> Intent {
    Intent {
        purpose: Some(Purpose::Instances),
        material: MaterialChoice::Nothing,
        new_instances: NewInstances {
            name: name.to_owned(),
            slug: Some(slug.to_owned()),
            ..NewInstances::default()
        },
        ..Intent::default()
    }
}

#[simulated::test]
async fn what_another_plan_has_created_is_looked_at_before_a_group_joins_it() {
    let bench = bench().await;
    let slow = json!({ "kind": "delay", "ms": 1000, "methods": ["POST"] });
    bench.faults(json!({ "rules": [slow] })).await;
    let first = bench.send(bench.draft_for(&groups(), &[("ada@new.example", "Team Two")]));
    let second = bench.send(bench.draft_for(&groups(), &[("eve@new.example", "Team Two")]));
    assert!(bench.steps(second)[0].waits_for_act);
    bench.settled(first).await;
    assert_eq!(bench.emails("ada@new.example").await, 1);
    // As if it had become somebody's own since: deleted, and the slug taken again.
    let taken = r#"[{ "name": "ada@uni.example", "slug": "team_two" }]"#;
    bench
        .network
        .replaces(Replaced::rows("/instances", 1, taken));
    bench.settled(second).await;
    assert_eq!(bench.whys(second, StepState::Refused), [Why::NotForGroup]);
    assert_eq!(bench.emails("eve@new.example").await, 0);
}

#[simulated::test]
async fn a_group_waits_for_an_instance_that_another_plan_creates_only_if_its_name_fits() {
    let bench = bench().await;
    let slow = json!({ "kind": "delay", "ms": 1000, "methods": ["POST"] });
    bench.faults(json!({ "rules": [slow] })).await;
    let theirs = bench.draft_for(&one_instance("ada@uni.example", "ada_1"), &[]);
    let tutors = bench.draft_for(&one_instance("Tutors", "team_two"), &[]);
    let reds = bench.draft_for(&one_instance("Reds", "reds"), &[]);
    for draft in [theirs, tutors, reds] {
        bench.send(draft);
    }
    let group = |name| bench.draft_for(&groups(), &[("eve@new.example", name)]);
    let obstacle = |draft| outbox::review(&bench.store, draft).unwrap().obstacle();
    let of_ada = group("Ada 1");
    assert_eq!(obstacle(of_ada), Some(SendObstacle::NotSharedGroups(1)));
    assert_eq!(obstacle(group("REDS")), None);
    let draft = group("Team: two");
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(review.obstacle(), Some(SendObstacle::OtherNameGroups(1)));
    assert_eq!(review.group_instances[0].name, "Tutors");

    let confirm = IntentChoice::Groups(review.fingerprint);
    outbox::choose(
        &bench.store,
        draft,
        confirm,
        DraftStep::Review,
        Timestamp::now(),
    )
    .unwrap();
    let plan = bench.send(draft);
    assert!(bench.steps(plan)[0].waits_for_act);
    bench.settled(plan).await;
    assert_eq!(
        bench.states_of(plan, StepKind::Create),
        [StepState::Already]
    );
    assert_eq!(bench.names_of("team_two").await, ["Tutors"]);
    assert_eq!(bench.emails("eve@new.example").await, 1);
}

#[simulated::test]
async fn a_group_is_not_named_like_a_person() {
    let bench = bench().await;
    let draft = bench.draft_for(&groups(), &[("eve@new.example", " Ada@uni.example ")]);
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(review.obstacle(), Some(SendObstacle::AddressGroups(1)));
    let sent = outbox::send(&bench.store, draft, &review.fingerprint, Timestamp::now());
    assert!(matches!(sent, Err(SendError::AddressGroups(1))));
}

#[simulated::test]
async fn a_list_that_was_sent_before_joins_the_instances_that_it_made_then() {
    let bench = bench().await;
    let people = [
        ("ada@new.example", "Statistics"),
        ("eve@new.example", "psychology"),
    ];
    // As an earlier version made it, which took any slug for a group.
    let made = bench.send(bench.draft_for(&one_instance("Statistics", "statistics"), &[]));
    bench.settled(made).await;
    bench.refresh().await;
    let review = outbox::review(&bench.store, bench.draft_for(&groups(), &people)).unwrap();
    let found = review.group_instances.iter();
    let found: Vec<_> = found.map(|one| (one.slug.as_str(), one.state)).collect();
    assert_eq!(
        found,
        [
            ("statistics", GroupInstanceState::Exists),
            ("psychology_group", GroupInstanceState::New),
        ]
    );
}
