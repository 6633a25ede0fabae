//! Sending a draft: the one transaction that turns it into a plan.
//!
//! All or nothing is written: the plan, its steps, the acts it opens and the frozen requests, and
//! the draft is deleted, if it still is as it was reviewed. So the process may end at any moment without an invitation being lost or
//! queued twice. Nothing is sent here; the engine does that after the grace.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use platform::{Call, Slug};
use roster::NormalizedAddress;
use store::{
    ActId, ActKey, ActPurpose, DraftId, EditKind, MaterialContents, NewPlan, NewStep, Place,
    PlanId, PlanMaterial, Purpose, SnapshotRef, StepId, StepKind, Store, StoreError,
};

use crate::draft::distribution::{DistributionTarget, TargetFate};
use crate::draft::group_instances::GroupInstance;
use crate::draft::review::make::review;
use crate::draft::review::{Person, Review, ReviewError, SendObstacle};
use crate::plan::change::{PlanChange, change_plans};
use crate::plan::grace::GRACE;
use crate::plan::intent::{creation_call, description, invitation_call, makes_instances, purpose};
use crate::seen::contents::seen_contents;

#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error(transparent)]
    Review(#[from] ReviewError),
    #[error("the draft has changed since it was reviewed")]
    Changed,
    #[error("the draft may have been sent from where the data were restored or copied from")]
    MaybeSent,
    #[error("{0} addresses have to be fixed or skipped first")]
    ToFix(usize),
    #[error("{0} people are in no group")]
    NoGroup(usize),
    #[error("{0} groups are called like somebody's address")]
    AddressGroups(usize),
    #[error("{0} groups have the slug of an instance that isn't for sharing")]
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
        Some(SendObstacle::NoGroup(people)) => return Err(SendError::NoGroup(people)),
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
        // Whatever happened since the draft was read, in this process or another: a row was skipped, or
        // the draft was sent.
        if !w.draft_is_unchanged(review.draft.id, review.draft.change_number)? {
            return Err(SendError::Changed);
        }
        let mut writing = Writing {
            plan: w.plan_add(&NewPlan {
                place: &review.draft.place,
                space_name: &review.draft.space_name,
                intent: &review.draft.intent,
                draft: review.draft.id,
                created_at: now,
                grace_until: now + GRACE,
                material: material.as_ref(),
            })?,
            place: review.draft.place.clone(),
            review,
            position: 0,
            change,
            acts_of_other_plans: Vec::new(),
        };
        match review.draft.intent.purpose {
            Some(Purpose::Groups) => writing.groups()?,
            Some(Purpose::Instances) => writing.new_instances()?,
            Some(Purpose::Distribute) => writing.targets()?,
            _ => {
                for person in &review.to_invite {
                    writing.person(person, None)?;
                }
            }
        }
        if !review.to_fix_rows.is_empty() {
            let mut skipping = w.draft_edit(review.draft.id, EditKind::Skip, None, now)?;
            for row in &review.to_fix_rows {
                skipping.change(*row, |row| row.skipped = true)?;
            }
            skipping.done()?;
        }
        w.draft_delete(review.draft.id, now)?;
        let Writing {
            change,
            plan,
            acts_of_other_plans,
            ..
        } = writing;
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
        // What cannot be distributed was shown when the snapshot was chosen.
        material.say_all();
        if source.slug == Slug::development() {
            // The current state may change until then, so it is read again at departure.
            material.contents = MaterialContents::Unread;
        }
    }
    Ok(Some(material))
}

/// A plan that is being stored.
struct Writing<'a, 'w> {
    change: &'a mut PlanChange<'w>,
    plan: PlanId,
    place: Place,
    review: &'a Review,
    position: i64,
    /// Acts that other plans have opened since the review.
    acts_of_other_plans: Vec<store::Act>,
}

/// The act of a chain, and whether another plan holds it.
#[derive(Clone, Copy)]
struct Act {
    id: ActId,
    of_another_plan: bool,
}

impl Writing<'_, '_> {
    /// The group instances, each with the people of its group.
    fn groups(&mut self) -> Result<(), SendError> {
        let review = self.review;
        let mut people: HashMap<Option<&Slug>, Vec<&Person>> = HashMap::new();
        for person in &review.to_invite {
            people
                .entry(person.instance.as_ref())
                .or_default()
                .push(person);
        }
        for group in &review.group_instances {
            let made = self.instance_for_several(&group.slug, &group.name, &group.group)?;
            for person in people.get(&Some(&group.slug)).into_iter().flatten() {
                self.person(person, Some((group, made)))?;
            }
        }
        Ok(())
    }

    /// The instances that are created without inviting anybody.
    fn new_instances(&mut self) -> Result<(), SendError> {
        let checked = &self.review.new_instances;
        for instance in &checked.list {
            let unfit = || SendError::NewInstances(checked.to_fix());
            let slug = instance.slug.as_ref().ok_or_else(unfit)?;
            self.instance_for_several(slug, &instance.name, "")?;
        }
        Ok(())
    }

    /// The steps of an instance that is no person's own: it is created, and distributed to.
    /// Returns the last of them.
    fn instance_for_several(
        &mut self,
        slug: &Slug,
        name: &str,
        group: &str,
    ) -> Result<StepId, SendError> {
        let act = self.act(None, ActPurpose::GroupInstance(slug.clone()))?;
        let nobody = Person {
            name: String::new(),
            address: String::new(),
            normalized: None,
            group: group.to_owned(),
            list_id: String::new(),
            instance: Some(slug.clone()),
        };
        self.instance(&nobody, name, act)
    }

    /// A step for each instance that is distributed to.
    fn targets(&mut self) -> Result<(), SendError> {
        let review = self.review;
        // Sending is refused as long as no snapshot is chosen.
        let Some(snapshot) = &review.material else {
            return Ok(());
        };
        for target in review.targets.sent() {
            self.target(target, snapshot)?;
        }
        Ok(())
    }

    fn target(
        &mut self,
        target: &DistributionTarget,
        snapshot: &SnapshotRef,
    ) -> Result<(), SendError> {
        let act = self.act(
            None,
            ActPurpose::Distribution {
                target: target.slug.clone(),
                instance: snapshot.instance.clone(),
                snapshot: snapshot.slug.clone(),
            },
        )?;
        let owner = target.owner.as_ref();
        // It is no invitation, so nobody counts as invited by it.
        let person = Person {
            name: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
            address: owner.map(|owner| owner.address.clone()).unwrap_or_default(),
            normalized: None,
            group: String::new(),
            list_id: String::new(),
            instance: Some(target.slug.clone()),
        };
        let step = self.step(StepKind::Distribute, &person, &target.name, act, None, None)?;
        let overwrites = target.fate == TargetFate::Overwritten;
        Ok(self.change.w.step_set_distribution(step, 0, overwrites)?)
    }

    /// The steps of one person: the invitation into an instance that exists, into a group
    /// instance, or into an individual instance that is created first.
    fn person(
        &mut self,
        person: &Person,
        group: Option<(&GroupInstance, StepId)>,
    ) -> Result<(), SendError> {
        let intent = &self.review.draft.intent;
        let purpose =
            purpose(intent, person.instance.as_ref()).ok_or(ReviewError::IntentMissing)?;
        let act = self.act(person.normalized.as_ref(), purpose)?;
        let (name, depends_on) = match group {
            Some((group, made)) => (group.name.as_str(), Some(made)),
            None if makes_instances(intent) => {
                let made = self.instance(person, &person.address, act)?;
                (person.address.as_str(), Some(made))
            }
            None => (intent.instance_name.as_deref().unwrap_or_default(), None),
        };
        let call = invitation_call(
            &self.place,
            intent,
            person.instance.as_ref(),
            &person.address,
        );
        self.step(StepKind::Invite, person, name, act, call, depends_on)?;
        Ok(())
    }

    /// The creation of an instance, and the distribution to it if the plan distributes anything.
    /// Returns the last of these steps.
    fn instance(&mut self, person: &Person, name: &str, act: Act) -> Result<StepId, SendError> {
        let slug = person.instance.as_ref().ok_or(ReviewError::IntentMissing)?;
        let description = description(&self.review.draft.intent);
        let call = creation_call(&self.place, slug, name, description);
        let made = self.step(StepKind::Create, person, name, act, Some(call), None)?;
        if !self.review.distributes() {
            return Ok(made);
        }
        self.step(StepKind::Distribute, person, name, act, None, Some(made))
    }

    fn act(
        &mut self,
        address: Option<&NormalizedAddress>,
        purpose: ActPurpose,
    ) -> Result<Act, StoreError> {
        let key = ActKey {
            place: self.place.clone(),
            address: address.cloned(),
            purpose,
        };
        Ok(match self.change.w.act_find_open(&key)? {
            Some(act) => {
                let id = act.id;
                self.acts_of_other_plans.push(act);
                Act {
                    id,
                    of_another_plan: true,
                }
            }
            None => Act {
                id: self.change.w.act_add(&key, self.change.now)?,
                of_another_plan: false,
            },
        })
    }

    fn step(
        &mut self,
        kind: StepKind,
        person: &Person,
        instance_name: &str,
        act: Act,
        call: Option<Call>,
        depends_on: Option<StepId>,
    ) -> Result<StepId, SendError> {
        let request = match call {
            None if kind == StepKind::Distribute => None,
            None => return Err(ReviewError::IntentMissing.into()),
            Some(_) if act.of_another_plan => None,
            Some(call) => Some(self.change.freeze_request(
                self.plan,
                &call,
                depends_on.is_none(),
            )?),
        };
        self.position += 1;
        Ok(self.change.w.step_add(&NewStep {
            plan: self.plan,
            position: self.position,
            kind,
            name: &person.name,
            address: &person.address,
            normalized: person.normalized.as_ref(),
            group: &person.group,
            list_id: &person.list_id,
            instance: person.instance.as_ref(),
            instance_name,
            act: act.id,
            waits_for_act: act.of_another_plan,
            request,
            depends_on,
        })?)
    }
}

#[cfg(test)]
#[path = "send_tests.rs"]
mod tests;
