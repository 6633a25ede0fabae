//! What every request passes on its way in and out: its origin, its size, the faults, the ledger.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};

use crate::faults::{Fault, Verdict};
use crate::http::extract::key_of;
use crate::http::idempotency as once;
use crate::http::ledger::{Entry, Fate};
use crate::platform::{Platform, Shared};
use crate::request_error::Refusal;

/// Room for a distribution to tens of thousands of instances.
const BODY_LIMIT: usize = 8 * 1024 * 1024;
const BODY_TIME: Duration = Duration::from_secs(30);

/// Who is at the other end of the connection.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Set when the client has gone before it was answered.
#[derive(Clone, Default)]
pub(crate) struct Gone(pub(crate) Arc<AtomicBool>);

/// Marks an answer that is not to be sent: the connection is cut instead.
#[derive(Clone, Copy)]
pub(crate) struct Lost;

/// Marks an answer of which half is to be sent.
#[derive(Clone, Copy)]
pub(crate) struct Cut;

pub(crate) async fn pass(State(platform): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = match admit(
        &platform,
        request.method(),
        request.uri(),
        request.headers(),
    ) {
        Ok(()) => work(&platform, request, next).await,
        Err(refusal) => refusal.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// A page of another site must neither read here, under a name of its own that points at this
/// computer, nor send anything.
fn admit(
    platform: &Platform,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<(), Refusal> {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or_else(|| uri.authority().map(axum::http::uri::Authority::as_str))
        .unwrap_or_default();
    if !is_ours(platform.settings.address, host) {
        return Err(Refusal::BadRequest(
            "This server does not answer to that host name.".into(),
        ));
    }
    let safe = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    if safe {
        return Ok(());
    }
    let same_origin = match headers.get(header::ORIGIN) {
        Some(origin) => origin
            .to_str()
            .ok()
            .and_then(|origin| origin.strip_prefix("http://"))
            .is_some_and(|origin| origin == host),
        None => headers
            .get("sec-fetch-site")
            .is_none_or(|site| site == "same-origin" || site == "none"),
    };
    if same_origin {
        Ok(())
    } else {
        Err(Refusal::Forbidden(
            "Another site may not send anything here.".into(),
        ))
    }
}

fn is_ours(address: SocketAddr, host: &str) -> bool {
    if host == address.to_string() {
        return true;
    }
    let Some((name, port)) = host.rsplit_once(':') else {
        return false;
    };
    if port.parse() != Ok(address.port()) {
        return false;
    }
    if matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
        return true;
    }
    // Opened to the network on purpose: any address will do, but no name, as a name may be made to
    // point here by somebody else.
    let name = name.trim_start_matches('[').trim_end_matches(']');
    !address.ip().is_loopback() && name.parse::<std::net::IpAddr>().is_ok()
}

fn is_api(path: &str) -> bool {
    let first = path.trim_start_matches('/').split('/').next();
    !matches!(
        first,
        Some(
            "" | "practice"
                | "mailbox"
                | "join"
                | "confirm"
                | "invitation"
                | "faults"
                | "style.css"
                | "openapi.json"
        ) | None
    )
}

async fn work(platform: &Shared, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let at = platform.clock.now();
    let method = parts.method.clone();
    let path = parts.uri.path().to_owned();
    let gone = parts.extensions.remove::<Gone>().unwrap_or_default();
    let once = if method == Method::POST {
        once::key_of(&parts.headers).ok().flatten()
    } else {
        None
    };
    let key = key_of(&parts.headers);
    let bytes = match read(body).await {
        Ok(bytes) => bytes,
        Err(refusal) => return closing(refusal.into_response()),
    };
    if !is_api(&path) {
        return next
            .run(Request::from_parts(parts, Body::from(bytes)))
            .await;
    }
    let key = key.filter(|_| !platform.settings.bare);
    let (response, fate) = match key.zip(once.clone()) {
        None => {
            let verdict = verdict(platform, &method, &path, &bytes);
            suffer(verdict, Request::from_parts(parts, Body::from(bytes)), next).await
        }
        Some((key, once)) => match platform.in_flight.enter(key, once) {
            None => (Refusal::StillRunning.into_response(), Fate::Answered),
            Some(_passage) => {
                let verdict = verdict(platform, &method, &path, &bytes);
                suffer(verdict, Request::from_parts(parts, Body::from(bytes)), next).await
            }
        },
    };
    let fate = if fate == Fate::Answered && gone.0.load(Ordering::Acquire) {
        Fate::ClientGone
    } else {
        fate
    };
    let full = platform.ledger.note(Entry {
        method: method.to_string(),
        path,
        status: (fate != Fate::RequestLost).then(|| response.status().as_u16()),
        fate,
        once,
        at,
    });
    if full && let Err(error) = platform.write_ledger().await {
        tracing::error!(%error, "the ledger could not be written");
    }
    response
}

fn verdict(platform: &Platform, method: &Method, path: &str, body: &[u8]) -> Verdict {
    platform
        .faults
        .verdict(method.as_str(), path, body, Instant::now())
}

async fn read(body: Body) -> Result<Bytes, Refusal> {
    let whole = Limited::new(body, BODY_LIMIT).collect();
    match tokio::time::timeout(BODY_TIME, whole).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => {
            Err(Refusal::TooLarge(BODY_LIMIT))
        }
        Ok(Err(_)) => Err(Refusal::BadRequest("The body was cut off.".into())),
        Err(_) => Err(Refusal::TooSlow),
    }
}

/// What is left of the body is not read, so the connection is of no more use.
fn closing(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

async fn suffer(verdict: Verdict, request: Request, next: Next) -> (Response, Fate) {
    if let Some(delay) = verdict.delay {
        tokio::time::sleep(delay).await;
    }
    let busy = |status, retry_after, message| {
        let refusal = Refusal::Busy {
            status,
            retry_after,
            message,
        };
        (refusal.into_response(), Fate::Faulted)
    };
    match verdict.fault {
        None => (next.run(request).await, Fate::Answered),
        Some(Fault::LostRequest) => (marked(Response::default(), Lost), Fate::RequestLost),
        Some(Fault::LostAnswer) => (marked(next.run(request).await, Lost), Fate::AnswerLost),
        Some(Fault::HalfAnswer) => (marked(next.run(request).await, Cut), Fate::AnswerCut),
        Some(Fault::TooManyRequests { retry_after }) => busy(
            StatusCode::TOO_MANY_REQUESTS,
            retry_after,
            "Too many requests.",
        ),
        Some(Fault::Unavailable { retry_after }) => busy(
            StatusCode::SERVICE_UNAVAILABLE,
            retry_after,
            "The platform is busy.",
        ),
        Some(Fault::ServerError { after_work }) => {
            let fate = if after_work {
                next.run(request).await;
                Fate::AnswerLost
            } else {
                Fate::Faulted
            };
            (Refusal::internal(OnDemand).into_response(), fate)
        }
    }
}

fn marked(mut response: Response, mark: impl Clone + Send + Sync + 'static) -> Response {
    response.extensions_mut().insert(mark);
    response
}

#[derive(Debug, thiserror::Error)]
#[error("a fault on demand")]
struct OnDemand;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{is_api, is_ours};

    #[test]
    fn answers_to_its_own_names_only() {
        let ours = |address: &str, host: &str| is_ours(address.parse().unwrap(), host);
        for host in ["127.0.0.1:80", "localhost:80", "[::1]:80"] {
            assert!(ours("127.0.0.1:80", host), "{host}");
        }
        assert!(ours("127.0.0.2:80", "127.0.0.2:80"));
        assert!(ours("0.0.0.0:80", "192.168.1.2:80"));
        for host in [
            "",
            "localhost",
            "localhost:81",
            "192.168.1.2:80",
            "evil.example:80",
        ] {
            assert!(!ours("127.0.0.1:80", host), "{host}");
        }
        assert!(!ours("0.0.0.0:80", "evil.example:80"));
    }

    #[test]
    fn faults_strike_the_api_alone() {
        assert!(is_api("/orgs/v1") && is_api("/nothing"));
        for path in [
            "/",
            "/practice/v1/faults",
            "/mailbox",
            "/join/x",
            "/openapi.json",
        ] {
            assert!(!is_api(path), "{path}");
        }
    }
}
