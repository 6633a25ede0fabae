//! The address that opens one of the platform's own pages in a browser, once.
//!
//! A platform that runs in this process makes it itself. One that runs in another process is asked
//! for a code over its control API, with the token from its folder.

use std::io;
use std::time::Duration;

use axum::body::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper::{Method, Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio::net::TcpStream;

use crate::data_folder::Running;
use crate::options::Page;

const TIMEOUT: Duration = Duration::from_secs(5);
const ANSWER_MAX: usize = 4096;

/// What the control API answers to a request for a code.
#[derive(Serialize, Deserialize)]
pub(crate) struct PageCode {
    pub(crate) code: String,
}

/// What the control API is asked for.
#[derive(Serialize, Deserialize)]
pub(crate) struct PageRequest {
    pub(crate) page: Page,
}

/// Why a page can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum PageLinkError {
    #[error("the practice platform doesn't answer")]
    Silent,
    #[error("the practice platform can't be reached")]
    Connection(#[from] io::Error),
    #[error("the connection to the practice platform was cut off")]
    CutOff(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the practice platform refused to open the page ({0})")]
    Refused(StatusCode),
    #[error("the practice platform's answer can't be read")]
    Unreadable,
    #[error("the system gave no random numbers")]
    Random(#[from] rand::rand_core::OsError),
}

/// The address of a page with the code that opens it.
pub(crate) fn link(base_url: &str, page: Page, code: &SecretString) -> String {
    let code = code.expose_secret();
    format!("{base_url}{}?code={code}", page.path())
}

impl Running {
    /// Asks the platform for an address that opens `page` in a browser. It works once, and for a
    /// minute.
    pub async fn page_link(&self, page: Page) -> Result<String, PageLinkError> {
        let code = tokio::time::timeout(TIMEOUT, self.ask_for_code(page))
            .await
            .unwrap_or(Err(PageLinkError::Silent))?;
        Ok(link(&format!("http://{}", self.address), page, &code))
    }

    async fn ask_for_code(&self, page: Page) -> Result<SecretString, PageLinkError> {
        let cut_off = |error: hyper::Error| PageLinkError::CutOff(error.into());
        let stream = TcpStream::connect(self.address).await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
            .await
            .map_err(cut_off)?;
        let connection = tokio::spawn(connection);
        let answer = sender.send_request(self.request(page)?).await;
        let response = answer.map_err(cut_off)?;
        if response.status() != StatusCode::CREATED {
            return Err(PageLinkError::Refused(response.status()));
        }
        let body = Limited::new(response.into_body(), ANSWER_MAX)
            .collect()
            .await
            .map_err(PageLinkError::CutOff)?
            .to_bytes();
        connection.abort();
        let answer: PageCode =
            serde_json::from_slice(&body).map_err(|_| PageLinkError::Unreadable)?;
        // The code becomes part of an address, so nothing else may be in it.
        if answer.code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            Ok(answer.code.into())
        } else {
            Err(PageLinkError::Unreadable)
        }
    }

    fn request(&self, page: Page) -> Result<Request<Full<Bytes>>, PageLinkError> {
        let body = serde_json::to_vec(&PageRequest { page });
        let body = body.map_err(|error| PageLinkError::CutOff(error.into()))?;
        Request::builder()
            .method(Method::POST)
            .uri("/practice/v1/pages")
            .header(header::HOST, self.address.to_string())
            .header("x-practice-token", self.token.expose_secret())
            .body(Full::new(body.into()))
            .map_err(|error| PageLinkError::CutOff(error.into()))
    }
}
