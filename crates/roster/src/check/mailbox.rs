//! Which addresses end in the same mailbox. Good for a question, never for identity.

use std::borrow::Cow;

use crate::address::split;

/// Providers to whom `a.da@` and `ada@` are one person.
const DOTS_FOLDED: &[&str] = &["gmail.com", "googlemail.com"];

/// The mailbox of an address as compared: without `+tag`, and without dots where the provider
/// does not see them.
pub(super) fn mailbox(normalized: &str) -> Cow<'_, str> {
    let (local, domain) = split(normalized);
    let folded = DOTS_FOLDED.contains(&domain);
    let kept = match local.bytes().position(|b| b == b'+') {
        // `+tag@` alone is a name, and quotes hold everything together.
        Some(tag) if tag > 0 && !local.starts_with('"') => &local[..tag],
        _ => local,
    };
    if folded {
        Cow::Owned(kept.replace('.', "") + "@gmail.com")
    } else if kept.len() < local.len() {
        Cow::Owned(format!("{kept}@{domain}"))
    } else {
        Cow::Borrowed(normalized)
    }
}
