//! What happened to one person in one space, and the requests behind it.

use jiff::Timestamp;
use platform::ListedInvitation;
use roster::NormalizedAddress;
use store::{Place, PlanId, Request, SeenList, Step, StepKind, StepState, Store, StoreError, Why};

use crate::account::features::InvitationOffers;

#[derive(Debug)]
pub struct PersonHistory {
    /// The oldest first.
    pub events: Vec<(Timestamp, PersonEvent)>,
    /// The steps of the plans of this computer. Nothing in them is about anybody else.
    pub steps: Vec<PersonStep>,
    /// The newest plan that invites them.
    pub plan: Option<PlanId>,
}

/// In the order in which they follow each other where their times are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonEvent {
    /// The list they are on was sent.
    Queued,
    InstanceCreated,
    Distributed,
    Invited,
    Resent,
    Rejected,
    Revoked,
    Joined,
}

#[derive(Debug)]
pub struct PersonStep {
    pub step: Step,
    pub request: Option<Request>,
    pub offers: InvitationOffers,
}

impl PersonHistory {
    pub fn read(
        store: &Store,
        place: &Place,
        person: &NormalizedAddress,
    ) -> Result<Self, StoreError> {
        let profile = store.account(&place.account)?.profile;
        let mut events = Vec::new();
        let mut steps = Vec::new();
        let mut newest = None;
        for invitation in store.invitations_of(place, person)? {
            events.push((invitation.queued_at, PersonEvent::Queued));
            let invited_at = invitation.invited_at;
            events.extend(invited_at.map(|at| (at, PersonEvent::Invited)));
            let plan = store.plan(invitation.step.plan)?;
            newest = Some(plan.id);
            let offers = InvitationOffers::of(&profile, plan.intent.purpose);
            let before = match &invitation.step.instance {
                Some(instance) => store.steps_for_instance(plan.id, instance)?,
                None => Vec::new(),
            };
            for step in before.into_iter().chain([invitation.step]) {
                events.extend(event_of(&step));
                steps.push(PersonStep {
                    request: request_for_this_person(store, &step)?,
                    step,
                    offers,
                });
            }
        }
        let resends = store.resends(place, person)?.into_iter();
        events.extend(resends.map(|at| (at, PersonEvent::Resent)));
        if !events.iter().any(|(_, what)| *what == PersonEvent::Invited) {
            let elsewhere = invited_elsewhere(store, place, person)?;
            events.extend(elsewhere.map(|at| (at, PersonEvent::Invited)));
        }
        let joined = store.first_joined(place)?.get(person).copied();
        events.extend(joined.map(|at| (at, PersonEvent::Joined)));
        events.sort_unstable();
        Ok(Self {
            events,
            steps,
            plan: newest,
        })
    }
}

/// When the platform took an invitation that no plan of this computer sent.
fn invited_elsewhere(
    store: &Store,
    place: &Place,
    person: &NormalizedAddress,
) -> Result<Option<Timestamp>, StoreError> {
    let listed: Vec<ListedInvitation> = store.last_seen(SeenList::Invitations(place))?;
    Ok(listed
        .iter()
        .filter(|each| NormalizedAddress::of(&each.email).as_ref() == Some(person))
        .filter_map(|each| each.created_timestamp)
        .min())
}

/// What a step that has come to its end means for the person, where it means anything. That an
/// invitation was taken is known from its act.
fn event_of(step: &Step) -> Option<(Timestamp, PersonEvent)> {
    let (state, ended) = match step.dismissed() {
        Some(before) => (before.state, before.settled_at),
        None => (step.state, step.settled_at),
    };
    let what = match (step.kind, state) {
        (StepKind::Create, StepState::Done) => PersonEvent::InstanceCreated,
        (StepKind::Distribute, StepState::Done) => PersonEvent::Distributed,
        (StepKind::Invite, StepState::Refused) => PersonEvent::Rejected,
        (StepKind::Invite, StepState::Cancelled) if step.reason.as_ref()?.why == Why::Revoked => {
            PersonEvent::Revoked
        }
        _ => return None,
    };
    Some((ended?, what))
}

/// The request of a step, from which the instances of other people are taken out: one distribution
/// serves many.
fn request_for_this_person(store: &Store, step: &Step) -> Result<Option<Request>, StoreError> {
    let Some(request) = step.request else {
        return Ok(None);
    };
    let mut request = store.request(request)?;
    if step.kind == StepKind::Distribute {
        let instance = step.instance.as_ref().map(AsRef::as_ref);
        request.body = only_target(&request.body, instance);
    }
    Ok(Some(request))
}

/// The body of a distribution with one of its targets alone. A body that can't be understood is
/// not shown at all.
fn only_target(body: &[u8], instance: Option<&str>) -> Vec<u8> {
    let Ok(mut body) = serde_json::from_slice::<serde_json::Value>(body) else {
        return Vec::new();
    };
    let Some(targets) = body
        .get_mut("target_instances")
        .and_then(serde_json::Value::as_array_mut)
    else {
        return Vec::new();
    };
    targets.retain(|target| {
        let slug = target.get("instance_slug");
        slug.and_then(serde_json::Value::as_str) == instance
    });
    body.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::only_target;

    #[test]
    fn a_shared_request_shows_one_persons_instance_alone() {
        let body = br#"{"auto_snapshot":true,"target_instances":[
            {"org_slug":"uni","space_slug":"s","instance_slug":"ada"},
            {"org_slug":"uni","space_slug":"s","instance_slug":"bob"}]}"#;
        let shown = String::from_utf8(only_target(body, Some("ada"))).unwrap();
        assert!(shown.contains("ada") && !shown.contains("bob"), "{shown}");
        assert!(only_target(b"not JSON, with bob in it", Some("ada")).is_empty());
    }
}
