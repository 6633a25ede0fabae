//! Looks up on the platform what became of a request whose outcome is unknown: whether the instance
//! exists that it was to create, or whether the person is a member that it was to invite.

use std::time::Duration;

use platform::{Client, Fault, RoleSource, Slug};
use store::{Contents, MaterialContents, Place, Plan, Step, StepId, StepKind, StoreError};

use super::in_flight_request::InFlightRequest;
use crate::machine::{Event, InstanceLookup};
use crate::plan::distribution_lookup::{Arrivals, is_open};
use crate::plan::distribution_outcome::Arrival;
use crate::seen::arrival::read_arrival;
use crate::seen::meant_instance::why_not_meant;
use crate::seen::membership;
use crate::seen::read_budget::ReadBudget;

/// Looking into all instances of one distribution takes no longer. It is tried again later then, like
/// after every other fault that passes.
const LONGEST_LOOKUP: Duration = Duration::from_mins(30);

impl InFlightRequest<'_> {
    /// Asks the platform what became of a request whose outcome is unknown.
    pub(super) async fn look_up(&self, client: &Client) -> Result<(), StoreError> {
        let steps = self.engine.store.steps_of_request(self.request.id)?;
        match steps.first() {
            Some(step) if step.kind == StepKind::Create => {
                self.look_up_instance(client, step).await
            }
            Some(step) if step.kind == StepKind::Invite => self.look_up_member(client, step).await,
            _ => self.look_up_arrivals(client, &steps).await,
        }
    }

    /// Looks up what has arrived in the instances of a distribution.
    async fn look_up_arrivals(&self, client: &Client, steps: &[Step]) -> Result<(), StoreError> {
        let contents = match self
            .plan
            .material
            .as_ref()
            .map(|material| &material.contents)
        {
            Some(MaterialContents::Read(contents)) if !contents.is_empty() => contents,
            // There was nothing that could have arrived.
            _ => return self.apply(&Event::LookupUnclear),
        };
        let begun = self.engine.clock.now();
        let open = steps.iter().filter(|step| is_open(step));
        // What was there before may have held the same files all along.
        let instances = open
            .filter(|step| !step.overwrites)
            .map(|step| Ok((step.id, step.instance()?)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        let record = |arrival: &_| self.in_flight.record(arrival);
        let read = read_arrivals(client, &self.plan.place, &instances, contents, record).await;
        let arrivals = match read {
            Ok(arrivals) => arrivals,
            Err(fault) => return self.apply(&Event::LookupFailed(&fault)),
        };
        let now = self.engine.clock.now();
        let requests = &self.engine.requests;
        requests.apply_arrivals(&self.request, &arrivals, begun, now)
    }

    async fn look_up_instance(&self, client: &Client, step: &Step) -> Result<(), StoreError> {
        let begun = self.engine.clock.now();
        let found = find_instance(client, &self.plan, step).await;
        self.in_flight.record(&found);
        self.apply(&match &found {
            Ok(found) => Event::LookedUpInstance(*found, begun),
            Err(fault) => Event::LookupFailed(fault),
        })
    }

    async fn look_up_member(&self, client: &Client, step: &Step) -> Result<(), StoreError> {
        let begun = self.engine.clock.now();
        let members = membership::read(client, &self.plan.place, step.instance.as_ref()).await;
        self.in_flight.record(&members);
        self.apply(&match &members {
            Ok(members) => match members.of_step(step) {
                None if members.partial => Event::LookupUnclear,
                found => Event::LookedUpMember(found, begun),
            },
            Err(fault) => Event::LookupFailed(fault),
        })
    }
}

/// Reads what has arrived in each of these instances, or in those of them that there is time for. The
/// others count as unclear, and are asked again, without those of which it is known by then.
async fn read_arrivals(
    client: &Client,
    place: &Place,
    instances: &[(StepId, &Slug)],
    contents: &Contents,
    record: impl Fn(&Result<Arrival, Fault>),
) -> Result<Arrivals, Fault> {
    let budget = ReadBudget::of_time(LONGEST_LOOKUP);
    let mut arrivals = Arrivals::new();
    for (step, instance) in instances {
        let arrival = budget.within(read_arrival(client, place, instance, contents));
        let arrival = arrival.await;
        record(&arrival);
        match arrival {
            Ok(arrival) => arrivals.insert(*step, arrival),
            Err(_) if budget.is_spent() && !arrivals.is_empty() => break,
            Err(fault) => return Err(fault),
        };
    }
    Ok(arrivals)
}

/// Whether the instance of a step is there by its slug and its name, and whether anybody has a role
/// of their own in it.
async fn find_instance(client: &Client, plan: &Plan, step: &Step) -> Result<InstanceLookup, Fault> {
    let (org, space) = (&plan.place.org, &plan.place.space);
    let instances = client.instances(org, space).await?;
    let mut named = instances.rows.iter();
    let Some((found, slug)) = named
        .find(|instance| step.instance.as_ref() == Some(&instance.slug))
        .map(|instance| (instance, &instance.slug))
    else {
        return Ok(if instances.is_complete() {
            InstanceLookup::Absent
        } else {
            InstanceLookup::Unclear
        });
    };
    if let Some(why) = why_not_meant(found, step, &plan.intent) {
        return Ok(InstanceLookup::NotMeant(why));
    }
    if found.name != step.instance_name {
        return Ok(InstanceLookup::NotOurs);
    }
    let members = client.instance_members(org, space, slug).await?;
    let own = |source: &RoleSource| *source == RoleSource::Instance;
    let somebody = members.rows.iter().any(|member| own(&member.role_source));
    Ok(if somebody || !members.is_complete() {
        InstanceLookup::NotOurs
    } else {
        InstanceLookup::Empty
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::seen::late_platform_for_tests::LatePlatform;

    #[tokio::test(start_paused = true)]
    async fn all_instances_of_a_distribution_are_looked_into_for_half_an_hour() {
        let platform = LatePlatform::new(LatePlatform::LATE, |_| json!([]));
        let (client, place) = (platform.client(), LatePlatform::place());
        let contents = Contents {
            files: vec!["/files/a".to_owned()],
            ..Contents::of(Slug::distributed(), Slug::development())
        };
        let target: Slug = "group_a".parse().unwrap();
        let steps: Vec<_> = (0..100).map(|n| (StepId(n), &target)).collect();
        let began = tokio::time::Instant::now();
        let read = read_arrivals(&client, &place, &steps, &contents, |_| {}).await;
        assert_eq!(read.unwrap().len(), 22, "those that there was time for");
        assert_eq!(began.elapsed(), LONGEST_LOOKUP);
    }
}
