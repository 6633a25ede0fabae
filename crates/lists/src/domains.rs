//! The institution's own email domains. An address outside them is worth a check before it is
//! invited. The user may name the domains; until then they are learned from the members of the
//! space, because an institution's own people are most of any course.

use std::collections::HashMap;

use platform::SpaceMember;
use roster::NormalizedAddress;
use store::{Place, SeenList, Store, StoreError};

/// The domains of the institution to which a space belongs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Domains {
    /// Those that enough members of the space have, the most frequent first.
    pub learned: Vec<String>,
    /// Those the user named, which then count instead.
    pub named: Option<Vec<String>>,
}

impl Domains {
    pub fn read(store: &Store, place: &Place) -> Result<Self, StoreError> {
        let members: Vec<SpaceMember> = store.last_seen(SeenList::Members(place))?;
        Self::among(store, place, &members)
    }

    /// The domains that these members of the space show, for callers that have read them already.
    pub(crate) fn among(
        store: &Store,
        place: &Place,
        members: &[SpaceMember],
    ) -> Result<Self, StoreError> {
        Ok(Self {
            learned: learned(members),
            named: store.own_domains(&place.account, &place.org)?,
        })
    }

    /// Those by which an address counts as outside.
    pub(crate) fn in_use(self) -> Vec<String> {
        self.named.unwrap_or(self.learned)
    }

    /// Domains as they are written: without what people type before them, each one once.
    pub fn tidy(typed: &[String]) -> Vec<String> {
        let mut tidy: Vec<String> = Vec::with_capacity(typed.len());
        for domain in typed {
            let domain = domain.trim().trim_start_matches(['@', '*', '.']);
            let domain = domain.to_lowercase();
            if !domain.is_empty() && !tidy.contains(&domain) {
                tidy.push(domain);
            }
        }
        tidy
    }
}

fn learned(members: &[SpaceMember]) -> Vec<String> {
    let mut domains: HashMap<String, usize> = HashMap::new();
    for address in members
        .iter()
        .filter_map(|member| NormalizedAddress::of(&member.email))
    {
        *domains.entry(address.domain().to_owned()).or_default() += 1;
    }
    let enough = (members.len() / 10).max(2);
    let mut domains: Vec<(String, usize)> =
        domains.into_iter().filter(|(_, n)| *n >= enough).collect();
    domains.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
    domains.into_iter().map(|(domain, _)| domain).collect()
}
