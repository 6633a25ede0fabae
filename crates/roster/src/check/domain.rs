//! What can be said about a domain: whether it looks like a typo, is unusual, or lies outside the
//! institution.
//!
//! None of it depends on the rest of the address, so that it is worked out once for all rows that
//! share the domain.

use super::context::is_institution_domain;
use super::finding::{TypoKind, UnusualKind};
use super::known_domains::{ending_meant, is_provider, one_edit_apart, provider_meant};
use crate::address::is_known_ending;

/// With a shorter domain, one letter more or less would make too many good domains look like
/// typos.
const SHORTEST_OWN_DOMAIN: usize = 6;

/// What can be said about one domain.
#[derive(Clone, Debug, Default)]
pub(super) struct DomainFacts {
    /// The kind of typo, and the domain that was most likely meant.
    pub(super) typo: Option<(TypoKind, String)>,
    pub(super) unusual: Option<UnusualKind>,
    pub(super) outside: bool,
}

/// `domain` must be in its ASCII form, `own_domains` as [`super::context::institution_domains`]
/// gives them.
pub(super) fn facts(domain: &str, own_domains: &[String]) -> DomainFacts {
    if is_institution_domain(domain, own_domains) {
        return DomainFacts::default();
    }
    let outside = !own_domains.is_empty();
    if domain.starts_with('[') {
        return DomainFacts {
            typo: None,
            unusual: Some(UnusualKind::Literal),
            outside,
        };
    }
    let typo = typo(domain, own_domains);
    let unusual = if typo.is_some() {
        None
    } else if !domain.contains('.') {
        Some(UnusualKind::NoDot)
    } else {
        (!is_known_ending(domain)).then_some(UnusualKind::UnknownEnding)
    };
    DomainFacts {
        typo,
        unusual,
        outside,
    }
}

fn typo(domain: &str, own_domains: &[String]) -> Option<(TypoKind, String)> {
    if is_provider(domain) {
        return None;
    }
    if let Some(meant) = near(domain, own_domains) {
        return Some((TypoKind::Domain, meant));
    }
    let (name, ending) = domain.rsplit_once('.')?;
    if is_known_ending(domain) {
        return None;
    }
    let meant = format!("{name}.{}", ending_meant(ending)?);
    // Both parts may have a typo, as in `gmial.con`. The fix must not have one.
    let meant = near(&meant, own_domains).unwrap_or(meant);
    Some((TypoKind::Ending, meant))
}

/// The domain of the institution or of a mail provider that is one typo away from this one.
fn near(domain: &str, own_domains: &[String]) -> Option<String> {
    if is_institution_domain(domain, own_domains) {
        return None;
    }
    let own = own_domains
        .iter()
        .find_map(|own| own_domain_meant(domain, own));
    own.or_else(|| provider_meant(domain).map(str::to_owned))
}

/// The domain with its last labels replaced by those of the institution's domain `own`, if that is
/// one typo away. The labels before them stay, because subdomains belong to the institution too.
fn own_domain_meant(domain: &str, own: &str) -> Option<String> {
    if own.len() < SHORTEST_OWN_DOMAIN {
        return None;
    }
    let labels = own.matches('.').count() + 1;
    let from = domain
        .rmatch_indices('.')
        .nth(labels - 1)
        .map_or(0, |(i, _)| i + 1);
    let (head, tail) = domain.split_at(from);
    one_edit_apart(tail, own).then(|| format!("{head}{own}"))
}
