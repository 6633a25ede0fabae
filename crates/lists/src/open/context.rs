use std::collections::HashMap;

use outbox::Membership;
use platform::{Instance, SpaceMember};
use roster::{Context, NormalizedAddress};
use store::{Draft, SeenList, Store, StoreError};

/// What is known of the space the list is for. The institution's domains are those the user
/// named, else those that enough of its members have.
pub(crate) fn context(store: &Store, draft: &Draft) -> Result<Context, StoreError> {
    let place = draft.place();
    let mut context = Context::default();
    let members = store.seen::<SpaceMember>(&place, SeenList::Members)?;
    let members = members.map(|seen| seen.list).unwrap_or_default();
    let instances = store.seen::<Instance>(&place, SeenList::Instances)?;
    let instances = instances.map(|seen| seen.list).unwrap_or_default();
    for (address, presence) in outbox::present_among(&members, &instances, &place, &draft.intent) {
        match presence {
            Membership::Joined => context.joined.insert(address),
            Membership::Invited => context.invited.insert(address),
        };
    }
    context.domains = match store.own_domains(&place.account, &place.org)? {
        Some(own) => own,
        None => learned_domains(&members),
    };
    Ok(context)
}

/// The domains that enough members of a space have, most of them first.
pub(crate) fn learned_domains(members: &[SpaceMember]) -> Vec<String> {
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
