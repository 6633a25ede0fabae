//! Which addresses most likely end in the same mailbox.
//!
//! This is good enough to ask the user about a duplicate. It must never decide whether two people
//! are the same, because only the provider knows what it ignores in an address.

use std::borrow::Cow;

use crate::address::split;

/// Providers that ignore dots in a local part: to them `a.da@` and `ada@` are the same mailbox.
const DOTS_FOLDED: &[&str] = &["gmail.com", "googlemail.com"];

/// The mailbox of a normalized address: without a `+tag`, and without dots where the provider
/// ignores them.
pub(crate) fn mailbox(normalized: &str) -> Cow<'_, str> {
    let (local, domain) = split(normalized);
    let folded = DOTS_FOLDED.contains(&domain);
    let kept = match local.bytes().position(|b| b == b'+') {
        // A local part that begins with `+` has nothing in front of the tag, and in quotation
        // marks a `+` separates nothing.
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
