//! Which addresses end in the same mailbox. Good for a question, never for identity.

use crate::address::split;

/// Providers to whom `a.da@` and `ada@` are one person.
const DOTS_FOLDED: &[&str] = &["gmail.com", "googlemail.com"];

/// Writes the mailbox of an address as compared to the end of `out`: without `+tag`, and without
/// dots where the provider does not see them.
pub(super) fn mailbox_onto(compared: &str, out: &mut String) {
    let (local, domain) = split(compared);
    let local = match local.find('+') {
        // `+tag@` alone is a name, and quotes hold everything together.
        Some(tag) if tag > 0 && !local.starts_with('"') => &local[..tag],
        _ => local,
    };
    if DOTS_FOLDED.contains(&domain) {
        out.extend(local.split('.'));
        out.push_str("@gmail.com");
    } else {
        out.push_str(local);
        out.push('@');
        out.push_str(domain);
    }
}
