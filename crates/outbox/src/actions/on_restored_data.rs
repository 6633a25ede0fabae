//! Data that were restored from an earlier day, or copied to another computer.

use std::collections::BTreeSet;

use jiff::Timestamp;
use store::{
    Hold, Installation, Plan, PlanState, RequestId, RequestState, StepState, StoreError, Write,
};

use crate::engine::apply_verdict::settle;
use crate::engine::{Engine, EngineError, Happened};
use crate::machine::{Event, Verdict};
use crate::plan::chain::Touched;
use crate::plan::conclude::conclude;
use crate::plan::reason::{Reason, Why};

impl Engine {
    /// Whatever is unsettled may have been sent from elsewhere: it is unsure, and every plan
    /// waits for a word. The data are this installation's from now on. Returns how many steps
    /// are unsettled.
    pub(crate) fn data_moved(
        &self,
        mark: &Installation,
        now: Timestamp,
    ) -> Result<u32, StoreError> {
        let (unsettled, plans) = self.store().write(|w| {
            w.installation_set(mark)?;
            let mut unsettled = 0;
            let plans = w.plans_under_way()?;
            for plan in &plans {
                unsettled += hold_as_moved(w, plan, now)?;
            }
            Ok::<_, StoreError>((unsettled, plans))
        })?;
        for plan in plans {
            self.tell(Happened::Plan(plan.id));
        }
        Ok(unsettled)
    }

    /// The user's one answer for all of them: what became of it is looked up where the platform
    /// can tell, and what is surely not done goes on.
    pub fn data_go_on(&self, now: Timestamp) -> Result<(), EngineError> {
        for plan in self.store().plans_under_way()? {
            if is_moved(&plan) {
                self.moved_goes_on(&plan, now)?;
            }
        }
        Ok(())
    }

    pub(crate) fn moved_goes_on(&self, plan: &Plan, now: Timestamp) -> Result<(), EngineError> {
        let learned = self.learned(plan.id)?;
        let touched = self.store().write(|w| {
            let mut touched = Touched::from([plan.id]);
            if !is_moved(&w.plan(plan.id)?) {
                return Ok(touched);
            }
            for request in unsure_requests(w, plan)? {
                let mut request = w.request(request)?;
                request.lookups = 0;
                // As late as this it may have left from elsewhere.
                request.last_sent_at = Some(now);
                let (_, also) = self.decide(w, request, &Event::FoundSending, &learned, now)?;
                touched.extend(also);
            }
            for mut request in w.requests_open(plan.id)? {
                if request.state == RequestState::Later && request.maybe_taken {
                    request.last_sent_at = Some(now);
                    w.request_set(&request)?;
                }
            }
            // Who is in by now is read again before anything leaves.
            w.plan_renewed(plan.id, now)?;
            w.plan_state(plan.id, PlanState::Sending, None, None)?;
            conclude(w, plan.id, &mut touched, now)?;
            Ok::<_, StoreError>(touched)
        })?;
        self.tell_all(touched);
        self.wake();
        Ok(())
    }
}

pub(crate) fn is_moved(plan: &Plan) -> bool {
    plan.hold == Some(Hold::DataMoved)
}

/// Returns how many of its steps are unsettled.
fn hold_as_moved(w: &Write<'_>, plan: &Plan, now: Timestamp) -> Result<u32, StoreError> {
    let unsure = Verdict::Settle(StepState::Unsure, Some(Reason::of(Why::MailUnsure)));
    for mut request in w.requests_open(plan.id)? {
        request.maybe_taken = true;
        // Not known here, so the earliest it can be: the platform may have forgotten its key.
        request.first_sent_at = request.first_sent_at.or(Some(plan.created_at));
        if request.state == RequestState::Later {
            // Its turn has not come here; when it does, it is looked up first.
            w.request_set(&request)?;
            continue;
        }
        request.state = RequestState::Settled;
        request.due_at = None;
        settle(w, &request, &unsure, now)?;
    }
    w.plan_state(plan.id, PlanState::Held, Some(&Hold::DataMoved), None)?;
    let steps = w.steps_of_plan(plan.id)?;
    let unsettled = steps.iter().filter(|step| {
        matches!(
            step.state,
            StepState::Unsure | StepState::Waiting | StepState::Sending | StepState::Blocked
        )
    });
    Ok(u32::try_from(unsettled.count()).unwrap_or(u32::MAX))
}

/// One request may serve many steps.
fn unsure_requests(w: &Write<'_>, plan: &Plan) -> Result<BTreeSet<RequestId>, StoreError> {
    let steps = w.steps_of_plan(plan.id)?.into_iter();
    let unsure = steps.filter(|step| step.state == StepState::Unsure);
    Ok(unsure.filter_map(|step| step.request).collect())
}
