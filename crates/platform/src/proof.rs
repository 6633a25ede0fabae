//! What an answer proves. The one place where a status becomes a result or a fault.

use std::time::SystemTime;

use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};

use crate::fault::{Cause, Fault, Proof};
use crate::refusal::Refusal;
use crate::retry_after::retry_after;

/// How deep lists and objects may lie in one another.
const DEEPEST: usize = 64;

/// An answer as it came off the wire.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// Whole, unpacked; or what went wrong on the way.
    pub(crate) body: Result<Vec<u8>, Fault>,
}

/// What was asked, as far as it matters for the judgement.
pub(crate) struct Question<'a> {
    /// The statuses that mean success.
    pub(crate) listed: &'a [u16],
    /// Whether an idempotency key travelled with it.
    pub(crate) keyed: bool,
}

/// The body of a listed answer, or the fault.
pub(crate) fn classify(
    reply: Reply,
    question: &Question<'_>,
    now: SystemTime,
) -> Result<Vec<u8>, Fault> {
    let Reply {
        status,
        headers,
        body,
    } = reply;
    let fault = |proof, cause| Fault::new(proof, cause).with_status(status);

    // These two prove by the status alone that nothing was done, whoever in the chain sent them
    // and whatever became of the body: the one lacks a key, the other is sent instead of working.
    let told_by_status = matches!(status, 401 | 429);
    let body = match body {
        Ok(body) => body,
        Err(_) if told_by_status => Vec::new(),
        Err(fault) => return Err(fault.with_status(status)),
    };
    let page = is_page(&headers, &body);
    let too_deep = !page && !nests_within(&body, DEEPEST);
    if too_deep && !told_by_status {
        return Err(fault(Proof::Unsure, Cause::Unreadable).with_detail("nested too deeply"));
    }
    if question.listed.contains(&status) && !page {
        return Ok(body);
    }

    let refusal = (!page && !too_deep)
        .then(|| Refusal::read(status, &body))
        .flatten();
    let own = refusal.is_some();
    let Refusal {
        incident,
        detail,
        fields,
    } = refusal.unwrap_or_default();
    let wait = retry_after(&headers, now);
    let if_own = if own { Proof::NotDone } else { Proof::Unsure };

    let (proof, cause) = match status {
        401 => (Proof::NotDone, Cause::KeyRefused),
        429 => (Proof::NotDone, Cause::Busy { retry_after: wait }),
        503 => (if_own, Cause::Busy { retry_after: wait }),
        300..=399 | 511 => (Proof::Unsure, Cause::NotThePlatform),
        500..=599 => (Proof::Unsure, Cause::ServerFault),
        _ if page => (Proof::Unsure, Cause::NotThePlatform),
        400 | 422 => (if_own, Cause::Invalid { fields }),
        403 => (if_own, Cause::NotAllowed),
        404 => (if_own, Cause::NotFound),
        410 => (if_own, Cause::Deleted),
        408 => (Proof::Unsure, Cause::TimedOut),
        // Only where a key was sent can it be that key which is still at work.
        409 if own && question.keyed && headers.contains_key(RETRY_AFTER) => {
            (Proof::Unsure, Cause::StillRunning { retry_after: wait })
        }
        // A clash says that the thing is there, not who made it: an earlier try may have.
        409 if own => (Proof::Unsure, Cause::Clash),
        _ => (Proof::Unsure, Cause::Unexpected),
    };
    Err(Fault {
        incident,
        detail,
        ..fault(proof, cause)
    })
}

/// Whether a web page came, by what it says it is or by what it looks like.
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
    let looks = body
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(body)
        .trim_ascii_start();
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml") || looks.starts_with(b"<")
}

/// Whether nothing in a JSON text lies deeper than `limit`: it is read by recursion further on.
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
