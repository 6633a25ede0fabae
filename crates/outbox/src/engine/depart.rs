use std::sync::PoisonError;

use jiff::{SignedDuration, Timestamp};
use platform::{Cause, Client, Fault};
use store::{Account, Plan, PlanId, RequestState, Step, StepKind, StepState, StoreError, Write};

use super::{Engine, Turn};
use crate::chain::{Touched, release, settle_step};
use crate::hold::Hold;
use crate::material::Material;
use crate::reading::read;
use crate::reason::{Reason, Why};
use crate::settle::conclude;
use crate::sighting::{self, Sighting};

const TRIES: u32 = 12;

impl Engine {
    /// Before the first request of a plan: who is in by now is left alone, and what is there
    /// already is not made. A plan only ever becomes less here, never more.
    pub(super) async fn depart(&self, plan: &Plan) -> Result<Turn, StoreError> {
        if let Some(at) = self.departs_at(plan.id).filter(|at| self.now() < *at) {
            return Ok(Turn::Until(Some(at)));
        }
        let Some((account, client)) = self.client(&plan.account).await else {
            return Ok(Turn::Worked);
        };
        if let Err(fault) = self.ask_extensions(&account, &client).await? {
            return self.departure_failed(plan, &fault);
        }
        let steps = self.store().steps(plan.id)?;
        let seen = sighting::look(&client, plan, &steps).await;
        self.heard(&plan.account, &seen);
        let seen = match seen {
            Ok(seen) => seen,
            Err(fault) => return self.departure_failed(plan, &fault),
        };
        let hands_out = |step: &Step| {
            step.kind == StepKind::HandOut
                && matches!(step.state, StepState::Waiting | StepState::Blocked)
        };
        let mut material = Material::of(plan).filter(|_| steps.iter().any(hands_out));
        if let Some(material) = &mut material {
            let found = material.find(&client, &plan.place()).await;
            self.heard(&plan.account, &found);
            match found {
                Ok(true) => {}
                Ok(false) => {
                    self.hold(plan.id, Hold::SnapshotGone, None)?;
                    return Ok(Turn::Worked);
                }
                Err(fault) => return self.departure_failed(plan, &fault),
            }
        }
        self.departed(plan.id, &seen, material.as_ref(), self.now())?;
        self.departing().remove(&plan.id);
        Ok(Turn::Worked)
    }

    /// Writes down what was seen at departure. What cannot be handed out and was not said yet
    /// holds the plan instead.
    pub(crate) fn departed(
        &self,
        plan: PlanId,
        seen: &Sighting,
        material: Option<&Material>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let names = material.map(Material::unsaid).unwrap_or_default();
        let touched = self.store().write(|w| {
            let mut touched = Touched::from([plan]);
            if let Some(material) = material {
                w.plan_material(plan, Some(&material.to_text()))?;
            }
            if names.is_empty() {
                seen.settle(w, plan, now, &mut touched)?;
                w.plan_departed(plan, seen.saw_all, now)?;
                conclude(w, plan, &mut touched, now)?;
            } else {
                let hold = Hold::CannotHandOut { names };
                let state = store::PlanState::Held;
                w.plan_state(plan, state, Some(&hold.to_text()), None)?;
            }
            Ok::<_, StoreError>(touched)
        })?;
        self.tell_all(touched);
        Ok(())
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
        let answer = read(|| client.extensions()).await;
        self.heard(&account.id, &answer);
        let features = match answer {
            Ok(extensions) => extensions
                .map(|offered| offered.features.iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
            Err(fault) => return Ok(Err(fault)),
        };
        self.store()
            .account_learn(&account.id, |learned| learned.extensions = Some(features))?;
        self.shared
            .asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(account.id.clone());
        Ok(Ok(()))
    }

    fn departure_failed(&self, plan: &Plan, fault: &Fault) -> Result<Turn, StoreError> {
        let now = self.now();
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
        let touched = self.store().write(|w| {
            let mut touched = Touched::from([plan.id]);
            for step in w.steps_of_plan(plan.id)? {
                end_before_departure(w, step.id, state, &reason, now, &mut touched)?;
            }
            conclude(w, plan.id, &mut touched, now)?;
            Ok::<_, StoreError>(touched)
        })?;
        self.tell_all(touched);
        Ok(Turn::Worked)
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

/// Brings a step that has not left, and waits for no other, to an end.
fn end_before_departure(
    w: &Write<'_>,
    step: store::StepId,
    state: StepState,
    reason: &Reason,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let step = w.step(step)?;
    if step.state != StepState::Waiting || step.kind == StepKind::HandOut {
        return Ok(());
    }
    if let Some(request) = step.request
        && w.request(request)?.state != RequestState::Waiting
    {
        return Ok(());
    }
    release(w, &step)?;
    settle_step(w, &step, state, Some(reason), now, touched)
}
