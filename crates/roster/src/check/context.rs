use std::collections::HashSet;

use crate::NormalizedAddress;
use crate::address::ascii_domain;

/// What a list is held against.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The institution's domains; what lies below one counts as inside. Empty: nobody is outside.
    pub domains: Vec<String>,
    pub joined: HashSet<NormalizedAddress>,
    pub invited: HashSet<NormalizedAddress>,
}

/// Whether the text of a cell is an address at one of the institution's domains.
pub(crate) fn is_at_home(text: &str, domains: &[String]) -> bool {
    let Some((_, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let domain = domain.trim().to_lowercase();
    domains
        .iter()
        .any(|home| is_home(&domain, &[plain(home).to_lowercase()]))
}

/// Without what people put before a domain.
fn plain(domain: &str) -> &str {
    domain.trim().trim_start_matches(['@', '*', '.'])
}

/// The institution's domains in the form in which they are compared.
pub(super) fn home_domains(context: &Context) -> Vec<String> {
    context
        .domains
        .iter()
        .filter_map(|domain| ascii_domain(plain(domain)))
        .collect()
}

/// Whether `domain` is one of `homes` or lies below one.
pub(super) fn is_home(domain: &str, homes: &[String]) -> bool {
    homes.iter().any(|home| {
        domain
            .strip_suffix(home.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}
