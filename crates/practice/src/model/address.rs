//! An email address, both as it was written and in the normalized form in which two are compared.
//!
//! The checks are stricter than the standards for email, because an address without a top-level
//! domain, or with a display name around it, is a mistake in every list of students.

use email_address::{EmailAddress, Options};
use unicode_normalization::UnicodeNormalization;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    written: String,
    normalized: String,
}

impl Address {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let written: String = text.trim().nfc().collect();
        let strict = Options::default()
            .with_required_tld()
            .without_display_text()
            .without_domain_literal();
        EmailAddress::parse_with_options(&written, strict).ok()?;
        if written.chars().any(char::is_control) {
            return None;
        }
        let (local, domain) = written.rsplit_once('@')?;
        let domain = idna::domain_to_ascii_strict(domain).ok()?;
        let normalized = format!("{}@{domain}", local.to_lowercase());
        Some(Self {
            written,
            normalized: normalized.nfc().collect(),
        })
    }

    pub(crate) fn written(&self) -> &str {
        &self.written
    }

    /// Local part and domain in lower case, NFC, the domain in its ASCII form.
    pub(crate) fn normalized(&self) -> &str {
        &self.normalized
    }

    pub(crate) fn domain(&self) -> &str {
        self.normalized
            .rsplit_once('@')
            .map_or("", |(_, domain)| domain)
    }

    /// What the slug of a person's individual instance is made from: the local part of the address,
    /// with everything outside `a-z0-9` folded to `_`.
    pub(crate) fn slug_stem(&self) -> String {
        let local = self
            .normalized
            .rsplit_once('@')
            .map_or("", |(local, _)| local);
        let mut stem = String::new();
        for c in local.chars() {
            if c.is_ascii_lowercase() || c.is_ascii_digit() {
                stem.push(c);
            } else if !stem.ends_with('_') {
                stem.push('_');
            }
        }
        stem.truncate(30);
        let stem = stem.trim_matches('_');
        if stem.is_empty() { "person" } else { stem }.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn addresses_are_compared_without_case_and_in_one_spelling() {
        let normalized = |text: &str| Address::parse(text).map(|a| a.normalized().to_owned());
        assert_eq!(
            normalized(" Ada@Uni.Example "),
            Some("ada@uni.example".into())
        );
        assert_eq!(
            normalized("jürg@zürich.example"),
            Some("jürg@xn--zrich-kva.example".into())
        );
        assert_eq!(
            normalized("ju\u{308}rg@zürich.example"),
            normalized("jürg@zürich.example")
        );
    }

    #[test]
    fn what_no_mail_server_would_accept_is_refused() {
        for text in [
            "",
            "ada",
            "ada@",
            "myemail@.uni.edu.com",
            "Ada <ada@uni.example>",
            "ada@uni",
            "ada@[127.0.0.1]",
            "a\r\nBcc: x@uni.example",
            "ada@-uni.example",
        ] {
            assert!(Address::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_slug_is_made_from_the_local_part() {
        let stem = |text: &str| Address::parse(text).map(|a| a.slug_stem());
        assert_eq!(
            stem("Ada.Lovelace+x@uni.example"),
            Some("ada_lovelace_x".into())
        );
        assert_eq!(stem("ß@uni.example"), Some("person".into()));
    }
}
