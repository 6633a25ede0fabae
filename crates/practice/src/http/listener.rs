//! The listener: it accepts connections up to a limit, refuses them for a while where a fault on
//! demand says so, and ends when the server is stopped.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::connection;

const MAX_CONNECTIONS: usize = 512;
/// How long requests that are being answered have to finish when the server is stopped.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);
/// How long to wait after the system refused a connection or the port.
const PAUSE: Duration = Duration::from_millis(50);

/// What the listener is to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListenerState {
    Open,
    Refusing {
        /// Another number for each time this is asked for, so that asking again counts as a change.
        number: u64,
        time: Duration,
    },
    Stopped,
}

/// Accepts and serves connections until the state is `Stopped`.
pub(crate) async fn listen(
    mut listener: TcpListener,
    address: SocketAddr,
    router: Router,
    mut state: watch::Receiver<ListenerState>,
) {
    let slots = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let slot = tokio::select! {
            slot = Arc::clone(&slots).acquire_owned() => slot,
            () = changed(&mut state) => {
                match follow(listener, address, &mut state, &mut connections).await {
                    Some(reopened) => listener = reopened,
                    None => return,
                }
                continue;
            }
        };
        let Ok(slot) = slot else { return };
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let router = router.clone();
                    let mut state = state.clone();
                    connections.spawn(async move {
                        connection::serve(stream, peer, router, changed(&mut state)).await;
                        drop(slot);
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection couldn't be accepted");
                    tokio::time::sleep(PAUSE).await;
                }
            },
            () = changed(&mut state) => {
                match follow(listener, address, &mut state, &mut connections).await {
                    Some(reopened) => listener = reopened,
                    None => return,
                }
            }
        }
        while connections.try_join_next().is_some() {}
    }
}

/// Waits for a change. That the sender is gone counts as one, since it means that the server was
/// dropped.
async fn changed(state: &mut watch::Receiver<ListenerState>) {
    let _ = state.changed().await;
}

/// Does what a new state asks for: closes the listener and every connection, and opens the listener
/// again later, unless the server is stopped.
async fn follow(
    listener: TcpListener,
    address: SocketAddr,
    state: &mut watch::Receiver<ListenerState>,
    connections: &mut JoinSet<()>,
) -> Option<TcpListener> {
    drop(listener);
    let wanted = if state.has_changed().is_err() {
        ListenerState::Stopped
    } else {
        *state.borrow_and_update()
    };
    let time = match wanted {
        ListenerState::Open => Duration::ZERO,
        ListenerState::Refusing { time, .. } => time,
        ListenerState::Stopped => {
            let all = async { while connections.join_next().await.is_some() {} };
            let _ = tokio::time::timeout(STOP_TIMEOUT, all).await;
            connections.shutdown().await;
            return None;
        }
    };
    reopen(address, state, connections, Instant::now() + time).await
}

/// Opens the listener at the same address after `time`. The port may not be free at once, so this
/// is tried until it works or the server is stopped.
async fn reopen(
    address: SocketAddr,
    state: &mut watch::Receiver<ListenerState>,
    connections: &mut JoinSet<()>,
    time: Instant,
) -> Option<TcpListener> {
    loop {
        tokio::select! {
            () = tokio::time::sleep_until(time) => {}
            () = changed(state) => {
                if state.has_changed().is_err() || *state.borrow() == ListenerState::Stopped {
                    connections.shutdown().await;
                    return None;
                }
            }
        }
        match TcpListener::bind(address).await {
            Ok(listener) => return Some(listener),
            Err(error) => {
                tracing::warn!(%error, "the port isn't free yet");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}
