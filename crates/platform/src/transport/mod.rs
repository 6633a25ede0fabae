//! What carries requests to a platform and brings the answers back.
//!
//! Outside of simulations that is HTTP. A simulation hands in a [`Transport`] of its own, which leads
//! to a platform in the same process and decides by itself what gets lost on the way. Nothing but
//! [`Client`](crate::Client) knows the difference.

pub(crate) mod http;
mod http_fault;
mod options;

use std::fmt;
use std::pin::Pin;

use reqwest::Method;
use reqwest::header::HeaderMap;
use url::Url;

use crate::fault::{Cause, Fault, Proof};

pub use options::{Options, Proxy};

/// Carries requests in place of HTTP.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Carries one request exactly once. Dropping the future is how a caller stops waiting for the
    /// answer. It doesn't take the request back.
    fn carry(&self, request: TransportRequest) -> Carried;
}

/// What becomes of a request that a [`Transport`] carries.
pub type Carried =
    Pin<Box<dyn Future<Output = Result<TransportAnswer, NoAnswer>> + Send + 'static>>;

/// A request as it leaves.
pub struct TransportRequest {
    pub method: Method,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: Option<Vec<u8>>,
}

/// An answer as it arrives.
pub struct TransportAnswer {
    pub status: u16,
    pub headers: HeaderMap,
    /// The whole body, or why it didn't arrive as a whole.
    pub body: Result<Vec<u8>, NoAnswer>,
}

/// Why a request has no answer, or half of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// Not a byte of the request was sent.
    NoConnection,
    TimedOut,
    CutOff,
}

/// What a request needs of its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ConnectionUse {
    /// Any, also one that is kept from an earlier request.
    Kept,
    New,
}

/// The headers and the body of a request are secrets, or may hold addresses.
impl fmt::Debug for TransportRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportRequest")
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for TransportAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportAnswer")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl From<NoAnswer> for Fault {
    fn from(why: NoAnswer) -> Self {
        match why {
            NoAnswer::NoConnection => Self::new(Proof::NotDone, Cause::NoConnection),
            NoAnswer::TimedOut => Self::new(Proof::Unknown, Cause::TimedOut),
            NoAnswer::CutOff => Self::new(Proof::Unknown, Cause::CutOff),
        }
    }
}
