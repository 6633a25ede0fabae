use std::collections::BTreeSet;
use std::sync::PoisonError;

use jiff::{SignedDuration, Timestamp};
use platform::{Cause, Client, Fault};
use store::{Account, Plan, PlanId, RequestState, Step, StepState, StoreError};

use super::{Engine, Happened, Turn};
use crate::presence::{self, Presence};
use crate::reason::{Reason, Why};
use crate::settle::{close_plans, settle_step};

const TRIES: u32 = 12;

impl Engine {
    /// Before the first request of a plan: who is in by now is left alone. A plan only ever
    /// becomes less here, never more.
    pub(super) async fn depart(&self, plan: &Plan) -> Result<Turn, StoreError> {
        if let Some(at) = self.departs_at(plan.id).filter(|at| Timestamp::now() < *at) {
            return Ok(Turn::Until(Some(at)));
        }
        let Some((account, client)) = self.client(&plan.account).await else {
            return Ok(Turn::Worked);
        };
        if let Err(fault) = self.ask_extensions(&account, &client).await? {
            return self.departure_failed(plan, &fault);
        }
        let present = presence::ask(&client, &plan.place(), &plan.aim).await;
        self.heard(&plan.account, &present);
        let present = match present {
            Ok(present) => present,
            Err(fault) => return self.departure_failed(plan, &fault),
        };
        let now = Timestamp::now();
        self.settle_where(plan, now, |step| {
            let why = match present.of(&step.compared)? {
                Presence::Joined => Why::AlreadyJoined,
                Presence::Invited => Why::AlreadyInvited,
            };
            Some((StepState::Already, Reason::of(why)))
        })?;
        self.store().write(|w| w.plan_departed(plan.id, now))?;
        self.departing().remove(&plan.id);
        Ok(Turn::Worked)
    }

    /// What the platform offers beyond its public API, asked once a run.
    async fn ask_extensions(
        &self,
        account: &Account,
        client: &Client,
    ) -> Result<Result<(), Fault>, StoreError> {
        if self
            .shared
            .asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(&account.id)
        {
            return Ok(Ok(()));
        }
        let answer = client.extensions().await;
        self.heard(&account.id, &answer);
        let features = match answer {
            Ok(extensions) => extensions
                .map(|offered| offered.features.iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
            Err(fault) => return Ok(Err(fault)),
        };
        let mut learned = account.learned.clone();
        learned.extensions = Some(features);
        self.store().account_learned(&account.id, &learned)?;
        self.shared
            .asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(account.id.clone());
        Ok(Ok(()))
    }

    fn departure_failed(&self, plan: &Plan, fault: &Fault) -> Result<Turn, StoreError> {
        let now = Timestamp::now();
        let refused = match &fault.cause {
            // The account is held; the departure is tried again when that is over.
            Cause::NoConnection | Cause::Tls { .. } | Cause::NotThePlatform | Cause::KeyRefused => {
                return Ok(Turn::Worked);
            }
            Cause::NotAllowed => Some(Why::NotAllowed),
            Cause::NotFound => Some(Why::NotFound),
            Cause::Deleted => Some(Why::Deleted),
            _ => None,
        };
        let (state, why) = if let Some(why) = refused {
            (StepState::Refused, why)
        } else {
            let mut departing = self.departing();
            let (tries, at) = departing.entry(plan.id).or_insert((0, now));
            *tries += 1;
            if *tries < TRIES {
                let asked = match &fault.cause {
                    Cause::Busy {
                        retry_after: Some(wait),
                    } => SignedDuration::try_from(*wait).unwrap_or(super::LONGEST_WAIT),
                    _ => SignedDuration::ZERO,
                };
                let pause = SignedDuration::from_secs(1 << (*tries).min(8));
                *at = now + asked.max(pause).min(super::LONGEST_WAIT);
                return Ok(Turn::Until(Some(*at)));
            }
            departing.remove(&plan.id);
            (StepState::GaveUp, Why::GaveUp)
        };
        let reason = Reason::from_fault(why, fault);
        self.settle_where(plan, now, |_| Some((state, reason.clone())))?;
        Ok(Turn::Worked)
    }

    /// Brings the steps that have not left to an end, where there is one to bring them to.
    fn settle_where(
        &self,
        plan: &Plan,
        now: Timestamp,
        end: impl Fn(&Step) -> Option<(StepState, Reason)>,
    ) -> Result<(), StoreError> {
        let touched = self.store().write(|w| {
            let mut touched = BTreeSet::from([plan.id]);
            for step in w.steps_of_plan(plan.id)? {
                if step.state != StepState::Waiting {
                    continue;
                }
                let Some((state, reason)) = end(&step) else {
                    continue;
                };
                if let Some(request) = step.request {
                    let mut request = w.request(request)?;
                    request.state = RequestState::Settled;
                    request.due_at = None;
                    w.request_set(&request)?;
                }
                settle_step(w, &step, state, Some(&reason), now, &mut touched)?;
            }
            close_plans(w, &touched, now)?;
            Ok::<_, StoreError>(touched)
        })?;
        for plan in touched {
            self.tell(Happened::Plan(plan));
        }
        Ok(())
    }

    fn departing(
        &self,
    ) -> std::sync::MutexGuard<'_, std::collections::HashMap<PlanId, (u32, Timestamp)>> {
        self.shared
            .departing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn departs_at(&self, plan: PlanId) -> Option<Timestamp> {
        self.departing().get(&plan).map(|(_, at)| *at)
    }
}
