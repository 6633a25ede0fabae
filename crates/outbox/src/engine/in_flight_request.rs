//! One request on its way: sent, looked up, or asked after while the platform works on it.
//!
//! Many of these run at the same time and know nothing of each other. What two of them could
//! disagree about is decided within a transaction, on what is read there (see [`Requests`]).

use platform::{Answer, Cause, Client, Fault, FrozenRequest};
use store::{Account, Plan, Request, RequestState, Step, StepKind, StoreError};

use super::Engine;
use super::check_error::CheckError;
use super::error::EngineError;
use super::rate::LatencyKind;
use super::requests::MarkedRequest;
use super::traffic::InFlight;
use crate::account::features::honours_keys;
use crate::machine::Event;

pub(super) struct InFlightRequest<'e> {
    pub(super) engine: &'e Engine,
    pub(super) plan: Plan,
    pub(super) request: Request,
    pub(super) in_flight: InFlight,
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
            RequestState::Waiting => LatencyKind::Sent(self.request.kind),
            _ => LatencyKind::LookedUp(self.request.kind),
        };
        self.in_flight.complete_request(kind);
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
        let occupied = match self.occupied(client).await {
            Ok(occupied) => occupied,
            Err(CheckError::Fault(fault)) => {
                return Ok(self.apply(&Event::CheckFailed(&fault))?);
            }
            Err(CheckError::Store(error)) => return Err(error.into()),
        };
        let (requests, now) = (&engine.requests, engine.clock.now());
        let profile = &account.profile;
        let marked = requests.mark_sending(&self.plan, &self.request, &occupied, profile, now)?;
        let Some(marked) = marked else {
            // The plan isn't as this process knows it: another one has paused or cancelled it, say.
            // Without reading it again, the same request would be tried again at once, and again.
            engine.wake.mark_plans_changed();
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

    /// Asks for the task as which the platform accepted a distribution.
    async fn poll(&self, client: &Client) -> Result<(), StoreError> {
        let Some(task) = self.request.task else {
            return self.apply(&Event::LookupUnclear);
        };
        let task = client.task(task).await;
        self.in_flight.record(&task);
        self.apply(&match &task {
            Ok(task) => Event::Polled(task.status.as_ref(), task.result.as_deref()),
            Err(fault) => Event::PollFailed(fault),
        })
    }

    pub(super) fn apply(&self, event: &Event<'_>) -> Result<(), StoreError> {
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
