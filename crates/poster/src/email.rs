//! The email that gives a link to people, as the user's mail program is asked to begin it.

use std::fmt::Write as _;

use crate::Invitation;
use crate::mailto::mailto_with;

/// A text for people who are given a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    pub subject: String,
    pub text: String,
}

impl Email {
    pub fn of(invitation: &Invitation) -> Self {
        let course = invitation.plain_course();
        let address = match invitation.domains.as_slice() {
            [] => "your university email address".to_owned(),
            [one] => format!("your email address at {one}"),
            [first, rest @ ..] => format!("your email address at {first} or {}", rest.join(" or ")),
        };
        let mut text = format!(
            "Hello,\n\nTo join {course}, open this link:\n\n{}\n\nEnter {address}. You'll get an \
             email to confirm it. Once you've confirmed it, you have your own workspace with \
             everything that's been distributed so far.\n",
            invitation.url
        );
        if let Some(day) = invitation.last_day() {
            // Writing to a string can't fail.
            let _ = write!(text, "\nThe link works until {day}.\n");
        }
        Self {
            subject: format!("Join {course}"),
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

    fn invitation() -> Invitation {
        Invitation {
            course: "Finance I".to_owned(),
            url: "https://uni.example/join/7KQ2".to_owned(),
            expires: Some("2026-10-26T22:59:59Z".parse().unwrap()),
            domains: vec!["uni.example".to_owned()],
            zone: TimeZone::UTC,
        }
    }

    #[test]
    fn the_text_says_how_to_join_and_until_when() {
        let email = Email::of(&invitation());
        assert_eq!(email.subject, "Join Finance I");
        for part in [
            "https://uni.example/join/7KQ2\n",
            "your email address at uni.example.",
            "The link works until 26 October 2026.",
        ] {
            assert!(email.text.contains(part), "{}", email.text);
        }
        let open = Invitation {
            expires: None,
            domains: Vec::new(),
            ..invitation()
        };
        let email = Email::of(&open);
        assert!(email.text.contains("your university email address"));
        assert!(!email.text.contains("works until"));
    }

    #[test]
    fn nothing_in_a_name_adds_a_field_to_the_email() {
        let odd = Invitation {
            course: "A&B?cc=eve@evil.example\r\nBcc: eve@evil.example".to_owned(),
            ..invitation()
        };
        let url = Email::of(&odd).mailto().unwrap();
        assert_eq!(url.matches('?').count(), 1, "{url}");
        assert_eq!(url.matches('&').count(), 1, "{url}");
        assert!(
            !url.contains("evil.example") && url.contains("%0D%0A"),
            "{url}"
        );
        assert!(!Email::of(&odd).subject.contains(['\r', '\n']));
    }

    #[test]
    fn a_link_that_no_mail_program_would_take_whole_is_not_cut() {
        let long = Invitation {
            url: format!("https://uni.example/join/{}", "x".repeat(1_800)),
            ..invitation()
        };
        let email = Email::of(&long);
        assert_eq!(email.mailto(), None);
        assert!(email.text.contains(&long.url), "the text still has it");
    }
}
