//! Reads dates and times in the different forms in which servers send them.
//!
//! A date that can't be read counts as absent. Otherwise a person could vanish from a list, or the
//! state of an invitation become unknown, only because a date is written in an unexpected way. A
//! value that isn't a date at all, such as a boolean, is still an error.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer};

/// The forms in which a time is sent.
#[derive(Deserialize)]
#[serde(untagged)]
enum SentTime {
    Seconds(i64),
    Fraction(f64),
    Text(String),
}

/// Reads a time in the form of RFC 3339, or as Unix seconds. A time without a zone is taken as UTC,
/// and a space may take the place of the `T`.
pub(crate) fn timestamp<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
    Ok(match Option::<SentTime>::deserialize(from)? {
        None => None,
        Some(SentTime::Seconds(seconds)) => Timestamp::from_second(seconds).ok(),
        Some(SentTime::Fraction(seconds)) => jiff::SignedDuration::try_from_secs_f64(seconds)
            .ok()
            .and_then(|since| Timestamp::from_duration(since).ok()),
        Some(SentTime::Text(text)) => parse_time(text.trim()),
    })
}

/// Reads a date in the form of RFC 3339.
pub(crate) fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    Ok(text.and_then(|text| text.trim().parse().ok()))
}

/// The time in a text.
fn parse_time(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| {
        let local: DateTime = text.parse().ok()?;
        local
            .to_zoned(TimeZone::UTC)
            .ok()
            .map(|zoned| zoned.timestamp())
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::Timestamp;
    use pretty_assertions::assert_eq;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Row {
        #[serde(default, deserialize_with = "super::timestamp")]
        at: Option<Timestamp>,
        #[serde(default, deserialize_with = "super::date")]
        by: Option<jiff::civil::Date>,
    }

    fn at(value: &str) -> Option<String> {
        let row: Row = serde_json::from_str(&format!(r#"{{"at": {value}}}"#)).unwrap();
        row.at.map(|at| at.to_string())
    }

    #[test]
    fn times_are_read_in_every_known_form() {
        let noon = Some("2026-10-12T12:00:00Z".to_owned());
        assert_eq!(at(r#""2026-10-12T12:00:00Z""#), noon);
        assert_eq!(at(r#""2026-10-12T14:00:00+02:00""#), noon);
        assert_eq!(at(r#""2026-10-12 12:00:00""#), noon);
        assert_eq!(at(r#""2026-10-12T12:00:00.000000""#), noon);
        assert_eq!(at("1791806400"), noon);
        assert_eq!(at("1791806400.0"), noon);
    }

    #[test]
    fn an_unreadable_date_is_absent_and_a_wrong_type_is_an_error() {
        for none in ["null", r#""soon""#, r#""""#, "99999999999999999", "1e300"] {
            assert_eq!(at(none), None, "{none}");
        }
        assert!(serde_json::from_str::<Row>("{}").unwrap().at.is_none());
        assert!(serde_json::from_str::<Row>(r#"{"at": true}"#).is_err());
        let row: Row = serde_json::from_str(r#"{"by": "2026-12-31"}"#).unwrap();
        assert_eq!(row.by.unwrap().to_string(), "2026-12-31");
    }
}
