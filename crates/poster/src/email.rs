//! The email that gives a link to people, as the user's mail program is asked to begin it.

use std::fmt::Write as _;

use language::Language;

use crate::mailto::mailto_with;
use crate::{LinkInvitation, words};

/// A text for people who are given a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    pub subject: String,
    pub text: String,
}

impl Email {
    pub fn of(invitation: &LinkInvitation, language: Language) -> Self {
        let course = invitation.plain_course();
        let mut text = words::text(language, &course, &invitation.url, &invitation.domains);
        if let Some(day) = invitation.last_day(language) {
            // Writing to a string can't fail.
            let _ = writeln!(text, "\n{}", words::works_until(language, &day));
        }
        Self {
            subject: words::subject(language, &course),
            text,
        }
    }

    /// The address that has a mail program begin the email, to nobody yet. `None` where it would be
    /// too long for some systems.
    pub fn mailto(&self) -> Option<String> {
        mailto_with(&[], &self.subject, &self.text)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::tz::TimeZone;
    use pretty_assertions::assert_eq;

    use super::*;

    fn invitation() -> LinkInvitation {
        LinkInvitation {
            course: "Finance I".to_owned(),
            url: "https://uni.example/join/7KQ2".to_owned(),
            expires: Some("2026-10-26T22:59:59Z".parse().unwrap()),
            domains: vec!["uni.example".to_owned()],
            zone: TimeZone::UTC,
        }
    }

    #[test]
    fn the_text_says_how_to_join_and_until_when() {
        let email = Email::of(&invitation(), Language::English);
        assert_eq!(email.subject, "Join Finance I");
        for part in [
            "https://uni.example/join/7KQ2\n",
            "your email address at uni.example.",
            "The link works until 26 October 2026.",
        ] {
            assert!(email.text.contains(part), "{}", email.text);
        }
        let open = LinkInvitation {
            expires: None,
            domains: Vec::new(),
            ..invitation()
        };
        let email = Email::of(&open, Language::English);
        assert!(email.text.contains("your university email address"));
        assert!(!email.text.contains("works until"));
    }

    #[test]
    fn the_text_is_german_where_the_user_reads_german() {
        let email = Email::of(&invitation(), Language::German);
        assert_eq!(email.subject, "Zugang zu Finance I");
        for part in [
            "https://uni.example/join/7KQ2\n",
            "Ihre E-Mail-Adresse bei uni.example an.",
            "\nDer Link gilt bis zum 26. Oktober 2026.\n",
        ] {
            assert!(email.text.contains(part), "{}", email.text);
        }
    }

    #[test]
    fn nothing_in_a_name_adds_a_field_to_the_email() {
        let odd = LinkInvitation {
            course: "A&B?cc=eve@evil.example\r\nBcc: eve@evil.example".to_owned(),
            ..invitation()
        };
        for language in [Language::English, Language::German] {
            let url = Email::of(&odd, language).mailto().unwrap();
            assert_eq!(url.matches('?').count(), 1, "{url}");
            assert_eq!(url.matches('&').count(), 1, "{url}");
            assert!(
                !url.contains("evil.example") && url.contains("%0D%0A"),
                "{url}"
            );
            assert!(!Email::of(&odd, language).subject.contains(['\r', '\n']));
        }
    }

    #[test]
    fn a_link_that_no_mail_program_would_take_whole_is_not_cut() {
        let long = LinkInvitation {
            url: format!("https://uni.example/join/{}", "x".repeat(1_800)),
            ..invitation()
        };
        let email = Email::of(&long, Language::German);
        assert_eq!(email.mailto(), None);
        assert!(email.text.contains(&long.url), "the text still has it");
    }
}
