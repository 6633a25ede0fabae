//! Times, as a person at this computer reads them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A time in a table: of fixed width, so that columns are aligned and spreadsheets can sort it.
pub fn moment(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone())
        .strftime("%Y-%m-%d %H:%M:%S")
        .to_string()
}

/// A time with its full date, as a person says it: `2 March 2026 at 10:42`
pub fn date_and_time(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone())
        .strftime("%-d %B %Y at %H:%M")
        .to_string()
}

/// A time in a sentence, after "since" and "until": `10:42`, `yesterday at 16:02`,
/// `9 October at 10:42`
pub fn clock(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone());
    let today = now.to_zoned(zone.clone()).date();
    let format = if at.date() == today {
        "%H:%M"
    } else if today.yesterday().is_ok_and(|day| day == at.date()) {
        "yesterday at %H:%M"
    } else {
        "%-d %B at %H:%M"
    };
    at.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_in_a_sentence_has_no_more_of_the_date_than_it_needs() {
        let now: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
        let said = |at: &str| clock(at.parse().unwrap(), now, &TimeZone::UTC);
        assert_eq!(said("2026-03-02T10:42:00Z"), "10:42");
        assert_eq!(said("2026-03-01T16:02:00Z"), "yesterday at 16:02");
        assert_eq!(said("2025-10-09T10:42:00Z"), "9 October at 10:42");
    }
}
