//! Looks up on the platform what became of a request whose outcome is unknown: whether the instance
//! exists that it was to create, or whether the person is a member that it was to invite.

use platform::{Client, Fault, RoleSource};
use store::{MaterialContents, Plan, Step, StepKind, StoreError};

use super::in_flight_request::InFlightRequest;
use crate::machine::{Event, InstanceLookup};
use crate::plan::distribution_lookup::{Arrivals, is_open};
use crate::seen::arrival::read_arrival;
use crate::seen::meant_instance::why_not_meant;
use crate::seen::membership;

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
        let mut arrivals = Arrivals::new();
        let open = steps.iter().filter(|step| is_open(step));
        // What was there before may have held the same files all along.
        for step in open.filter(|step| !step.overwrites) {
            let instance = step.instance()?;
            let arrival = read_arrival(client, &self.plan.place, instance, contents).await;
            self.in_flight.record(&arrival);
            match arrival {
                Ok(arrival) => arrivals.insert(step.id, arrival),
                Err(fault) => return self.apply(&Event::LookupFailed(&fault)),
            };
        }
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
