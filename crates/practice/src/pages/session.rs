//! The cookie of a page that only the user of this computer may see. A browser gets it for the code
//! that opens the page, see `http/page_access.rs`.

use std::time::Instant;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;

use super::{PageError, bad_notice};
use crate::http::loopback::require_loopback;
use crate::http::server::{Server, SharedServer};
use crate::options::Page;

/// Proof that the browser is on this computer and was let in to the mailbox.
pub(super) struct MailboxReader;

impl FromRequestParts<SharedServer> for MailboxReader {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        server: &SharedServer,
    ) -> Result<Self, Response> {
        require_cookie(server, parts, Page::Mailbox).map(|()| Self)
    }
}

/// Proof that the browser is on this computer and was let in to the faults.
pub(super) struct FaultChooser;

impl FromRequestParts<SharedServer> for FaultChooser {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        server: &SharedServer,
    ) -> Result<Self, Response> {
        require_cookie(server, parts, Page::Faults).map(|()| Self)
    }
}

// The response is what a handler's caller gets instead of the page, and is made once a request.
#[expect(clippy::result_large_err)]
fn require_cookie(server: &Server, parts: &Parts, page: Page) -> Result<(), Response> {
    require_loopback(parts).map_err(|error| PageError::from(error).into_response())?;
    if has_cookie(server, &parts.headers, page) {
        Ok(())
    } else {
        Err(bad_notice(
            StatusCode::UNAUTHORIZED,
            "Open this page from Cohort",
            "Its address works only once, and for a minute.",
        ))
    }
}

/// Browsers share cookies between all ports of a computer, so the name contains the port. Two
/// platforms on one computer then don't overwrite each other's cookie.
fn cookie_name(server: &Server) -> String {
    format!("practice_{}", server.settings.address.port())
}

fn has_cookie(server: &Server, headers: &HeaderMap, page: Page) -> bool {
    let name = cookie_name(server);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .any(|(known, value)| known == name && server.pages.is_cookie(page, value))
}

/// Exchanges the code in an address for the page's cookie, and redirects to the page without the
/// code.
pub(super) fn exchange(server: &Server, code: &str, page: Page) -> Option<Response> {
    let value = server.pages.exchange(page, code, Instant::now())?;
    let cookie = format!(
        "{}={}; HttpOnly; SameSite=Strict; Path={}",
        cookie_name(server),
        value.expose_secret(),
        page.path()
    );
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_static(page.path()));
    headers.insert(header::SET_COOKIE, HeaderValue::from_str(&cookie).ok()?);
    Some(response)
}
