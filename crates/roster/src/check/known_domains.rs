//! Tables of well-known mail providers, top-level domains and role addresses, and which of them was
//! most likely meant by a domain with a typo.
//!
//! The tables are part of the program, so that nothing has to be looked up in a network.

/// Large providers of private mailboxes. A domain that is one letter away from one of these is
/// most likely a typo. Sorted, for a binary search.
const PROVIDERS: &[&str] = &[
    "aol.com",
    "arcor.de",
    "bluewin.ch",
    "fastmail.com",
    "free.fr",
    "freenet.de",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hispeed.ch",
    "hotmail.ch",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.de",
    "hotmail.es",
    "hotmail.fr",
    "hotmail.it",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.at",
    "live.ch",
    "live.co.uk",
    "live.com",
    "live.de",
    "live.fr",
    "live.it",
    "live.nl",
    "mac.com",
    "mail.com",
    "mail.de",
    "mail.ru",
    "mailbox.org",
    "me.com",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "outlook.de",
    "outlook.es",
    "outlook.fr",
    "outlook.it",
    "posteo.de",
    "posteo.net",
    "proton.me",
    "protonmail.ch",
    "protonmail.com",
    "qq.com",
    "rocketmail.com",
    "sunrise.ch",
    "t-online.de",
    "web.de",
    "yahoo.at",
    "yahoo.ca",
    "yahoo.ch",
    "yahoo.co.in",
    "yahoo.co.jp",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.com.br",
    "yahoo.de",
    "yahoo.es",
    "yahoo.fr",
    "yahoo.it",
    "yandex.com",
    "yandex.ru",
    "ymail.com",
    "zoho.com",
];

/// Real domains that are one letter away from a provider's and therefore aren't typos.
const NOT_TYPOS: &[&str] = &[
    "email.com",
    "gmx.es",
    "gmx.fr",
    "hotmail.at",
    "hushmail.com",
    "yahoo.co",
];

/// Shorter providers aren't suggested, because one letter more or less would make too many good
/// domains look like typos.
const SHORTEST: usize = 8;

/// Top-level domains that are suggested for one that doesn't exist.
const ENDINGS: &[&str] = &[
    "at", "ch", "com", "de", "edu", "eu", "fr", "gov", "info", "it", "li", "net", "nl", "org",
];

/// Local parts that belong to offices and machines. Sorted, for a binary search.
const ROLES: &[&str] = &[
    "abuse",
    "accounts",
    "admin",
    "administration",
    "administrator",
    "admissions",
    "alumni",
    "bibliothek",
    "billing",
    "bounce",
    "contact",
    "dekanat",
    "do-not-reply",
    "do_not_reply",
    "donotreply",
    "empfang",
    "enquiries",
    "faculty",
    "feedback",
    "finance",
    "helpdesk",
    "hostmaster",
    "hr",
    "info",
    "it",
    "it-support",
    "jobs",
    "kanzlei",
    "kontakt",
    "library",
    "mail",
    "mailer-daemon",
    "marketing",
    "news",
    "newsletter",
    "no-reply",
    "no_reply",
    "noreply",
    "notifications",
    "office",
    "postmaster",
    "press",
    "pruefungsamt",
    "registrar",
    "root",
    "sales",
    "security",
    "sekretariat",
    "service",
    "servicedesk",
    "staff",
    "students",
    "studienberatung",
    "studierende",
    "studierendensekretariat",
    "support",
    "team",
    "webmaster",
];

pub(super) fn is_provider(domain: &str) -> bool {
    PROVIDERS.binary_search(&domain).is_ok()
}

/// Whether the local part belongs to an office or a machine. It must be in lower case.
pub(super) fn is_role(local: &str) -> bool {
    // None of the roles has a dot, and most people's local parts do: a quick way to say no.
    !local.contains('.') && ROLES.binary_search(&local).is_ok()
}

/// The provider whose domain was meant, if the domain is one typo away from it.
pub(super) fn provider_meant(domain: &str) -> Option<&'static str> {
    if NOT_TYPOS.contains(&domain) || is_provider(domain) {
        return None;
    }
    // A `.com` is preferred, because `gmail.co` and `hotmail.cm` mean that far more often than any
    // other ending.
    let near = || {
        PROVIDERS
            .iter()
            .filter(|p| p.len() >= SHORTEST && one_edit_apart(domain, p))
    };
    near()
        .find(|p| p.split('.').nth(1) == Some("com"))
        .or_else(|| near().next())
        .copied()
}

/// The top-level domain that was meant by one that doesn't exist.
pub(super) fn ending_meant(ending: &str) -> Option<&'static str> {
    if ending.len() < 2 {
        return None;
    }
    ["com", "edu", "org", "net", "de", "ch", "at"]
        .iter()
        .chain(ENDINGS)
        .find(|e| e.len() > 2 && one_edit_apart(ending, e))
        .copied()
}

/// Whether one edit makes `a` into `b`: one letter more, one fewer, another one, or two
/// neighbouring letters swapped.
pub(super) fn one_edit_apart(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > 1 || a == b {
        return false;
    }
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    match (&a[..a.len() - back], &b[..b.len() - back]) {
        ([], [_]) | ([_], [] | [_]) => true,
        ([first, second], other) => *other == [*second, *first],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        for table in [PROVIDERS, ROLES] {
            for pair in table.windows(2) {
                assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn exactly_one_edit_is_recognised() {
        for typo in [
            "gmial.com",
            "gmal.com",
            "gmaill.com",
            "gmsil.com",
            "gmail.co",
            "gmail.vom",
        ] {
            assert!(one_edit_apart(typo, "gmail.com"), "{typo}");
        }
        for none in ["gmail.com", "gmail.de", "gmaaail.com", "liamg.com", ""] {
            assert!(!one_edit_apart(none, "gmail.com"), "{none}");
        }
    }

    #[test]
    fn no_provider_is_taken_for_a_typo_of_another() {
        for provider in PROVIDERS {
            assert_eq!(provider_meant(provider), None);
        }
    }
}
