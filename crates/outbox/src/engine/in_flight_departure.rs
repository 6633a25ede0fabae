//! The departure of one plan: what the platform is asked before the first request leaves.
//!
//! It is asked what it offers, who is in already, and what the chosen snapshot holds. All of that
//! may have changed since the draft was reviewed, so none of it is taken from what was kept.

use platform::Client;
use store::{Account, MaterialContents, Plan, PlanMaterial, StoreError};
use tokio::time::Instant;

use super::Engine;
use super::departure_records::{DepartureOutcome, distributes};
use super::profiles::ProfileReadError;
use super::traffic::InFlight;
use crate::departure::compared_targets::{CompareError, compare_lately};
use crate::departure::material::read_material;
use crate::departure::view::{DepartureView, read_platform};
use crate::plan::intent::distributes_only;

pub(super) struct InFlightDeparture<'e> {
    engine: &'e Engine,
    plan: Plan,
    in_flight: InFlight,
}

/// What the platform showed.
struct ReadForDeparture {
    view: DepartureView,
    material: Option<PlanMaterial>,
}

impl<'e> InFlightDeparture<'e> {
    pub(super) fn dispatch(engine: &'e Engine, plan: Plan) -> Self {
        Self {
            in_flight: engine.traffic.dispatch(&plan.place.account),
            engine,
            plan,
        }
    }

    /// Runs to its end, and settles its place in the traffic.
    pub(super) async fn run(self) -> Result<DepartureOutcome, StoreError> {
        let outcome = self.depart().await;
        self.in_flight.complete_departure();
        outcome
    }

    async fn depart(&self) -> Result<DepartureOutcome, StoreError> {
        let records = &self.engine.departure_records;
        let retry_at = records.retry_at(self.plan.id);
        if let Some(at) = retry_at.filter(|at| Instant::now() < *at) {
            return Ok(DepartureOutcome::RetryAt(at));
        }
        let Some((account, client)) = self.in_flight.client().await else {
            return Ok(DepartureOutcome::Finished);
        };
        match self.read_platform(&account, &client).await {
            Ok(Some(ReadForDeparture { view, material })) => {
                let now = self.engine.clock.now();
                records.record_view(&self.plan, &view, material.as_ref(), now)?;
            }
            Ok(None) => records.hold_without_snapshot(self.plan.id)?,
            Err(ProfileReadError::Fault(fault)) => {
                return records.record_fault(&self.plan, &fault);
            }
            Err(ProfileReadError::Store(error)) => return Err(error),
        }
        Ok(DepartureOutcome::Finished)
    }

    /// `None` where the snapshot that was to be distributed isn't there any more.
    async fn read_platform(
        &self,
        account: &Account,
        client: &Client,
    ) -> Result<Option<ReadForDeparture>, ProfileReadError> {
        let (engine, plan) = (self.engine, &self.plan);
        let profiles = &engine.profiles;
        profiles
            .read_extensions(account, client, &self.in_flight)
            .await?;
        let steps = engine.store.steps(plan.id)?;
        let view = read_platform(client, plan, &steps).await;
        self.in_flight.record(&view);
        let mut view = view?;
        let mut material = plan.material.clone().filter(|_| distributes(&steps));
        if let Some(material) = &mut material {
            let found = read_material(material, client, &plan.place).await;
            self.in_flight.record(&found);
            if !found? {
                return Ok(None);
            }
        }
        if let Some(MaterialContents::Read(contents)) =
            material.as_ref().map(|material| &material.contents)
            && distributes_only(&plan.intent)
        {
            let (store, place) = (&engine.store, &plan.place);
            let now = engine.clock.now();
            let targets = view.targets_to_compare(plan, &steps);
            let found = compare_lately(store, client, place, contents, &targets, now).await;
            let found = match found {
                Err(CompareError::Store(error)) => return Err(error.into()),
                Err(CompareError::Fault(fault)) => Err(fault),
                Ok(found) => Ok(found),
            };
            self.in_flight.record(&found);
            view.found = found?;
        }
        Ok(Some(ReadForDeparture { view, material }))
    }
}
