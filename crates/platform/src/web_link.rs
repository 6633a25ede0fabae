//! A link that a browser may be given: one over HTTPS, or over plain HTTP to this computer.
//!
//! Links come from a platform's answer or from the clipboard, and people are asked to follow them.
//! So what isn't such a link, such as a script, a file or a page over plain HTTP, never becomes one
//! here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

use crate::base_url::{BaseUrl, BaseUrlError};

/// No browser is certain to take a longer one.
const LONGEST: usize = 8_000;

/// A link to a page on the web. Whoever has a sign-up link can join, so `Debug` shows only its host.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebLink(Url);

/// Why a text is no link that a browser may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebLinkError {
    #[error("there is no link")]
    Empty,
    #[error("this isn't a link")]
    NotALink,
    #[error("the link must begin with https://")]
    NotHttps,
    #[error("the link holds a user name or a password")]
    HoldsCredentials,
    #[error("the link is longer than {LONGEST} characters")]
    TooLong,
}

impl WebLink {
    /// Parses what somebody has pasted. Unlike for the address of a platform, no scheme is assumed.
    pub fn parse(text: &str) -> Result<Self, WebLinkError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(WebLinkError::Empty);
        }
        if text.len() > LONGEST {
            return Err(WebLinkError::TooLong);
        }
        let url = Url::parse(text).map_err(|_| WebLinkError::NotALink)?;
        // Letters that aren't ASCII become longer. A link that is kept has to be one when it is read
        // again, so it is measured as it is kept.
        if url.as_str().len() > LONGEST {
            return Err(WebLinkError::TooLong);
        }
        // A script has no host, and `javascript:` alone would pass for a host without a scheme.
        if !matches!(url.scheme(), "https" | "http") {
            return Err(WebLinkError::NotHttps);
        }
        let mut origin = url.clone();
        origin.set_path("");
        origin.set_query(None);
        origin.set_fragment(None);
        // Without its path and what follows, the link has to be the address of a platform.
        match BaseUrl::parse(origin.as_str()) {
            Ok(_) => Ok(Self(url)),
            Err(BaseUrlError::HoldsCredentials) => Err(WebLinkError::HoldsCredentials),
            Err(BaseUrlError::NotHttps) => Err(WebLinkError::NotHttps),
            Err(_) => Err(WebLinkError::NotALink),
        }
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host in its ASCII form, in which letters that only look alike differ.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether the link leads to the platform at this address: to its host, or to another host of the
    /// same registered domain, such as `app.uni.example` beside `api.uni.example`.
    pub fn is_of(&self, platform: &BaseUrl) -> bool {
        self.host() == platform.host()
            || registered(self.0.host())
                .is_some_and(|domain| Some(domain) == registered_name(platform.host()))
    }
}

fn registered(host: Option<Host<&str>>) -> Option<&str> {
    match host {
        Some(Host::Domain(name)) => registered_name(name),
        _ => None,
    }
}

/// The part of a host name that somebody has registered. `None` below an ending that isn't known,
/// because there nobody can say what belongs together.
fn registered_name(host: &str) -> Option<&str> {
    let domain = psl::domain(host.as_bytes())?;
    let known = domain.suffix().is_known();
    std::str::from_utf8(domain.as_bytes())
        .ok()
        .filter(|_| known)
}

impl FromStr for WebLink {
    type Err = WebLinkError;

    fn from_str(text: &str) -> Result<Self, WebLinkError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for WebLink {
    type Error = WebLinkError;

    fn try_from(text: String) -> Result<Self, WebLinkError> {
        Self::parse(&text)
    }
}

impl From<WebLink> for String {
    fn from(link: WebLink) -> Self {
        link.0.into()
    }
}

impl fmt::Debug for WebLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WebLink").field(&self.host()).finish()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use pretty_assertions::assert_eq;

    use super::{LONGEST, WebLink, WebLinkError};

    #[test]
    fn only_what_a_browser_may_be_given_is_a_link() {
        for text in [
            " https://uni.example/join/7KQ2?a=b#c\n",
            "http://127.0.0.1:8080/join/x",
            "http://localhost:1/join/x",
        ] {
            assert!(WebLink::parse(text).is_ok(), "{text}");
        }
        for (text, error) in [
            (" ", WebLinkError::Empty),
            ("uni.example/join/x", WebLinkError::NotALink),
            ("https://", WebLinkError::NotALink),
            ("http://uni.example/join/x", WebLinkError::NotHttps),
            ("javascript:alert(1)", WebLinkError::NotHttps),
            ("data:text/html,x", WebLinkError::NotHttps),
            ("file:///etc/passwd", WebLinkError::NotHttps),
            ("ftp://uni.example/x", WebLinkError::NotHttps),
            (
                "https://me:secret@uni.example/x",
                WebLinkError::HoldsCredentials,
            ),
            (
                "https://uni.example@evil.example/x",
                WebLinkError::HoldsCredentials,
            ),
        ] {
            assert_eq!(WebLink::parse(text).err(), Some(error), "{text}");
        }
        for long in ["x".repeat(LONGEST), "ü".repeat(LONGEST / 3)] {
            let long = format!("https://uni.example/{long}");
            assert_eq!(WebLink::parse(&long).err(), Some(WebLinkError::TooLong));
        }
    }

    #[test]
    fn a_link_is_the_same_when_it_is_read_again() {
        for text in [
            "https://uni.example/für alle?q=Ä|{}#\u{202e}ß".to_owned(),
            "HTTPS://ÜNI.example:443/a/../b/%2e%2e/c\\d".to_owned(),
            format!("https://uni.example/{}", "ü".repeat(LONGEST / 6 - 10)),
        ] {
            let link = WebLink::parse(&text).unwrap();
            assert_eq!(WebLink::parse(link.as_str()), Ok(link.clone()), "{text}");
            let json = serde_json::to_string(&link).unwrap();
            assert_eq!(serde_json::from_str::<WebLink>(&json).unwrap(), link);
        }
    }

    #[test]
    fn a_link_is_of_a_platform_if_both_have_one_registered_domain() {
        let is_of = |link: &str, platform: &str| {
            let platform = platform.parse().unwrap();
            WebLink::parse(link).unwrap().is_of(&platform)
        };
        let hosted = "https://api.eu1.nuvolos.cloud";
        for own in [
            "https://api.eu1.nuvolos.cloud/x",
            "https://app.nuvolos.cloud/join/x",
            "https://nuvolos.cloud:8443/x",
        ] {
            assert!(is_of(own, hosted), "{own}");
        }
        for other in [
            "https://evil.cloud/x",
            "https://nuvolos.cloud.evil.com/x",
            "https://xn--nuvlos-pxa.cloud/x",
            "https://127.0.0.1/x",
        ] {
            assert!(!is_of(other, hosted), "{other}");
        }
        assert!(is_of("http://127.0.0.1:2/x", "http://127.0.0.1:1"));
        // Below an ending that everybody can register under, and below one that nobody knows.
        assert!(!is_of("https://a.co.uk/x", "https://b.co.uk"));
        assert!(!is_of("https://a.uni.example/x", "https://b.uni.example"));
    }

    #[test]
    fn what_is_printed_for_a_log_lets_nobody_join() {
        let link = WebLink::parse("https://uni.example/join/t0ken").unwrap();
        assert_eq!(format!("{link:?}"), "WebLink(\"uni.example\")");
    }
}
