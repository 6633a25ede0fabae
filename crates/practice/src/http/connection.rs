//! One connection: it reads requests, has each of them answered on a task of its own, and loses or
//! cuts an answer where a fault on demand says so.
//!
//! The middleware decides about the faults, but only the connection can carry them out, so the two
//! speak through the marks that are defined here.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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
use tokio::net::TcpStream;
use tokio::time::Sleep;
use tower::ServiceExt;

use crate::request_error::RequestError;

/// How long the headers of a request may take, which is also how long a connection may be idle
/// between two requests.
const HEADER_TIMEOUT: Duration = Duration::from_secs(75);

/// How long to wait between half an answer and the cut, so that the half really is sent.
const CUT_DELAY: Duration = Duration::from_millis(100);

/// On a request: who is at the other end of the connection.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// On a request: whether the client has gone before it was answered.
#[derive(Clone, Default)]
pub(crate) struct ClientGone(Arc<AtomicBool>);

impl ClientGone {
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// On a response: don't send it, cut the connection instead.
#[derive(Clone, Copy)]
pub(crate) struct LoseAnswer;

/// On a response: send half of it, then cut the connection.
#[derive(Clone, Copy)]
pub(crate) struct SendHalf;

/// Serves one connection until it ends. When `stop` completes, the request that is being answered
/// is finished first.
pub(crate) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    stop: impl Future<Output = ()>,
) {
    // Small answers must not wait for more data to be sent along.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let router = router.clone();
        async move { answer(request.map(Body::new), peer, router).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the connection was cut on purpose")]
pub(crate) struct CutOnPurposeError;

/// Sets the mark on the request when it is dropped, which hyper does with the answer's future when
/// the client goes away.
struct MarkGoneOnDrop(ClientGone);

impl Drop for MarkGoneOnDrop {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Release);
    }
}

pub(crate) async fn answer(
    mut request: Request,
    peer: SocketAddr,
    router: Router,
) -> Result<Response, CutOnPurposeError> {
    let gone = ClientGone::default();
    request.extensions_mut().insert(Peer(peer));
    request.extensions_mut().insert(gone.clone());
    let mark = MarkGoneOnDrop(gone);
    // This is a task of its own, so that a request that was begun is carried out to the end,
    // whether or not the client waits for the answer.
    let work = tokio::spawn(router.oneshot(request));
    let response = match work.await {
        Ok(done) => done.unwrap_or_else(|never: Infallible| match never {}),
        Err(panic) => RequestError::internal(panic).into_response(),
    };
    drop(mark);
    if response.extensions().get::<LoseAnswer>().is_some() {
        return Err(CutOnPurposeError);
    }
    if response.extensions().get::<SendHalf>().is_some() {
        return Ok(half_of(response).await);
    }
    Ok(response)
}

/// Announces the length of the whole body and sends half of it.
async fn half_of(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let whole = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes);
    let whole = whole.unwrap_or_default();
    let half = HalfBody {
        half: Some(whole.slice(..whole.len() / 2)),
        announced: whole.len() as u64,
        cut: Box::pin(tokio::time::sleep(CUT_DELAY)),
    };
    Response::from_parts(parts, Body::new(half))
}

struct HalfBody {
    half: Option<Bytes>,
    announced: u64,
    cut: Pin<Box<Sleep>>,
}

impl hyper::body::Body for HalfBody {
    type Data = Bytes;
    type Error = CutOnPurposeError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutOnPurposeError>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        self.cut
            .as_mut()
            .poll(context)
            .map(|()| Some(Err(CutOnPurposeError)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}
