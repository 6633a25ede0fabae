//! For tests of what takes several answers: a platform each of whose answers is as late as may be.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use platform::{BaseUrl, Carried, Client, Options, Transport, TransportAnswer, TransportRequest};
use reqwest::header::HeaderMap;
use secrecy::SecretString;
use store::{AccountId, Place};

/// Answers each request after a while, with what its function makes of the path.
#[derive(Debug)]
pub(crate) struct LatePlatform {
    answer: fn(&str) -> serde_json::Value,
    after: Duration,
    asked: AtomicUsize,
}

impl LatePlatform {
    /// Each answer is in time by itself.
    pub(crate) const LATE: Duration = Duration::from_secs(80);

    pub(crate) fn new(after: Duration, answer: fn(&str) -> serde_json::Value) -> Arc<Self> {
        Arc::new(Self {
            answer,
            after,
            asked: AtomicUsize::default(),
        })
    }

    /// How many requests there were.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    pub(crate) fn options(self: &Arc<Self>) -> Options {
        Options {
            transport: Some(Arc::clone(self) as Arc<dyn Transport>),
            ..Options::default()
        }
    }

    pub(crate) fn client(self: &Arc<Self>) -> Client {
        let address = BaseUrl::parse("https://platform.example").unwrap();
        Client::new(address, SecretString::from("a-key"), self.options()).unwrap()
    }

    /// A space of it.
    pub(crate) fn place() -> Place {
        Place {
            account: AccountId::new(),
            org: "uni".parse().unwrap(),
            space: "finance".parse().unwrap(),
        }
    }
}

impl Transport for LatePlatform {
    fn carry(&self, request: TransportRequest) -> Carried {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let body = (self.answer)(request.url.path()).to_string().into_bytes();
        let after = self.after;
        Box::pin(async move {
            tokio::time::sleep(after).await;
            Ok(TransportAnswer {
                status: 200,
                headers: HeaderMap::new(),
                body: Ok(body),
            })
        })
    }
}
