//! The way of a request from the client of the platform's API to a practice platform in the same
//! process, and of the answer back.

use axum::http::Request;
use platform::{TransportAnswer, TransportRequest};
use practice::InProcess;

/// Has a request carried out by this platform. There is no answer where the platform was told to lose
/// it, or half of it.
///
/// The platform carries it out to the end even if nobody waits for the answer any more.
pub async fn carried_out(
    platform: &InProcess,
    request: TransportRequest,
) -> Option<TransportAnswer> {
    let TransportRequest {
        method,
        url,
        headers,
        body,
    } = request;
    let uri = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let mut sent = Request::new(body.unwrap_or_default());
    *sent.method_mut() = method;
    *sent.uri_mut() = uri.parse().ok()?;
    *sent.headers_mut() = headers;
    let (parts, body) = platform.answer(sent).await.ok()?.into_parts();
    Some(TransportAnswer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body: Ok(body),
    })
}
