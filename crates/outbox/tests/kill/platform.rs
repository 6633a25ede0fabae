//! The practice platform that is delivered to, and what it counted.

use std::path::Path;

use practice::{Options, Practice, RepeatInvite};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::Mutex;

/// How long the platform may put off a request.
pub(crate) const DELAY_MS: u64 = 120;

/// What kind of platform it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Honours idempotency keys.
    Default,
    /// Only what the public API has; refuses to invite somebody again.
    Bare,
    /// … and invites whoever hasn't come once more, and lists them nowhere.
    BareAgain,
}

pub(crate) struct Platform {
    practice: Practice,
    http: reqwest::Client,
    /// What the demo data had done before anything was delivered.
    before: Ledger,
    counted: Mutex<Counted>,
}

/// As far as the ledger was read when it was last asked.
#[derive(Default)]
struct Counted {
    last: i64,
    changes: usize,
}

/// What really happened, oldest first.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Ledger {
    pub(crate) mails: Vec<Mail>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) requests: Vec<Request>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Mail {
    id: i64,
    pub(crate) kind: String,
    pub(crate) to: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Instance {
    id: i64,
    pub(crate) slug: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Request {
    id: i64,
    pub(crate) method: String,
}

impl Platform {
    pub(crate) async fn start(folder: &Path, form: Form) -> Self {
        let practice = practice::start(Options {
            key: Some("the-owners-key".into()),
            bare: form != Form::Default,
            repeat_invite: match form {
                Form::BareAgain => RepeatInvite::Again,
                Form::Default | Form::Bare => RepeatInvite::Refuse,
            },
            ..Options::in_folder(folder.join("practice"))
        })
        .await
        .unwrap();
        let mut platform = Self {
            practice,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            before: Ledger::default(),
            counted: Mutex::default(),
        };
        platform.before = platform.ledger().await;
        platform.changes().await;
        platform.counted.lock().await.changes = 0;
        platform
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.practice.address())
    }

    pub(crate) fn key(&self) -> &str {
        self.practice.key().expose_secret()
    }

    /// Everything since the start.
    pub(crate) async fn ledger(&self) -> Ledger {
        let Ledger {
            mails,
            instances,
            requests,
        } = &self.before;
        self.ledger_after(
            mails.last().map_or(0, |mail| mail.id),
            instances.last().map_or(0, |instance| instance.id),
            requests.last().map_or(0, |request| request.id),
        )
        .await
    }

    async fn ledger_after(&self, mails: i64, instances: i64, requests: i64) -> Ledger {
        self.ask(&format!(
            "ledger?mails={mails}&instances={instances}&requests={requests}"
        ))
        .await
    }

    /// How many requests that change something have come to their end by now.
    pub(crate) async fn changes(&self) -> usize {
        let mut counted = self.counted.lock().await;
        let news = self.ledger_after(i64::MAX, i64::MAX, counted.last).await;
        let changes = news
            .requests
            .iter()
            .filter(|request| request.method == "POST");
        counted.changes += changes.count();
        counted.last = news
            .requests
            .last()
            .map_or(counted.last, |request| request.id);
        counted.changes
    }

    /// Puts everything off a little, and loses, refuses and breaks some of it.
    pub(crate) async fn misbehave(&self, seed: u64) {
        let now_and_then = |kind: &str, method: &str, more: Value| {
            let mut rule = json!({ "kind": kind, "probability": 0.04, "methods": [method] });
            rule.as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            rule
        };
        let change = |kind, more| now_and_then(kind, "POST", more);
        let reading = |kind| now_and_then(kind, "GET", json!({}));
        let rules = json!([
            { "kind": "delay", "ms": DELAY_MS / 2 },
            { "kind": "delay", "ms": DELAY_MS, "probability": 0.2 },
            change("lost_answer", json!({})),
            change("half_answer", json!({})),
            change("lost_request", json!({})),
            change("server_error", json!({})),
            change("server_error", json!({ "after_work": true })),
            change("too_many_requests", json!({ "retry_after": 0 })),
            reading("lost_answer"),
            reading("half_answer"),
            reading("server_error"),
        ]);
        self.faults(&json!({ "seed": seed, "rules": rules })).await;
    }

    pub(crate) async fn behave(&self) {
        self.faults(&json!({})).await;
    }

    pub(crate) async fn faults(&self, plan: &Value) {
        let answer = self
            .http
            .post(format!("{}/practice/v1/faults", self.address()))
            .header("X-Practice-Token", self.practice.token().expose_secret())
            .json(plan)
            .send()
            .await
            .unwrap();
        assert!(
            answer.status().is_success(),
            "{}",
            answer.text().await.unwrap()
        );
    }

    async fn ask<T: DeserializeOwned>(&self, what: &str) -> T {
        let answer = self
            .http
            .get(format!("{}/practice/v1/{what}", self.address()))
            .header("X-Practice-Token", self.practice.token().expose_secret())
            .send()
            .await
            .unwrap();
        answer.error_for_status().unwrap().json().await.unwrap()
    }
}
