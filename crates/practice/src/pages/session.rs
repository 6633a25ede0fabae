//! The cookie that stands for the token once a browser has shown it, so that it leaves the address.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;

use crate::http::control;
use crate::pages::{Notice, Trouble};
use crate::platform::{Platform, Shared};
use crate::tokens;

/// Proof that the browser has shown the token of this start.
pub(crate) struct SignedIn;

impl FromRequestParts<Shared> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, platform: &Shared) -> Result<Self, Response> {
        control::from_here(parts).map_err(|refusal| Trouble::from(refusal).into_response())?;
        if is_signed_in(platform, &parts.headers) {
            Ok(Self)
        } else {
            Err(Notice::bad(
                StatusCode::UNAUTHORIZED,
                "Open this page from Cohort",
                "Its address changes each time the practice platform is started.",
            ))
        }
    }
}

/// Cookies know no ports, so the name holds it: two platforms on one computer do not meet.
fn name(platform: &Platform) -> String {
    format!("practice_{}", platform.settings.address.port())
}

fn is_signed_in(platform: &Platform, headers: &HeaderMap) -> bool {
    let name = name(platform);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .any(|(known, value)| known == name && tokens::same(&platform.settings.session, value))
}

/// Changes a token in the address for the cookie, and leads to `page` without it.
pub(crate) fn exchange(platform: &Platform, token: &str, page: &'static str) -> Option<Response> {
    if !tokens::same(&platform.settings.token, token) {
        return None;
    }
    let cookie = format!(
        "{}={}; HttpOnly; SameSite=Strict; Path=/",
        name(platform),
        platform.settings.session.expose_secret()
    );
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_static(page));
    headers.insert(header::SET_COOKIE, HeaderValue::from_str(&cookie).ok()?);
    Some(response)
}
