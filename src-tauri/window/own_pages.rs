//! Which addresses the window may show: the app's own pages and nothing else.

use tauri::Url;

/// Whether this is a page of the app, which Tauri serves from the binary under an address of its own.
///
/// Everything the window may call is open to whatever it shows. A page from elsewhere, reached by a
/// link in somebody's name or by a fault in a library, must therefore never be shown.
pub(super) fn is_own_page(url: &Url) -> bool {
    let (scheme, host) = if cfg!(any(windows, target_os = "android")) {
        ("http", "tauri.localhost")
    } else {
        ("tauri", "localhost")
    };
    url.scheme() == scheme
        && url.host_str() == Some(host)
        && url.port().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

#[cfg(all(test, not(windows)))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Url, is_own_page};

    #[test]
    fn only_pages_of_the_app_are_its_own() {
        for own in ["tauri://localhost", "tauri://localhost/index.html#people"] {
            assert!(is_own_page(&Url::parse(own).unwrap()), "{own}");
        }
        for other in [
            "https://localhost/",
            "http://tauri.localhost/",
            "tauri://localhost.example/",
            "tauri://example@localhost/",
            "tauri://localhost:81/",
            "about:blank",
            "data:text/html,<p>hello",
            "blob:tauri://localhost/1",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ipc://localhost/",
            "asset://localhost/etc/passwd",
        ] {
            assert!(!is_own_page(&Url::parse(other).unwrap()), "{other}");
        }
    }
}
