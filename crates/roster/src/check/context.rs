use std::collections::HashSet;

use crate::Compared;
use crate::address::ascii_domain;

/// What a list is held against.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The institution's domains; what lies below one counts as inside. Empty: nobody is outside.
    pub domains: Vec<String>,
    pub joined: HashSet<Compared>,
    pub invited: HashSet<Compared>,
}

/// The institution's domains in the form in which they are compared.
pub(super) fn home_domains(context: &Context) -> Vec<String> {
    let plain = |d: &String| d.trim().trim_start_matches(['@', '*', '.']).to_owned();
    context
        .domains
        .iter()
        .map(plain)
        .filter_map(|d| ascii_domain(&d))
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
