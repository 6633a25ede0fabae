//! One open act per person and purpose, across all plans.

use std::time::Duration;

use jiff::Timestamp;
use outbox::{SendError, StepAction};
use serde_json::json;
use store::StepState;

use crate::bench::{Bench, bench, bench_on};

#[simulated::test]
async fn a_double_click_sends_once() {
    let bench = bench().await;
    let draft = bench.draft(&["ada@new.example"]);
    let review = outbox::review(&bench.store, draft).unwrap();
    let now = Timestamp::now();
    let first = outbox::send(&bench.store, draft, &review.fingerprint, now);
    let second = outbox::send(&bench.store, draft, &review.fingerprint, now);
    assert!(first.is_ok());
    assert!(second.is_err(), "the draft went with the plan");
    assert_eq!(bench.store.plans().unwrap().readable.len(), 1);
}

#[simulated::test]
async fn only_what_was_reviewed_is_sent() {
    let bench = bench().await;
    let draft = bench.draft(&["ada@new.example"]);
    let review = outbox::review(&bench.store, draft).unwrap();
    let more = [store::NewRow {
        address: "late@new.example".into(),
        ..Default::default()
    }];
    bench
        .store
        .write(|w| w.draft_rows_add(draft, &more, Timestamp::now()))
        .unwrap();
    let sent = outbox::send(&bench.store, draft, &review.fingerprint, Timestamp::now());
    assert!(matches!(sent, Err(SendError::Changed)));
    assert!(bench.store.plans().unwrap().readable.is_empty());
}

#[simulated::test]
async fn an_address_that_cannot_be_right_blocks_sending() {
    let bench = bench().await;
    let draft = bench.draft(&["ada@new.example", "myemail@.uni.edu.com"]);
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(review.to_fix.len(), 1);
    let sent = outbox::send(&bench.store, draft, &review.fingerprint, Timestamp::now());
    assert!(matches!(sent, Err(SendError::ToFix(1))));
}

#[simulated::test]
async fn an_invalid_address_is_skipped_on_request_and_comes_back_with_the_draft() {
    let bench = bench().await;
    let draft = bench.draft(&["ada@new.example", "myemail@.uni.edu.com"]);
    let review = outbox::review(&bench.store, draft).unwrap();
    assert_eq!(review.skips(), 1);
    let now = Timestamp::now();
    let other = outbox::send_skipping(&bench.store, draft, "another", now);
    assert!(matches!(other, Err(SendError::Changed)));
    let plan = outbox::send_skipping(&bench.store, draft, &review.fingerprint, now).unwrap();
    let steps = bench.store.steps(plan).unwrap();
    let invited: Vec<_> = steps.iter().map(|step| step.address.as_str()).collect();
    assert_eq!(invited, ["ada@new.example"]);

    bench.outbox.actions.cancel(plan, now).unwrap();
    let rows = bench.store.draft_rows(draft).unwrap();
    let skipped: Vec<_> = rows.iter().map(|row| row.skipped).collect();
    assert_eq!(skipped, [false, true]);
    assert_eq!(bench.store.draft_count().unwrap(), 1, "the draft is back");
}

#[simulated::test]
async fn two_drafts_with_the_same_people_email_each_once() {
    let bench = bench().await;
    // Both reviewed before either was sent: the second meets open acts at "send".
    let (one, two) = (
        bench.draft(&["ada@new.example", "grace@new.example"]),
        bench.draft(&["GRACE@new.example", "edsger@new.example"]),
    );
    let reviews = [one, two].map(|draft| outbox::review(&bench.store, draft).unwrap());
    let plans = [one, two].map(|draft| bench.send(draft));
    assert_eq!(reviews[1].to_invite.len(), 2);
    bench.settled(plans[0]).await;
    bench.settled(plans[1]).await;
    assert_eq!(bench.states(plans[0]), [StepState::Done, StepState::Done]);
    assert_eq!(bench.states(plans[1]), [StepState::Done]);
    for address in ["ada@new.example", "grace@new.example", "edsger@new.example"] {
        assert_eq!(bench.emails(address).await, 1, "{address}");
    }
}

#[simulated::test]
async fn a_step_takes_over_when_the_act_it_waits_for_is_closed_undone() {
    let bench = bench().await;
    let now = Timestamp::now();
    let first = bench.send_with_grace(bench.draft(&["ada@new.example"]));
    // Between the review of the second and its sending the first was sent.
    let second = bench.send_past_review(&["ada@new.example"], first);
    assert!(
        bench.steps(second)[0].request.is_none(),
        "it waits for the other plan's"
    );
    bench.outbox.actions.cancel(first, now).unwrap();
    assert_eq!(bench.states(first), [StepState::Cancelled]);
    assert!(
        bench.steps(second)[0].request.is_some(),
        "it has one of its own now"
    );
    bench.outbox.actions.resume(second, now).unwrap();
    bench.settled(second).await;
    assert_eq!(bench.states(second), [StepState::Done]);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn many_acts_closed_at_once_lead_to_one_new_departure() {
    let bench = bench_on(|options| options.bare = true).await;
    // Otherwise the members are read after the first invitations too, to find this out.
    let learn = |profile: &mut store::PlatformProfile| {
        profile.lists_pending = Some(false);
        profile.refuses_repeats = Some(false);
    };
    let account = &bench.place.account;
    bench.store.account_learn(account, learn).unwrap();
    let people = ["ada@new.example", "grace@new.example", "edsger@new.example"];
    let first = bench.send_with_grace(bench.draft(&people));
    let second = bench.send_past_review(&people, first);
    bench
        .faults(json!({ "rules": [
            { "kind": "lost_request", "times": 3, "methods": ["POST"], "path": "/invitations" },
        ] }))
        .await;
    let actions = &bench.outbox.actions;
    actions.resume(first, Timestamp::now()).unwrap();
    bench.settled(first).await;
    assert_eq!(bench.states(first), [StepState::Unknown; 3]);
    // Nobody knows what became of the invitations for which the other plan waits.
    assert_eq!(bench.states(second), [StepState::Blocked; 3]);
    bench.settled(second).await;
    let departures = async |bench: &Bench| {
        let asked = bench.asked().await.into_iter();
        asked
            .filter(|asked| asked.method == "GET" && asked.path.ends_with("/group_a/members"))
            .count()
    };
    let before = departures(&bench).await;
    // The user ends one after the other, while the engine could depart after each of them.
    for step in bench.steps(first) {
        actions
            .act_on_steps(&[step.id], StepAction::StopTracking, Timestamp::now())
            .unwrap();
        bench.run_for(Duration::from_millis(200)).await;
    }
    bench.settled(second).await;
    assert_eq!(bench.states(second), [StepState::Done; 3]);
    assert_eq!(departures(&bench).await, before + 1);
}

#[simulated::test]
async fn a_step_that_waited_is_already_when_the_other_is_done() {
    let bench = bench().await;
    let first = bench.send_with_grace(bench.draft(&["ada@new.example"]));
    let second = bench.send_past_review(&["ada@new.example"], first);
    bench
        .outbox
        .actions
        .resume(first, Timestamp::now())
        .unwrap();
    bench
        .outbox
        .actions
        .resume(second, Timestamp::now())
        .unwrap();
    bench.settled(second).await;
    assert_eq!(bench.states(first), [StepState::Done]);
    assert_eq!(bench.states(second), [StepState::Already]);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn the_same_list_brought_in_again_invites_nobody() {
    let bench = bench().await;
    let plan = bench.send(bench.draft(&["ada@new.example", "Grace@New.example"]));
    bench.settled(plan).await;
    let review = outbox::review(
        &bench.store,
        bench.draft(&["grace@new.EXAMPLE", "ada@new.example"]),
    )
    .unwrap();
    assert!(review.to_invite.is_empty());
    assert_eq!(review.already_invited.len(), 2);
}

#[simulated::test]
async fn another_role_for_somebody_who_is_in_is_shown_and_not_sent() {
    let bench = bench().await;
    let member = bench.a_member_of("group_a").await;
    bench.refresh().await;
    for (role, other) in [(store::Role::Editor, 0), (store::Role::Viewer, 1)] {
        let intent = store::Intent {
            purpose: Some(store::Purpose::Shared),
            instance: Some("group_a".parse().unwrap()),
            role,
            ..store::Intent::default()
        };
        let draft = bench.draft_for(&intent, &[(&member, "")]);
        let review = outbox::review(&bench.store, draft).unwrap();
        assert_eq!(review.already_in.len(), 1);
        assert_eq!(review.other_role.len(), other, "{role:?}");
        assert!(review.to_invite.is_empty());
    }
}
