use platform::Proof;
use proptest::prelude::*;
use store::{PlanId, RequestId};

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
        maybe_taken: false,
        refused: false,
        status: None,
        incident: None,
        task: None,
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
        profile,
        chance: 1.0,
        cancelled: false,
        listed_within: SignedDuration::from_secs(60),
        saw_all: true,
        own: true,
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
        let foreign = fault(Proof::Unsure, cause.clone());
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
    let portal = fault(Proof::Unsure, Cause::NotThePlatform);
    let (after, verdict) = decide(request(), &Event::Failed(&portal), &facts(&profile));
    assert_eq!(verdict, Verdict::HoldAccount(AccountHold::Offline));
    assert_eq!(after.state, RequestState::LookingUp);
}

#[test]
fn a_clash_is_done_after_an_unsure_try_and_already_otherwise() {
    let profile = PlatformProfile::default();
    let clash = fault(Proof::Unsure, Cause::Clash);
    let (_, first) = decide(request(), &Event::Failed(&clash), &facts(&profile));
    assert_eq!(settled(&first), Some(StepState::Already));
    let unsure = Request {
        maybe_taken: true,
        ..request()
    };
    let (_, second) = decide(unsure, &Event::Failed(&clash), &facts(&profile));
    assert_eq!(settled(&second), Some(StepState::Done));
}

#[test]
fn absence_proves_something_only_after_a_minute_and_where_pending_people_are_listed() {
    let unsure = Request {
        maybe_taken: true,
        state: RequestState::LookingUp,
        ..request()
    };
    let unknown = PlatformProfile::default();
    let (_, verdict) = decide(
        unsure.clone(),
        &Event::LookedUpMember(None),
        &facts(&unknown),
    );
    assert_eq!(settled(&verdict), Some(StepState::Unknown));

    let listed = PlatformProfile {
        lists_pending: Some(true),
        ..PlatformProfile::default()
    };
    let (_, verdict) = decide(
        unsure.clone(),
        &Event::LookedUpMember(None),
        &facts(&listed),
    );
    let minute = now() + SignedDuration::from_secs(60);
    assert_eq!(verdict, Verdict::LookUp { at: minute });
    let later = Facts {
        now: minute,
        ..facts(&listed)
    };
    let (after, verdict) = decide(unsure.clone(), &Event::LookedUpMember(None), &later);
    assert!(matches!(verdict, Verdict::Retry { at } if at >= minute));
    assert!(!after.maybe_taken);

    let refuses = PlatformProfile {
        refuses_repeats: Some(true),
        ..PlatformProfile::default()
    };
    let (after, verdict) = decide(unsure, &Event::LookedUpMember(None), &facts(&refuses));
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
fn an_idempotency_key_is_forgotten_after_a_day() {
    let honours = PlatformProfile {
        extensions: Some(vec!["idempotency_key".to_owned()]),
        ..PlatformProfile::default()
    };
    let cut = fault(Proof::Unsure, Cause::CutOff);
    let (_, fresh) = decide(request(), &Event::Failed(&cut), &facts(&honours));
    assert!(matches!(fresh, Verdict::Retry { .. }));
    let old = Request {
        first_sent_at: Some(now() - SignedDuration::from_hours(24)),
        ..request()
    };
    let (_, stale) = decide(old, &Event::Failed(&cut), &facts(&honours));
    assert_eq!(stale, Verdict::LookUp { at: now() });
}

fn creation() -> Request {
    Request {
        kind: CallKind::CreateInstance,
        state: RequestState::LookingUp,
        ..request()
    }
}

#[test]
fn created_by_this_plan_is_what_is_there_after_its_own_unsure_try_was_absent_and_is_empty() {
    let profile = PlatformProfile::default();
    let unsure = Request {
        maybe_taken: true,
        ..creation()
    };
    let look = |request: &Request, found, facts: &Facts<'_>| {
        settled(&decide(request.clone(), &Event::LookedUpInstance(found), facts).1)
    };
    let facts = facts(&profile);
    assert_eq!(
        look(&unsure, InstanceLookup::Empty, &facts),
        Some(StepState::Done)
    );
    let unseen = Facts {
        saw_all: false,
        ..facts.clone()
    };
    let clashed = Request {
        status: Some(409),
        ..creation()
    };
    for (request, found, facts) in [
        (&unsure, InstanceLookup::Peopled, &facts),
        (&unsure, InstanceLookup::Empty, &unseen),
        (&clashed, InstanceLookup::Empty, &facts),
    ] {
        assert_eq!(look(request, found, facts), Some(StepState::Refused));
        let room = Facts {
            own: false,
            ..facts.clone()
        };
        assert_eq!(look(request, found, &room), Some(StepState::Already));
    }
}

#[test]
fn a_creation_whose_answer_was_lost_is_repeated_when_the_instance_is_absent() {
    let profile = PlatformProfile::default();
    let unsure = Request {
        maybe_taken: true,
        ..creation()
    };
    let absent = Event::LookedUpInstance(InstanceLookup::Absent);
    let (after, verdict) = decide(unsure, &absent, &facts(&profile));
    let pause = SignedDuration::from_secs(1);
    assert_eq!(verdict, Verdict::Retry { at: now() + pause });
    let cancelled = Facts {
        cancelled: true,
        ..facts(&profile)
    };
    let (_, verdict) = decide(after.clone(), &absent, &cancelled);
    assert!(matches!(verdict, Verdict::Settle(StepState::Cancelled, _)));
    // The first try was only late, and the second met it.
    let met = Request {
        status: Some(409),
        ..after
    };
    let there = Event::LookedUpInstance(InstanceLookup::Empty);
    let saw_all = Facts {
        saw_all: true,
        ..facts(&profile)
    };
    let (_, verdict) = decide(met, &there, &saw_all);
    assert_eq!(verdict, Verdict::Settle(StepState::Done, None));
    let clashed = Request {
        status: Some(409),
        ..creation()
    };
    let (_, verdict) = decide(clashed, &absent, &facts(&profile));
    let Verdict::Settle(StepState::Refused, Some(reason)) = verdict else {
        panic!("taken, and not listed: {verdict:?}");
    };
    assert_eq!(reason.why, Why::NotListed);
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
            Verdict::Settle(state, reason) => {
                assert_eq!(state, StepState::Unknown);
                assert_eq!(reason.unwrap().why, Why::TaskLost);
                break;
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(request.task, Some(7));
        event = Event::Polled(&TaskStatus::Running, None);
    }
    assert_eq!(steps[..7], [1, 2, 4, 8, 16, 30, 30]);
    let asked = at.duration_since(now());
    assert!(asked > SignedDuration::from_hours(1) && asked < SignedDuration::from_mins(61));
}

#[derive(Debug, Clone)]
enum Happens {
    Taken,
    Fails(Proof, Cause),
    Crash,
    Cancel,
}

fn happens() -> impl Strategy<Value = Happens> {
    let wait = |seconds: u64| Some(std::time::Duration::from_secs(seconds));
    prop_oneof![
        1 => Just(Happens::Taken),
        1 => Just(Happens::Crash),
        1 => Just(Happens::Cancel),
        12 => prop::sample::select(vec![
            Happens::Fails(Proof::NotDone, Cause::NoConnection),
            Happens::Fails(Proof::NotDone, Cause::Busy { retry_after: wait(3) }),
            Happens::Fails(Proof::Unsure, Cause::Busy { retry_after: None }),
            Happens::Fails(Proof::NotDone, Cause::Busy { retry_after: wait(7200) }),
            Happens::Fails(Proof::Unsure, Cause::ServerFault),
            Happens::Fails(Proof::Unsure, Cause::TimedOut),
            Happens::Fails(Proof::Unsure, Cause::CutOff),
            Happens::Fails(Proof::Unsure, Cause::Unreadable),
            Happens::Fails(Proof::Unsure, Cause::NotThePlatform),
            Happens::Fails(Proof::Unsure, Cause::StillRunning { retry_after: wait(1) }),
            Happens::Fails(Proof::NotDone, Cause::KeyRefused),
            Happens::Fails(Proof::NotDone, Cause::NotAllowed),
            Happens::Fails(Proof::Unsure, Cause::Clash),
        ]),
    ]
}

proptest! {
    /// Whatever answers, crashes and cancellations come in whatever order: once the platform
    /// answers again the request comes to an end, and nothing that may have been taken is ever
    /// called cancelled, refused for want of it, or forgotten.
    #[test]
    fn every_interleaving_comes_to_an_end(
        story in prop::collection::vec((happens(), any::<Option<bool>>()), 0..60),
        honours in any::<bool>(),
        lists_pending in any::<Option<bool>>(),
        refuses_repeats in any::<Option<bool>>(),
    ) {
        let profile = PlatformProfile {
            extensions: Some(if honours { vec!["idempotency_key".to_owned()] } else { vec![] }),
            lists_pending,
            refuses_repeats,
        };
        let mut at = now();
        let mut cancelled = false;
        let mut request = Request { state: RequestState::Waiting, tries: 0, ..request() };
        let calm = std::iter::repeat((Happens::Taken, Some(true)));
        for (rounds, (event, seen)) in story.into_iter().chain(calm).enumerate() {
            prop_assert!(rounds < 200, "never came to an end: {request:?}");
            if matches!(event, Happens::Cancel) {
                cancelled = true;
                continue;
            }
            at = at.max(request.due_at.unwrap_or(at)) + SignedDuration::from_secs(1);
            let facts = Facts {
                now: at,
                profile: &profile,
                chance: 0.5,
                cancelled,
                listed_within: SignedDuration::from_secs(60),
        saw_all: true,
        own: true,
            };
            let lookups = request.state == RequestState::LookingUp;
            let may_be_taken = request.maybe_taken;
            if !lookups {
                request.state = RequestState::Sending;
                request.tries += 1;
                request.last_sent_at = Some(at);
            }
            let membership = seen.unwrap_or_default().then_some(Membership::Invited);
            let (after, verdict) = match (&event, lookups) {
                (Happens::Taken, false) => decide(request, &Event::Taken, &facts),
                (Happens::Taken, true) => decide(request, &Event::LookedUpMember(membership), &facts),
                (Happens::Fails(proof, cause), lookups) => {
                    let fault = fault(*proof, cause.clone());
                    let event =
                        if lookups { Event::LookupFailed(&fault) } else { Event::Failed(&fault) };
                    decide(request, &event, &facts)
                }
                // A crash while looking changes nothing: it is looked again.
                (_, true) => continue,
                (_, false) => decide(request, &Event::Interrupted, &facts),
            };
            prop_assert_ne!(after.state, RequestState::Sending);
            if let Some(state) = settled(&verdict) {
                if state == StepState::Cancelled {
                    prop_assert!(!after.maybe_taken);
                }
                if may_be_taken && !honours {
                    prop_assert_ne!(state, StepState::GaveUp);
                }
                return Ok(());
            }
            request = after;
        }
    }
}
