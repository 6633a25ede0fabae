//! What the user does about an instance that was created by mistake: deletes it, and restores it.
//! The platform is asked at once, while the user waits.
//!
//! The platform keeps a deleted instance for a day. It doesn't list what it keeps, so what was
//! deleted from this computer is noted here.

use jiff::{SignedDuration, Timestamp};
use platform::{Cause, Fault, Feature, Proof, Slug};
use serde::{Deserialize, Serialize};
use store::{CountedAs, Place, SeenList, Store, StoreError};

use super::Actions;
use super::invitation_error::unless_gone;
use crate::account::clients::ClientError;
use crate::account::features::offers;

/// For how long the platform keeps a deleted instance.
const RESTORABLE: SignedDuration = SignedDuration::from_hours(24);

/// Why an instance wasn't deleted or restored.
#[derive(Debug, thiserror::Error)]
pub enum InstanceError {
    #[error("this platform can't do that")]
    NotOffered,
    #[error("Master and Distributed belong to the space")]
    BelongsToSpace,
    #[error("a plan that works on the instance is under way")]
    UnderWay,
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An instance that was deleted from this computer, and can still be restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletedInstance {
    pub slug: Slug,
    pub name: String,
    pub deleted_at: Timestamp,
}

impl DeletedInstance {
    /// Until when the platform can restore it.
    pub fn until(&self) -> Timestamp {
        self.deleted_at
            .checked_add(RESTORABLE)
            .unwrap_or(self.deleted_at)
    }
}

/// What was deleted from this computer in a space and can still be restored, the latest first.
pub fn deleted_instances(
    store: &Store,
    place: &Place,
    now: Timestamp,
) -> Result<Vec<DeletedInstance>, StoreError> {
    let mut deleted: Vec<DeletedInstance> = store.last_seen(SeenList::Deleted(place))?;
    deleted.retain(|instance| instance.until() > now);
    deleted.sort_by_key(|instance| std::cmp::Reverse(instance.deleted_at));
    Ok(deleted)
}

impl Actions {
    /// Deletes an instance with everything in it. The platform can restore it for a day.
    pub async fn delete_instance(
        &self,
        place: &Place,
        slug: &Slug,
        now: Timestamp,
    ) -> Result<DeletedInstance, InstanceError> {
        if [Slug::master(), Slug::distributed()].contains(slug) {
            return Err(InstanceError::BelongsToSpace);
        }
        let client = self.client_for_instances(place).await?;
        if self.is_worked_on(place, slug)? {
            return Err(InstanceError::UnderWay);
        }
        let instances: Vec<platform::Instance> =
            self.store.last_seen(SeenList::Instances(place))?;
        let known = instances.into_iter().find(|one| one.slug == *slug);
        let deleted = DeletedInstance {
            slug: slug.clone(),
            name: known.map_or_else(|| slug.to_string(), |known| known.name),
            deleted_at: now,
        };
        // Noted before it is done: what was lost on the way back can then be restored as well.
        let before = deleted_instances(&self.store, place, now)?;
        self.note_deleted(place, &before, Some(&deleted), slug, now)?;
        let outcome = client.delete_instance(&place.org, &place.space, slug).await;
        self.traffic.record(&place.account, &outcome);
        match unless_gone(outcome) {
            Ok(()) => Ok(deleted),
            Err(fault) => {
                if fault.proof == Proof::NotDone {
                    self.note_deleted(place, &before, None, slug, now)?;
                }
                Err(fault.into())
            }
        }
    }

    /// Restores an instance that was deleted less than a day ago, by whomever.
    pub async fn restore_instance(
        &self,
        place: &Place,
        slug: &Slug,
        now: Timestamp,
    ) -> Result<(), InstanceError> {
        let client = self.client_for_instances(place).await?;
        let outcome = client
            .restore_instance(&place.org, &place.space, slug)
            .await;
        self.traffic.record(&place.account, &outcome);
        let is_settled = match &outcome {
            Ok(()) => true,
            // Whatever became of it, it can't be restored any more.
            Err(fault) => matches!(fault.cause, Cause::NotFound | Cause::Clash),
        };
        if is_settled {
            let before = deleted_instances(&self.store, place, now)?;
            self.note_deleted(place, &before, None, slug, now)?;
        }
        Ok(outcome?)
    }

    async fn client_for_instances(&self, place: &Place) -> Result<platform::Client, InstanceError> {
        let (account, client) = self.clients.client(&place.account).await?;
        if offers(&account.profile, &Feature::DeleteInstance) {
            Ok(client)
        } else {
            Err(InstanceError::NotOffered)
        }
    }

    /// Whether a plan that isn't done has anything to do with the instance.
    fn is_worked_on(&self, place: &Place, slug: &Slug) -> Result<bool, StoreError> {
        for plan in self.store.plans_under_way()?.complete()? {
            if plan.place == *place {
                let steps = self.store.steps_for_instance(plan.id, slug)?;
                if steps
                    .iter()
                    .any(|step| step.state.counted_as() == CountedAs::Remaining)
                {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Notes `deleted` among those that were deleted before, in place of an earlier note.
    fn note_deleted(
        &self,
        place: &Place,
        before: &[DeletedInstance],
        deleted: Option<&DeletedInstance>,
        slug: &Slug,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let others = before.iter().filter(|one| one.slug != *slug);
        let all: Vec<_> = others.chain(deleted).collect();
        self.store.seen_put(SeenList::Deleted(place), &all, now)
    }
}
