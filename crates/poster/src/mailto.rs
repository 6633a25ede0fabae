//! The addresses by which the user's mail program is asked to begin an email.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Longer addresses are cut or refused by some systems: Windows takes about 2,000 characters.
const LONGEST: usize = 1_900;

/// An email to these people. Several are written to as blind copies, so that none of them learns
/// who the others are. `None` where the address would be too long for some systems.
pub fn mailto(people: &[String]) -> Option<String> {
    let encoded: Vec<String> = people.iter().map(|address| encode(address)).collect();
    short_enough(match encoded.as_slice() {
        [one] => format!("mailto:{one}"),
        several => format!("mailto:?bcc={}", several.join(",")),
    })
}

/// An email to these people, who may know of each other, with this subject and text.
pub fn mailto_with(people: &[String], subject: &str, text: &str) -> Option<String> {
    // A line break in a `mailto:` address is a carriage return and a line feed (RFC 6068).
    let body = text.replace('\n', "\r\n");
    let to: Vec<String> = people.iter().map(|address| encode(address)).collect();
    let (to, subject, body) = (to.join(","), encode(subject), encode(&body));
    short_enough(format!("mailto:{to}?subject={subject}&body={body}"))
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn short_enough(url: String) -> Option<String> {
    (url.len() <= LONGEST).then_some(url)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_text_cannot_add_people() {
        let people = [
            "a@uni.example".to_owned(),
            "b@uni.example?cc=eve".to_owned(),
        ];
        let url = mailto_with(&people, "Help & more", "One\nTwo&cc=eve@uni.example").unwrap();
        assert_eq!(
            url,
            "mailto:a%40uni%2Eexample,b%40uni%2Eexample%3Fcc%3Deve?subject=Help%20%26%20more\
             &body=One%0D%0ATwo%26cc%3Deve%40uni%2Eexample"
        );
    }

    #[test]
    fn an_email_to_many_is_blind_and_has_a_limit() {
        let one = ["ada+x@uni.example".to_owned()];
        assert_eq!(mailto(&one).unwrap(), "mailto:ada%2Bx%40uni%2Eexample");
        let odd = [
            "a?cc=eve@uni.example".to_owned(),
            "b@uni.example".to_owned(),
        ];
        let url = mailto(&odd).unwrap();
        assert!(url.starts_with("mailto:?bcc=a%3Fcc%3Deve%40"), "{url}");
        assert_eq!(url.matches('?').count(), 1);
        let many = vec!["somebody@uni.example".to_owned(); LONGEST / 20];
        assert_eq!(mailto(&many), None);
    }
}
