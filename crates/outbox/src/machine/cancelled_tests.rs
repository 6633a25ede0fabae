//! What becomes of the requests of a plan that was cancelled: nothing is sent again, and nothing that
//! may have been done is called cancelled.

use super::*;

fn cancelled(profile: &PlatformProfile) -> Facts<'_> {
    Facts {
        cancelled: true,
        ..facts(profile)
    }
}

#[test]
fn what_was_certainly_not_done_is_cancelled() {
    let profile = PlatformProfile::default();
    for cause in [Cause::NoConnection, Cause::Busy { retry_after: None }] {
        let not_done = fault(Proof::NotDone, cause);
        let (_, verdict) = decide(request(), &Event::Failed(&not_done), &cancelled(&profile));
        assert_eq!(
            settled(&verdict),
            Some(StepState::Cancelled),
            "{not_done:?}"
        );
    }
}

#[test]
fn a_task_goes_on_whether_its_status_can_be_read_or_not() {
    let profile = PlatformProfile::default();
    let running = Request {
        kind: CallKind::Distribute,
        state: RequestState::Running,
        task: Some(7),
        ..request()
    };
    let gone = fault(Proof::NotDone, Cause::NoConnection);
    let (after, verdict) = decide(running, &Event::PollFailed(&gone), &cancelled(&profile));
    assert_eq!(verdict, Verdict::HoldAccount(AccountHold::Offline));
    assert_eq!(after.state, RequestState::Running);
}

#[test]
fn a_lost_invitation_that_would_be_sent_again_is_unknown() {
    let refuses = PlatformProfile {
        refuses_repeats: Some(true),
        ..PlatformProfile::default()
    };
    let lost = Request {
        state: RequestState::LookingUp,
        maybe_taken: true,
        ..request()
    };
    let absent = Event::LookedUpMember(None, now());
    let (_, verdict) = decide(lost, &absent, &cancelled(&refuses));
    assert_eq!(settled(&verdict), Some(StepState::Unknown));
}

#[test]
fn a_key_is_not_used_any_more_and_the_absence_is_waited_for() {
    let honours = PlatformProfile {
        extensions: Some(vec![Feature::IdempotencyKey]),
        lists_pending: Some(true),
        ..PlatformProfile::default()
    };
    let lost = Request {
        state: RequestState::LookingUp,
        maybe_taken: true,
        ..request()
    };
    let absent = Event::LookedUpMember(None, now());
    let (_, verdict) = decide(lost, &absent, &cancelled(&honours));
    assert_eq!(
        verdict,
        Verdict::LookUp {
            at: now() + LANDS_SOON
        }
    );
}
