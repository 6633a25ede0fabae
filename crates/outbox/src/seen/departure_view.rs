//! What is seen of the platform at departure, and what it makes of a plan.

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

/// So many instances are asked at once.
const TOGETHER: usize = 8;

/// What the platform showed just now.
#[derive(Debug, Default)]
pub(crate) struct DepartureView {
    /// Who is in, by instance; without one, who administers the space.
    pub(crate) present: HashMap<Option<Slug>, Memberships>,
    /// The instances that are there.
    pub(crate) instances: HashSet<Slug>,
    /// All of them could be read: what is not among them is not there.
    pub(crate) saw_all: bool,
}

/// Looks at everything that matters for a plan.
pub(crate) async fn look(
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
            let present = read(|| membership::ask(client, place, instance.as_ref())).await?;
            seen.present.insert(instance, present);
        }
        Some(Purpose::Groups) => {
            seen.see(&read(|| client.instances(org, space)).await?);
            let rooms: HashSet<&Slug> = steps
                .iter()
                .filter_map(|step| step.instance.as_ref())
                .filter(|slug| seen.instances.contains(*slug))
                .collect();
            for room in rooms {
                match read(|| membership::ask(client, place, Some(room))).await {
                    Ok(present) => drop(seen.present.insert(Some(room.clone()), present)),
                    // Gone since it was listed: whoever is to be invited into it is refused
                    // alone, and nobody else.
                    Err(fault) if is_closed(&fault) => {}
                    Err(fault) => return Err(fault),
                }
            }
        }
        Some(Purpose::Own) => {
            let (members, instances) = tokio::try_join!(
                read(|| client.space_members(org, space)),
                read(|| client.instances(org, space)),
            )?;
            seen.see(&instances);
            let mut is_in = membership::in_own(&members.rows, &instances.rows, place);
            let unclear = own_without_owner(steps, &instances.rows, &is_in);
            for (normalized, presence) in ask_each(client, place, unclear).await? {
                is_in.insert(normalized, presence);
            }
            for (normalized, presence) in is_in {
                let own = individual_slug(place, &normalized);
                seen.sees_in(own, normalized, presence);
            }
        }
    }
    Ok(seen)
}

/// The own instances of a plan's people that are there though the list of the space does not
/// say that they are in: it leaves out who is invited and in elsewhere, and of administrators
/// it does not tell what they inherit.
fn own_without_owner(
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

/// Asks of each instance whether this person is in.
async fn ask_each(
    client: &Client,
    place: &Place,
    instances: Vec<(NormalizedAddress, Slug)>,
) -> Result<Vec<(NormalizedAddress, Membership)>, Fault> {
    let mut is_in = Vec::new();
    for together in instances.chunks(TOGETHER) {
        let mut asked = JoinSet::new();
        for (owner, instance) in together {
            let (client, place) = (client.clone(), place.clone());
            let (owner, instance) = (owner.clone(), instance.clone());
            asked.spawn(async move {
                let ask = || membership::ask(&client, &place, Some(&instance));
                match read(ask).await {
                    Ok(present) => {
                        let found = present.of(owner.as_str());
                        Ok(found.map(|presence| (owner, presence)))
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
    fn see(&mut self, instances: &platform::Listing<Instance>) {
        self.saw_all = instances.is_complete();
        self.instances = instances
            .rows
            .iter()
            .map(|instance| instance.slug.clone())
            .collect();
    }

    fn sees_in(&mut self, instance: Slug, normalized: NormalizedAddress, presence: Membership) {
        self.present
            .entry(Some(instance))
            .or_default()
            .add(normalized, presence);
    }

    fn of(&self, step: &Step) -> Option<Why> {
        if step.normalized.is_empty() {
            return None;
        }
        let present = self.present.get(&step.instance)?;
        match present.of(&step.normalized)? {
            Membership::Joined => Some(Why::AlreadyJoined),
            // Who is invited once more was invited before.
            Membership::Invited if step.reinvite => None,
            Membership::Invited => Some(Why::AlreadyInvited),
        }
    }

    /// Settles what has become needless of a plan: whoever is in is left alone with all of
    /// their chain, and what is there is not made.
    pub(crate) fn settle(
        &self,
        change: &mut PlanChange<'_>,
        plan: PlanId,
    ) -> Result<(), StoreError> {
        let plan = change.w.plan(plan)?;
        let own = plan.intent.purpose == Some(Purpose::Own);
        for step in change.w.steps_of_plan(plan.id)? {
            let Some(step) = still_before(change.w, step.id)? else {
                continue;
            };
            if let Some(why) = self.of(&step) {
                let reason = Reason::of(why);
                // The last first, so that nothing is readied on the way.
                for step in chain(change.w, &step)?.into_iter().rev() {
                    change.release(&step)?;
                    change.settle_step(&step, StepState::Already, Some(&reason))?;
                }
            } else if step.kind == StepKind::Create
                && !step.waits_for_act
                && self.instances.contains(step.instance()?)
            {
                change.release(&step)?;
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

/// The step, if nothing of it has left yet.
fn still_before(w: &Write<'_>, step: StepId) -> Result<Option<Step>, StoreError> {
    let step = w.step(step)?;
    if step.state != StepState::Waiting || step.kind == StepKind::HandOut {
        return Ok(None);
    }
    let Some(request) = step.request else {
        return Ok(Some(step));
    };
    let request = w.request(request)?;
    let before = match request.state {
        RequestState::Later => true,
        // What may have been taken before is there by this plan's own doing.
        RequestState::Waiting => !request.maybe_taken,
        _ => false,
    };
    Ok(before.then_some(step))
}

/// What has not begun of a step's chain: all of it for a creation, the invitation alone where
/// the instance is made.
fn chain(w: &Write<'_>, step: &Step) -> Result<Vec<Step>, StoreError> {
    let (StepKind::Create, Some(act)) = (step.kind, step.act) else {
        return Ok(vec![step.clone()]);
    };
    let mut chain = w.steps_of_chain(step.plan, act)?;
    chain.retain(|step| step.state == StepState::Waiting);
    Ok(chain)
}
