//! A link that the platform has just made: how it is recognised as another one than before, and
//! what is kept of it. A change asks this at once; if its answer was lost, a later reading does.

use std::collections::BTreeSet;

use jiff::Timestamp;
use platform::{InvitationLink, LinkTerms, WebLink};
use store::KeptLink;

/// Whether the platform has made this link since, as it was asked to. Another link alone doesn't prove
/// that: another administrator may have renewed it at the same time.
pub(super) fn is_new(link: &InvitationLink, before: Option<&WebLink>, terms: &LinkTerms) -> bool {
    let is_other = before.is_none_or(|before| *before != link.url);
    let as_asked = terms.expires_at.is_none_or(|asked| {
        link.expires_at
            .is_some_and(|is| is.as_second() == asked.as_second())
    });
    is_other
        && as_asked
        && link.max_uses == terms.max_uses
        && same_domains(
            link.email_domains.as_deref(),
            terms.email_domains.as_deref(),
        )
}

/// Whether both accept the same addresses. No domains and none given are the same: everybody's.
fn same_domains(one: Option<&[String]>, other: Option<&[String]>) -> bool {
    let domains = |list: Option<&[String]>| -> BTreeSet<String> {
        let list = list.unwrap_or_default().iter();
        list.map(|domain| domain.to_lowercase()).collect()
    };
    domains(one) == domains(other)
}

/// A link that was made here, as it is kept.
pub(super) fn made(link: &InvitationLink, at: Timestamp) -> KeptLink {
    KeptLink {
        url: link.url.clone(),
        expires_at: link.expires_at,
        pasted: false,
        at,
    }
}

#[cfg(test)]
#[path = "new_link_tests.rs"]
mod tests;
