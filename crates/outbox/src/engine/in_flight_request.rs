//! One request on its way: sent, looked up, or asked after while the platform works on it.
//!
//! Many of these run at the same time and know nothing of each other. What two of them could
//! disagree about is decided within a transaction, on what is read there (see [`Requests`]).

use platform::{Answer, Cause, Client, Fault, FrozenRequest, RoleSource, Slug, TaskStatus};
use store::{Account, Plan, Request, RequestState, Step, StepKind, StoreError};

use super::requests::MarkedRequest;
use super::traffic::InFlight;
use super::{Engine, EngineError};
use crate::account::features::honours_keys;
use crate::machine::{Event, InstanceLookup};
use crate::seen::membership;

pub(super) struct InFlightRequest<'e> {
    engine: &'e Engine,
    plan: Plan,
    request: Request,
    in_flight: InFlight,
}

impl<'e> InFlightRequest<'e> {
    pub(super) fn dispatch(engine: &'e Engine, plan: Plan, request: Request) -> Self {
        Self {
            in_flight: engine.traffic.dispatch(&plan.place.account),
            engine,
            plan,
            request,
        }
    }

    /// Runs to its end, and settles its place in the traffic.
    pub(super) async fn run(self) -> Result<(), EngineError> {
        let outcome = self.work().await;
        // What is settled has to stay settled through a power cut.
        let outcome = match outcome {
            Ok(()) => self.engine.disk.sync().await,
            failed => failed,
        };
        let kind = match self.request.state {
            RequestState::Waiting => self.request.kind.to_string(),
            _ => format!("{}, looked up", self.request.kind),
        };
        self.in_flight.complete_request(&kind);
        outcome
    }

    async fn work(&self) -> Result<(), EngineError> {
        let Some((account, client)) = self.in_flight.client().await else {
            return Ok(());
        };
        match self.request.state {
            RequestState::LookingUp => self.look_up(&client).await?,
            RequestState::Running => self.poll(&client).await?,
            _ => self.send(&account, &client).await?,
        }
        Ok(())
    }

    async fn send(&self, account: &Account, client: &Client) -> Result<(), EngineError> {
        let frozen = FrozenRequest {
            kind: self.request.kind,
            path: self.request.path.clone(),
            body: self.request.body.clone(),
        };
        let engine = self.engine;
        let (requests, now) = (&engine.requests, engine.clock.now());
        let profile = &account.profile;
        let Some(marked) = requests.mark_sending(&self.plan, &self.request, profile, now)? else {
            return Ok(());
        };
        if let Err(error) = engine.disk.sync().await {
            requests.unmark(&marked)?;
            return Err(error);
        }
        let key = marked.request.idempotency_key.as_str();
        let key = honours_keys(profile).then_some(key);
        let outcome = client.post(&frozen, key).await;
        self.in_flight.record(&outcome);
        self.record_answer(client, &marked, &outcome).await?;
        Ok(())
    }

    /// Writes an answer down, however long the disk refuses it, and learns from it.
    async fn record_answer(
        &self,
        client: &Client,
        marked: &MarkedRequest,
        outcome: &Result<Answer, Fault>,
    ) -> Result<(), StoreError> {
        let event = match outcome {
            Ok(Answer::Task(task)) => Event::TakenAsTask(task.tkid),
            Ok(_) => Event::Taken,
            Err(fault) => Event::Failed(fault),
        };
        let engine = self.engine;
        let apply = || {
            let now = engine.clock.now();
            engine.requests.apply(&marked.request, &event, now)
        };
        let settled = engine.disk.retry_until_it_recovers(apply).await?;
        let clash = matches!(outcome, Err(fault) if fault.cause == Cause::Clash);
        if let Some(step) = marked.steps.first()
            && teaches(step)
            && settled
            && (outcome.is_ok() || clash)
        {
            let profiles = &engine.profiles;
            profiles
                .learn_from_invitation(&self.plan, client, step, clash)
                .await?;
        }
        Ok(())
    }

    /// Asks the platform what became of a request whose outcome is unknown.
    async fn look_up(&self, client: &Client) -> Result<(), StoreError> {
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
        let found = find_instance(client, &self.plan, step.instance()?).await;
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

    /// Asks for the task as which the platform accepted a distribution.
    async fn poll(&self, client: &Client) -> Result<(), StoreError> {
        let Some(task) = self.request.task else {
            return self.apply(&Event::LookupUnclear);
        };
        let task = client.task(task).await;
        self.in_flight.record(&task);
        let unknown = TaskStatus::Other(String::new());
        self.apply(&match &task {
            Ok(task) => Event::Polled(
                task.status.as_ref().unwrap_or(&unknown),
                task.result.as_deref(),
            ),
            Err(fault) => Event::PollFailed(fault),
        })
    }

    fn apply(&self, event: &Event<'_>) -> Result<(), StoreError> {
        let now = self.engine.clock.now();
        self.engine
            .requests
            .apply(&self.request, event, now)
            .map(drop)
    }
}

/// Whether an answer about this step shows how the platform treats invitations. The list of a
/// space, by which administrators are found, leaves out some of the people it knows.
fn teaches(step: &Step) -> bool {
    step.kind == StepKind::Invite && step.instance.is_some()
}

/// Whether an instance is there, and whether anybody has a role of their own in it.
async fn find_instance(client: &Client, plan: &Plan, slug: &Slug) -> Result<InstanceLookup, Fault> {
    let (org, space) = (&plan.place.org, &plan.place.space);
    let instances = client.instances(org, space).await?;
    if !instances.rows.iter().any(|instance| instance.slug == *slug) {
        return Ok(if instances.is_complete() {
            InstanceLookup::Absent
        } else {
            InstanceLookup::Unclear
        });
    }
    let members = client.instance_members(org, space, slug).await?;
    let own = |source: &RoleSource| *source == RoleSource::Instance;
    let somebody = members.rows.iter().any(|member| own(&member.role_source));
    Ok(if somebody || !members.is_complete() {
        InstanceLookup::Peopled
    } else {
        InstanceLookup::Empty
    })
}
