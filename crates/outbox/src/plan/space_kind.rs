//! What kind of space a plan is for, which the plan itself doesn't keep.

use store::{Plan, SeenList, SpaceKind, Store, StoreError};

/// Why the kind of a space couldn't be told.
#[derive(Debug, thiserror::Error)]
pub enum SpaceKindError {
    /// The draft was swept, and the spaces of the account weren't read since, or the platform
    /// doesn't list this one any more.
    #[error("nothing on this computer says what kind of space this is")]
    Unknown,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The kind that the draft of the plan was for. A draft that was sent is swept some time later, and
/// then it's the kind that the platform said when its spaces were last read.
pub(crate) fn space_kind(store: &Store, plan: &Plan) -> Result<SpaceKind, SpaceKindError> {
    if let Some(kind) = store.draft_kind(plan.draft)? {
        return Ok(kind);
    }
    let place = &plan.place;
    let list = SeenList::Spaces(&place.account, &place.org);
    let spaces: Vec<platform::Space> = store.last_seen(list)?;
    spaces
        .iter()
        .find(|space| space.slug == place.space)
        .map(|space| SpaceKind::from(&space.kind))
        .ok_or(SpaceKindError::Unknown)
}

#[cfg(test)]
mod tests {
    use samples::SampleStore;
    use store::PlanState;

    use super::*;

    #[test]
    fn a_kind_that_nothing_tells_is_an_error_and_no_guess() {
        let sample = SampleStore::new();
        let mut plan = samples::plan(PlanState::Settled);
        let kind = space_kind(&sample.store, &plan);
        assert!(matches!(kind, Err(SpaceKindError::Unknown)), "{kind:?}");
        plan.draft = sample.draft();
        let kind = space_kind(&sample.store, &plan);
        assert_eq!(kind.ok(), Some(SpaceKind::Course));
    }
}
