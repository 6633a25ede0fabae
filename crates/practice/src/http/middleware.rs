//! What every request passes on its way in and out: the check of its origin, the limits on its
//! body, and for requests to the API the idempotency key, the faults on demand, and the ledger.
//!
//! No answer may be shown or read by a page of another site, so each says that it is for this
//! server's own pages.

use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};

use super::connection::{ClientGone, LoseAnswer, SendHalf};
use super::extract::api_key;
use super::server::{Server, SharedServer};
use super::{idempotency, origin};
use crate::database::DatabaseError;
use crate::faults::{InjectedFault, RequestFaults};
use crate::model::ledger::{Fate, RequestEntry};
use crate::request_error::RequestError;
use crate::tokens::Hash;

/// Enough for a distribution to tens of thousands of instances.
const BODY_MAX: usize = 8 * 1024 * 1024;
/// In bytes. Longer than any path that leads anywhere.
const LEDGER_TEXT_MAX: usize = 1024;
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

pub(crate) async fn handle(
    State(server): State<SharedServer>,
    request: Request,
    next: Next,
) -> Response {
    let checked = origin::check(
        server.settings.address,
        request.method(),
        request.uri(),
        request.headers(),
        is_page(request.uri().path()),
    );
    let mut response = match checked {
        Ok(()) => read_and_answer(&server, request, next).await,
        Err(error) => error.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

async fn read_and_answer(server: &SharedServer, request: Request, next: Next) -> Response {
    let at = server.clock.now();
    let (parts, body) = request.into_parts();
    let bytes = match read(body).await {
        Ok(bytes) => bytes,
        Err(error) => return close_after(error.into_response()),
    };
    if is_api(parts.uri.path()) {
        let request = Request::from_parts(parts, ());
        answer_api(server, at, request, bytes, next).await
    } else {
        let request = Request::from_parts(parts, Body::from(bytes));
        next.run(request).await
    }
}

/// Whether faults and the ledger apply. They don't to the pages, to the control API, and to the
/// description of the API, because those are for watching what happens.
fn is_api(path: &str) -> bool {
    !is_page(path) && !matches!(first_part(path), "practice" | "style.css" | "openapi.json")
}

/// Whether a person opens this in a browser.
fn is_page(path: &str) -> bool {
    matches!(
        first_part(path),
        "" | "mailbox" | "join" | "confirm" | "invitation" | "faults"
    )
}

fn first_part(path: &str) -> &str {
    let path = path.trim_start_matches('/');
    path.split_once('/').map_or(path, |(first, _)| first)
}

async fn read(body: Body) -> Result<Bytes, RequestError> {
    let whole = Limited::new(body, BODY_MAX).collect();
    match tokio::time::timeout(BODY_TIMEOUT, whole).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => {
            Err(RequestError::BodyTooLarge(BODY_MAX))
        }
        Ok(Err(_)) => Err(RequestError::BadRequest(
            "The request body was cut off.".into(),
        )),
        Err(_) => Err(RequestError::BodyTooSlow),
    }
}

/// The rest of the body isn't read, so the connection can't be used for another request.
fn close_after(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

async fn answer_api(
    server: &SharedServer,
    at: i64,
    request: Request<()>,
    body: Bytes,
    next: Next,
) -> Response {
    let (mut parts, ()) = request.into_parts();
    let method = parts.method.clone();
    let path = parts.uri.path().to_owned();
    let gone = parts.extensions.remove::<ClientGone>().unwrap_or_default();
    let idempotency_key = if method == Method::POST {
        idempotency::key(&parts.headers).ok().flatten()
    } else {
        None
    };
    let api_key = api_key(&parts.headers);
    let once_for = api_key.filter(|_| server.settings.idempotency_keys);
    let request = Request::from_parts(parts, Body::from(body.clone()));
    let (response, fate) = {
        let answered = async {
            let faults = faults_for(server, &method, &path, &body);
            answer_with_faults(faults, request, next).await
        };
        match once_for.zip(idempotency_key.clone()) {
            None => answered.await,
            Some((api_key, key)) => match server.in_flight.enter(api_key, key) {
                None => (RequestError::StillRunning.into_response(), Fate::Answered),
                Some(_guard) => answered.await,
            },
        }
    };
    let fate = if fate == Fate::Answered && gone.is_set() {
        Fate::ClientGone
    } else {
        fate
    };
    let entry = RequestEntry {
        method: bounded(method.as_str()),
        path: bounded(&path),
        status: (fate != Fate::RequestLost).then(|| response.status().as_u16()),
        fate,
        idempotency_key,
        at,
    };
    if let Err(error) = record(server, api_key, entry).await {
        tracing::error!(%error, "the ledger couldn't be written");
    }
    response
}

/// Records a request, if its API key is known here.
async fn record(
    server: &SharedServer,
    api_key: Option<Hash>,
    entry: RequestEntry,
) -> Result<(), DatabaseError> {
    let Some(api_key) = api_key else {
        return Ok(());
    };
    if server
        .known_keys
        .contains(api_key, &server.database)
        .await?
        && server.ledger.add(entry)
    {
        server.write_ledger().await?;
    }
    Ok(())
}

/// As much of a text as a line of the ledger takes.
fn bounded(text: &str) -> String {
    text[..text.floor_char_boundary(LEDGER_TEXT_MAX)].to_owned()
}

fn faults_for(server: &Server, method: &Method, path: &str, body: &[u8]) -> RequestFaults {
    server
        .faults
        .for_request(method.as_str(), path, body, Instant::now())
}

async fn answer_with_faults(
    faults: RequestFaults,
    request: Request,
    next: Next,
) -> (Response, Fate) {
    if let Some(delay) = faults.delay {
        tokio::time::sleep(delay).await;
    }
    let answered = answer_with_fault(faults.fault, request, next).await;
    if let Some(delay) = faults.answer_delay {
        tokio::time::sleep(delay).await;
    }
    answered
}

async fn answer_with_fault(
    fault: Option<InjectedFault>,
    request: Request,
    next: Next,
) -> (Response, Fate) {
    match fault {
        None => (next.run(request).await, Fate::Answered),
        Some(InjectedFault::LostRequest) => {
            (marked(Response::default(), LoseAnswer), Fate::RequestLost)
        }
        Some(InjectedFault::LostAnswer) => (
            marked(next.run(request).await, LoseAnswer),
            Fate::AnswerLost,
        ),
        Some(InjectedFault::HalfAnswer) => {
            (marked(next.run(request).await, SendHalf), Fate::AnswerCut)
        }
        Some(InjectedFault::TooManyRequests { retry_after }) => (
            RequestError::RateLimited { retry_after }.into_response(),
            Fate::Faulted,
        ),
        Some(InjectedFault::Unavailable { retry_after }) => (
            RequestError::Unavailable { retry_after }.into_response(),
            Fate::Faulted,
        ),
        Some(InjectedFault::ServerError { after_work }) => {
            let fate = if after_work {
                next.run(request).await;
                Fate::AnswerLost
            } else {
                Fate::Faulted
            };
            (RequestError::internal(OnDemandError).into_response(), fate)
        }
    }
}

fn marked(mut response: Response, mark: impl Clone + Send + Sync + 'static) -> Response {
    response.extensions_mut().insert(mark);
    response
}

#[derive(Debug, thiserror::Error)]
#[error("a fault on demand")]
struct OnDemandError;

#[cfg(test)]
mod tests {
    use super::is_api;

    #[test]
    fn faults_and_ledger_apply_to_the_api_alone() {
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
