//! What a failure of the connection proves.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use crate::fault::{Cause, Fault, Proof, TlsFault};

pub(crate) fn fault(error: &reqwest::Error) -> Fault {
    let (proof, cause) = if never_sent(error) {
        let cause = match tls_problem(error) {
            Some(problem) => Cause::Tls { problem },
            None => Cause::NoConnection,
        };
        (Proof::NotDone, cause)
    } else if error.is_timeout() {
        (Proof::Unsure, Cause::TimedOut)
    } else if let Some(problem) = tls_problem(error) {
        (Proof::Unsure, Cause::Tls { problem })
    } else if broke_off(error) {
        (Proof::Unsure, Cause::CutOff)
    } else {
        (Proof::Unsure, Cause::Unreadable)
    };
    Fault::new(proof, cause).with_detail(innermost(error))
}

/// Whether not one byte of the request has left.
///
/// `is_connect` holds for all that comes before a connection stands: the name, the socket, the
/// proxy's tunnel, the handshake. *Canceled* and *closed* are what hyper says of an HTTP/1 request
/// that it took back from its own queue, because the connection ended before it was begun; of one
/// that was begun it never says so.
fn never_sent(error: &reqwest::Error) -> bool {
    error.is_connect()
        || causes(error)
            .filter_map(|cause| cause.downcast_ref::<hyper::Error>())
            .any(|cause| cause.is_canceled() || cause.is_closed())
}

/// The connection ended in the middle, as against: what came was nonsense.
fn broke_off(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| {
        if let Some(cause) = cause.downcast_ref::<hyper::Error>() {
            return cause.is_incomplete_message();
        }
        cause.downcast_ref::<io::Error>().is_some_and(|cause| {
            matches!(
                cause.kind(),
                io::ErrorKind::BrokenPipe
                    | io::ErrorKind::ConnectionAborted
                    | io::ErrorKind::ConnectionReset
                    | io::ErrorKind::NotConnected
                    | io::ErrorKind::UnexpectedEof
            )
        })
    })
}

fn tls_problem(error: &reqwest::Error) -> Option<TlsFault> {
    let error = causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>())?;
    let rustls::Error::InvalidCertificate(certificate) = error else {
        return Some(TlsFault::Other);
    };
    Some(match certificate {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsFault::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            TlsFault::NotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            TlsFault::WrongHost
        }
        CertificateError::UnknownIssuer => TlsFault::UnknownIssuer,
        CertificateError::Revoked => TlsFault::Revoked,
        _ => TlsFault::Other,
    })
}

/// All that lies under an error. An `io::Error` that wraps another passes over it when asked for
/// its source, so it is opened by hand.
fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |&cause| {
        match cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(wrapped) => Some(wrapped as &(dyn Error + 'static)),
            None => cause.source(),
        }
    })
}

/// The deepest cause says most, and unlike the outermost it does not repeat the address.
fn innermost(error: &reqwest::Error) -> String {
    causes(error)
        .last()
        .map_or_else(|| error.to_string(), ToString::to_string)
}
