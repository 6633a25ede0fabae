//! What an answer, a fault or a lost answer means for a request, rule by rule.

#[path = "after_answer_tests.rs"]
mod answers;
#[path = "cancelled_tests.rs"]
mod cancelled;
#[path = "interleaving_tests.rs"]
mod interleavings;
#[path = "key_tests.rs"]
mod keys;
#[path = "lost_creation_tests.rs"]
mod lost_creations;

use platform::{Feature, Proof};
use proptest::prelude::*;
use store::{KeySent, PlanId, RequestId, Uptime};

use super::*;

const NOW: &str = "2026-03-02T10:00:00Z";

pub(super) fn now() -> Timestamp {
    NOW.parse().unwrap()
}

pub(super) fn request() -> Request {
    Request {
        id: RequestId(1),
        plan: PlanId(1),
        kind: CallKind::InviteToInstance,
        path: String::new(),
        body: Vec::new(),
        idempotency_key: "key".to_owned(),
        state: RequestState::Sending,
        tries: 1,
        lookups: 0,
        due_at: None,
        first_sent_at: Some(now()),
        last_sent_at: Some(now()),
        answered_at: None,
        key_sent: Some(KeySent {
            at: now(),
            uptime: None,
        }),
        left_without_key: false,
        maybe_taken: false,
        refused: false,
        resent_after_absence: false,
        status: None,
        incident: None,
        task: None,
        pages_polled: 0,
    }
}

pub(super) fn fault(proof: Proof, cause: Cause) -> Fault {
    Fault {
        proof,
        cause,
        status: None,
        incident: None,
        detail: None,
    }
}

pub(super) fn facts(profile: &PlatformProfile) -> Facts<'_> {
    Facts {
        now: now(),
        uptime: None,
        profile,
        chance: 1.0,
        cancelled: false,
        lands_within: LANDS_WITHIN,
        saw_all: true,
        if_exists: IfExists::Ask,
    }
}

pub(super) fn settled(verdict: &Verdict) -> Option<StepState> {
    match verdict {
        Verdict::Settle(state, _) => Some(*state),
        _ => None,
    }
}

#[test]
fn a_refusal_counts_only_in_the_platforms_own_shape() {
    let profile = PlatformProfile::default();
    for cause in [
        Cause::NotAllowed,
        Cause::NotFound,
        Cause::Deleted,
        Cause::Invalid { fields: vec![] },
    ] {
        let own = fault(Proof::NotDone, cause.clone());
        let (_, verdict) = decide(request(), &Event::Failed(&own), &facts(&profile));
        assert_eq!(settled(&verdict), Some(StepState::Refused), "{cause:?}");
        let foreign = fault(Proof::Unknown, cause.clone());
        let (after, verdict) = decide(request(), &Event::Failed(&foreign), &facts(&profile));
        assert_eq!(verdict, Verdict::LookUp { at: now() }, "{cause:?}");
        assert!(after.maybe_taken);
    }
}

#[test]
fn what_never_left_is_no_try_and_holds_the_account() {
    let profile = PlatformProfile::default();
    let gone = fault(Proof::NotDone, Cause::NoConnection);
    let (after, verdict) = decide(request(), &Event::Failed(&gone), &facts(&profile));
    assert_eq!(verdict, Verdict::HoldAccount(AccountHold::Offline));
    assert_eq!((after.tries, after.state), (0, RequestState::Waiting));
}

#[test]
fn a_captive_portal_is_offline_and_what_met_it_is_looked_up_afterwards() {
    let profile = PlatformProfile::default();
    let portal = fault(Proof::Unknown, Cause::NotThePlatform);
    let (after, verdict) = decide(request(), &Event::Failed(&portal), &facts(&profile));
    assert_eq!(verdict, Verdict::HoldAccount(AccountHold::Offline));
    assert_eq!(after.state, RequestState::LookingUp);
}

#[test]
fn a_clash_is_done_after_a_lost_answer_and_already_otherwise() {
    let profile = PlatformProfile::default();
    let clash = fault(Proof::Unknown, Cause::Clash);
    let (_, first) = decide(request(), &Event::Failed(&clash), &facts(&profile));
    assert_eq!(settled(&first), Some(StepState::Already));
    let possibly_taken = Request {
        maybe_taken: true,
        ..request()
    };
    let (_, second) = decide(possibly_taken, &Event::Failed(&clash), &facts(&profile));
    assert_eq!(settled(&second), Some(StepState::Done));
}

#[test]
fn absence_proves_nothing_before_ten_minutes_and_only_where_pending_people_are_listed() {
    let possibly_taken = Request {
        maybe_taken: true,
        state: RequestState::LookingUp,
        ..request()
    };
    let unknown = PlatformProfile::default();
    let (_, verdict) = decide(
        possibly_taken.clone(),
        &Event::LookedUpMember(None, now()),
        &facts(&unknown),
    );
    assert_eq!(settled(&verdict), Some(StepState::Unknown));

    let listed = PlatformProfile {
        lists_pending: Some(true),
        ..PlatformProfile::default()
    };
    let (_, verdict) = decide(
        possibly_taken.clone(),
        &Event::LookedUpMember(None, now()),
        &facts(&listed),
    );
    let in_minutes = |minutes| now() + SignedDuration::from_mins(minutes);
    // Most of what lands late is there after a minute.
    assert_eq!(verdict, Verdict::LookUp { at: in_minutes(1) });
    let seen_again = Request {
        lookups: 1,
        ..possibly_taken.clone()
    };
    let look_up = |request: &Request, begun, read: Timestamp| {
        let later = Facts {
            now: read,
            ..facts(&listed)
        };
        decide(request.clone(), &Event::LookedUpMember(None, begun), &later)
    };
    let (_, verdict) = look_up(&seen_again, in_minutes(1), in_minutes(1));
    assert_eq!(verdict, Verdict::LookUp { at: in_minutes(10) });
    // What counts is when the reading began.
    let (_, verdict) = look_up(&seen_again, in_minutes(9), in_minutes(11));
    assert!(matches!(verdict, Verdict::LookUp { .. }), "{verdict:?}");
    let (after, verdict) = look_up(&seen_again, in_minutes(10), in_minutes(11));
    assert!(matches!(verdict, Verdict::Retry { at } if at >= in_minutes(11)));
    assert!(!after.maybe_taken);
    // A second lost answer is left to the user.
    let lost_again = Request {
        maybe_taken: true,
        state: RequestState::LookingUp,
        ..after
    };
    let (_, verdict) = look_up(&lost_again, in_minutes(20), in_minutes(20));
    assert_eq!(settled(&verdict), Some(StepState::Unknown));

    let refuses = PlatformProfile {
        refuses_repeats: Some(true),
        ..PlatformProfile::default()
    };
    let (after, verdict) = decide(
        possibly_taken,
        &Event::LookedUpMember(None, now()),
        &facts(&refuses),
    );
    assert!(matches!(verdict, Verdict::Retry { .. }));
    assert!(
        after.maybe_taken,
        "a clash will then say that the first was taken"
    );
}

#[test]
fn what_never_left_leaves_no_trace_of_a_try() {
    let profile = PlatformProfile::default();
    let away = fault(Proof::NotDone, Cause::NoConnection);
    let sent = Request {
        tries: 1,
        first_sent_at: Some(now()),
        last_sent_at: Some(now()),
        ..request()
    };
    let (after, _) = decide(sent.clone(), &Event::Failed(&away), &facts(&profile));
    assert_eq!((after.tries, after.first_sent_at), (0, None));
    let second = Request { tries: 2, ..sent };
    let (after, _) = decide(second, &Event::Failed(&away), &facts(&profile));
    assert_eq!((after.tries, after.first_sent_at), (1, Some(now())));
}

#[test]
fn what_was_lost_is_looked_for_in_the_instances_until_nothing_can_be_at_work() {
    let profile = PlatformProfile {
        extensions: Some(vec![]),
        ..PlatformProfile::default()
    };
    let distribution = Request {
        kind: CallKind::Distribute,
        ..request()
    };
    let cut = fault(Proof::Unknown, Cause::CutOff);
    let (lost, verdict) = decide(distribution, &Event::Failed(&cut), &facts(&profile));
    assert_eq!(verdict, Verdict::LookUp { at: now() });
    let in_minutes = |minutes| now() + SignedDuration::from_mins(minutes);
    let look_up = |request: &Request, arrival, minutes| {
        let facts = Facts {
            now: in_minutes(minutes),
            ..facts(&profile)
        };
        let event = Event::LookedUpContents(arrival, in_minutes(minutes));
        decide(request.clone(), &event, &facts)
    };
    let (_, verdict) = look_up(&lost, Arrival::All, 0);
    assert_eq!(settled(&verdict), Some(StepState::Done));
    for arrival in [Arrival::Nothing, Arrival::Unclear] {
        let (after, verdict) = look_up(&lost, arrival, 0);
        assert_eq!(verdict, Verdict::LookUp { at: in_minutes(1) });
        let (after, verdict) = look_up(&after, arrival, 1);
        assert_eq!(verdict, Verdict::LookUp { at: in_minutes(10) });
        let (_, verdict) = look_up(&after, arrival, 10);
        assert_eq!(settled(&verdict), Some(StepState::Unknown));
    }
}

#[test]
fn a_task_is_asked_for_in_growing_steps_up_to_an_hour() {
    let profile = PlatformProfile::default();
    let mut request = Request {
        kind: CallKind::Distribute,
        ..request()
    };
    let mut at = now();
    let mut steps = Vec::new();
    let mut event = Event::TakenAsTask(7);
    loop {
        let facts = Facts {
            now: at,
            ..facts(&profile)
        };
        let (after, verdict) = decide(request, &event, &facts);
        request = after;
        match verdict {
            Verdict::Poll { at: next } => {
                steps.push(next.duration_since(at).as_secs());
                at = next;
            }
            // After that the instances are looked up. The task may still end at any time.
            Verdict::LookUp { .. } => {
                let nothing = Event::LookedUpContents(Arrival::Nothing, at);
                let (_, verdict) = decide(request, &nothing, &facts);
                let Verdict::Settle(StepState::Unknown, Some(reason)) = verdict else {
                    panic!("{verdict:?}");
                };
                assert_eq!(reason.why, Why::TaskLost);
                break;
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(request.task, Some(7));
        event = Event::Polled(Some(&TaskStatus::Running), None);
    }
    assert_eq!(steps[..7], [1, 2, 4, 8, 16, 30, 30]);
    let asked = at.duration_since(now());
    assert!(asked > SignedDuration::from_hours(1) && asked < SignedDuration::from_mins(61));
}
