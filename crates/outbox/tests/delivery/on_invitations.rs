//! What the user does about an invitation that was sent: invites again, resends, corrects the address,
//! or stops tracking it.

use std::time::Duration;

use jiff::{Timestamp, ToSpan as _};
use outbox::{ActionError, InvitationError, PeopleAction, StepAction, Why};
use platform::{Instance, Space};
use practice::RepeatInvite;
use store::{Intent, PlanState, Purpose, SeenList, StepState};

use crate::afterwards::ADA;
use crate::bench::replaced::Replaced;
use crate::bench::{bench, bench_on};
use crate::chains::own;

#[simulated::test]
async fn invite_again_closes_the_act_and_opens_a_new_one_for_the_same_individual_instance() {
    for (repeat, state, why, emails) in [
        (
            RepeatInvite::Refuse,
            StepState::Already,
            Some(Why::StillOpen),
            1,
        ),
        (RepeatInvite::Again, StepState::Done, None, 2),
    ] {
        let bench = bench_on(|options| options.repeat_invite = repeat).await;
        let plan = bench.send(bench.individual_draft(&own(), &[ADA]));
        bench.settled(plan).await;
        let before = bench.last_step(plan);
        let again = bench.outbox.actions.act_on_steps(
            &[before.id],
            StepAction::InviteAgain,
            Timestamp::now(),
        );
        again.unwrap();
        bench.settled(plan).await;
        let after = bench.last_step(plan);
        assert_eq!((after.state, bench.last_why(plan)), (state, why));
        assert_ne!(after.act, before.act);
        assert_eq!(after.instance, before.instance);
        assert_eq!(
            bench
                .names_of(after.instance.as_ref().unwrap().as_str())
                .await,
            [ADA]
        );
        assert_eq!(bench.emails(ADA).await, emails);
        // The act is open, as ever: another list invites nobody.
        assert!(!bench.would_invite(bench.individual_draft(&own(), &[ADA])));
        let place = &bench.place;
        assert_eq!(bench.store.invited(place).unwrap()[0].address.as_str(), ADA);
    }
}

#[simulated::test]
async fn a_resend_is_no_act_and_asked_only_of_a_platform_that_can() {
    let bench = bench().await;
    let plan = bench.send(bench.draft(&[ADA]));
    bench.settled(plan).await;
    let step = bench.last_step(plan);
    bench.outbox.actions.resend(step.id).await.unwrap();
    assert_eq!(bench.emails(ADA).await, 2);
    assert_eq!(bench.last_step(plan), step);

    let bare = bench_on(|options| options.bare = true).await;
    let plan = bare.send(bare.draft(&[ADA]));
    bare.settled(plan).await;
    let step = bare.last_step(plan).id;
    let asked = bare.outbox.actions.resend(step).await;
    assert!(matches!(asked, Err(InvitationError::NotOffered)));
    let asked = bare.outbox.actions.revoke(step, Timestamp::now());
    assert!(matches!(asked.await, Err(InvitationError::NotOffered)));
    assert_eq!(bare.emails(ADA).await, 1);
}

#[simulated::test]
async fn a_resend_that_may_have_been_taken_emails_nobody_twice() {
    for honours_keys in [true, false] {
        let bench = bench_on(|options| options.without_keys = !honours_keys).await;
        let plan = bench.send(bench.draft(&[ADA]));
        bench.settled(plan).await;
        bench
            .network
            .replaces(Replaced::gateway_busy("POST", "/resend"));
        let actions = &bench.outbox.actions;
        let people = [ADA.to_owned()];
        let resent = actions
            .act_on_people(&bench.place, &people, PeopleAction::Resend, |_| {})
            .await
            .unwrap();
        assert_eq!(bench.emails(ADA).await, 2, "one resend is one email");
        let asked = bench.asked().await.into_iter();
        let resends = asked
            .filter(|asked| asked.path.ends_with("/resend"))
            .count();
        // With its key the same request is sent again; without one the user is told.
        assert_eq!(
            (resent.done, resends),
            if honours_keys { (1, 2) } else { (0, 1) }
        );
        assert_eq!(resent.failed.len(), usize::from(!honours_keys));
    }
}

#[simulated::test]
async fn correcting_an_address_creates_a_new_individual_instance_and_lets_the_wrong_one_be_deleted()
{
    let bench = bench().await;
    let wrong = "ada@nwe.example";
    let plan = bench.send(bench.individual_draft(&own(), &[wrong]));
    bench.settled(plan).await;
    let step = bench.last_step(plan);
    let correct = |address| {
        bench
            .outbox
            .actions
            .correct_address(step.id, address, Timestamp::now())
    };
    assert!(matches!(
        correct("ada@new.example."),
        Err(InvitationError::InvalidAddress)
    ));
    assert!(matches!(
        correct("ADA@nwe.example"),
        Err(InvitationError::SameAddress)
    ));
    assert_eq!(bench.store.draft_count().unwrap(), 0);

    let corrected = correct(ADA).unwrap();
    assert_eq!(
        bench.store.plan(corrected).unwrap().state,
        PlanState::Grace,
        "it can be undone like any other"
    );
    bench
        .outbox
        .actions
        .resume(corrected, Timestamp::now())
        .unwrap();
    bench.settled(corrected).await;
    assert_eq!(bench.states(corrected), [StepState::Done; 3]);
    assert_eq!(bench.names_of(&bench.individual_slug(ADA)).await, [ADA]);
    assert_eq!(bench.emails(ADA).await, 1);
    assert_eq!(bench.last_why(plan), Some(Why::AddressCorrected));
    assert!(bench.would_invite(bench.individual_draft(&own(), &[wrong])));

    let now = Timestamp::now();
    bench.outbox.actions.revoke(step.id, now).await.unwrap();
    assert_eq!(
        bench
            .names_of(step.instance.as_ref().unwrap().as_str())
            .await,
        [""; 0]
    );
    assert_eq!(bench.last_step(plan).state, StepState::Cancelled);
}

#[simulated::test]
async fn a_corrected_address_is_invited_into_the_same_shared_instance() {
    let bench = bench().await;
    let plan = bench.send(bench.draft(&["ada@nwe.example"]));
    bench.settled(plan).await;
    let step = bench.last_step(plan);
    let member = bench.a_member_of("group_a").await;
    bench.refresh().await;
    let correct = |address: &str| {
        bench
            .outbox
            .actions
            .correct_address(step.id, address, Timestamp::now())
    };
    assert!(matches!(
        correct(&member),
        Err(InvitationError::AlreadyInvited)
    ));
    let corrected = correct(ADA).unwrap();
    bench
        .outbox
        .actions
        .resume(corrected, Timestamp::now())
        .unwrap();
    bench.settled(corrected).await;
    assert_eq!(bench.last_step(corrected).instance, step.instance);
    assert_eq!(bench.emails(ADA).await, 1);
}

#[simulated::test]
async fn an_unknown_act_is_closed_by_the_user_alone() {
    let bench = bench_on(|options| {
        options.bare = true;
        options.repeat_invite = RepeatInvite::Again;
    })
    .await;
    let rule = serde_json::json!({ "kind": "lost_answer", "methods": ["POST"] });
    bench.faults(serde_json::json!({ "rules": [rule] })).await;
    let plan = bench.send(bench.draft(&[ADA]));
    bench.settled(plan).await;
    bench.refresh().await;
    assert_eq!(bench.states(plan), [StepState::Unknown]);
    assert!(!bench.would_invite(bench.draft(&[ADA])));
    let step = bench.last_step(plan).id;
    bench
        .outbox
        .actions
        .act_on_steps(&[step], StepAction::StopTracking, Timestamp::now())
        .unwrap();
    assert_eq!(bench.last_why(plan), Some(Why::NotTracked));
    assert!(bench.would_invite(bench.draft(&[ADA])));
    assert_eq!(bench.emails(ADA).await, 1);
}

#[simulated::test]
async fn an_unknown_step_that_the_user_ends_hands_its_act_over() {
    for correct in [true, false] {
        let bench = bench_on(|options| {
            options.bare = true;
            options.repeat_invite = RepeatInvite::Again;
        })
        .await;
        let rule = serde_json::json!({ "kind": "lost_request", "times": 1, "methods": ["POST"], "path": "/invitations" });
        bench.faults(serde_json::json!({ "rules": [rule] })).await;
        let plan = bench.send(bench.draft(&[ADA]));
        bench.settled(plan).await;
        assert_eq!(bench.states(plan), [StepState::Unknown]);
        let waits = bench.send_past_review(&[ADA], plan);
        let (actions, now) = (&bench.outbox.actions, Timestamp::now());
        actions.resume(waits, now).unwrap();
        bench.run_for(Duration::from_hours(1)).await;
        assert_eq!(bench.emails(ADA).await, 0, "it waits for the other plan");

        let unknown = bench.last_step(plan).id;
        if correct {
            let corrected = actions.correct_address(unknown, "ada@right.example", now);
            actions.resume(corrected.unwrap(), now).unwrap();
        } else {
            let stop = StepAction::StopTracking;
            actions.act_on_steps(&[unknown], stop, now).unwrap();
        }
        bench.settled(waits).await;
        assert_eq!(bench.states(waits), [StepState::Done], "{correct}");
        assert_eq!(bench.emails(ADA).await, 1);
    }
}

#[simulated::test]
async fn a_retry_of_what_is_no_longer_tracked_asks_as_send_again_does() {
    let bench = bench_on(|options| {
        options.bare = true;
        options.repeat_invite = RepeatInvite::Again;
    })
    .await;
    let rule = serde_json::json!({ "kind": "lost_answer", "times": 1, "methods": ["POST"], "path": "/invitations" });
    bench.faults(serde_json::json!({ "rules": [rule] })).await;
    let plan = bench.send(bench.draft(&[ADA]));
    bench.settled(plan).await;
    let step = bench.last_step(plan).id;
    let act = |action| {
        let actions = &bench.outbox.actions;
        actions.act_on_steps(&[step], action, Timestamp::now())
    };
    act(StepAction::StopTracking).unwrap();
    assert!(act(StepAction::Retry).is_err());
    let now = Timestamp::now();
    bench.outbox.actions.retry_failed(plan, now).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.emails(ADA).await, 1);
    act(StepAction::SendAgain).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
    assert_eq!(bench.emails(ADA).await, 2, "the user's word");
}

/// The plan of a right address is sent without a review, so that nothing may be left to confirm.
#[simulated::test]
async fn an_address_is_corrected_only_where_the_instance_of_the_group_is_the_one_that_was_meant() {
    let bench = bench().await;
    bench.refresh().await;
    let groups = Intent {
        purpose: Some(Purpose::Groups),
        ..Intent::default()
    };
    let correct = |plan, address: &str| {
        let step = bench.last_step(plan).id;
        let actions = &bench.outbox.actions;
        actions.correct_address(step, address, Timestamp::now())
    };
    // Not in the list that was read last, which is older.
    bench
        .make_instance_named("ada_1", "mallory@uni.example")
        .await;
    let refused = bench.send(bench.draft_for(&groups, &[(ADA, "Ada 1")]));
    bench.settled(refused).await;
    assert_eq!(bench.last_step(refused).state, StepState::Blocked);
    assert!(matches!(
        correct(refused, "ada@right.example"),
        Err(InvitationError::Action(ActionError::ChangedSince))
    ));

    let plan = bench.send(bench.draft_for(&groups, &[("grace@new.example", "Reds")]));
    bench.settled(plan).await;
    let creation = bench.steps(plan)[0].id;
    let of_creation =
        bench
            .outbox
            .actions
            .correct_address(creation, "grace@right.example", Timestamp::now());
    assert!(matches!(
        of_creation,
        Err(InvitationError::Action(ActionError::ChangedSince))
    ));
    let place = &bench.place;
    let before: Vec<Instance> = bench.store.last_seen(SeenList::Instances(place)).unwrap();
    let mut renamed = before.clone();
    renamed[0].slug = "reds".parse().unwrap();
    renamed[0].name = "Mallory's room".to_owned();
    let shows = |list: &[Instance]| {
        let seen = SeenList::Instances(place);
        bench.store.seen_put(seen, list, Timestamp::now()).unwrap();
    };
    shows(&renamed);
    assert!(matches!(
        correct(plan, "grace@right.example"),
        Err(InvitationError::NotForGroup)
    ));
    assert_eq!(bench.store.draft_count().unwrap(), 0);

    shows(&before);
    let spaces = SeenList::Spaces(&place.account, &place.org);
    let known: Vec<Space> = bench.store.last_seen(spaces).unwrap();
    let now = Timestamp::now();
    bench.store.seen_put::<Space>(spaces, &[], now).unwrap();
    bench.store.drafts_sweep(now + 1.hour()).unwrap();
    assert!(matches!(
        correct(plan, "grace@right.example"),
        Err(InvitationError::SpaceUnknown)
    ));
    assert_eq!(bench.store.draft_count().unwrap(), 0);

    bench.store.seen_put(spaces, &known, now).unwrap();
    let corrected = correct(plan, "grace@right.example").unwrap();
    let actions = &bench.outbox.actions;
    actions.resume(corrected, Timestamp::now()).unwrap();
    bench.settled(corrected).await;
    assert_eq!(bench.states(corrected), [StepState::Done]);
    assert_eq!(bench.emails("grace@right.example").await, 1);
    assert_eq!(bench.emails("ada@right.example").await, 0);
}
