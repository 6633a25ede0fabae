//! The listener and its connections: bounded in number and patience, cut or refused on demand.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::Sleep;
use tower::ServiceExt;

use crate::http::middleware::{Cut, Gone, Lost, Peer};
use crate::request_error::Refusal;

const CONNECTIONS: usize = 512;
/// Also how long a connection may lie idle between two requests.
const HEADER_TIME: Duration = Duration::from_secs(75);
/// What is under way at the end has this long to finish.
const FAREWELL: Duration = Duration::from_secs(5);

/// Between half an answer and the cut, so that the half is on its way.
const HALF_TIME: Duration = Duration::from_millis(100);

/// What the listener is to do: go on, be away for a while, or end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    Open,
    /// Refuse connections for this long. The number tells one wish from the next.
    Away(u64, Duration),
    Shut,
}

pub(crate) async fn serve(
    mut listener: TcpListener,
    address: SocketAddr,
    router: Router,
    mut door: watch::Receiver<Door>,
) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place,
            () = changed(&mut door) => {
                match turn(listener, address, &mut door, &mut connections).await {
                    Some(fresh) => listener = fresh,
                    None => return,
                }
                continue;
            }
        };
        let Ok(place) = place else { return };
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let talk = converse(stream, peer, router.clone(), door.clone(), place);
                    connections.spawn(talk);
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
            () = changed(&mut door) => match turn(listener, address, &mut door, &mut connections).await {
                Some(fresh) => listener = fresh,
                None => return,
            },
        }
        while connections.try_join_next().is_some() {}
    }
}

/// A sender that is gone means the end too.
async fn changed(door: &mut watch::Receiver<Door>) {
    let _ = door.changed().await;
}

/// Closes the listener and every connection; opens it again unless this is the end.
async fn turn(
    listener: TcpListener,
    address: SocketAddr,
    door: &mut watch::Receiver<Door>,
    connections: &mut JoinSet<()>,
) -> Option<TcpListener> {
    drop(listener);
    let wish = if door.has_changed().is_err() {
        Door::Shut
    } else {
        *door.borrow_and_update()
    };
    let away = match wish {
        Door::Open => Duration::ZERO,
        Door::Away(_, time) => time,
        Door::Shut => {
            let all = async { while connections.join_next().await.is_some() {} };
            let _ = tokio::time::timeout(FAREWELL, all).await;
            connections.shutdown().await;
            return None;
        }
    };
    let until = tokio::time::Instant::now() + away;
    loop {
        tokio::select! {
            () = tokio::time::sleep_until(until) => {}
            () = changed(door) => {
                if door.has_changed().is_err() || *door.borrow() == Door::Shut {
                    connections.shutdown().await;
                    return None;
                }
            }
        }
        match TcpListener::bind(address).await {
            Ok(listener) => return Some(listener),
            Err(error) => {
                tracing::warn!(%error, "the port is not free yet");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    mut door: watch::Receiver<Door>,
    place: OwnedSemaphorePermit,
) {
    // Small answers must not wait for more to come.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let router = router.clone();
        async move { answer(request.map(Body::new), peer, router).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = changed(&mut door) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
    drop(place);
}

#[derive(Debug, thiserror::Error)]
#[error("the answer is lost on purpose")]
struct LostOnPurpose;

/// Tells the work that nobody waits for its answer any more.
struct Waiting(Gone);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Release);
    }
}

async fn answer(
    mut request: Request,
    peer: SocketAddr,
    router: Router,
) -> Result<Response, LostOnPurpose> {
    let gone = Gone::default();
    request.extensions_mut().insert(Peer(peer));
    request.extensions_mut().insert(gone.clone());
    let waiting = Waiting(gone);
    // On a task of its own: what was begun is finished, whether or not the client waits for it.
    let work = tokio::spawn(router.oneshot(request));
    let response = match work.await {
        Ok(done) => done.unwrap_or_else(|never: Infallible| match never {}),
        Err(panic) => Refusal::internal(panic).into_response(),
    };
    drop(waiting);
    if response.extensions().get::<Lost>().is_some() {
        return Err(LostOnPurpose);
    }
    if response.extensions().get::<Cut>().is_some() {
        return Ok(halved(response).await);
    }
    Ok(response)
}

/// Promises the whole body and sends half of it.
async fn halved(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let whole = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes);
    let whole = whole.unwrap_or_default();
    let promised = whole.len() as u64;
    let half = Half {
        left: Some(whole.slice(..whole.len() / 2)),
        promised,
        cut: Box::pin(tokio::time::sleep(HALF_TIME)),
    };
    Response::from_parts(parts, Body::new(half))
}

struct Half {
    left: Option<Bytes>,
    promised: u64,
    cut: Pin<Box<Sleep>>,
}

impl hyper::body::Body for Half {
    type Data = Bytes;
    type Error = LostOnPurpose;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, LostOnPurpose>>> {
        if let Some(half) = self.left.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        self.cut
            .as_mut()
            .poll(context)
            .map(|()| Some(Err(LostOnPurpose)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.promised)
    }
}
