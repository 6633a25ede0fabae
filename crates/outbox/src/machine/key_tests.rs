//! For how long a request may be sent again because its idempotency key protects it.

use super::*;

#[test]
fn an_idempotency_key_is_forgotten_after_a_day() {
    let honours = PlatformProfile {
        extensions: Some(vec![Feature::IdempotencyKey]),
        ..PlatformProfile::default()
    };
    let cut = fault(Proof::Unknown, Cause::CutOff);
    let (_, fresh) = decide(request(), &Event::Failed(&cut), &facts(&honours));
    assert!(matches!(fresh, Verdict::Retry { .. }));
    let sent = |hours_ago| {
        let at = now() - SignedDuration::from_hours(hours_ago);
        Some(KeySent { at, uptime: None })
    };
    // One that was first sent in the future was sent before the clock was set back.
    for hours_ago in [23, 24, -1] {
        let old = Request {
            key_sent: sent(hours_ago),
            ..request()
        };
        let (_, stale) = decide(old, &Event::Failed(&cut), &facts(&honours));
        assert_eq!(stale, Verdict::LookUp { at: now() }, "{hours_ago}");
    }
}

#[test]
fn a_key_counts_only_if_it_travelled() {
    let honours = PlatformProfile {
        extensions: Some(vec![Feature::IdempotencyKey]),
        ..PlatformProfile::default()
    };
    let cut = fault(Proof::Unknown, Cause::CutOff);
    let after = |request| decide(request, &Event::Failed(&cut), &facts(&honours)).1;
    let without = Request {
        left_without_key: true,
        ..request()
    };
    assert_eq!(after(without), Verdict::LookUp { at: now() });
    // An earlier version sent it, and didn't write down how.
    let earlier = Request {
        key_sent: None,
        ..request()
    };
    assert_eq!(after(earlier), Verdict::LookUp { at: now() });
}

#[test]
fn the_age_of_a_key_is_the_older_of_what_two_clocks_say() {
    let honours = PlatformProfile {
        extensions: Some(vec![Feature::IdempotencyKey]),
        ..PlatformProfile::default()
    };
    let uptime = |boot: &str, hours: i64| {
        Some(Uptime {
            boot: boot.to_owned(),
            seconds: hours * 3600,
        })
    };
    // By the wall clock, which was set back, the key is an hour old.
    let sent = Request {
        key_sent: Some(KeySent {
            at: now() - SignedDuration::from_hours(1),
            uptime: uptime("a", 10),
        }),
        ..request()
    };
    for (uptime, fresh) in [
        (uptime("a", 12), true),
        (uptime("a", 34), false),
        (uptime("b", 34), true),
        (None, true),
    ] {
        let found = replays(&sent, &honours, now(), uptime.as_ref());
        assert_eq!(found, fresh, "{uptime:?}");
    }
}
