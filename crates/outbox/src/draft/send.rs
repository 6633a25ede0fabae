use std::collections::{BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp};
use platform::{Call, Slug};
use store::{
    ActId, ActKey, ActPurpose, DraftId, MaterialContents, NewPlan, NewStep, Place, PlanId,
    PlanMaterial, Purpose, StepId, StepKind, Store, StoreError,
};

use crate::draft::group_instances::Room;
use crate::draft::review::{Person, Review, ReviewError, review};
use crate::plan::change::{PlanChange, change_plans};
use crate::plan::intent::{creation_call, invitation_call, makes_instances, purpose};
use crate::seen::contents::seen_contents;

/// How long after "send" everything can be taken back whole.
pub const GRACE: SignedDuration = SignedDuration::from_secs(10);

#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error(transparent)]
    Review(#[from] ReviewError),
    #[error("the draft has changed since it was reviewed")]
    Changed,
    #[error("{0} addresses have to be mended or left out first")]
    ToMend(usize),
    #[error("{0} people are in no group")]
    NoGroup(usize),
    #[error("nobody is left to invite")]
    Nobody,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a plan of a draft: plan, steps, acts and frozen requests in one transaction, and the
/// draft is gone with it. Only what was reviewed is sent, so the review's fingerprint is asked for.
///
/// Somebody whose act another plan opened in the meantime is in the plan all the same, and
/// waits for that one with all of the chain.
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
    if !review.to_mend.is_empty() {
        return Err(SendError::ToMend(review.to_mend.len()));
    }
    if !review.no_group.is_empty() {
        return Err(SendError::NoGroup(review.no_group.len()));
    }
    if review.to_invite.is_empty() {
        return Err(SendError::Nobody);
    }
    write_down(store, &review, now)
}

/// Writes a reviewed draft down as a plan.
pub(crate) fn write_down(
    store: &Store,
    review: &Review,
    now: Timestamp,
) -> Result<PlanId, SendError> {
    let material = material(store, review)?;
    let (plan, _) = change_plans(store, now, |change| {
        let w = change.w;
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
            elsewhere: Vec::new(),
        };
        if review.draft.intent.purpose == Some(Purpose::Groups) {
            let mut people: HashMap<Option<&Slug>, Vec<&Person>> = HashMap::new();
            for person in &review.to_invite {
                people
                    .entry(person.instance.as_ref())
                    .or_default()
                    .push(person);
            }
            for room in &review.rooms {
                writing.room(room, people.get(&Some(&room.slug)))?;
            }
        } else {
            for person in &review.to_invite {
                writing.person(person, None)?;
            }
        }
        w.draft_delete(review.draft.id, now)?;
        let Writing {
            change,
            plan,
            elsewhere,
            ..
        } = writing;
        if !elsewhere.is_empty() {
            for act in &elsewhere {
                change.wait_elsewhere(act)?;
            }
            change.conclude(plan)?;
        }
        Ok::<_, SendError>(plan)
    })?;
    Ok(plan)
}

/// What the plan hands out, with what is known of it already.
fn material(store: &Store, review: &Review) -> Result<Option<PlanMaterial>, StoreError> {
    if !review.hands_out() {
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
        // It was shown when the snapshot was chosen.
        material.say_all();
        if source.slug == Slug::development() {
            // What is not frozen on the platform is read again at departure.
            material.contents = MaterialContents::Unread;
        }
    }
    Ok(Some(material))
}

/// A plan being written down.
struct Writing<'a, 'w> {
    change: &'a mut PlanChange<'w>,
    plan: PlanId,
    place: Place,
    review: &'a Review,
    position: i64,
    /// Acts that other plans have opened since the review.
    elsewhere: Vec<store::Act>,
}

/// The act of a chain, and whether another plan has it in hand.
#[derive(Clone, Copy)]
struct Act {
    id: ActId,
    elsewhere: bool,
}

impl Writing<'_, '_> {
    /// A room, and behind it those who are invited into it.
    fn room(&mut self, room: &Room, people: Option<&Vec<&Person>>) -> Result<(), SendError> {
        let act = self.act("", ActPurpose::GroupInstance(room.slug.clone()))?;
        let nobody = Person {
            name: String::new(),
            address: String::new(),
            normalized: String::new(),
            group: room.name.clone(),
            list_id: String::new(),
            instance: Some(room.slug.clone()),
        };
        let made = self.instance(&nobody, &room.name, act)?;
        for person in people.into_iter().flatten() {
            self.person(person, Some((room, made)))?;
        }
        Ok(())
    }

    /// One person: invited into what is there, into the room, or into an instance of their own
    /// that is made first.
    fn person(&mut self, person: &Person, room: Option<(&Room, StepId)>) -> Result<(), SendError> {
        let intent = &self.review.draft.intent;
        let purpose =
            purpose(intent, person.instance.as_ref()).ok_or(ReviewError::IntentMissing)?;
        let act = self.act(&person.normalized, purpose)?;
        let (name, until) = match room {
            Some((room, made)) => (room.name.as_str(), Some(made)),
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
        self.step(StepKind::Invite, person, name, act, call, until)?;
        Ok(())
    }

    /// An instance is made, and handed what the plan hands out. Returns the last of the steps.
    fn instance(&mut self, person: &Person, name: &str, act: Act) -> Result<StepId, SendError> {
        let slug = person.instance.as_ref().ok_or(ReviewError::IntentMissing)?;
        let call = creation_call(&self.place, slug, name);
        let made = self.step(StepKind::Create, person, name, act, Some(call), None)?;
        if !self.review.hands_out() {
            return Ok(made);
        }
        self.step(StepKind::HandOut, person, name, act, None, Some(made))
    }

    fn act(&mut self, address: &str, purpose: ActPurpose) -> Result<Act, StoreError> {
        let key = ActKey {
            place: self.place.clone(),
            address: address.to_owned(),
            purpose,
        };
        Ok(match self.change.w.act_open_for(&key)? {
            Some(act) => {
                let id = act.id;
                self.elsewhere.push(act);
                Act {
                    id,
                    elsewhere: true,
                }
            }
            None => Act {
                id: self.change.w.act_open(&key, self.change.now)?,
                elsewhere: false,
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
        until: Option<StepId>,
    ) -> Result<StepId, SendError> {
        let request = match call {
            None if kind == StepKind::HandOut => None,
            None => return Err(ReviewError::IntentMissing.into()),
            Some(_) if act.elsewhere => None,
            Some(call) => Some(self.change.put_down(self.plan, &call, until.is_none())?),
        };
        self.position += 1;
        Ok(self.change.w.step_add(&NewStep {
            plan: self.plan,
            position: self.position,
            kind,
            name: &person.name,
            address: &person.address,
            normalized: &person.normalized,
            group: &person.group,
            list_id: &person.list_id,
            instance: person.instance.as_ref(),
            instance_name,
            act: act.id,
            waits_for_act: act.elsewhere,
            request,
            depends_on: until,
        })?)
    }
}
