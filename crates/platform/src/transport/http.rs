//! The transport over HTTP: how connections are made, and how a request is sent exactly once.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{Certificate, ClientBuilder, Request, Response, redirect, retry};

use super::http_fault::fault;
use super::options::{Options, Proxy};
use super::{ConnectionUse, TransportRequest};
use crate::base_url::{BaseUrl, LOCALHOST};
use crate::fault::{Fault, Proof, Setting};
use crate::proof::Reply;

/// How long an idle connection is kept. This is shorter than servers usually keep one, so that this
/// side closes it and a request seldom meets a connection that the server is just closing.
const KEEP_IDLE: Duration = Duration::from_secs(4);

/// Where `localhost` is. Port 0 stands for the port of the request.
const THIS_COMPUTER: [SocketAddr; 2] = [
    SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
    SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), 0),
];

/// The HTTP clients for one platform. Cloning it is cheap.
#[derive(Clone)]
pub(crate) struct Http {
    reading: reqwest::Client,
    /// For changes, each of which gets a new connection. On a kept connection a request can cross
    /// with the server closing it, and then nobody can tell whether the change was made.
    changing: reqwest::Client,
}

impl Http {
    pub(crate) fn new(
        address: &BaseUrl,
        authorization: HeaderValue,
        options: &Options,
    ) -> Result<Self, Fault> {
        let build = |builder: ClientBuilder| {
            builder
                .build()
                .map_err(|why| Fault::unusable(Setting::System).with_detail(why))
        };
        let prepared = |authorization| prepare(address, authorization, options);
        Ok(Self {
            reading: build(prepared(authorization.clone())?.pool_idle_timeout(KEEP_IDLE))?,
            changing: build(prepared(authorization)?.pool_max_idle_per_host(0))?,
        })
    }

    /// Sends one request and reads its answer. `limit` says how large the body of an answer with a
    /// certain status may be, in bytes and decompressed.
    pub(crate) async fn send(
        &self,
        request: TransportRequest,
        connection: ConnectionUse,
        limit: impl Fn(u16) -> usize,
    ) -> Result<Reply, Fault> {
        let client = match connection {
            ConnectionUse::Kept => &self.reading,
            ConnectionUse::New => &self.changing,
        };
        let mut sent = Request::new(request.method, request.url);
        *sent.headers_mut() = request.headers;
        *sent.body_mut() = request.body.map(Into::into);
        let mut response = client.execute(sent).await.map_err(|error| fault(&error))?;
        let status = response.status().as_u16();
        Ok(Reply {
            status,
            headers: response.headers().clone(),
            body: read_body(&mut response, limit(status)).await,
        })
    }
}

/// The settings that both HTTP clients have in common.
///
/// No layer may send a request twice or to another place. Therefore the retries and redirects of
/// reqwest are off. Below it, the pool of hyper sends a request again if the kept connection that it
/// was meant for ended before the first byte was sent. That can't be switched off here, but it is
/// harmless, because nothing had left, and it never concerns a change, because a change never uses a
/// kept connection. HTTP/2 isn't used, because there a server can hand a request back and the
/// library would retry it.
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
        // Plain HTTP carries the key to `localhost`, so no resolver may say that this is elsewhere.
        .resolve_to_addrs(LOCALHOST, &THIS_COMPUTER)
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

async fn read_body(response: &mut Response, limit: usize) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    // The chunks arrive decompressed, so that the limit applies to the decompressed size.
    while let Some(chunk) = response.chunk().await.map_err(|error| Fault {
        proof: Proof::Unknown,
        ..fault(&error)
    })? {
        if body.len() + chunk.len() > limit {
            return Err(Fault::too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use pretty_assertions::assert_eq;
    use reqwest::dns::{Addrs, Name, Resolve, Resolving};
    use reqwest::header::HeaderValue;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::{Options, prepare};
    use crate::base_url::BaseUrl;

    /// A resolver that sends every name to an attacker's computer.
    struct Hostile {
        attacker: std::net::SocketAddr,
        asked: Arc<AtomicUsize>,
    }

    impl Resolve for Hostile {
        fn resolve(&self, _: Name) -> Resolving {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let attacker = self.attacker;
            Box::pin(async move { Ok(Box::new(std::iter::once(attacker)) as Addrs) })
        }
    }

    /// Answers each request with this text.
    async fn server(says: &'static str) -> std::net::SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let _ = stream.read(&mut [0; 4096]).await.unwrap();
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", says.len());
                stream.write_all(head.as_bytes()).await.unwrap();
                stream.write_all(says.as_bytes()).await.unwrap();
            }
        });
        address
    }

    #[tokio::test]
    async fn localhost_is_this_computer_whatever_a_resolver_says() {
        let ours = server("ours").await;
        // Without a port the resolver's answer would be taken together with the request's port.
        let attacker = server("the attacker's").await;
        let asked = Arc::new(AtomicUsize::new(0));
        let url = format!("http://localhost:{}", ours.port());
        let address = BaseUrl::parse(&url).unwrap();
        let client = prepare(
            &address,
            HeaderValue::from_static("Basic key"),
            &Options::default(),
        )
        .unwrap()
        .dns_resolver(Arc::new(Hostile {
            attacker,
            asked: Arc::clone(&asked),
        }))
        .build()
        .unwrap();

        let answer = client.get(&url).send().await.unwrap();
        assert_eq!(answer.text().await.unwrap(), "ours");
        assert_eq!(asked.load(Ordering::Relaxed), 0);
    }
}
