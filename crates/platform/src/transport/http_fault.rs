//! What a failure of the connection proves about the request.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use crate::fault::{Cause, Fault, Proof, TlsFault};

/// The fault for an error of the HTTP client.
pub(crate) fn fault(error: &reqwest::Error) -> Fault {
    let (proof, cause) = if never_sent(error) {
        let cause = match tls_problem(error) {
            Some(problem) => Cause::Tls { problem },
            None => Cause::NoConnection,
        };
        (Proof::NotDone, cause)
    } else if error.is_timeout() {
        (Proof::Unknown, Cause::TimedOut)
    } else if let Some(problem) = tls_problem(error) {
        (Proof::Unknown, Cause::Tls { problem })
    } else if broke_off(error) {
        (Proof::Unknown, Cause::CutOff)
    } else {
        (Proof::Unknown, Cause::Unreadable)
    };
    Fault::new(proof, cause).with_detail(innermost(error))
}

/// Whether not a single byte of the request was sent.
///
/// `is_connect` is true for all errors before the connection is established: the lookup of the name,
/// the socket, the tunnel of the proxy, the TLS handshake. *Canceled* and *closed* are how hyper
/// reports an HTTP/1 request that it took back from its own queue because the connection ended
/// first. It never reports them for a request that it had begun to send.
fn never_sent(error: &reqwest::Error) -> bool {
    error.is_connect()
        || causes(error)
            .filter_map(|cause| cause.downcast_ref::<hyper::Error>())
            .any(|cause| cause.is_canceled() || cause.is_closed())
}

/// Whether the connection ended too early, rather than that what came couldn't be understood.
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

/// Why the encrypted connection failed, if that was the reason.
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

/// All errors below this one. The source of an `io::Error` that wraps another error isn't that error
/// but the source of it, so the wrapped error is taken out explicitly.
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

/// The text of the innermost error. It is the most specific, and unlike that of the outermost error
/// it doesn't repeat the URL.
fn innermost(error: &reqwest::Error) -> String {
    causes(error)
        .last()
        .map_or_else(|| error.to_string(), ToString::to_string)
}
