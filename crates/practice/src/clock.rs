//! The platform's time. It follows the computer's clock and can be moved forward, so that a test
//! or a demonstration can see at once what would otherwise happen after a day or three months.
//!
//! Times are milliseconds since 1970 everywhere in this crate, as they are in the database.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub(crate) const SECOND: i64 = 1000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

pub(crate) struct Clock {
    /// The computer's clock, or in a simulation another one.
    reading: fn() -> Timestamp,
    /// How far this clock is ahead of that one.
    ahead: AtomicI64,
}

impl Default for Clock {
    fn default() -> Self {
        Self::reading(Timestamp::now)
    }
}

impl Clock {
    pub(crate) fn reading(reading: fn() -> Timestamp) -> Self {
        Self {
            reading,
            ahead: AtomicI64::default(),
        }
    }

    pub(crate) fn now(&self) -> i64 {
        (self.reading)()
            .as_millisecond()
            .saturating_add(self.ahead.load(Ordering::Relaxed))
    }

    pub(crate) fn advance(&self, milliseconds: i64) {
        // A century is the limit, because dates far beyond it could no longer be written.
        let limit = 100 * 365 * DAY;
        let ahead = self.ahead.load(Ordering::Relaxed);
        self.ahead.store(
            ahead.saturating_add(milliseconds).min(limit),
            Ordering::Relaxed,
        );
    }
}

/// The time as the API writes it: RFC 3339, in UTC.
pub(crate) fn rfc3339(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).map_or_else(|_| String::new(), |t| t.to_string())
}

/// The time as a person reads it: `21 November 2026 at 08:30 UTC`.
pub(crate) fn date_and_time(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds)
        .map(|t| t.strftime("%-d %B %Y at %H:%M UTC").to_string())
        .unwrap_or_default()
}

/// The time as a person at this computer reads it: `21 November 2026 at 09:30`. It is in UTC, and
/// says so, where the computer's time zone is unknown.
pub(crate) fn local_date_and_time(milliseconds: i64) -> String {
    in_zone(milliseconds, TimeZone::try_system().ok())
}

fn in_zone(milliseconds: i64, zone: Option<TimeZone>) -> String {
    let Ok(at) = Timestamp::from_millisecond(milliseconds) else {
        return String::new();
    };
    match zone {
        Some(zone) => at.to_zoned(zone).strftime("%-d %B %Y at %H:%M").to_string(),
        None => at.strftime("%-d %B %Y at %H:%M UTC").to_string(),
    }
}

/// The day as a person reads it: `21 November 2026`.
pub(crate) fn date(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds)
        .map(|t| t.strftime("%-d %B %Y").to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::tz::{TimeZone, offset};

    use super::{HOUR, in_zone};

    #[test]
    fn a_time_is_that_of_the_computer_or_says_that_it_is_not() {
        let winter = TimeZone::fixed(offset(1));
        assert_eq!(in_zone(23 * HOUR, Some(winter)), "2 January 1970 at 00:00");
        assert_eq!(in_zone(23 * HOUR, None), "1 January 1970 at 23:00 UTC");
    }
}
