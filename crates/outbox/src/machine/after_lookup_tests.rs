//! How looking up a request whose answer was lost comes to an end.

use platform::{Feature, Proof};
use store::{PlatformProfile, RequestState};

use super::*;
use crate::machine::tests::{facts, fault, now, request, settled};
use crate::machine::{Event, decide};

#[test]
fn the_list_of_the_space_proves_no_absence_of_an_administrator() {
    let possibly_taken = Request {
        kind: CallKind::InviteAdministrator,
        maybe_taken: true,
        state: RequestState::LookingUp,
        last_sent_at: Some(now() - SignedDuration::from_hours(1)),
        ..request()
    };
    let mut profile = PlatformProfile {
        lists_pending: Some(true),
        ..PlatformProfile::default()
    };
    let (_, verdict) = decide(
        possibly_taken.clone(),
        &Event::LookedUpMember(None, now()),
        &facts(&profile),
    );
    assert_eq!(settled(&verdict), Some(StepState::Unknown));
    profile.refuses_repeats = Some(true);
    let (after, verdict) = decide(
        possibly_taken,
        &Event::LookedUpMember(None, now()),
        &facts(&profile),
    );
    assert!(matches!(verdict, Verdict::Retry { .. }));
    assert!(after.maybe_taken, "a clash is to tell");
}

#[test]
fn an_invitation_that_had_all_its_attempts_is_unknown_and_not_given_up() {
    let refuses = PlatformProfile {
        refuses_repeats: Some(true),
        ..PlatformProfile::default()
    };
    let lost = Request {
        maybe_taken: true,
        state: RequestState::LookingUp,
        tries: TRIES,
        ..request()
    };
    let absent = Event::LookedUpMember(None, now());
    let (_, verdict) = decide(lost, &absent, &facts(&refuses));
    assert_eq!(settled(&verdict), Some(StepState::Unknown));
}

#[test]
fn a_clock_that_was_wrong_when_it_left_puts_a_lookup_off_by_ten_minutes_at_most() {
    let listed = PlatformProfile {
        lists_pending: Some(true),
        ..PlatformProfile::default()
    };
    for last_sent_at in [None, Some(now() + SignedDuration::from_hours(1000))] {
        let mut request = Request {
            maybe_taken: true,
            state: RequestState::LookingUp,
            last_sent_at,
            ..request()
        };
        let mut at = now();
        let mut lookups = 0;
        while request.state == RequestState::LookingUp {
            let facts = Facts {
                now: at,
                ..facts(&listed)
            };
            (request, _) = decide(request, &Event::LookedUpMember(None, at), &facts);
            at = request.due_at.unwrap();
            lookups += 1;
        }
        assert_eq!((request.state, lookups), (RequestState::Waiting, 3));
    }
}

#[test]
fn what_is_never_taken_comes_to_its_end() {
    let server_error = fault(Proof::Unknown, Cause::ServerFault);
    let page = Fault {
        status: Some(403),
        ..fault(Proof::Unknown, Cause::NotThePlatform)
    };
    let busy = fault(
        Proof::NotDone,
        Cause::Busy {
            retry_after: Some(std::time::Duration::from_hours(3)),
        },
    );
    let keys = Some(vec![Feature::IdempotencyKey]);
    for extensions in [Some(vec![]), keys] {
        for (lists_pending, refuses_repeats) in [(true, false), (false, true), (false, false)] {
            let profile = PlatformProfile {
                extensions: extensions.clone(),
                lists_pending: Some(lists_pending),
                refuses_repeats: Some(refuses_repeats),
            };
            for (kind, fault) in [
                (CallKind::InviteToInstance, &server_error),
                (CallKind::InviteAdministrator, &server_error),
                (CallKind::CreateInstance, &server_error),
                (CallKind::InviteToInstance, &page),
                (CallKind::InviteToInstance, &busy),
            ] {
                let ended = tried_on_and_on(kind, fault, &profile);
                assert!(
                    matches!(ended, StepState::GaveUp | StepState::Unknown),
                    "{kind} {ended:?}"
                );
            }
        }
    }
}

/// Sends and looks up for as long as the machine wants: always the same fault, never there.
fn tried_on_and_on(kind: CallKind, fault: &Fault, profile: &PlatformProfile) -> StepState {
    let mut request = Request {
        kind,
        tries: 0,
        ..request()
    };
    let mut at = now();
    for _ in 0..200 {
        at = request.due_at.unwrap_or(at).max(at);
        let facts = Facts {
            now: at,
            ..facts(profile)
        };
        let absent = match kind {
            CallKind::CreateInstance => Event::LookedUpInstance(InstanceLookup::Absent, at),
            _ => Event::LookedUpMember(None, at),
        };
        let event = if request.state == RequestState::LookingUp {
            absent
        } else {
            request.state = RequestState::Sending;
            request.tries += 1;
            request.first_sent_at = request.first_sent_at.or(Some(at));
            request.last_sent_at = Some(at);
            Event::Failed(fault)
        };
        let (after, verdict) = decide(request, &event, &facts);
        if let Some(state) = settled(&verdict) {
            assert!(after.tries <= TRIES, "{} tries", after.tries);
            assert!(state != StepState::GaveUp || after.tries == TRIES);
            return state;
        }
        request = after;
    }
    panic!("{kind} is tried for ever");
}

#[test]
fn retry_after_is_obeyed_by_lookups_and_polls_too() {
    let profile = PlatformProfile::default();
    let busy = |seconds| {
        let retry_after = Some(std::time::Duration::from_secs(seconds));
        fault(Proof::NotDone, Cause::Busy { retry_after })
    };
    let looking = Request {
        state: RequestState::LookingUp,
        ..request()
    };
    let in_seconds = |seconds| now() + SignedDuration::from_secs(seconds);
    let (_, soon) = decide(
        looking.clone(),
        &Event::LookupFailed(&busy(600)),
        &facts(&profile),
    );
    assert_eq!(
        soon,
        Verdict::LookUp {
            at: in_seconds(600)
        }
    );
    let (_, hour) = decide(
        looking.clone(),
        &Event::LookupFailed(&busy(3600)),
        &facts(&profile),
    );
    let at = in_seconds(3600);
    assert_eq!(hour, Verdict::LookUp { at });
    let (_, late) = decide(looking, &Event::LookupFailed(&busy(7200)), &facts(&profile));
    let until = in_seconds(7200);
    assert_eq!(late, Verdict::HoldPlan { until });
    let running = Request {
        kind: CallKind::Distribute,
        state: RequestState::Running,
        task: Some(1),
        last_sent_at: Some(now()),
        ..request()
    };
    let (_, poll) = decide(running, &Event::PollFailed(&busy(600)), &facts(&profile));
    assert_eq!(
        poll,
        Verdict::Poll {
            at: in_seconds(600)
        }
    );
}

#[test]
fn a_web_page_before_a_task_is_met_twelve_times_and_a_task_has_its_hour_all_the_same() {
    let profile = PlatformProfile::default();
    let page = fault(Proof::Unknown, Cause::NotThePlatform);
    let running = Request {
        kind: CallKind::Distribute,
        state: RequestState::Running,
        task: Some(1),
        last_sent_at: Some(now()),
        ..request()
    };
    let mut request = running.clone();
    for _ in 1..LOOKUPS {
        let (after, verdict) = decide(request, &Event::PollFailed(&page), &facts(&profile));
        assert_eq!(verdict, Verdict::HoldAccount(AccountHold::Offline));
        request = after;
    }
    let between = Event::Polled(Some(&TaskStatus::Running), None);
    let (answered, _) = decide(request.clone(), &between, &facts(&profile));
    let (_, verdict) = decide(answered, &Event::PollFailed(&page), &facts(&profile));
    assert_eq!(
        verdict,
        Verdict::HoldAccount(AccountHold::Offline),
        "in a row"
    );
    let (_, verdict) = decide(request, &Event::PollFailed(&page), &facts(&profile));
    assert_eq!(verdict, Verdict::LookUp { at: now() });

    let later = Facts {
        now: now() + SignedDuration::from_mins(61),
        ..facts(&profile)
    };
    let (_, verdict) = decide(running, &Event::PollFailed(&page), &later);
    assert_eq!(verdict, Verdict::LookUp { at: later.now });
}

#[test]
fn a_task_that_has_ended_says_what_became_of_the_distribution() {
    let profile = PlatformProfile::default();
    let polled = |status, minutes| {
        let running = Request {
            kind: CallKind::Distribute,
            state: RequestState::Running,
            task: Some(7),
            ..request()
        };
        let later = Facts {
            now: now() + SignedDuration::from_mins(minutes),
            ..facts(&profile)
        };
        decide(running, &Event::Polled(Some(&status), Some("why")), &later).1
    };
    let done = polled(TaskStatus::Completed, 1);
    assert_eq!(done, Verdict::Settle(StepState::Done, None));
    for status in [TaskStatus::Failed, TaskStatus::Cancelled] {
        let failed = Reason {
            said: Some("why".to_owned()),
            ..Reason::of(Why::DistributionFailed)
        };
        let refused = Verdict::Settle(StepState::Refused, Some(failed));
        assert_eq!(polled(status, 1), refused);
    }
    // The hour counts whole.
    let poll = polled(TaskStatus::Running, 60);
    assert!(matches!(poll, Verdict::Poll { .. }), "{poll:?}");
}

#[test]
fn a_lookup_that_fails_is_repeated_eleven_times_and_one_that_meets_a_web_page_twelve_times() {
    let profile = PlatformProfile::default();
    let looked_up = |lookups, fault: &Fault| {
        let lost = Request {
            maybe_taken: true,
            state: RequestState::LookingUp,
            lookups,
            ..request()
        };
        decide(lost, &Event::LookupFailed(fault), &facts(&profile))
    };
    let page = fault(Proof::Unknown, Cause::NotThePlatform);
    for lookups in [0, LOOKUPS - 1] {
        let (after, verdict) = looked_up(lookups, &page);
        assert_eq!(verdict, Verdict::HoldAccount(AccountHold::Offline));
        assert_eq!(after.lookups, lookups + 1);
    }
    let (_, verdict) = looked_up(LOOKUPS, &page);
    assert_eq!(settled(&verdict), Some(StepState::Unknown));

    let broken = fault(Proof::Unknown, Cause::ServerFault);
    for lookups in [0, LOOKUPS - 2] {
        let (after, verdict) = looked_up(lookups, &broken);
        assert!(matches!(verdict, Verdict::LookUp { .. }), "{verdict:?}");
        assert_eq!(after.lookups, lookups + 1);
    }
    let (_, verdict) = looked_up(LOOKUPS - 1, &broken);
    assert_eq!(settled(&verdict), Some(StepState::Unknown));
}

#[test]
fn a_task_that_vanished_may_still_be_at_work() {
    let running = Request {
        kind: CallKind::Distribute,
        task: Some(7),
        state: RequestState::Running,
        last_sent_at: Some(now()),
        ..request()
    };
    let profile = PlatformProfile::default();
    let cancelled = Facts {
        cancelled: true,
        ..facts(&profile)
    };
    let gone = fault(Proof::NotDone, Cause::NotFound);
    let (request, verdict) = decide(running, &Event::PollFailed(&gone), &cancelled);
    assert!(matches!(verdict, Verdict::LookUp { .. }), "{verdict:?}");
    let offline = fault(Proof::NotDone, Cause::NoConnection);
    let (request, verdict) = decide(request, &Event::LookupFailed(&offline), &cancelled);
    assert_eq!(verdict, Verdict::HoldAccount(AccountHold::Offline));
    assert_eq!(request.state, RequestState::LookingUp);
}

#[test]
fn a_distribution_whose_answer_is_known_is_not_repeated_with_its_key() {
    let profile = PlatformProfile {
        extensions: Some(vec![Feature::IdempotencyKey]),
        ..PlatformProfile::default()
    };
    let nothing = Event::LookedUpContents(Arrival::Nothing, now());
    let lost = Request {
        kind: CallKind::Distribute,
        state: RequestState::LookingUp,
        maybe_taken: true,
        last_sent_at: Some(now()),
        ..request()
    };
    let (_, verdict) = decide(lost.clone(), &nothing, &facts(&profile));
    assert!(matches!(verdict, Verdict::Retry { .. }), "{verdict:?}");
    let answered = Request {
        status: Some(202),
        task: Some(7),
        ..lost
    };
    let (_, verdict) = decide(answered, &nothing, &facts(&profile));
    assert_eq!(settled(&verdict), Some(StepState::Unknown));
}
