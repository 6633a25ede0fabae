//! What can be said about a domain, once for all rows that share it.

use super::context::is_home;
use super::finding::{SlipKind, UnusualKind};
use super::known_domains::{ending_meant, is_provider, one_slip, provider_meant};
use crate::address::is_known_ending;

#[derive(Clone, Debug, Default)]
pub(super) struct DomainFacts {
    /// The domain that was most likely meant.
    pub(super) slip: Option<(SlipKind, String)>,
    pub(super) unusual: Option<UnusualKind>,
    pub(super) outside: bool,
}

/// `domain` in its ASCII form, `homes` as [`super::context::home_domains`] gives them.
pub(super) fn facts(domain: &str, homes: &[String]) -> DomainFacts {
    if is_home(domain, homes) {
        return DomainFacts::default();
    }
    let outside = !homes.is_empty();
    if domain.starts_with('[') {
        return DomainFacts {
            slip: None,
            unusual: Some(UnusualKind::Literal),
            outside,
        };
    }
    let slip = slip(domain, homes);
    let unusual = if slip.is_some() {
        None
    } else if !domain.contains('.') {
        Some(UnusualKind::NoDot)
    } else {
        (!is_known_ending(domain)).then_some(UnusualKind::UnknownEnding)
    };
    DomainFacts {
        slip,
        unusual,
        outside,
    }
}

fn slip(domain: &str, homes: &[String]) -> Option<(SlipKind, String)> {
    if is_provider(domain) {
        return None;
    }
    if let Some(meant) = near(domain, homes) {
        return Some((SlipKind::Domain, meant));
    }
    let (name, ending) = domain.rsplit_once('.')?;
    if is_known_ending(domain) {
        return None;
    }
    let meant = format!("{name}.{}", ending_meant(ending)?);
    // `gmial.con`: the mending of one slip must not be another.
    let meant = near(&meant, homes).unwrap_or(meant);
    Some((SlipKind::Ending, meant))
}

/// The institution's or the provider's domain that is one slip away.
fn near(domain: &str, homes: &[String]) -> Option<String> {
    if is_home(domain, homes) {
        return None;
    }
    let home = homes.iter().find_map(|home| home_meant(domain, home));
    home.or_else(|| provider_meant(domain).map(str::to_owned))
}

/// The domain as it would be with its last labels those of `home`, if it is one slip from that.
fn home_meant(domain: &str, home: &str) -> Option<String> {
    if home.len() < 6 {
        return None;
    }
    let labels = home.matches('.').count() + 1;
    let from = domain
        .rmatch_indices('.')
        .nth(labels - 1)
        .map_or(0, |(i, _)| i + 1);
    let (head, tail) = domain.split_at(from);
    one_slip(tail, home).then(|| format!("{head}{home}"))
}
