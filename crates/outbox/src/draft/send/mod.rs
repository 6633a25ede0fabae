//! Sending a draft: the one transaction that turns it into a plan.
//!
//! All or nothing is written: the plan, its steps, the acts it opens and the frozen requests, and
//! the draft is deleted, if it still is as it was reviewed. So the process may end at any moment
//! without an invitation being lost or queued twice. Nothing is sent here; the engine does that
//! after the grace.

mod steps;

use std::collections::BTreeSet;

use jiff::Timestamp;
use platform::Slug;
use store::{
    DraftId, EditKind, MaterialContents, NewPlan, PlanId, PlanMaterial, Store, StoreError,
};

use self::steps::write_steps;
use crate::draft::review::make::review;
use crate::draft::review::{Review, ReviewError, SendObstacle};
use crate::plan::change::change_plans;
use crate::plan::grace::GRACE;
use crate::seen::contents::seen_contents;

#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error(transparent)]
    Review(#[from] ReviewError),
    #[error("the draft has changed since it was reviewed")]
    Changed,
    #[error("the draft may have been sent from where the data was restored or copied from")]
    MaybeSent,
    #[error("{0} addresses have to be fixed or skipped first")]
    ToFix(usize),
    #[error("the list has {0} groups")]
    TooManyGroups(usize),
    #[error("{0} people are in no group")]
    NoGroup(usize),
    #[error("the slugs of {0} people's individual instances belong to other instances")]
    NotTheirs(usize),
    #[error("{0} groups are called like somebody's address")]
    AddressGroups(usize),
    #[error("{0} groups have the slug of an instance that can't be shared")]
    NotSharedGroups(usize),
    #[error("{0} groups have the slug of an instance with another name")]
    OtherNameGroups(usize),
    #[error("{0} things have to be fixed in the names of the instances first")]
    NewInstances(usize),
    #[error("nobody is left to invite")]
    Nobody,
    #[error("the snapshot holds nothing that can be distributed")]
    NothingInSnapshot,
    #[error("no instance would get the snapshot")]
    NoTargets,
    #[error("the message has {0} characters")]
    MessageTooLong(usize),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Turns a draft into a plan. Only what was reviewed is sent, so this takes the fingerprint of the
/// review and fails if the draft has changed since.
///
/// If another plan has opened the act of a person in the meantime, the person is in this plan all
/// the same, and their whole chain waits for the other plan.
pub fn send(
    store: &Store,
    draft: DraftId,
    fingerprint: &str,
    now: Timestamp,
) -> Result<PlanId, SendError> {
    let review = review(store, draft)?;
    if review.fingerprint != fingerprint {
        return Err(SendError::Changed);
    }
    match review.obstacle() {
        Some(SendObstacle::MaybeSent) => return Err(SendError::MaybeSent),
        Some(SendObstacle::ToFix(addresses)) => return Err(SendError::ToFix(addresses)),
        Some(SendObstacle::TooManyGroups(groups)) => return Err(SendError::TooManyGroups(groups)),
        Some(SendObstacle::NoGroup(people)) => return Err(SendError::NoGroup(people)),
        Some(SendObstacle::NotTheirs(people)) => return Err(SendError::NotTheirs(people)),
        Some(SendObstacle::AddressGroups(groups)) => return Err(SendError::AddressGroups(groups)),
        Some(SendObstacle::NotSharedGroups(groups)) => {
            return Err(SendError::NotSharedGroups(groups));
        }
        Some(SendObstacle::OtherNameGroups(groups)) => {
            return Err(SendError::OtherNameGroups(groups));
        }
        Some(SendObstacle::NewInstances(to_fix)) => return Err(SendError::NewInstances(to_fix)),
        Some(SendObstacle::Nobody) => return Err(SendError::Nobody),
        Some(SendObstacle::NothingInSnapshot) => return Err(SendError::NothingInSnapshot),
        Some(SendObstacle::NoTargets) => return Err(SendError::NoTargets),
        Some(SendObstacle::MessageTooLong(characters)) => {
            return Err(SendError::MessageTooLong(characters));
        }
        // Whoever sends from the terminal isn't asked about instances that exist. Their steps
        // wait for an answer in the outbox, and nothing is overwritten before.
        Some(SendObstacle::Existing) | None => {}
    }
    write_down(store, &review, now)
}

/// Sends a draft like [`send`] and skips the rows whose address isn't valid.
///
/// The rows are marked in the transaction that sends. If the plan is undone, the draft comes back
/// with them, and they can be fixed there.
pub fn send_skipping(
    store: &Store,
    draft: DraftId,
    fingerprint: &str,
    now: Timestamp,
) -> Result<PlanId, SendError> {
    let review = review(store, draft)?;
    if review.skips() == 0 {
        return send(store, draft, fingerprint, now);
    }
    if review.fingerprint != fingerprint {
        return Err(SendError::Changed);
    }
    write_down(store, &review, now)
}

/// Stores a reviewed draft as a plan.
pub(crate) fn write_down(
    store: &Store,
    review: &Review,
    now: Timestamp,
) -> Result<PlanId, SendError> {
    let material = material(store, review)?;
    let (plan, _) = change_plans(store, now, |change| {
        let w = change.w;
        // Whatever happened since the draft was read, in this process or another: a row was
        // skipped, or the draft was sent.
        if !w.draft_is_unchanged(review.draft.id, review.draft.change_number)? {
            return Err(SendError::Changed);
        }
        let plan = w.plan_add(&NewPlan {
            place: &review.draft.place,
            space_name: &review.draft.space_name,
            intent: &review.draft.intent,
            draft: review.draft.id,
            created_at: now,
            grace_until: now + GRACE,
            material: material.as_ref(),
        })?;
        let acts_of_other_plans = write_steps(change, plan, review)?;
        if !review.to_fix_rows.is_empty() {
            let mut skipping = w.draft_edit(review.draft.id, EditKind::Skip, None, now)?;
            for row in &review.to_fix_rows {
                skipping.change(*row, |row| row.skipped = true)?;
            }
            skipping.done()?;
        }
        w.draft_delete(review.draft.id, now)?;
        if !acts_of_other_plans.is_empty() {
            for act in &acts_of_other_plans {
                change.update_steps_waiting_for_act(act)?;
            }
            change.conclude(plan)?;
        }
        Ok::<_, SendError>(plan)
    })?;
    Ok(plan)
}

/// What the plan distributes, with what is known of it already.
fn material(store: &Store, review: &Review) -> Result<Option<PlanMaterial>, StoreError> {
    if !review.distributes() {
        return Ok(None);
    }
    let mut material = PlanMaterial {
        source: review.material.clone(),
        contents: MaterialContents::Unread,
        shown: BTreeSet::new(),
    };
    if let Some(source) = &review.material {
        material.contents = seen_contents(store, &review.draft.place, source)?
            .map_or(MaterialContents::Unread, MaterialContents::Read);
        // What can't be distributed was shown when the snapshot was chosen.
        material.say_all();
        if source.slug == Slug::development() {
            // The current state may change until then, so it is read again at departure.
            material.contents = MaterialContents::Unread;
        }
    }
    Ok(Some(material))
}

#[cfg(test)]
mod tests;
