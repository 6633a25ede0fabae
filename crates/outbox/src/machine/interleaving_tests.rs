//! Whatever happens to a request in whatever order, it comes to an end, and nothing is sent twice.

use super::*;

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
            Happens::Fails(Proof::Unknown, Cause::Busy { retry_after: None }),
            Happens::Fails(Proof::NotDone, Cause::Busy { retry_after: wait(7200) }),
            Happens::Fails(Proof::Unknown, Cause::ServerFault),
            Happens::Fails(Proof::Unknown, Cause::TimedOut),
            Happens::Fails(Proof::Unknown, Cause::CutOff),
            Happens::Fails(Proof::Unknown, Cause::Unreadable),
            Happens::Fails(Proof::Unknown, Cause::NotThePlatform),
            Happens::Fails(Proof::Unknown, Cause::StillRunning { retry_after: wait(1) }),
            Happens::Fails(Proof::NotDone, Cause::KeyRefused),
            Happens::Fails(Proof::NotDone, Cause::NotAllowed),
            Happens::Fails(Proof::Unknown, Cause::Clash),
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
            extensions: Some(if honours { vec![Feature::IdempotencyKey] } else { vec![] }),
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
                uptime: None,
                profile: &profile,
                chance: 0.5,
                cancelled,
                lands_within: LANDS_WITHIN,
        saw_all: true,
        if_exists: IfExists::Ask,
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
                (Happens::Taken, true) => decide(request, &Event::LookedUpMember(membership, at), &facts),
                (Happens::Fails(proof, cause), lookups) => {
                    let fault = fault(*proof, cause.clone());
                    let event =
                        if lookups { Event::LookupFailed(&fault) } else { Event::Failed(&fault) };
                    decide(request, &event, &facts)
                }
                // A crash while looking up changes nothing: it is looked up again.
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
