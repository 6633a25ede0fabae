use std::fmt;
use std::time::{Duration, SystemTime};

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, ClientBuilder, Method, RequestBuilder, Response, redirect, retry};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::base_url::BaseUrl;
use crate::call::{Answer, FrozenRequest};
use crate::fault::{Cause, Fault, Proof, Setting};
use crate::proof::{Question, Reply, classify};
use crate::transport;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The most an answer may hold once unpacked.
const LARGEST: usize = 64 * 1024 * 1024;

/// Shorter than servers commonly keep an idle connection, so that it is us who close it.
const IDLE: Duration = Duration::from_secs(4);

#[derive(Debug, Clone)]
pub struct Options {
    /// For the connection to stand. What ends here was never sent.
    pub connect_within: Duration,
    /// For the whole of a call, from the first byte out to the last one in.
    pub answer_within: Duration,
    pub proxy: Proxy,
    /// Certificates (PEM) to trust beside those of the system.
    pub ca: Option<Vec<u8>>,
}

/// How to get out. A platform on this computer is always spoken to directly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Proxy {
    /// As the system says, by its settings or its environment.
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
        }
    }
}

/// One account on one platform. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    address: BaseUrl,
    reading: reqwest::Client,
    /// Changes go out on a connection of their own each. On one that was kept, a request can cross
    /// the server's closing of it on the way, and nobody could say any more whether it was done.
    changing: reqwest::Client,
}

impl Client {
    pub fn new(address: BaseUrl, key: SecretString, options: Options) -> Result<Self, Fault> {
        let mut authorization =
            HeaderValue::try_from(format!("Basic {}", key.expose_secret().trim()))
                .map_err(|_| Fault::unusable(Setting::Key))?;
        authorization.set_sensitive(true);
        let build = |builder: ClientBuilder| {
            builder
                .build()
                .map_err(|why| Fault::unusable(Setting::System).with_detail(why))
        };
        let prepared = |authorization| prepare(&address, authorization, &options);
        let reading = build(prepared(authorization.clone())?.pool_idle_timeout(IDLE))?;
        let changing = build(prepared(authorization)?.pool_max_idle_per_host(0))?;
        Ok(Self {
            address,
            reading,
            changing,
        })
    }

    pub fn address(&self) -> &BaseUrl {
        &self.address
    }

    /// Sends a change, once. Of a failure, [`Fault::proof`] says whether it may have been done.
    ///
    /// `idempotency_key` must be the same on every try of the same request, and only be given to a
    /// platform that says it honours it.
    pub async fn post(
        &self,
        request: &FrozenRequest,
        idempotency_key: Option<&str>,
    ) -> Result<Answer, Fault> {
        let mut post = self
            .change(Method::POST, &request.path)?
            .header(CONTENT_TYPE, "application/json")
            .body(request.body.clone());
        if let Some(key) = idempotency_key {
            // As a string of a structured header the value stands in quotes.
            let value = HeaderValue::try_from(format!("\"{key}\""))
                .map_err(|_| Fault::unusable(Setting::Request))?;
            post = post.header(IDEMPOTENCY_KEY, value);
        }
        let done = request.kind.done();
        let question = Question {
            listed: &[done],
            keyed: idempotency_key.is_some(),
        };
        let body = ask(post, &question).await?;
        request
            .kind
            .answer(&body)
            .map_err(|fault| fault.with_status(done))
    }

    pub(crate) fn read(&self, path: &str) -> Result<RequestBuilder, Fault> {
        Ok(self.reading.get(self.at(path)?))
    }

    pub(crate) fn change(&self, method: Method, path: &str) -> Result<RequestBuilder, Fault> {
        Ok(self.changing.request(method, self.at(path)?))
    }

    fn at(&self, path: &str) -> Result<Url, Fault> {
        self.address
            .at(path)
            .ok_or_else(|| Fault::unusable(Setting::Request))
    }
}

/// What both connections have in common.
///
/// Nothing here may send a request twice or elsewhere. reqwest's own retries and redirects are off.
/// Below it, hyper's pool sends a request again if the kept connection it was meant for ended
/// before the request was begun, and this cannot be switched off from here. It is harmless, as not
/// a byte had left, and it never happens to a change, whose connection is not a kept one. Of
/// HTTP/2, where a server can give requests back, no use is made: HTTP/1.1 only.
fn prepare(
    address: &BaseUrl,
    authorization: HeaderValue,
    options: &Options,
) -> Result<ClientBuilder, Fault> {
    let headers = HeaderMap::from_iter([
        (AUTHORIZATION, authorization),
        (ACCEPT, HeaderValue::from_static("application/json")),
    ]);
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("Cohort/", env!("CARGO_PKG_VERSION")))
        .default_headers(headers)
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .http1_only()
        .connect_timeout(options.connect_within)
        .timeout(options.answer_within);
    builder = match &options.proxy {
        _ if address.is_loopback() => builder.no_proxy(),
        Proxy::System => builder,
        Proxy::None => builder.no_proxy(),
        Proxy::Through(url) => {
            let proxy = reqwest::Proxy::all(url.clone())
                .map_err(|why| Fault::unusable(Setting::Proxy).with_detail(why))?;
            builder.proxy(proxy)
        }
    };
    if let Some(pem) = &options.ca {
        let unusable = || Fault::unusable(Setting::Certificate);
        let certificates =
            Certificate::from_pem_bundle(pem).map_err(|why| unusable().with_detail(why))?;
        if certificates.is_empty() {
            return Err(unusable());
        }
        builder = builder.tls_certs_merge(certificates);
    }
    Ok(builder)
}

/// Sends one request and gives the body of a listed answer.
pub(crate) async fn ask(
    request: RequestBuilder,
    question: &Question<'_>,
) -> Result<Vec<u8>, Fault> {
    let mut response = request
        .send()
        .await
        .map_err(|error| transport::fault(&error))?;
    let reply = Reply {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: read_body(&mut response).await,
    };
    classify(reply, question, SystemTime::now())
}

async fn read_body(response: &mut Response) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    // The pieces come unpacked, so the limit holds for what is unpacked.
    while let Some(piece) = response.chunk().await.map_err(|error| Fault {
        proof: Proof::Unsure,
        ..transport::fault(&error)
    })? {
        if body.len() + piece.len() > LARGEST {
            return Err(Fault::new(Proof::Unsure, Cause::TooLarge));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("address", &self.address.as_str())
            .finish_non_exhaustive()
    }
}
