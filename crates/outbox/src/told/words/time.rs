//! Times, as a person at this computer reads them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use language::Language::{self, English, German};

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
pub fn clock(language: Language, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone());
    let today = now.to_zoned(zone.clone()).date();
    let time = at.strftime("%H:%M");
    if at.date() == today {
        return time.to_string();
    }
    if today.yesterday().is_ok_and(|day| day == at.date()) {
        return match language {
            English => format!("yesterday at {time}"),
            German => format!("gestern, {time}"),
        };
    }
    let (day, month) = (at.day(), language.month(at.month()));
    match language {
        English => format!("{day} {month} at {time}"),
        German => format!("{day}. {month}, {time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_in_a_sentence_has_no_more_of_the_date_than_it_needs() {
        let now: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
        for (at, english, german) in [
            ("2026-03-02T10:42:00Z", "10:42", "10:42"),
            (
                "2026-03-01T16:02:00Z",
                "yesterday at 16:02",
                "gestern, 16:02",
            ),
            (
                "2025-10-09T10:42:00Z",
                "9 October at 10:42",
                "9. Oktober, 10:42",
            ),
        ] {
            let said = |language| clock(language, at.parse().unwrap(), now, &TimeZone::UTC);
            assert_eq!((&*said(English), &*said(German)), (english, german));
        }
    }
}
