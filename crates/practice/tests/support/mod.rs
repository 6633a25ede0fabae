//! A practice platform for each test, and the requests that tests send to it.

#![allow(
    dead_code,
    reason = "several test programs include this, and each uses a part of it"
)]

use std::time::Duration;

use practice::{Options, Practice};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tempfile::TempDir;

pub(crate) const ORG: &str = "uni_example";
pub(crate) const FINANCE: &str = "org/uni_example/space/finance_i";
pub(crate) const OWNER: &str = "robin.keller@uni.example";

pub(crate) struct Server {
    pub(crate) practice: Practice,
    pub(crate) http: Client,
    pub(crate) folder: TempDir,
    pub(crate) key: String,
}

pub(crate) fn client() -> Client {
    Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(90))
        .no_proxy()
        .build()
        .unwrap()
}

impl Server {
    pub(crate) async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = Options::in_folder(folder.path());
        change(&mut options);
        let practice = practice::start(options).await.unwrap();
        Self {
            key: practice.key().expose_secret().to_owned(),
            practice,
            http: client(),
            folder,
        }
    }

    pub(crate) fn base(&self) -> String {
        format!("http://{}", self.practice.address())
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base())
    }

    pub(crate) fn token(&self) -> String {
        self.practice.token().expose_secret().to_owned()
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, self.url(path))
            .header("Authorization", format!("Basic {}", self.key))
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        answer(self.request(Method::GET, path)).await
    }

    /// The entries of a list, which must exist.
    pub(crate) async fn list(&self, path: &str) -> Vec<Value> {
        let (status, list) = self.get(path).await;
        assert_eq!(status, 200, "{path}: {list}");
        list.as_array().unwrap().clone()
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        answer(self.request(Method::POST, path).json(&body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> (StatusCode, Value) {
        answer(self.request(Method::PUT, path).json(&body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> (StatusCode, Value) {
        answer(self.request(Method::DELETE, path)).await
    }

    pub(crate) fn control(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, self.url(&format!("/practice/v1/{path}")))
            .header("X-Practice-Token", self.token())
    }

    pub(crate) async fn faults(&self, plan: Value) {
        let (status, body) = answer(self.control(Method::POST, "faults").json(&plan)).await;
        assert_eq!(status, 200, "{body}");
    }

    pub(crate) async fn ledger(&self) -> Value {
        answer(self.control(Method::GET, "ledger")).await.1
    }

    pub(crate) async fn emails(&self, to: &str) -> Vec<Value> {
        let request = self.control(Method::GET, "mails").query(&[("to", to)]);
        answer(request).await.1.as_array().unwrap().clone()
    }

    pub(crate) async fn advance(&self, seconds: u64) {
        let body = json!({ "advance_seconds": seconds });
        let (status, _) = answer(self.control(Method::POST, "clock").json(&body)).await;
        assert_eq!(status, 200);
    }

    /// An API key of somebody else who is known here.
    pub(crate) async fn key_for(&self, email: &str) -> String {
        let body = json!({ "email": email });
        let (status, body) = answer(self.control(Method::POST, "keys").json(&body)).await;
        assert_eq!(status, 201, "{body}");
        body["key"].as_str().unwrap().to_owned()
    }

    /// Waits until a task has ended, and returns it.
    pub(crate) async fn ended(&self, task: &Value) -> Value {
        let path = format!("/tasks/v1/{}", task["tkid"]);
        for _ in 0..1500 {
            let (status, task) = self.get(&path).await;
            assert_eq!(status, 200, "{task}");
            if !task["finished"].is_null() {
                return task;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("task {task} didn't end");
    }

    /// The link in the newest email to this address.
    pub(crate) async fn mailed_link(&self, to: &str) -> String {
        let mails = self.emails(to).await;
        let text = mails.last().expect("an email was sent")["text"]
            .as_str()
            .unwrap();
        let base = self.base();
        text.lines()
            .find(|line| line.starts_with(&base))
            .unwrap_or_else(|| panic!("there is no link in {text}"))
            .to_owned()
    }
}

pub(crate) async fn answer(request: RequestBuilder) -> (StatusCode, Value) {
    let response = request.send().await.unwrap();
    let status = response.status();
    let text = response.text().await.unwrap();
    let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    (status, body)
}

/// Submits a form of a page, as a browser would.
pub(crate) async fn submit(server: &Server, url: &str, form: &[(&str, &str)]) -> (u16, String) {
    let response = server.http.post(url).form(form).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

pub(crate) fn slugs(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|e| e["slug"].as_str()).collect()
}

/// The entry whose field has this value.
pub(crate) fn by<'a>(list: &'a [Value], field: &str, value: &str) -> Option<&'a Value> {
    list.iter().find(|entry| entry[field] == value)
}
