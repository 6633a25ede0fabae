//! What looking for an instance means for a creation whose answer was lost.

use super::*;

fn creation() -> Request {
    Request {
        kind: CallKind::CreateInstance,
        state: RequestState::LookingUp,
        ..request()
    }
}

#[test]
fn an_empty_instance_found_after_a_lost_answer_was_created_by_this_plan() {
    let profile = PlatformProfile::default();
    let possibly_taken = Request {
        maybe_taken: true,
        ..creation()
    };
    let look_up = |request: &Request, found, facts: &Facts<'_>| {
        settled(
            &decide(
                request.clone(),
                &Event::LookedUpInstance(found, now()),
                facts,
            )
            .1,
        )
    };
    let facts = facts(&profile);
    assert_eq!(
        look_up(&possibly_taken, InstanceLookup::Empty, &facts),
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
        (&possibly_taken, InstanceLookup::NotOurs, &facts),
        (&possibly_taken, InstanceLookup::Empty, &unseen),
        (&clashed, InstanceLookup::Empty, &facts),
    ] {
        assert_eq!(look_up(request, found, facts), Some(StepState::Refused));
        let room = Facts {
            if_exists: IfExists::Continue,
            ..facts.clone()
        };
        assert_eq!(look_up(request, found, &room), Some(StepState::Already));
        // An instance that is added may be the one that is there, unless its name is another.
        let added = Facts {
            if_exists: IfExists::Refuse,
            ..facts.clone()
        };
        let expected = if request.maybe_taken && found == InstanceLookup::Empty {
            StepState::Unknown
        } else {
            StepState::Refused
        };
        assert_eq!(look_up(request, found, &added), Some(expected));
    }
}

#[test]
fn a_creation_is_unknown_where_the_list_of_instances_is_not_complete() {
    let unclear = Event::LookedUpInstance(InstanceLookup::Unclear, now());
    let (_, verdict) = decide(creation(), &unclear, &facts(&PlatformProfile::default()));
    let unknown = Verdict::Settle(StepState::Unknown, Some(Reason::of(Why::NotListed)));
    assert_eq!(verdict, unknown);
}

#[test]
fn a_creation_whose_answer_was_lost_is_repeated_when_the_instance_is_absent() {
    let profile = PlatformProfile::default();
    let possibly_taken = Request {
        maybe_taken: true,
        ..creation()
    };
    let absent = Event::LookedUpInstance(InstanceLookup::Absent, now());
    let (after, verdict) = decide(possibly_taken, &absent, &facts(&profile));
    let pause = SignedDuration::from_secs(1);
    assert_eq!(verdict, Verdict::Retry { at: now() + pause });
    // Nothing is sent again, so it isn't called cancelled while it may still be at work.
    let cancelled = |minutes| Facts {
        cancelled: true,
        now: now() + SignedDuration::from_mins(minutes),
        ..facts(&profile)
    };
    let first = Request {
        lookups: 0,
        ..after.clone()
    };
    let (_, verdict) = decide(first, &absent, &cancelled(0));
    assert_eq!(
        verdict,
        Verdict::LookUp {
            at: now() + LANDS_SOON
        }
    );
    let later = now() + SignedDuration::from_mins(10);
    let absent_later = Event::LookedUpInstance(InstanceLookup::Absent, later);
    let (_, verdict) = decide(after.clone(), &absent_later, &cancelled(10));
    assert!(matches!(verdict, Verdict::Settle(StepState::Cancelled, _)));
    // The first try was only late, and the second met it.
    let met = Request {
        status: Some(409),
        ..after
    };
    let there = Event::LookedUpInstance(InstanceLookup::Empty, now());
    let saw_all = Facts {
        saw_all: true,
        ..facts(&profile)
    };
    let (_, verdict) = decide(met, &there, &saw_all);
    assert_eq!(verdict, Verdict::Settle(StepState::Done, None));
    let clashed = Request {
        status: Some(409),
        incident: Some("incident".to_owned()),
        ..creation()
    };
    let (_, verdict) = decide(clashed, &absent, &facts(&profile));
    let taken_and_not_listed = Reason {
        status: Some(409),
        incident: Some("incident".to_owned()),
        ..Reason::of(Why::NotListed)
    };
    let refused = Verdict::Settle(StepState::Refused, Some(taken_and_not_listed));
    assert_eq!(verdict, refused);
}
