//! What is read of the platform when a plan departs, and what follows from it for the plan.
//!
//! The review was made from what the platform showed some time ago, perhaps on another day. So
//! just before the first request is sent, it is read again who is a member of the places that
//! the plan invites to, and which instances exist. Steps that are no longer needed are settled.

use std::collections::{HashMap, HashSet};

use platform::{Client, Fault, Instance, Slug};
use roster::NormalizedAddress;
use store::{
    Place, Plan, PlanId, Purpose, RequestState, Step, StepId, StepKind, StepState, StoreError,
    Write,
};
use tokio::task::JoinSet;

use crate::plan::change::PlanChange;
use crate::plan::intent::individual_slug;
use crate::plan::reason::{Reason, Why};
use crate::seen::membership::{self, Membership, Memberships};
use crate::seen::retry_reads::{is_closed, read};

/// The members of at most this many instances are read at the same time.
const READ_AT_ONCE: usize = 8;

/// What the platform showed at departure.
#[derive(Debug, Default)]
pub(crate) struct DepartureView {
    /// The members of each instance; under `None`, the administrators of the space.
    pub(crate) present: HashMap<Option<Slug>, Memberships>,
    /// The instances that exist.
    pub(crate) instances: HashSet<Slug>,
    /// The list of instances was read completely, so what is not in it does not exist.
    pub(crate) saw_all: bool,
}

/// Reads everything that matters for a plan.
pub(crate) async fn read_platform(
    client: &Client,
    plan: &Plan,
    steps: &[Step],
) -> Result<DepartureView, Fault> {
    let place = &plan.place;
    let mut seen = DepartureView::default();
    let (org, space) = (&place.org, &place.space);
    match plan.intent.purpose {
        None => {}
        Some(Purpose::Shared | Purpose::Administrators) => {
            let instance = plan.intent.instance.clone();
            let instance = instance.filter(|_| plan.intent.purpose == Some(Purpose::Shared));
            let present = read(|| membership::read(client, place, instance.as_ref())).await?;
            seen.present.insert(instance, present);
        }
        Some(Purpose::Groups) => {
            seen.add_instances(&read(|| client.instances(org, space)).await?);
            let instances: HashSet<&Slug> = steps
                .iter()
                .filter_map(|step| step.instance.as_ref())
                .filter(|slug| seen.instances.contains(*slug))
                .collect();
            for instance in instances {
                match read(|| membership::read(client, place, Some(instance))).await {
                    Ok(present) => drop(seen.present.insert(Some(instance.clone()), present)),
                    // It was deleted since it was listed. The platform will refuse the
                    // invitations into it, and nothing else of the plan is affected.
                    Err(fault) if is_closed(&fault) => {}
                    Err(fault) => return Err(fault),
                }
            }
        }
        Some(Purpose::Individual) => {
            let (members, instances) = tokio::try_join!(
                read(|| client.space_members(org, space)),
                read(|| client.instances(org, space)),
            )?;
            seen.add_instances(&instances);
            let mut is_in = membership::in_individual(&members.rows, &instances.rows, place);
            let unclear = individual_instances_to_ask(steps, &instances.rows, &is_in);
            for (normalized, membership) in read_each(client, place, unclear).await? {
                is_in.insert(normalized, membership);
            }
            for (normalized, membership) in is_in {
                let own = individual_slug(place, &normalized);
                seen.add_member(own, normalized, membership);
            }
        }
    }
    Ok(seen)
}

/// The individual instances that exist although the member list of the space does not show
/// their owners as members. That list leaves out people who are invited to one instance and
/// members of another, and it does not show which roles administrators inherit. So the members
/// of these instances have to be read one by one.
fn individual_instances_to_ask(
    steps: &[Step],
    instances: &[Instance],
    is_in: &HashMap<NormalizedAddress, Membership>,
) -> Vec<(NormalizedAddress, Slug)> {
    let wanted: HashMap<&Slug, &str> = steps
        .iter()
        .filter(|step| step.kind == StepKind::Invite)
        .filter(|step| matches!(step.state, StepState::Waiting | StepState::Blocked))
        .filter_map(|step| Some((step.instance.as_ref()?, step.normalized.as_str())))
        .collect();
    let people: HashSet<&str> = wanted.values().copied().collect();
    let owners = membership::owners(instances);
    instances
        .iter()
        .filter_map(|instance| {
            let slug = &instance.slug;
            let owner = match wanted.get(slug) {
                Some(owner) => NormalizedAddress::of(owner)?,
                None => owners.get(slug)?.clone(),
            };
            let asked = people.contains(owner.as_str()) && !is_in.contains_key(&owner);
            asked.then(|| (owner, instance.slug.clone()))
        })
        .collect()
}

/// Reads, for each of these instances, whether its owner is a member.
async fn read_each(
    client: &Client,
    place: &Place,
    instances: Vec<(NormalizedAddress, Slug)>,
) -> Result<Vec<(NormalizedAddress, Membership)>, Fault> {
    let mut is_in = Vec::new();
    for together in instances.chunks(READ_AT_ONCE) {
        let mut asked = JoinSet::new();
        for (owner, instance) in together {
            let (client, place) = (client.clone(), place.clone());
            let (owner, instance) = (owner.clone(), instance.clone());
            asked.spawn(async move {
                let ask = || membership::read(&client, &place, Some(&instance));
                match read(ask).await {
                    Ok(present) => {
                        let found = present.of(owner.as_str());
                        Ok(found.map(|membership| (owner, membership)))
                    }
                    Err(fault) if is_closed(&fault) => Ok(None),
                    Err(fault) => Err(fault),
                }
            });
        }
        for answer in asked.join_all().await {
            is_in.extend(answer?);
        }
    }
    Ok(is_in)
}

impl DepartureView {
    fn add_instances(&mut self, instances: &platform::Listing<Instance>) {
        self.saw_all = instances.is_complete();
        self.instances = instances
            .rows
            .iter()
            .map(|instance| instance.slug.clone())
            .collect();
    }

    fn add_member(
        &mut self,
        instance: Slug,
        normalized: NormalizedAddress,
        membership: Membership,
    ) {
        self.present
            .entry(Some(instance))
            .or_default()
            .add(normalized, membership);
    }

    /// Why a step is done already, if it is.
    fn why_already(&self, step: &Step) -> Option<Why> {
        if step.normalized.is_empty() {
            return None;
        }
        let present = self.present.get(&step.instance)?;
        match present.of(&step.normalized)? {
            Membership::Joined => Some(Why::AlreadyJoined),
            // A second invitation is sent although the first one is still open.
            Membership::Invited if step.reinvite => None,
            Membership::Invited => Some(Why::AlreadyInvited),
        }
    }

    /// Settles the steps of a plan that are no longer needed: the whole chain of a person who is
    /// a member or invited already, and the creation of an instance that exists.
    pub(crate) fn settle(
        &self,
        change: &mut PlanChange<'_>,
        plan: PlanId,
    ) -> Result<(), StoreError> {
        let plan = change.w.plan(plan)?;
        let own = plan.intent.purpose == Some(Purpose::Individual);
        for step in change.w.steps_of_plan(plan.id)? {
            let Some(step) = if_unsent(change.w, step.id)? else {
                continue;
            };
            if let Some(why) = self.why_already(&step) {
                let reason = Reason::of(why);
                // The last step first, so that no step becomes ready in between.
                for step in unsent_chain(change.w, &step)?.into_iter().rev() {
                    change.release_request(&step)?;
                    change.settle_step(&step, StepState::Already, Some(&reason))?;
                }
            } else if step.kind == StepKind::Create
                && !step.waits_for_act
                && self.instances.contains(step.instance()?)
            {
                change.release_request(&step)?;
                let reason = Reason::of(Why::Exists);
                match plan.intent.existing {
                    Some(answer) if own => change.answer_existing(&step, answer)?,
                    _ => {
                        let state = if own {
                            StepState::Refused
                        } else {
                            StepState::Already
                        };
                        change.settle_step(&step, state, Some(&reason))?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The step as it is now, if it was not sent yet.
fn if_unsent(w: &Write<'_>, step: StepId) -> Result<Option<Step>, StoreError> {
    let step = w.step(step)?;
    if step.state != StepState::Waiting || step.kind == StepKind::Distribute {
        return Ok(None);
    }
    let Some(request) = step.request else {
        return Ok(Some(step));
    };
    let request = w.request(request)?;
    let unsent = match request.state {
        RequestState::NotReady => true,
        // If an earlier attempt was accepted, what exists is this plan's own work.
        RequestState::Waiting => !request.maybe_taken,
        _ => false,
    };
    Ok(unsent.then_some(step))
}

/// The steps of a chain that were not sent yet. That is all of it where the instance is still to
/// be created, and only the invitation where it was created before.
fn unsent_chain(w: &Write<'_>, step: &Step) -> Result<Vec<Step>, StoreError> {
    let (StepKind::Create, Some(act)) = (step.kind, step.act) else {
        return Ok(vec![step.clone()]);
    };
    let mut chain = w.steps_of_chain(step.plan, act)?;
    chain.retain(|step| step.state == StepState::Waiting);
    Ok(chain)
}
