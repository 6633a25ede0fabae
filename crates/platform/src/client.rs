//! The client for one account: what every request carries, and what its answer is read as.
//!
//! The requests themselves are in `reads.rs` and `extensions.rs`; how they are sent is in
//! `transport/`.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use reqwest::Method;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use crate::base_url::BaseUrl;
use crate::call::{Answer, FrozenRequest};
use crate::fault::{Fault, Proof, Setting};
use crate::proof::{Expected, Reply, classify};
use crate::transport::http::Http;
use crate::transport::{ConnectionUse, Options, Transport, TransportRequest};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The maximum size of a list in bytes after decompression, unless whoever asks allows less.
const MAX_LIST: usize = 64 * 1024 * 1024;
/// The maximum size in bytes of every answer that isn't a list: to a change, to a question about one
/// thing, and a refusal.
const MAX_OTHER: usize = 1024 * 1024;

/// The client for one account on one platform. Cloning it is cheap.
#[derive(Clone)]
pub struct Client {
    address: BaseUrl,
    carrier: Carrier,
    largest_list: usize,
}

#[derive(Clone)]
enum Carrier {
    Http(Http),
    HandedIn {
        transport: Arc<dyn Transport>,
        authorization: HeaderValue,
    },
}

/// A request that is being put together.
pub(crate) struct Outgoing<'c> {
    client: &'c Client,
    connection: ConnectionUse,
    request: TransportRequest,
}

impl Client {
    pub fn new(address: BaseUrl, key: SecretString, options: Options) -> Result<Self, Fault> {
        // The header itself stays in memory for as long as the client does, since every request
        // needs it. The text it is made from is wiped.
        let text = Zeroizing::new(format!("Basic {}", key.expose_secret().trim()));
        let mut authorization =
            HeaderValue::from_str(&text).map_err(|_| Fault::unusable(Setting::Key))?;
        authorization.set_sensitive(true);
        let carrier = match &options.transport {
            None => Carrier::Http(Http::new(&address, authorization, &options)?),
            Some(transport) => Carrier::HandedIn {
                transport: Arc::clone(transport),
                authorization,
            },
        };
        Ok(Self {
            address,
            carrier,
            largest_list: MAX_LIST,
        })
    }

    /// The same client, which refuses a list that has more bytes than this. For whoever reads several
    /// lists at the same time.
    #[must_use]
    pub fn with_lists_up_to(&self, bytes: usize) -> Self {
        Self {
            largest_list: bytes.min(self.largest_list),
            ..self.clone()
        }
    }

    pub fn address(&self) -> &BaseUrl {
        &self.address
    }

    /// Sends a change exactly once. If it fails, [`Fault::proof`] says whether the change may have
    /// been made nevertheless.
    ///
    /// `idempotency_key` must be the same for every attempt of the same request. It must be given
    /// only to a platform that says that it supports such keys.
    pub async fn post(
        &self,
        request: &FrozenRequest,
        idempotency_key: Option<&str>,
    ) -> Result<Answer, Fault> {
        let post = self
            .change(Method::POST, &request.path)?
            .with_json_body(request.body.clone())
            .with_idempotency_key(idempotency_key)?;
        let success = request.kind.success_status();
        let expected = Expected {
            success: &[success],
            has_idempotency_key: idempotency_key.is_some(),
            is_list: false,
        };
        let body = ask(post, &expected).await?;
        request
            .kind
            .answer(&body)
            .map_err(|fault| fault.with_status(success))
    }

    pub(crate) fn read(&self, path: &str) -> Result<Outgoing<'_>, Fault> {
        self.outgoing(ConnectionUse::Kept, Method::GET, path)
    }

    pub(crate) fn change(&self, method: Method, path: &str) -> Result<Outgoing<'_>, Fault> {
        self.outgoing(ConnectionUse::New, method, path)
    }

    fn outgoing(
        &self,
        connection: ConnectionUse,
        method: Method,
        path: &str,
    ) -> Result<Outgoing<'_>, Fault> {
        let url = self
            .address
            .at(path)
            .ok_or_else(|| Fault::unusable(Setting::Request))?;
        Ok(Outgoing {
            client: self,
            connection,
            request: TransportRequest {
                method,
                url,
                headers: HeaderMap::new(),
                body: None,
            },
        })
    }
}

impl Outgoing<'_> {
    pub(crate) fn with_json_body(mut self, body: Vec<u8>) -> Self {
        self.request.headers.insert(CONTENT_TYPE, JSON);
        self.request.body = Some(body);
        self
    }

    pub(crate) fn with_json(self, body: &impl Serialize) -> Result<Self, Fault> {
        let body = serde_json::to_vec(body)
            .map_err(|why| Fault::unusable(Setting::Request).with_detail(why))?;
        Ok(self.with_json_body(body))
    }

    pub(crate) fn with_idempotency_key(mut self, key: Option<&str>) -> Result<Self, Fault> {
        if let Some(key) = key {
            // The header is a structured field, in which a string is quoted.
            let value = HeaderValue::try_from(format!("\"{key}\""))
                .map_err(|_| Fault::unusable(Setting::Request))?;
            self.request.headers.insert(IDEMPOTENCY_KEY, value);
        }
        Ok(self)
    }

    pub(crate) fn has_idempotency_key(&self) -> bool {
        self.request.headers.contains_key(IDEMPOTENCY_KEY)
    }

    async fn send(self, limit: impl Fn(u16) -> usize) -> Result<Reply, Fault> {
        let mut request = self.request;
        match &self.client.carrier {
            Carrier::Http(http) => http.send(request, self.connection, limit).await,
            Carrier::HandedIn {
                transport,
                authorization,
            } => {
                request.headers.insert(AUTHORIZATION, authorization.clone());
                request.headers.insert(ACCEPT, JSON);
                let answer = transport.carry(request).await?;
                let body = answer.body.map_err(|why| Fault {
                    proof: Proof::Unknown,
                    ..why.into()
                });
                let within = |body: &Vec<u8>| body.len() <= limit(answer.status);
                Ok(Reply {
                    status: answer.status,
                    headers: answer.headers,
                    body: match body {
                        Ok(body) if !within(&body) => Err(Fault::too_large()),
                        body => body,
                    },
                })
            }
        }
    }
}

/// Sends one request and returns the body of a successful answer.
pub(crate) async fn ask(request: Outgoing<'_>, expected: &Expected<'_>) -> Result<Vec<u8>, Fault> {
    let largest_list = request.client.largest_list;
    let limit = |status| {
        if expected.is_list && expected.success.contains(&status) {
            largest_list
        } else {
            MAX_OTHER
        }
    };
    classify(request.send(limit).await?, expected, SystemTime::now())
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("address", &self.address.as_str())
            .finish_non_exhaustive()
    }
}
