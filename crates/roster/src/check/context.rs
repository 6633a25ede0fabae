//! What a list is checked against: the institution's domains, and who is a member or invited
//! already.

use std::collections::HashSet;

use crate::NormalizedAddress;
use crate::address::ascii_domain;

/// What a list is checked against.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The institution's domains. A subdomain counts as the institution's too. If there are none,
    /// no address counts as outside.
    pub domains: Vec<String>,
    /// The members of the space.
    pub joined: HashSet<NormalizedAddress>,
    /// The people with an open invitation.
    pub invited: HashSet<NormalizedAddress>,
}

/// Whether the text of a cell is an address at one of the institution's domains. The text need not
/// be a valid address, because readers ask this to choose between columns.
pub(crate) fn is_at_institution(text: &str, domains: &[String]) -> bool {
    let Some((_, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let domain = domain.trim().to_lowercase();
    domains
        .iter()
        .any(|own| is_institution_domain(&domain, &[plain(own).to_lowercase()]))
}

/// The domain without the `@`, `*` or dot that people put in front of one.
fn plain(domain: &str) -> &str {
    domain.trim().trim_start_matches(['@', '*', '.'])
}

/// The institution's domains in their ASCII form, in which they are compared.
pub(super) fn institution_domains(context: &Context) -> Vec<String> {
    context
        .domains
        .iter()
        .filter_map(|domain| ascii_domain(plain(domain)))
        .collect()
}

/// Whether `domain` is one of the institution's domains or a subdomain of one.
pub(super) fn is_institution_domain(domain: &str, own_domains: &[String]) -> bool {
    own_domains.iter().any(|own| {
        domain
            .strip_suffix(own.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}
