//! The address at which a platform is reached. Every other path of the API is appended to it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// The only name that means this computer. Names below it, such as `x.localhost`, mean it in a
/// browser, but a resolver may send them anywhere. [`Client`](crate::Client) doesn't ask a resolver
/// for this one.
pub(crate) const LOCALHOST: &str = "localhost";

/// The base URL of a platform: `https://host[:port][/path]`, without a slash at the end.
///
/// Plain HTTP is accepted only for this computer itself, where the practice platform listens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BaseUrl {
    text: String,
    host: String,
    loopback: bool,
}

/// Why a text isn't the base URL of a platform.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    #[error("the address is empty")]
    Empty,
    #[error("this isn't a web address")]
    NotAnAddress,
    #[error("the address must begin with https://")]
    NotHttps,
    #[error("the address holds a user name or a password")]
    HoldsCredentials,
    #[error("the address goes on after the path, with ? or #")]
    HoldsQuery,
}

impl BaseUrl {
    /// Parses what somebody has typed or pasted. If there is no scheme, `https` is assumed.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BaseUrlError::Empty);
        }
        let whole = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        let url = Url::parse(&whole).map_err(|_| BaseUrlError::NotAnAddress)?;
        let loopback = match url.host() {
            Some(Host::Domain(name)) => name == LOCALHOST,
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => return Err(BaseUrlError::NotAnAddress),
        };
        match url.scheme() {
            "https" => {}
            "http" if loopback => {}
            _ => return Err(BaseUrlError::NotHttps),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::HoldsCredentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::HoldsQuery);
        }
        Ok(Self {
            text: url.as_str().trim_end_matches('/').to_owned(),
            host: url.host_str().unwrap_or_default().to_owned(),
            loopback,
        })
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host without port and path, in its ASCII form.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether the host is this computer itself.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// The URL of this path. `None` if URL parsing would change the path: it removes `..`, for
    /// example, so that a request would go to another resource than the one that is meant.
    pub(crate) fn at(&self, path: &str) -> Option<Url> {
        let whole = format!("{}{path}", self.text);
        let url = Url::parse(&whole).ok()?;
        (path.starts_with('/') && url.as_str() == whole).then_some(url)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for BaseUrl {
    type Error = BaseUrlError;

    fn try_from(text: String) -> Result<Self, BaseUrlError> {
        Self::parse(&text)
    }
}

impl From<BaseUrl> for String {
    fn from(address: BaseUrl) -> Self {
        address.text
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use pretty_assertions::assert_eq;

    use super::{BaseUrl, BaseUrlError};

    fn read(text: &str) -> String {
        BaseUrl::parse(text).unwrap().to_string()
    }

    #[test]
    fn different_spellings_become_one_form() {
        assert_eq!(
            read("https://api.eu1.nuvolos.cloud"),
            "https://api.eu1.nuvolos.cloud"
        );
        assert_eq!(
            read(" https://API.eu1.nuvolos.cloud/ "),
            "https://api.eu1.nuvolos.cloud"
        );
        assert_eq!(
            read("api.eu1.nuvolos.cloud"),
            "https://api.eu1.nuvolos.cloud"
        );
        assert_eq!(read("https://uni.example:443//"), "https://uni.example");
        assert_eq!(
            read("https://uni.example/platform/"),
            "https://uni.example/platform"
        );
        assert_eq!(
            read("https://zürich.example"),
            "https://xn--zrich-kva.example"
        );
    }

    #[test]
    fn plain_http_is_accepted_only_for_this_computer() {
        for text in [
            "http://127.0.0.1:8080",
            "http://localhost:1",
            "http://[::1]:9",
        ] {
            assert!(BaseUrl::parse(text).unwrap().is_loopback(), "{text}");
        }
        for text in [
            "http://uni.example",
            "http://127.0.0.1.example",
            "http://platform.localhost",
            "http://localhost.example",
            "http://localhost.",
            "http://0.0.0.0",
            "http://[::]",
            "http://[::ffff:10.0.0.1]",
            "ftp://localhost",
        ] {
            assert_eq!(BaseUrl::parse(text), Err(BaseUrlError::NotHttps), "{text}");
        }
    }

    #[test]
    fn each_error_is_named() {
        assert_eq!(BaseUrl::parse("  "), Err(BaseUrlError::Empty));
        assert_eq!(BaseUrl::parse("https://"), Err(BaseUrlError::NotAnAddress));
        assert_eq!(
            BaseUrl::parse("not an address"),
            Err(BaseUrlError::NotAnAddress)
        );
        assert_eq!(
            BaseUrl::parse("https://me:secret@uni.example"),
            Err(BaseUrlError::HoldsCredentials)
        );
        assert_eq!(
            BaseUrl::parse("https://uni.example/?x"),
            Err(BaseUrlError::HoldsQuery)
        );
        assert_eq!(
            BaseUrl::parse("https://uni.example/#x"),
            Err(BaseUrlError::HoldsQuery)
        );
    }

    #[test]
    fn a_path_that_would_lead_to_another_resource_is_refused() {
        let address = BaseUrl::parse("https://uni.example").unwrap();
        assert!(address.at("/orgs/v1").is_some());
        assert!(address.at("/files/a%2F..%2Fb").is_some());
        for path in [
            "/a/../b",
            "/a/%2E%2E/b",
            "/a/.",
            "@evil.example/",
            "",
            "/a b",
            "/a\\b",
        ] {
            assert_eq!(address.at(path), None, "{path}");
        }
    }
}
