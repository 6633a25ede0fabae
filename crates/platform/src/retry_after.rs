//! Reads the header `Retry-After`, by which a busy platform says how long to wait.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

/// How long to wait, according to `Retry-After`.
///
/// The header holds seconds or a date. A date is compared with the server's own clock if the answer
/// has a `Date` header, because the clock of this computer may be wrong.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = text(headers, &RETRY_AFTER)?;
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that is too large means a very long time, and the caller has a limit of its own.
        return Some(Duration::from_secs(
            value.parse().unwrap_or(u32::MAX.into()),
        ));
    }
    let until = httpdate::parse_http_date(value).ok()?;
    let sent = text(headers, &DATE).and_then(|date| httpdate::parse_http_date(date).ok());
    Some(
        until
            .duration_since(sent.unwrap_or(now))
            .unwrap_or_default(),
    )
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use pretty_assertions::assert_eq;
    use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

    use super::retry_after;

    /// 1994-11-06 08:49:37, the moment of the examples in RFC 9110.
    fn now() -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(784_111_777)
    }

    fn wait(after: &'static str, date: Option<&'static str>) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, after.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        retry_after(&headers, now()).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_are_read() {
        assert_eq!(wait("120", None), Some(120));
        assert_eq!(wait(" 0 ", None), Some(0));
        assert_eq!(wait("99999999999999999999999", None), Some(u32::MAX.into()));
    }

    #[test]
    fn a_date_is_compared_with_the_clock_of_this_computer() {
        assert_eq!(wait("Sun, 06 Nov 1994 08:50:37 GMT", None), Some(60));
        assert_eq!(wait("Sunday, 06-Nov-94 08:50:37 GMT", None), Some(60));
        assert_eq!(wait("Sun, 06 Nov 1994 08:00:00 GMT", None), Some(0));
    }

    #[test]
    fn a_date_is_compared_with_the_clock_of_the_server_if_it_is_known() {
        let theirs = Some("Sun, 06 Nov 2044 08:49:37 GMT");
        assert_eq!(wait("Sun, 06 Nov 2044 08:49:47 GMT", theirs), Some(10));
        assert_eq!(
            wait("Sun, 06 Nov 1994 08:50:37 GMT", Some("no date")),
            Some(60)
        );
    }

    #[test]
    fn any_other_value_is_ignored() {
        for odd in ["", "-5", "1.5", "soon", "Sun, 06 Nov"] {
            assert_eq!(wait(odd, None), None, "{odd}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now()), None);
    }
}
