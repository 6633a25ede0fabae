//! What the user wishes of a new link, and whether that can be asked of a platform.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::LinkTerms;
use roster::NormalizedAddress;

/// What the user wishes of a new link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkWish {
    /// The last day on which it works.
    pub last_day: Option<Date>,
    /// The domains whose addresses are accepted, as typed. All are where there is none.
    pub domains: Vec<String>,
    pub max_uses: Option<u64>,
}

/// Why a link can't be had like this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkTermsError {
    #[error("no last day is named")]
    NoDay,
    #[error("the day is over")]
    DayIsOver,
    #[error("{0} is no domain")]
    Domain(String),
    #[error("the number of people is 0")]
    NoUses,
}

impl LinkWish {
    /// What is asked of the platform. A link works until its last day is over where the user is.
    pub fn terms(&self, now: Timestamp) -> Result<LinkTerms, LinkTermsError> {
        if self.max_uses == Some(0) {
            return Err(LinkTermsError::NoUses);
        }
        let domains: Vec<String> = self
            .domains
            .iter()
            .map(|domain| domain.trim())
            .filter(|domain| !domain.is_empty())
            .map(plain_domain)
            .collect::<Result<_, _>>()?;
        Ok(LinkTerms {
            expires_at: self.last_day.map(|day| end_of(day, now)).transpose()?,
            max_uses: self.max_uses,
            email_domains: (!domains.is_empty()).then_some(domains),
        })
    }
}

/// The last moment of a day that isn't over.
pub(super) fn end_of(day: Date, now: Timestamp) -> Result<Timestamp, LinkTermsError> {
    let last = day.at(23, 59, 59, 0).to_zoned(TimeZone::system());
    let last = last.map_err(|_| LinkTermsError::DayIsOver)?.timestamp();
    if last > now {
        Ok(last)
    } else {
        Err(LinkTermsError::DayIsOver)
    }
}

/// A domain as people type it, with or without the `@` before it: one at which somebody can have an
/// address.
fn plain_domain(typed: &str) -> Result<String, LinkTermsError> {
    let domain = typed.trim_start_matches('@');
    let address = NormalizedAddress::of(&format!("a@{domain}"));
    let no_domain = || LinkTermsError::Domain(typed.to_owned());
    let address = address.ok_or_else(no_domain)?;
    let (_, domain) = address.as_str().rsplit_once('@').ok_or_else(no_domain)?;
    Ok(domain.to_owned())
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn now() -> Timestamp {
        "2026-03-02T10:42:00Z".parse().unwrap()
    }

    fn wish(domains: &[&str]) -> LinkWish {
        LinkWish {
            domains: domains.iter().map(ToString::to_string).collect(),
            ..LinkWish::default()
        }
    }

    #[test]
    fn domains_are_taken_as_people_type_them() {
        let terms = wish(&["@Uni.Example ", "", "students.uni.example"]).terms(now());
        let expected = ["uni.example", "students.uni.example"].map(str::to_owned);
        assert_eq!(terms.unwrap().email_domains.unwrap(), expected);
        assert_eq!(wish(&[]).terms(now()).unwrap().email_domains, None);
        for text in [
            "no domain",
            "uni",
            "a@uni.example",
            "uni..example",
            ".uni.example",
        ] {
            let error = wish(&[text]).terms(now());
            assert_eq!(error, Err(LinkTermsError::Domain(text.to_owned())));
        }
    }

    #[test]
    fn a_link_works_until_its_last_day_is_over() {
        let on = |day: Date| LinkWish {
            last_day: Some(day),
            ..LinkWish::default()
        };
        let today = now().to_zoned(TimeZone::system()).date();
        let ends = on(today).terms(now()).unwrap().expires_at.unwrap();
        assert!(ends > now());
        let yesterday = on(today.yesterday().unwrap()).terms(now());
        assert_eq!(yesterday, Err(LinkTermsError::DayIsOver));
        assert_eq!(on(Date::MAX).terms(now()), Err(LinkTermsError::DayIsOver));
    }

    #[test]
    fn somebody_can_join_with_every_link() {
        let wish = LinkWish {
            max_uses: Some(0),
            ..LinkWish::default()
        };
        assert_eq!(wish.terms(now()), Err(LinkTermsError::NoUses));
    }
}
