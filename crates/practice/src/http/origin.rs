//! Keeps the pages of other sites out. Such a page must not read anything here, not even under a
//! name of its own that points at this computer, and it must not send anything. It may link to a
//! page here, as the email with an invitation does: that is all it may do.

use std::net::SocketAddr;

use axum::http::{HeaderMap, Method, Uri, header};

use crate::request_error::RequestError;

/// Refuses a request for another host name, and one that another site sends.
pub(crate) fn check(
    address: SocketAddr,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    is_page: bool,
) -> Result<(), RequestError> {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or_else(|| uri.authority().map(axum::http::uri::Authority::as_str))
        .unwrap_or_default();
    if !is_own_host(address, host) {
        return Err(RequestError::BadRequest(
            "This server doesn't answer to that host name.".into(),
        ));
    }
    if is_same_origin(headers, host)
        || (is_page && *method == Method::GET && is_followed_link(headers))
    {
        Ok(())
    } else {
        Err(RequestError::Forbidden(
            "Other sites can't send anything to this server, or read anything from it.".into(),
        ))
    }
}

/// Browsers say where a request comes from. What isn't a browser sends neither header.
fn is_same_origin(headers: &HeaderMap, host: &str) -> bool {
    match headers.get(header::ORIGIN) {
        Some(origin) => origin
            .to_str()
            .ok()
            .and_then(|origin| origin.strip_prefix("http://"))
            .is_some_and(|origin| origin == host),
        None => headers
            .get("sec-fetch-site")
            .is_none_or(|site| site == "same-origin" || site == "none"),
    }
}

/// Whether somebody has followed a link: the whole tab shows the page, and the site that linked to
/// it can't see what is there.
fn is_followed_link(headers: &HeaderMap) -> bool {
    let says = |name: &str, value: &str| headers.get(name).is_some_and(|said| said == value);
    !headers.contains_key(header::ORIGIN)
        && says("sec-fetch-mode", "navigate")
        && says("sec-fetch-dest", "document")
}

fn is_own_host(address: SocketAddr, host: &str) -> bool {
    if host == address.to_string() {
        return true;
    }
    let Some((name, port)) = host.rsplit_once(':') else {
        return false;
    };
    if port.parse() != Ok(address.port()) {
        return false;
    }
    if matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
        return true;
    }
    // A server that was opened to the network on purpose answers to any address. It still answers
    // to no name, because anybody can make a name point here.
    let name = name.trim_start_matches('[').trim_end_matches(']');
    !address.ip().is_loopback() && name.parse::<std::net::IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::is_own_host;

    #[test]
    fn the_server_answers_only_to_its_own_names() {
        let is_own = |address: &str, host: &str| is_own_host(address.parse().unwrap(), host);
        for host in ["127.0.0.1:80", "localhost:80", "[::1]:80"] {
            assert!(is_own("127.0.0.1:80", host), "{host}");
        }
        assert!(is_own("127.0.0.2:80", "127.0.0.2:80"));
        assert!(is_own("0.0.0.0:80", "192.168.1.2:80"));
        for host in [
            "",
            "localhost",
            "localhost:81",
            "192.168.1.2:80",
            "evil.example:80",
        ] {
            assert!(!is_own("127.0.0.1:80", host), "{host}");
        }
        assert!(!is_own("0.0.0.0:80", "evil.example:80"));
    }
}
