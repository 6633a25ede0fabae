//! The steps of a plan that is being stored, with the acts that they are for and the requests whose
//! bytes are known already.

use std::collections::HashMap;

use platform::{Call, Slug};
use roster::NormalizedAddress;
use store::{
    ActId, ActKey, ActPurpose, NewStep, Place, PlanId, Purpose, SnapshotRef, StepId, StepKind,
    StoreError,
};

use super::SendError;
use crate::draft::distribution::{DistributionTarget, TargetFate};
use crate::draft::group_instances::GroupInstance;
use crate::draft::review::{Review, ReviewError, ReviewedPerson};
use crate::plan::change::PlanChange;
use crate::plan::intent::{creation_call, description, invitation_call, makes_instances, purpose};

/// Stores the steps of a plan. Returns the acts that other plans have opened since the review, for
/// which some of the steps wait.
pub(super) fn write_steps(
    change: &mut PlanChange<'_>,
    plan: PlanId,
    review: &Review,
) -> Result<Vec<store::Act>, SendError> {
    let mut writing = Writing {
        change,
        plan,
        place: review.draft.place.clone(),
        review,
        position: 0,
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
    Ok(writing.acts_of_other_plans)
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
struct ChainAct {
    id: ActId,
    of_another_plan: bool,
}

impl Writing<'_, '_> {
    /// The group instances, each with the people of its group.
    fn groups(&mut self) -> Result<(), SendError> {
        let review = self.review;
        let mut people: HashMap<Option<&Slug>, Vec<&ReviewedPerson>> = HashMap::new();
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
        let nobody = ReviewedPerson {
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

    /// The one step of an instance that exists and that a snapshot is distributed to.
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
        let person = ReviewedPerson {
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
        person: &ReviewedPerson,
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
    fn instance(
        &mut self,
        person: &ReviewedPerson,
        name: &str,
        act: ChainAct,
    ) -> Result<StepId, SendError> {
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
    ) -> Result<ChainAct, StoreError> {
        let key = ActKey {
            place: self.place.clone(),
            address: address.cloned(),
            purpose,
        };
        Ok(match self.change.w.act_find_open(&key)? {
            Some(act) => {
                let id = act.id;
                self.acts_of_other_plans.push(act);
                ChainAct {
                    id,
                    of_another_plan: true,
                }
            }
            None => ChainAct {
                id: self.change.w.act_add(&key, self.change.now)?,
                of_another_plan: false,
            },
        })
    }

    fn step(
        &mut self,
        kind: StepKind,
        person: &ReviewedPerson,
        instance_name: &str,
        act: ChainAct,
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
