//! What an answer proves.

use outbox::Why;
use practice::RepeatInvite;
use serde_json::json;
use store::StepState;

use crate::bench::{Bench, bench, bench_on};

const LOST: &str = "lost_answer";

async fn lose(bench: &Bench, kind: &str, times: u32) {
    bench
        .faults(json!({ "rules": [{
            "kind": kind, "times": times, "methods": ["POST"], "path": "/invitations",
        }] }))
        .await;
}

/// Invites somebody; the plan is paused while that is on the wire, and the answer is lost.
async fn lost_while_paused(bench: &Bench) -> store::PlanId {
    bench
        .faults(json!({ "rules": [
            { "kind": "delay", "ms": 400, "methods": ["POST"] },
            { "kind": LOST, "methods": ["POST"] },
        ] }))
        .await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    bench.paused_until_the_answer_is_lost(plan).await;
    plan
}

#[simulated::test]
async fn a_lost_answer_is_sent_again_with_its_key_where_keys_are_honoured() {
    let bench = bench().await;
    lose(&bench, LOST, 2).await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn a_lost_answer_is_looked_up_where_pending_people_are_listed() {
    let bench = bench_on(|options| options.bare = true).await;
    lose(&bench, LOST, 1).await;
    let plan = bench.send(bench.draft(&["ada@new.example", "grace@new.example"]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done, StepState::Done]);
    assert_eq!(bench.emails("ada@new.example").await, 1);
    assert_eq!(bench.emails("grace@new.example").await, 1);
}

#[simulated::test]
async fn a_lost_request_is_found_absent_and_sent_again() {
    let bench = bench_on(|options| options.bare = true).await;
    bench.teaches_that_pending_people_are_listed().await;
    lose(&bench, "lost_request", 1).await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn absence_proves_nothing_before_ten_minutes() {
    let bench = bench_on(|options| options.bare = true).await;
    bench.teaches_that_pending_people_are_listed().await;
    // That the platform refuses repeats is learned from no answer here.
    let account = &bench.place.account;
    let forget = |profile: &mut store::PlatformProfile| profile.refuses_repeats = None;
    bench.store.account_learn(account, forget).unwrap();
    lose(&bench, "lost_request", 1).await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    let looked_up = |times: u32| {
        move |bench: &Bench| {
            let request = bench.store.requests(plan).unwrap().remove(0);
            request.lookups == times && request.state == store::RequestState::LookingUp
        }
    };
    bench.until("looked up", looked_up(1)).await;
    assert_eq!(bench.states(plan), [StepState::Sending]);
    assert_eq!(bench.reason(plan), Why::CheckingAgain);
    let said = bench.said(&bench.steps(plan)[0]);
    assert!(said.contains("Cohort checks again at "), "{said}");
    bench.clock_jumps(9 * 60);
    bench.until("looked up again", looked_up(2)).await;
    assert_eq!(bench.emails("ada@new.example").await, 0, "not yet");
    bench.clock_jumps(90);
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn what_cannot_be_known_is_left_to_the_user() {
    let bench = bench_on(|options| {
        options.bare = true;
        options.repeat_invite = RepeatInvite::Again;
    })
    .await;
    lose(&bench, LOST, 1).await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Unknown]);
    assert_eq!(bench.reason(plan), Why::EmailUnknown);
    assert_eq!(
        bench.emails("ada@new.example").await,
        1,
        "nothing was sent again by itself"
    );

    // An unknown act stays open: another list doesn't email the person either.
    let review = outbox::review(&bench.store, bench.draft(&["ADA@new.example"])).unwrap();
    assert_eq!(review.to_invite.len(), 0);
    assert_eq!(review.already_invited.len(), 1);

    let step = bench.steps(plan).remove(0).id;
    bench
        .outbox
        .actions
        .act_on_steps(
            &[step],
            outbox::StepAction::SendAgain,
            jiff::Timestamp::now(),
        )
        .unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
    assert_eq!(bench.emails("ada@new.example").await, 2, "the user's word");
}

#[simulated::test]
async fn a_server_fault_after_the_work_emails_nobody_twice() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{
            "kind": "server_error", "after_work": true, "times": 3,
            "methods": ["POST"], "path": "/invitations",
        }] }))
        .await;
    let plan = bench.send(bench.draft(&["ada@new.example", "grace@new.example"]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done, StepState::Done]);
    assert_eq!(bench.emails("ada@new.example").await, 1);
    assert_eq!(bench.emails("grace@new.example").await, 1);
}

#[simulated::test]
async fn a_busy_platform_is_waited_for() {
    let bench = bench().await;
    for kind in ["too_many_requests", "unavailable"] {
        bench
            .faults(json!({ "rules": [{
                "kind": kind, "times": 1, "retry_after": 1,
                "methods": ["POST"], "path": "/invitations",
            }] }))
            .await;
        let address = format!("{kind}@new.example");
        let plan = bench.send(bench.draft(&[&address]));
        bench.settled(plan).await;
        assert_eq!(bench.states(plan), [StepState::Done], "{kind}");
        assert_eq!(bench.emails(&address).await, 1);
    }
}

#[simulated::test]
async fn a_pause_longer_than_an_hour_holds_the_plan_and_says_until_when() {
    let bench = bench().await;
    bench
        .faults(json!({ "rules": [{
            "kind": "unavailable", "times": 1, "retry_after": 7200,
            "methods": ["POST"], "path": "/invitations",
        }] }))
        .await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    bench
        .until("held", |bench| {
            bench.store.plan(plan).unwrap().state == store::PlanState::Held
        })
        .await;
    let held = bench.store.plan(plan).unwrap();
    assert_eq!(held.hold, Some(outbox::Hold::Busy));
    assert!(
        held.hold_until.unwrap() > jiff::Timestamp::now() + jiff::SignedDuration::from_mins(110)
    );
}

#[simulated::test]
async fn a_plan_that_waited_comes_to_its_end_though_nothing_of_it_moves_any_more() {
    let bench = bench_on(|options| {
        options.bare = true;
        options.repeat_invite = RepeatInvite::Again;
    })
    .await;
    let plan = lost_while_paused(&bench).await;
    bench
        .outbox
        .actions
        .resume(plan, jiff::Timestamp::now())
        .unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Unknown]);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn a_refusal_is_kept_with_its_cause_and_stops_nobody_else() {
    let bench = bench().await;
    // Somebody who is in already, from elsewhere, after the list was reviewed.
    let draft = bench.draft(&["ada@new.example", "grace@new.example"]);
    let plan = bench.send_with_grace(draft);
    bench.invite_by_a_colleague("ada@new.example").await;
    bench
        .outbox
        .actions
        .resume(plan, jiff::Timestamp::now())
        .unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Already, StepState::Done]);
    assert_eq!(bench.reason(plan), Why::AlreadyInvited);
    assert_eq!(bench.emails("ada@new.example").await, 1);
}

#[simulated::test]
async fn an_instance_that_is_gone_refuses_every_step_with_the_reason() {
    let bench = bench().await;
    let draft = bench.draft_into("never_there", &["ada@new.example"]);
    let plan = bench.send(draft);
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Refused]);
    assert_eq!(bench.reason(plan), Why::NotFound);
}

#[simulated::test]
async fn what_waited_for_longer_than_keys_are_remembered_is_looked_up() {
    let bench = bench().await;
    let plan = lost_while_paused(&bench).await;
    bench.clock_jumps(25 * 3600);
    bench
        .outbox
        .actions
        .resume(plan, jiff::Timestamp::now())
        .unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done]);
    let asked = bench.asked().await;
    let sent = asked.iter().filter(|asked| asked.method == "POST").count();
    assert_eq!(sent, 1, "the list of members told");
}

#[simulated::test]
async fn an_administrator_is_in_with_the_role_in_the_space_and_not_before() {
    for bare in [false, true] {
        let bench = bench_on(|options| options.bare = bare).await;
        let administrators = store::Intent {
            purpose: Some(store::Purpose::Administrators),
            ..store::Intent::default()
        };
        let member = bench.a_member_of("group_a").await;
        let people = [member.as_str(), "ada@new.example"];
        let plan = bench.send(bench.individual_draft(&administrators, &people));
        bench.settled(plan).await;
        assert_eq!(bench.states(plan), [StepState::Done, StepState::Done]);
        for person in people {
            assert_eq!(bench.emails(person).await, 1, "{person}");
        }
        let profile = bench.store.account(&bench.place.account).unwrap().profile;
        assert_eq!(
            profile.lists_pending, None,
            "the list of the space leaves out who is invited and in it already"
        );
        // Sent anew by hand it meets the first one.
        let review = outbox::review(
            &bench.store,
            bench.individual_draft(&administrators, &people),
        );
        assert_eq!(review.unwrap().already_invited.len(), 2);
    }
}

#[simulated::test]
async fn a_lost_invitation_of_an_administrator_emails_nobody_twice() {
    for repeat in [RepeatInvite::Refuse, RepeatInvite::Again] {
        let bench = bench_on(|options| {
            options.bare = true;
            options.repeat_invite = repeat;
        })
        .await;
        // It is known by then that pending people stand in the list of an instance.
        let first = bench.send(bench.draft(&["first@new.example"]));
        bench.settled(first).await;
        let member = bench.a_member_of("group_a").await;
        lose(&bench, LOST, 1).await;
        let administrators = store::Intent {
            purpose: Some(store::Purpose::Administrators),
            ..store::Intent::default()
        };
        let plan = bench.send(bench.individual_draft(&administrators, &[&member]));
        bench.settled(plan).await;
        let states = bench.states(plan);
        assert!(
            matches!(states[..], [StepState::Done | StepState::Unknown]),
            "{states:?}"
        );
        assert_eq!(bench.emails(&member).await, 1);
    }
}
