//! What kind of space a place is, as the platform said when its spaces were read last.

use store::{Place, SeenList, SpaceKind, Store, StoreError};

/// `None` where the space was never read.
pub(crate) fn space_kind(store: &Store, place: &Place) -> Result<Option<SpaceKind>, StoreError> {
    let list = SeenList::Spaces(&place.account, &place.org);
    let spaces: Vec<platform::Space> = store.last_seen(list)?;
    let space = spaces.iter().find(|space| space.slug == place.space);
    Ok(space.map(|space| SpaceKind::from(&space.kind)))
}
