//! The practice platform of a bench: in the same process, or a server of its own.

use std::net::SocketAddr;

use axum::http::{HeaderName, HeaderValue, Method, Request, header};
use practice::{InProcess, Practice};
use secrecy::{ExposeSecret as _, SecretString};

pub(crate) enum Platform {
    /// Without sockets, in simulated time.
    InProcess(InProcess),
    /// Reached over HTTP, in real time.
    Listening(Practice),
}

/// A request that isn't Cohort's: that of a colleague, or of the test.
pub(crate) struct Question<'a> {
    pub(crate) method: Method,
    pub(crate) path: &'a str,
    pub(crate) body: Option<&'a serde_json::Value>,
}

impl<'a> Question<'a> {
    pub(crate) fn get(path: &'a str) -> Self {
        Self {
            method: Method::GET,
            path,
            body: None,
        }
    }

    pub(crate) fn delete(path: &'a str) -> Self {
        Self {
            method: Method::DELETE,
            ..Self::get(path)
        }
    }

    pub(crate) fn post(path: &'a str, body: &'a serde_json::Value) -> Self {
        Self {
            method: Method::POST,
            path,
            body: Some(body),
        }
    }
}

impl Platform {
    pub(crate) fn address(&self) -> SocketAddr {
        match self {
            Self::InProcess(platform) => platform.address(),
            Self::Listening(platform) => platform.address(),
        }
    }

    /// The owner's API key.
    pub(crate) fn key(&self) -> &SecretString {
        match self {
            Self::InProcess(platform) => platform.key(),
            Self::Listening(platform) => platform.key(),
        }
    }

    /// Asks as the owner does. Returns the status and the body of the answer.
    pub(crate) async fn ask(&self, question: Question<'_>) -> (u16, String) {
        let key = format!("Basic {}", self.key().expose_secret());
        self.carry(question, (header::AUTHORIZATION, &key)).await
    }

    /// Asks the control API, which has to succeed. Returns the body of the answer.
    pub(crate) async fn control(&self, question: Question<'_>) -> String {
        let token = match self {
            Self::InProcess(platform) => platform.token(),
            Self::Listening(platform) => platform.token(),
        };
        let header = HeaderName::from_static("x-practice-token");
        let path = question.path;
        let (status, body) = self.carry(question, (header, token.expose_secret())).await;
        assert!((200..300).contains(&status), "{path}: {status} {body}");
        body
    }

    async fn carry(&self, question: Question<'_>, by: (HeaderName, &str)) -> (u16, String) {
        let Question { method, path, body } = question;
        let body = body.map_or_else(Vec::new, |body| body.to_string().into_bytes());
        let mut request = Request::new(body);
        *request.method_mut() = method;
        let headers = request.headers_mut();
        headers.insert(by.0, by.1.parse().unwrap());
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        let (status, body) = match self {
            Self::InProcess(platform) => {
                *request.uri_mut() = path.parse().unwrap();
                let answer = platform.answer(request).await.unwrap();
                (answer.status(), answer.into_body())
            }
            Self::Listening(platform) => {
                let url = format!("http://{}{path}", platform.address());
                *request.uri_mut() = url.parse().unwrap();
                let client = reqwest::Client::builder().no_proxy().build().unwrap();
                let request = request.try_into().unwrap();
                let answer = client.execute(request).await.unwrap();
                (answer.status(), answer.bytes().await.unwrap().to_vec())
            }
        };
        (status.as_u16(), String::from_utf8(body).unwrap())
    }
}
