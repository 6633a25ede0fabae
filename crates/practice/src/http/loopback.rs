//! Whether a request comes from this computer. Mailbox, faults and ledger are for nobody else, even
//! where the server listens to the network.

use std::net::SocketAddr;

use axum::http::request::Parts;

use super::connection::Peer;
use crate::request_error::RequestError;

pub(crate) fn require_loopback(parts: &Parts) -> Result<(), RequestError> {
    match parts.extensions.get::<Peer>() {
        Some(Peer(peer)) if is_loopback(*peer) => Ok(()),
        _ => Err(RequestError::Forbidden(
            "This can be opened only on the computer that the practice platform runs on.".into(),
        )),
    }
}

fn is_loopback(peer: SocketAddr) -> bool {
    peer.ip().to_canonical().is_loopback()
}
