//! What a plan learns of the platform before its first request leaves: who is in already, and which
//! instances exist.

use jiff::Timestamp;
use outbox::{ReviewError, SendError, SendObstacle, StepAction, Why};
use serde_json::json;
use store::{
    ExistingInstance, Hold, Intent, MaterialChoice, NewInstances, PlanState, Purpose, StepKind,
    StepState,
};

use crate::bench::distributing_later::chosen;
use crate::bench::replaced::Replaced;
use crate::bench::{bench, bench_on};
use crate::chains::{FIVE, own};

#[simulated::test]
async fn a_reading_that_fails_is_repeated_and_the_departure_does_not_begin_anew() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{
            "kind": "server_error", "methods": ["GET"], "path": "/members", "times": 3,
        }] }))
        .await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..1]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done; 3]);
    let asked = bench.asked().await;
    let times = |end: &str| {
        let gets = asked.iter().filter(|asked| asked.method == "GET");
        gets.filter(|asked| asked.path.ends_with(end)).count()
    };
    assert!(times("/members") >= 4);
    let lists = format!(
        "/instances/v1/org/{}/space/{}",
        bench.place.org, bench.place.space
    );
    assert_eq!(times(&lists), 1);
}

#[simulated::test]
async fn a_partial_list_at_departure_asks_before_anybody_is_invited() {
    for (draft, list, readable) in [
        (
            0,
            "/instance/group_a/members",
            r#"{"name": "Max", "email": "max@uni.example", "active": true, "role": "EDITOR", "role_source": "instance"}"#,
        ),
        (
            1,
            "/instances/v1/",
            r#"{"slug": "master", "name": "Master"}"#,
        ),
        (
            2,
            "/members",
            r#"{"name": "Max", "email": "max@uni.example", "active": true, "instance_roles": []}"#,
        ),
    ] {
        let rows = format!("[{readable}, {{}}]");
        let bench = bench().await;
        let draft = match draft {
            0 => bench.draft(&FIVE[..2]),
            1 => bench.individual_draft(&own(), &FIVE[..1]),
            _ => bench.draft_for(
                &Intent {
                    purpose: Some(Purpose::Administrators),
                    ..Intent::default()
                },
                &[(FIVE[0], "")],
            ),
        };
        bench.network.replaces(Replaced::rows(list, 1, &rows));
        let plan = bench.send(draft);
        bench
            .until("asked", |bench| {
                bench.store.plan(plan).unwrap().state == PlanState::Held
            })
            .await;
        let held = bench.store.plan(plan).unwrap();
        assert_eq!(held.hold, Some(Hold::MembersUnclear), "{list}");
        assert_eq!(bench.emails(FIVE[0]).await, 0);

        bench.network.replaces(Replaced::rows(list, 1, &rows));
        let actions = &bench.outbox.actions;
        actions.resume(plan, Timestamp::now()).unwrap();
        bench.settled(plan).await;
        assert_eq!(bench.emails(FIVE[0]).await, 1, "the user knows: {list}");
    }
}

#[simulated::test]
async fn an_individual_instance_that_exists_already_is_asked_about_once_per_plan() {
    for (answer, states, files) in [
        (
            ExistingInstance::InviteOnly,
            [StepState::Already, StepState::Already, StepState::Done],
            false,
        ),
        (
            ExistingInstance::Distribute,
            [StepState::Already, StepState::Done, StepState::Done],
            true,
        ),
        (ExistingInstance::Skip, [StepState::Cancelled; 3], false),
    ] {
        let bench = bench().await;
        let slug = bench.individual_slug(FIVE[0]);
        bench.make_instance_named(&slug, FIVE[0]).await;
        let plan = bench.send(bench.individual_draft(&own(), &FIVE[..2]));
        bench.settled(plan).await;
        assert_eq!(bench.whys(plan, StepState::Refused), [Why::Exists]);
        assert_eq!(bench.states(plan)[3..], [StepState::Done; 3]);
        assert_eq!(bench.emails(FIVE[0]).await, 0);

        bench
            .outbox
            .actions
            .answer_existing(plan, answer, Timestamp::now())
            .unwrap();
        bench.settled(plan).await;
        assert_eq!(bench.states(plan)[..3], states, "{answer:?}");
        assert_eq!(!bench.files_in(&slug).await.is_empty(), files, "{answer:?}");
        let emails = usize::from(answer != ExistingInstance::Skip);
        assert_eq!(bench.emails(FIVE[0]).await, emails, "{answer:?}");
        let before = bench.snapshots_of(&slug).await;
        let kept = before.iter().any(|slug| slug.starts_with("before_"));
        assert_eq!(kept, files, "what is overwritten is kept first: {before:?}");
    }
}

#[simulated::test]
async fn an_answer_given_before_holds_for_what_is_met_later() {
    let bench = bench().await;
    let slug = bench.individual_slug(FIVE[0]);
    let intent = Intent {
        existing: Some(ExistingInstance::InviteOnly),
        ..own()
    };
    let plan = bench.send_with_grace(bench.individual_draft(&intent, &FIVE[..1]));
    bench.make_instance_named(&slug, FIVE[0]).await;
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(
        bench.states(plan),
        [StepState::Already, StepState::Already, StepState::Done]
    );
}

#[simulated::test]
async fn who_is_in_by_now_is_left_alone_with_all_of_the_chain() {
    let bench = bench().await;
    let slug = bench.individual_slug(FIVE[0]);
    let plan = bench.send_with_grace(bench.individual_draft(&own(), &FIVE[..2]));
    bench.make_instance_named(&slug, FIVE[0]).await;
    bench.invite_into(&slug, FIVE[0]).await;
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan)[..3], [StepState::Already; 3]);
    assert_eq!(bench.states(plan)[3..], [StepState::Done; 3]);
    assert!(bench.files_in(&slug).await.is_empty());
    assert_eq!(bench.emails(FIVE[0]).await, 1, "the one from elsewhere");
}

#[simulated::test]
async fn a_member_of_another_instance_who_is_invited_into_their_own_is_found_at_departure() {
    let bench = bench().await;
    let slug = bench.individual_slug("lena.meier@students.uni.example");
    // A member of a shared instance: the list of the space leaves the other invitation out.
    let member = bench.a_member_of("group_a").await;
    let own_of_member = bench.individual_slug(&member);
    assert_ne!(slug, own_of_member);
    bench.make_instance_named(&own_of_member, &member).await;
    bench.invite_into(&own_of_member, &member).await;
    let emails = bench.emails(&member).await;
    let plan = bench.send(bench.individual_draft(&own(), &[&member]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Already; 3]);
    assert_eq!(bench.emails(&member).await, emails);
}

#[simulated::test]
async fn an_instance_of_another_name_is_not_taken_for_somebodys_own() {
    let bench = bench().await;
    let slug = bench.individual_slug(FIVE[0]);
    // Made in advance by whoever wants to read what she writes.
    bench.make_instance_named(&slug, "Ada").await;
    bench.invite_into(&slug, "mallory@uni.example").await;
    let intent = Intent {
        existing: Some(ExistingInstance::InviteOnly),
        ..own()
    };
    let draft = || bench.individual_draft(&intent, &FIVE[..1]);
    let ends = async |plan| {
        bench.settled(plan).await;
        assert_eq!(bench.whys(plan, StepState::Refused), [Why::NotTheirs]);
        assert_eq!(
            bench.states_of(plan, StepKind::Invite),
            [StepState::Blocked]
        );
    };
    // Found at departure, where the list of instances was never read before.
    ends(bench.send(draft())).await;
    // Found when the platform says that the slug is taken.
    bench
        .network
        .replaces(Replaced::rows("/instances", 1, "[]"));
    ends(bench.send(draft())).await;
    assert_eq!(bench.emails(FIVE[0]).await, 0);

    // Found in the review, also if she is in that instance.
    bench.invite_into(&slug, FIVE[0]).await;
    bench.refresh().await;
    let draft = draft();
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(review.obstacle(), Some(SendObstacle::NotTheirs(1)));
    assert_eq!((review.to_invite.len(), review.already_in.len()), (0, 0));
    let sent = outbox::send(&bench.store, draft, &review.fingerprint, Timestamp::now());
    assert!(matches!(sent, Err(SendError::NotTheirs(1))));
}

/// The slug of a stored draft may be that of a classmate's individual instance, or of none.
#[simulated::test]
async fn a_stored_draft_brings_nobody_into_an_instance_that_is_not_shared() {
    let bench = bench().await;
    bench
        .make_instance_named("mallory_1", "mallory@uni.example")
        .await;
    let draft = |slug| bench.draft_into(slug, &FIVE[..1]);
    // The list of instances was never read here, so that only the departure can tell.
    for (slug, why, sentence) in [
        ("mallory_1", Why::NotShared, "This isn't a shared instance"),
        ("nowhere", Why::NotFound, "no longer exists"),
    ] {
        let plan = bench.send(draft(slug));
        for _ in 0..2 {
            bench.settled(plan).await;
            assert_eq!(bench.whys(plan, StepState::Refused), [why]);
            let said = bench.said(&bench.last_step(plan));
            assert!(said.contains(sentence), "{said}");
            let now = Timestamp::now();
            bench.outbox.actions.retry_failed(plan, now).unwrap();
        }
        bench.settled(plan).await;
    }
    let asked = bench.asked().await;
    assert!(
        !asked
            .iter()
            .any(|asked| asked.path.ends_with("/invitations") && asked.method == "POST")
    );

    bench.refresh().await;
    for slug in ["mallory_1", "nowhere"] {
        let review = outbox::review(&bench.store, draft(slug));
        assert!(matches!(review, Err(ReviewError::WrongPlace)), "{slug}");
    }
    assert_eq!(bench.emails(FIVE[0]).await, 0);
}

#[simulated::test]
async fn whoever_is_in_an_instance_that_is_not_theirs_is_not_where_they_were_to_be() {
    let bench = bench().await;
    let slug = bench.individual_slug(FIVE[0]);
    bench.make_instance_named(&slug, "Ada").await;
    bench.invite_into(&slug, FIVE[0]).await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..1]));
    bench.settled(plan).await;
    assert_eq!(bench.whys(plan, StepState::Refused), [Why::NotTheirs]);
    assert_eq!(bench.whys(plan, StepState::Already), []);
}

#[simulated::test]
async fn an_instance_that_is_being_created_is_not_taken_for_somebodys_own() {
    let bench = bench().await;
    let slug = bench.individual_slug(FIVE[0]);
    let shared = Intent {
        purpose: Some(Purpose::Instances),
        new_instances: NewInstances {
            name: "Ada".to_owned(),
            slug: Some(slug),
            ..NewInstances::default()
        },
        material: MaterialChoice::Nothing,
        ..Intent::default()
    };
    bench.send_with_grace(bench.draft_for(&shared, &[]));
    let draft = bench.individual_draft(&own(), &FIVE[..2]);
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(review.obstacle(), Some(SendObstacle::NotTheirs(1)));
    assert_eq!(review.to_invite.len(), 1);
}

#[simulated::test]
async fn what_has_left_is_looked_up_although_its_plan_can_depart_no_more() {
    let bench = bench_on(|options| options.bare = true).await;
    bench
        .faults(json!({ "rules": [
            { "kind": "lost_request", "times": 1, "methods": ["POST"], "path": "/invitations" },
        ] }))
        .await;
    let plan = bench.send(bench.draft(&FIVE[..1]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Unknown]);
    // The instance is gone, so the plan doesn't depart again.
    bench.network.replaces(Replaced::not_found("/members"));
    let actions = &bench.outbox.actions;
    actions.retry_failed(plan, Timestamp::now()).unwrap();
    let step = bench.steps(plan)[0].id;
    actions
        .act_on_steps(&[step], StepAction::LookUpAgain, Timestamp::now())
        .unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Unknown]);
}

#[simulated::test]
async fn a_distribution_that_cannot_depart_ends() {
    let bench = bench().await;
    bench.refresh().await;
    let draft = bench
        .distribution(chosen(&["group_a", "tutors_room"]))
        .await;
    bench
        .network
        .replaces(Replaced::not_found("/instances/v1/"));
    let plan = bench.send(draft);
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Refused; 2]);
    assert_eq!(bench.distributions_asked().await, 0);
}
