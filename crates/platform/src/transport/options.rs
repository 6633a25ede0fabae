//! How to connect to a platform: time limits, the proxy, certificates, and what carries the requests.

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::Transport;

/// How to connect.
#[derive(Debug, Clone)]
pub struct Options {
    /// The time limit for establishing the connection. A request that fails within it was never
    /// sent.
    pub connect_within: Duration,
    /// The time limit for the whole request, up to the last byte of the answer.
    pub answer_within: Duration,
    pub proxy: Proxy,
    /// Certificates in PEM format that are trusted in addition to those of the system.
    pub ca: Option<Vec<u8>>,
    /// Carries the requests in place of HTTP. What is said above about connections and time limits
    /// is then its own business.
    pub transport: Option<Arc<dyn Transport>>,
}

/// Which proxy to use. A platform on this computer is always reached directly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Proxy {
    /// The one in the settings or the environment of the system.
    #[default]
    System,
    None,
    Through(Url),
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connect_within: Duration::from_secs(15),
            answer_within: Duration::from_secs(90),
            proxy: Proxy::System,
            ca: None,
            transport: None,
        }
    }
}
