//! Looks up on the platform what became of a request whose outcome is unknown: whether the instance
//! exists that it was to create, or whether the person is a member that it was to invite.

use platform::{Client, Fault, RoleSource};
use store::{Plan, Step, StepKind, StoreError};

use super::in_flight_request::InFlightRequest;
use crate::machine::{Event, InstanceLookup};
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
            // Nothing that a platform lists shows what was distributed.
            _ => self.apply(&Event::LookupUnclear),
        }
    }

    async fn look_up_instance(&self, client: &Client, step: &Step) -> Result<(), StoreError> {
        let found = find_instance(client, &self.plan, step).await;
        self.in_flight.record(&found);
        self.apply(&match &found {
            Ok(found) => Event::LookedUpInstance(*found),
            Err(fault) => Event::LookupFailed(fault),
        })
    }

    async fn look_up_member(&self, client: &Client, step: &Step) -> Result<(), StoreError> {
        let members = membership::read(client, &self.plan.place, step.instance.as_ref()).await;
        self.in_flight.record(&members);
        self.apply(&match &members {
            Ok(members) => match members.of(&step.normalized) {
                None if members.partial => Event::LookupUnclear,
                found => Event::LookedUpMember(found),
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
