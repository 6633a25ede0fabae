//! What is known of the space a draft is for, as far as it bears on the rows of its list.

use outbox::Membership;
use platform::{Instance, SpaceMember};
use roster::Context;
use store::{Draft, SeenList, Store, StoreError};

use crate::domains::Domains;

/// Who is a member already of what the draft invites people to, and the institution's domains:
/// all of it as last seen, because a list is checked without a connection.
pub(super) fn context(store: &Store, draft: &Draft) -> Result<Context, StoreError> {
    let place = &draft.place;
    let mut context = Context::default();
    let members: Vec<SpaceMember> = store.last_seen(SeenList::Members(place))?;
    let instances: Vec<Instance> = store.last_seen(SeenList::Instances(place))?;
    for (address, membership) in outbox::present_among(&members, &instances, place, &draft.intent) {
        match membership {
            Membership::Joined => context.joined.insert(address),
            Membership::Invited => context.invited.insert(address),
        };
    }
    context.domains = Domains::among(store, place, &members)?.in_use();
    Ok(context)
}
