//! The cookie that a browser gets once it has shown the token of this start. With it, the token
//! needs to stand in the address only for a moment, and not in the browser's history.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;

use super::{PageError, bad_notice};
use crate::http::loopback::require_loopback;
use crate::http::server::{Server, SharedServer};
use crate::tokens;

/// Proof that the browser is on this computer and has shown the token of this start.
pub(super) struct SignedIn;

impl FromRequestParts<SharedServer> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        server: &SharedServer,
    ) -> Result<Self, Response> {
        require_loopback(parts).map_err(|error| PageError::from(error).into_response())?;
        if is_signed_in(server, &parts.headers) {
            Ok(Self)
        } else {
            Err(bad_notice(
                StatusCode::UNAUTHORIZED,
                "Open this page from Cohort",
                "Its address changes every time the practice platform starts.",
            ))
        }
    }
}

/// Browsers share cookies between all ports of a computer, so the name contains the port. Two
/// platforms on one computer then don't overwrite each other's cookie.
fn cookie_name(server: &Server) -> String {
    format!("practice_{}", server.settings.address.port())
}

fn is_signed_in(server: &Server, headers: &HeaderMap) -> bool {
    let name = cookie_name(server);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .any(|(known, value)| known == name && tokens::matches(&server.session, value))
}

/// Exchanges the token in an address for the cookie, and redirects to `page` without the token.
pub(super) fn exchange(server: &Server, token: &str, page: &'static str) -> Option<Response> {
    if !tokens::matches(&server.token, token) {
        return None;
    }
    let cookie = format!(
        "{}={}; HttpOnly; SameSite=Strict; Path=/",
        cookie_name(server),
        server.session.expose_secret()
    );
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_static(page));
    headers.insert(header::SET_COOKIE, HeaderValue::from_str(&cookie).ok()?);
    Some(response)
}
