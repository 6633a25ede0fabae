//! What follows from each answer to a request, and from what couldn't be read before it leaves.

use std::time::Duration;

use super::*;

fn busy(seconds: u64) -> Fault {
    let retry_after = Some(Duration::from_secs(seconds));
    fault(Proof::NotDone, Cause::Busy { retry_after })
}

fn in_seconds(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

fn after(request: Request, event: &Event<'_>) -> (Request, Verdict) {
    decide(request, event, &facts(&PlatformProfile::default()))
}

#[test]
fn the_pause_before_each_attempt_is_twice_as_long_up_to_five_minutes() {
    let paused = |tries| {
        let tried = Request { tries, ..request() };
        let busy = fault(Proof::NotDone, Cause::Busy { retry_after: None });
        match after(tried, &Event::Failed(&busy)).1 {
            Verdict::Retry { at } => at.duration_since(now()).as_secs(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!([1, 2, 3, 9, 10, 11].map(paused), [1, 2, 4, 256, 300, 300]);
}

#[test]
fn a_wait_of_an_hour_is_obeyed_and_a_longer_one_holds_the_plan() {
    let (_, hour) = after(request(), &Event::Failed(&busy(3600)));
    assert_eq!(
        hour,
        Verdict::Retry {
            at: in_seconds(3600)
        }
    );
    let (_, longer) = after(request(), &Event::Failed(&busy(3601)));
    let until = in_seconds(3601);
    assert_eq!(longer, Verdict::HoldPlan { until });
}

#[test]
fn a_request_that_the_platform_is_still_working_on_is_sent_again_when_it_asks() {
    let retry_after = Some(Duration::from_secs(30));
    let running = fault(Proof::Unknown, Cause::StillRunning { retry_after });
    let (_, verdict) = after(request(), &Event::Failed(&running));
    assert_eq!(verdict, Verdict::Retry { at: in_seconds(30) });
}

#[test]
fn a_lost_request_is_repeated_with_its_key_after_a_pause() {
    let honours = PlatformProfile {
        extensions: Some(vec![Feature::IdempotencyKey]),
        ..PlatformProfile::default()
    };
    let cut = fault(Proof::Unknown, Cause::CutOff);
    let (_, verdict) = decide(request(), &Event::Failed(&cut), &facts(&honours));
    assert_eq!(verdict, Verdict::Retry { at: in_seconds(1) });
}

#[test]
fn a_refused_key_holds_the_account_whether_it_was_sent_or_only_checked() {
    let refused = fault(Proof::NotDone, Cause::KeyRefused);
    for event in [Event::Failed(&refused), Event::CheckFailed(&refused)] {
        let (request, verdict) = after(request(), &event);
        assert_eq!(verdict, Verdict::HoldAccount(AccountHold::KeyRefused));
        assert_eq!((request.state, request.lookups), (RequestState::Waiting, 0));
    }
}

#[test]
fn a_clash_of_a_creation_or_a_distribution_is_looked_up() {
    let clash = fault(Proof::Unknown, Cause::Clash);
    for (kind, maybe_taken) in [
        (CallKind::CreateInstance, false),
        (CallKind::Distribute, true),
    ] {
        let sent = Request { kind, ..request() };
        let (after, verdict) = after(sent, &Event::Failed(&clash));
        assert_eq!(verdict, Verdict::LookUp { at: now() }, "{kind}");
        assert_eq!(after.maybe_taken, maybe_taken, "{kind}");
    }
}

#[test]
fn a_refusal_after_a_lost_answer_counts_once_the_person_is_absent() {
    let listed = PlatformProfile {
        lists_pending: Some(true),
        ..PlatformProfile::default()
    };
    for (status, cause, why) in [
        (400, Cause::Invalid { fields: vec![] }, Why::Invalid),
        (422, Cause::Invalid { fields: vec![] }, Why::Invalid),
        (403, Cause::NotAllowed, Why::NotAllowed),
        (404, Cause::NotFound, Why::NotFound),
        (410, Cause::Deleted, Why::Deleted),
    ] {
        let refusal = Fault {
            status: Some(status),
            incident: Some("incident".to_owned()),
            ..fault(Proof::NotDone, cause)
        };
        let lost = Request {
            maybe_taken: true,
            ..request()
        };
        let (refused, verdict) = after(lost, &Event::Failed(&refusal));
        assert_eq!(verdict, Verdict::LookUp { at: now() }, "{status}");
        let later = Facts {
            now: now() + LANDS_WITHIN,
            ..facts(&listed)
        };
        let absent = Event::LookedUpMember(None, later.now);
        let reason = Reason {
            status: Some(status),
            incident: Some("incident".to_owned()),
            ..Reason::of(why)
        };
        let (_, verdict) = decide(refused, &absent, &later);
        let expected = Verdict::Settle(StepState::Refused, Some(reason));
        assert_eq!(verdict, expected, "{status}");
    }
}

#[test]
fn what_cannot_be_checked_before_it_leaves_waits_and_is_given_up_after_twelve_times() {
    for cause in [Cause::NoConnection, Cause::NotThePlatform] {
        let counts = u32::from(cause == Cause::NotThePlatform);
        let gone = fault(Proof::NotDone, cause);
        let (after, verdict) = after(request(), &Event::CheckFailed(&gone));
        assert_eq!(verdict, Verdict::HoldAccount(AccountHold::Offline));
        assert_eq!(after.lookups, counts, "{gone:?}");
    }
    let gone = fault(Proof::NotDone, Cause::NotFound);
    let (_, verdict) = after(request(), &Event::CheckFailed(&gone));
    assert_eq!(settled(&verdict), Some(StepState::Refused));
    // That wasn't said by the platform itself.
    let page = fault(Proof::Unknown, Cause::NotFound);
    let (_, verdict) = after(request(), &Event::CheckFailed(&page));
    assert_eq!(verdict, Verdict::Retry { at: in_seconds(1) });

    let (_, hour) = after(request(), &Event::CheckFailed(&busy(3600)));
    assert_eq!(
        hour,
        Verdict::Retry {
            at: in_seconds(3600)
        }
    );
    let (_, longer) = after(request(), &Event::CheckFailed(&busy(3601)));
    let until = in_seconds(3601);
    assert_eq!(longer, Verdict::HoldPlan { until });

    let broken = fault(Proof::Unknown, Cause::ServerFault);
    let mut waits = request();
    for times in 1..LOOKUPS {
        let (after, verdict) = after(waits, &Event::CheckFailed(&broken));
        assert!(matches!(verdict, Verdict::Retry { .. }), "{times}");
        assert_eq!(after.lookups, times);
        waits = after;
    }
    let (_, verdict) = after(waits, &Event::CheckFailed(&broken));
    assert_eq!(settled(&verdict), Some(StepState::GaveUp));
}
