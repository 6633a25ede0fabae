//! Tests of the table in `proof.rs`, which says what each status proves.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, UNIX_EPOCH};

use pretty_assertions::assert_eq;
use proptest::prelude::{any, prop, proptest};
use proptest::strategy::Strategy;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};

use super::{Expected, Reply, classify, nests_within};
use crate::fault::{Cause, Fault, Proof};
use crate::listing;
use crate::responses::Space;

/// The body of an error from the platform, of one from a gateway, and a web page.
const OWN: &str = r#"{"ctxid": "c", "err": "E", "incident_id": "i-1", "msg": "because"}"#;
const FOREIGN: &str = r#"{"message": "from some gateway"}"#;
const PAGE: &str = "<!DOCTYPE html><title>Sign in to the network</title>";

fn reply(status: u16, body: &str) -> Reply {
    Reply {
        status,
        headers: HeaderMap::new(),
        body: Ok(body.as_bytes().to_vec()),
    }
}

impl Reply {
    fn with(mut self, name: HeaderName, value: &'static str) -> Self {
        self.headers.insert(name, HeaderValue::from_static(value));
        self
    }
}

fn classified(reply: Reply, has_idempotency_key: bool) -> Result<Vec<u8>, Fault> {
    let expected = Expected {
        success: &[201],
        has_idempotency_key,
        is_list: false,
    };
    classify(reply, &expected, UNIX_EPOCH)
}

/// What an answer with this status and this body proves about a change.
fn verdict(status: u16, body: &str) -> (Proof, Cause) {
    let fault = classified(reply(status, body), false).unwrap_err();
    assert_eq!(fault.status, Some(status));
    (fault.proof, fault.cause)
}

fn invalid() -> Cause {
    Cause::Invalid { fields: Vec::new() }
}

fn busy() -> Cause {
    Cause::Busy { retry_after: None }
}

#[test]
fn only_the_expected_2xx_is_a_success() {
    assert_eq!(classified(reply(201, "{}"), false).unwrap(), b"{}");
    for status in [200, 202, 204, 206] {
        assert_eq!(
            verdict(status, "{}"),
            (Proof::Unknown, Cause::Unexpected),
            "{status}"
        );
    }
    assert_eq!(verdict(201, PAGE), (Proof::Unknown, Cause::NotThePlatform));
}

#[test]
fn a_refusal_in_the_platforms_own_shape_proves_that_nothing_was_done() {
    for (status, cause) in [
        (400, invalid()),
        (403, Cause::NotAllowed),
        (404, Cause::NotFound),
        (410, Cause::Deleted),
        (422, invalid()),
    ] {
        assert_eq!(
            verdict(status, OWN),
            (Proof::NotDone, cause.clone()),
            "{status}"
        );
        for body in ["", "null", r#"{"error": "from some gateway"}"#] {
            assert_eq!(
                verdict(status, body),
                (Proof::Unknown, cause.clone()),
                "{status} {body}"
            );
        }
        assert_eq!(
            verdict(status, PAGE),
            (Proof::Unknown, Cause::NotThePlatform),
            "{status}"
        );
    }
    assert_eq!(verdict(403, FOREIGN), (Proof::Unknown, Cause::NotAllowed));
}

#[test]
fn a_401_and_a_429_prove_by_the_status_alone_that_nothing_was_done() {
    for body in [OWN, FOREIGN, PAGE, ""] {
        assert_eq!(
            verdict(401, body),
            (Proof::NotDone, Cause::KeyRefused),
            "{body}"
        );
        assert_eq!(verdict(429, body), (Proof::NotDone, busy()), "{body}");
    }
    let cut = Reply {
        body: Err(Fault::new(Proof::Unknown, Cause::CutOff)),
        ..reply(429, "")
    };
    let fault = classified(cut.with(RETRY_AFTER, "7"), false).unwrap_err();
    let retry_after = Some(Duration::from_secs(7));
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::NotDone, Cause::Busy { retry_after })
    );
}

#[test]
fn a_503_proves_that_nothing_was_done_only_if_the_platform_itself_sent_it() {
    assert_eq!(verdict(503, OWN), (Proof::NotDone, busy()));
    for body in [PAGE, FOREIGN, ""] {
        assert_eq!(verdict(503, body), (Proof::Unknown, busy()), "{body}");
    }
}

#[test]
fn a_409_is_a_clash_unless_the_same_request_is_still_running() {
    assert_eq!(verdict(409, OWN), (Proof::Unknown, Cause::Clash));
    let with_wait = || reply(409, OWN).with(RETRY_AFTER, "2");
    let retry_after = Some(Duration::from_secs(2));
    assert_eq!(
        classified(with_wait(), true).unwrap_err().cause,
        Cause::StillRunning { retry_after }
    );
    // Without an idempotency key the platform can't know that the same request is running.
    assert_eq!(
        classified(with_wait(), false).unwrap_err().cause,
        Cause::Clash
    );
    let odd = reply(409, OWN).with(RETRY_AFTER, "soon");
    assert_eq!(
        classified(odd, true).unwrap_err().cause,
        Cause::StillRunning { retry_after: None }
    );
    assert_eq!(verdict(409, FOREIGN), (Proof::Unknown, Cause::Unexpected));
    assert_eq!(verdict(409, PAGE), (Proof::Unknown, Cause::NotThePlatform));
}

#[test]
fn everything_else_is_unknown() {
    assert_eq!(verdict(408, OWN), (Proof::Unknown, Cause::TimedOut));
    for status in [500, 501, 502, 504, 520] {
        for body in [OWN, PAGE, ""] {
            assert_eq!(
                verdict(status, body),
                (Proof::Unknown, Cause::ServerFault),
                "{status}"
            );
        }
    }
    for status in [301, 302, 303, 304, 307, 308, 511] {
        assert_eq!(
            verdict(status, ""),
            (Proof::Unknown, Cause::NotThePlatform),
            "{status}"
        );
    }
    for status in [405, 413, 418, 451] {
        assert_eq!(
            verdict(status, OWN),
            (Proof::Unknown, Cause::Unexpected),
            "{status}"
        );
    }
}

#[test]
fn no_other_status_proves_that_nothing_was_done() {
    for status in 100..=999 {
        for body in [OWN, FOREIGN, PAGE, "", "{", "[1]"] {
            if let Err(fault) = classified(reply(status, body), false)
                && fault.proof == Proof::NotDone
            {
                let own = body == OWN || (status == 422 && body == FOREIGN);
                let listed = matches!(status, 401 | 429)
                    || (own && matches!(status, 400 | 403 | 404 | 410 | 422 | 503));
                assert!(listed, "{status} {body}");
            }
        }
    }
}

#[test]
fn incident_detail_and_fields_are_kept() {
    let fault = classified(reply(403, OWN), false).unwrap_err();
    assert_eq!(fault.incident.unwrap(), "i-1");
    assert_eq!(fault.detail.unwrap(), "because");
    let body = r#"{"message": "Wrong", "detail": {"json": {"email": ["Not valid."]}}}"#;
    let fault = classified(reply(422, body), false).unwrap_err();
    let Cause::Invalid { fields } = fault.cause else {
        panic!("{fault:?}");
    };
    assert_eq!(
        (fields[0].field.as_str(), fields[0].why[0].as_str()),
        ("email", "Not valid.")
    );
}

#[test]
fn a_web_page_is_recognised_by_its_type_or_its_first_character() {
    let typed = reply(201, "{}").with(CONTENT_TYPE, "Text/HTML; charset=utf-8");
    assert_eq!(
        classified(typed, false).unwrap_err().cause,
        Cause::NotThePlatform
    );
    assert_eq!(verdict(201, "\u{feff}\r\n <HTML>").1, Cause::NotThePlatform);
    let plain = reply(201, "{}").with(CONTENT_TYPE, "text/plain");
    assert!(classified(plain, false).is_ok());
}

#[test]
fn deep_nesting_is_refused() {
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(classified(reply(201, &deep(64)), false).is_ok());
    assert_eq!(verdict(201, &deep(65)), (Proof::Unknown, Cause::Unreadable));
    assert_eq!(
        verdict(403, &deep(100_000)),
        (Proof::Unknown, Cause::Unreadable)
    );
    assert_eq!(verdict(429, &deep(100_000)), (Proof::NotDone, busy()));
    assert!(nests_within(br#"{"a": "[[[[\"[[[[", "b": {}}"#, 2));
    assert!(nests_within(br"[][][]", 1));
}

/// Arbitrary bytes, half of the time put together from pieces of JSON.
fn anything() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "null",
        "7",
        "1e999",
        "\"slug\"",
        "\"detail\"",
        "\"msg\"",
        "<",
        "\u{0}",
        "\u{feff}",
        " ",
    ]);
    let nearly = prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat().into());
    proptest::prop_oneof![prop::collection::vec(any::<u8>(), 0..200), nearly]
}

proptest! {
    #[test]
    fn no_bytes_cause_a_panic(status in 100_u16..1000, body in anything()) {
        let reply = Reply { status, headers: HeaderMap::new(), body: Ok(body.clone()) };
        let result = classified(reply, true);
        assert!(status == 201 || result.is_err());
        let _ = listing::read::<Space>(&body);
    }
}
