//! What an answer proves. This is the only place where a status becomes a result or a fault.
//!
//! The rule behind the table is that *not done* is claimed only if it is certain. Between Cohort and
//! the platform there can be proxies and gateways, and one of them may have answered although the
//! platform received the request. An answer therefore counts as the platform's own only if its body
//! has the shape in which the platform reports errors.

use std::time::SystemTime;

use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};

use crate::error_body::ErrorBody;
use crate::fault::{Cause, Fault, Proof};
use crate::retry_after::retry_after;

/// How deeply lists and objects may be nested.
const MAX_DEPTH: usize = 64;

/// An answer as it was received.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The complete and decompressed body, or what went wrong while it was read.
    pub(crate) body: Result<Vec<u8>, Fault>,
}

/// What the request expects of its answer.
pub(crate) struct Expected<'a> {
    /// The statuses that mean success.
    pub(crate) success: &'a [u16],
    /// Whether the request was sent with an idempotency key.
    pub(crate) has_idempotency_key: bool,
    /// Whether a successful answer is a list, which may be large.
    pub(crate) is_list: bool,
}

/// Returns the body of a successful answer, or the fault.
pub(crate) fn classify(
    reply: Reply,
    expected: &Expected<'_>,
    now: SystemTime,
) -> Result<Vec<u8>, Fault> {
    let Reply {
        status,
        headers,
        body,
    } = reply;
    let fault = |proof, cause| Fault::new(proof, cause).with_status(status);

    // These two statuses prove by themselves that nothing was done, whoever sent them and whatever
    // became of the body. Without a valid key nothing is done, and a 429 is sent instead of doing
    // the work.
    let told_by_status = matches!(status, 401 | 429);
    let body = match body {
        Ok(body) => body,
        Err(_) if told_by_status => Vec::new(),
        Err(fault) => return Err(fault.with_status(status)),
    };
    let page = is_page(&headers, &body);
    let too_deep = !page && !nests_within(&body, MAX_DEPTH);
    if too_deep && !told_by_status {
        return Err(fault(Proof::Unknown, Cause::Unreadable).with_detail("nested too deeply"));
    }
    if expected.success.contains(&status) && !page {
        return Ok(body);
    }

    let error_body = (!page && !too_deep)
        .then(|| ErrorBody::read(status, &body))
        .flatten();
    let own = error_body.is_some();
    let ErrorBody {
        incident,
        detail,
        fields,
    } = error_body.unwrap_or_default();
    let wait = retry_after(&headers, now);
    // Only the platform itself can say that it hasn't done something.
    let if_own = if own { Proof::NotDone } else { Proof::Unknown };

    let (proof, cause) = match status {
        401 => (Proof::NotDone, Cause::KeyRefused),
        429 => (Proof::NotDone, Cause::Busy { retry_after: wait }),
        503 => (if_own, Cause::Busy { retry_after: wait }),
        300..=399 | 511 => (Proof::Unknown, Cause::NotThePlatform),
        500..=599 => (Proof::Unknown, Cause::ServerFault),
        _ if page => (Proof::Unknown, Cause::NotThePlatform),
        400 | 422 => (if_own, Cause::Invalid { fields }),
        403 => (if_own, Cause::NotAllowed),
        404 => (if_own, Cause::NotFound),
        410 => (if_own, Cause::Deleted),
        408 => (Proof::Unknown, Cause::TimedOut),
        // Without an idempotency key the platform can't recognise an earlier attempt.
        409 if own && expected.has_idempotency_key && headers.contains_key(RETRY_AFTER) => {
            (Proof::Unknown, Cause::StillRunning { retry_after: wait })
        }
        // A clash says that the thing exists, not who made it. An earlier attempt may have.
        409 if own => (Proof::Unknown, Cause::Clash),
        _ => (Proof::Unknown, Cause::Unexpected),
    };
    Err(Fault {
        incident,
        detail,
        ..fault(proof, cause)
    })
}

/// Whether the answer is a web page, by its content type or by its first character.
fn is_page(headers: &HeaderMap, body: &[u8]) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or("");
    let kind = kind
        .split(';')
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    let text = body
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(body)
        .trim_ascii_start();
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml") || text.starts_with(b"<")
}

/// Whether a JSON text is nested no deeper than `limit`. It is parsed recursively later, so that deep
/// nesting could exhaust the stack.
fn nests_within(body: &[u8], limit: usize) -> bool {
    let mut depth = 0_usize;
    let mut in_text = false;
    let mut escaped = false;
    for byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => {
                depth += 1;
                if depth > limit {
                    return false;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

#[cfg(test)]
#[path = "proof_tests.rs"]
mod tests;
