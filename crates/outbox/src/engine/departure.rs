use std::sync::PoisonError;
use std::time::Duration;

use jiff::Timestamp;
use platform::{Cause, Client, Fault, Proof};
use store::{
    Account, Plan, PlanId, PlanState, RequestState, Step, StepKind, StepState, StoreError, Write,
};
use tokio::time::Instant;

use super::{Engine, Turn};
use crate::machine::{LONGEST_WAIT, TRIES, asked_to_wait};
use crate::plan::chain::{Touched, release, settle_step};
use crate::plan::conclude::conclude;
use crate::plan::hold::Hold;
use crate::plan::material::PlanMaterial;
use crate::plan::reason::{Reason, Why};
use crate::seen::departure_view::{self, DepartureView};
use crate::seen::retry_reads::read;

/// Before a departure is tried again it is waited at least so long.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

impl Engine {
    /// Before the first request of a plan: who is in by now is left alone, and what is there
    /// already is not made. A plan only ever becomes less here, never more.
    pub(super) async fn depart(&self, plan: &Plan) -> Result<Turn, StoreError> {
        if let Some(at) = self.departs_at(plan.id).filter(|at| Instant::now() < *at) {
            return Ok(Turn::Until(at));
        }
        let Some((account, client)) = self.client(&plan.account).await else {
            return Ok(Turn::Worked);
        };
        if let Err(fault) = self.ask_extensions(&account, &client).await? {
            return self.departure_failed(plan, &fault);
        }
        let steps = self.store().steps(plan.id)?;
        let seen = departure_view::look(&client, plan, &steps).await;
        self.heard(&plan.account, &seen);
        let seen = match seen {
            Ok(seen) => seen,
            Err(fault) => return self.departure_failed(plan, &fault),
        };
        let hands_out = |step: &Step| {
            step.kind == StepKind::HandOut
                && matches!(step.state, StepState::Waiting | StepState::Blocked)
        };
        let mut material = PlanMaterial::of(plan).filter(|_| steps.iter().any(hands_out));
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
        seen: &DepartureView,
        material: Option<&PlanMaterial>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let names = material.map(PlanMaterial::unsaid).unwrap_or_default();
        let touched = self.store().write(|w| {
            let mut touched = Touched::from([plan]);
            // Paused or cancelled meanwhile: it departs when it is to go on, if ever.
            if w.plan(plan)?.state != PlanState::Sending {
                return Ok(touched);
            }
            if let Some(material) = material {
                w.plan_material(plan, Some(&material.to_text()))?;
            }
            if names.is_empty() {
                seen.settle(w, plan, now, &mut touched)?;
                w.plan_departed(plan, seen.saw_all, now)?;
                conclude(w, plan, &mut touched, now)?;
            } else {
                let hold = Hold::CannotHandOut { names };
                w.plan_state(plan, PlanState::Held, Some(&hold.to_text()), None)?;
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

    /// Ends what will never depart, and puts off what may yet.
    pub(crate) fn departure_failed(&self, plan: &Plan, fault: &Fault) -> Result<Turn, StoreError> {
        let now = self.now();
        let refused = match &fault.cause {
            // The account is held; the departure is tried again when that is over.
            Cause::NoConnection | Cause::Tls { .. } | Cause::NotThePlatform | Cause::KeyRefused => {
                return Ok(Turn::Worked);
            }
            // A refusal counts only in the platform's own shape; anything else may be a proxy's.
            _ if fault.proof == Proof::Unsure => None,
            Cause::NotAllowed => Some(Why::NotAllowed),
            Cause::NotFound => Some(Why::NotFound),
            Cause::Deleted => Some(Why::Deleted),
            _ => None,
        };
        let (state, why) = if let Some(why) = refused {
            (StepState::Refused, why)
        } else {
            let mut departing = self.departing();
            let (tries, at) = departing.entry(plan.id).or_insert((0, Instant::now()));
            *tries += 1;
            if *tries < TRIES {
                let asked = asked_to_wait(&fault.cause);
                if asked > LONGEST_WAIT {
                    drop(departing);
                    let until = now.checked_add(asked).unwrap_or(Timestamp::MAX);
                    self.hold(plan.id, Hold::Busy, Some(until))?;
                    return Ok(Turn::Worked);
                }
                let pause = Duration::from_secs(1 << (*tries).min(8));
                let pause = FIRST_PAUSE + pause.mul_f64(rand::random());
                let asked = Duration::try_from(asked).unwrap_or_default();
                *at = Instant::now() + asked.max(pause);
                return Ok(Turn::Until(*at));
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
    ) -> std::sync::MutexGuard<'_, std::collections::HashMap<PlanId, (u32, Instant)>> {
        self.shared
            .departing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn departs_at(&self, plan: PlanId) -> Option<Instant> {
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
    // A handing-out follows the creation before it; what waits for another plan's has none.
    let follows = step.kind == StepKind::HandOut && !step.waits_for_act;
    if step.state != StepState::Waiting || follows {
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
