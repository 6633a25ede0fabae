//! The platform's time. It runs with the computer's and can be set forward, so that what takes a
//! day or three months can be seen today.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

pub(crate) const SECOND: i64 = 1000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

#[derive(Default)]
pub(crate) struct Clock {
    ahead: AtomicI64,
}

impl Clock {
    /// Milliseconds since 1970.
    pub(crate) fn now(&self) -> i64 {
        Timestamp::now()
            .as_millisecond()
            .saturating_add(self.ahead.load(Ordering::Relaxed))
    }

    pub(crate) fn advance(&self, milliseconds: i64) {
        // At most a century: beyond, dates could not be written any more.
        let most = 100 * 365 * DAY;
        let ahead = self.ahead.load(Ordering::Relaxed);
        self.ahead.store(
            ahead.saturating_add(milliseconds).min(most),
            Ordering::Relaxed,
        );
    }
}

/// RFC 3339, in UTC.
pub(crate) fn written(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).map_or_else(|_| String::new(), |t| t.to_string())
}

/// As a person reads it: `21 November 2026, 08:30 UTC`.
pub(crate) fn spoken(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds)
        .map(|t| t.strftime("%-d %B %Y, %H:%M UTC").to_string())
        .unwrap_or_default()
}

pub(crate) fn spoken_day(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds)
        .map(|t| t.strftime("%-d %B %Y").to_string())
        .unwrap_or_default()
}
