//! What the user does with plans and steps that are under way.

use std::collections::BTreeSet;

use jiff::Timestamp;
use store::{PlanId, PlanState, RequestState, Step, StepId, StepState, StoreError, Write};

use super::{Engine, EngineError, Happened};
use crate::hold::Hold;
use crate::reason::{Reason, Why};
use crate::settle::{close_plans, open_afresh, serve_afresh, settle_step};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepAction {
    /// Refused, given up or cancelled: again, as a new request.
    Retry,
    /// Unsure, and the user's word: once more, though it may be the second mail.
    SendAgain,
    /// Unsure: is the person in by now?
    LookAgain,
}

impl Engine {
    pub fn pause(&self, plan: PlanId) -> Result<(), EngineError> {
        self.change(plan, |w| match w.plan(plan)?.state {
            PlanState::Settled => Err(EngineError::TooLate),
            _ => Ok(w.plan_state(plan, PlanState::Paused, None, None)?),
        })
    }

    /// Ends a pause, a hold or the grace.
    pub fn go_on(&self, plan: PlanId, now: Timestamp) -> Result<(), EngineError> {
        self.change(plan, |w| {
            let found = w.plan(plan)?;
            if found.state == PlanState::Settled {
                return Err(EngineError::TooLate);
            }
            let hold = found.hold.as_deref().and_then(Hold::from_text);
            if hold == Some(Hold::TooOld) {
                w.plan_renewed(plan, now)?;
            }
            Ok(w.plan_state(plan, PlanState::Sending, None, None)?)
        })
    }

    /// Takes back what has not left. Before departure that is all of it, and the draft is
    /// there again. What may have been taken is looked up first.
    pub fn cancel(&self, plan: PlanId, now: Timestamp) -> Result<(), EngineError> {
        self.change(plan, |w| {
            let found = w.plan(plan)?;
            if found.state == PlanState::Settled {
                return Err(EngineError::TooLate);
            }
            let mut touched = BTreeSet::from([plan]);
            for step in w.steps_of_plan(plan)? {
                cancel_step(w, &step, now, &mut touched)?;
            }
            if found.departed_at.is_none() {
                w.draft_restore(found.draft)?;
            }
            w.plan_cancelled(plan, Some(now))?;
            w.plan_state(plan, PlanState::Sending, None, None)?;
            close_plans(w, &touched, now)?;
            Ok(())
        })
    }

    /// Retries everything of a plan that was refused or given up.
    pub fn retry_failed(&self, plan: PlanId) -> Result<(), EngineError> {
        self.change(plan, |w| {
            for step in w.steps_of_plan(plan)? {
                if matches!(step.state, StepState::Refused | StepState::GaveUp) {
                    open_afresh(w, &step, Timestamp::now())?;
                }
            }
            w.plan_cancelled(plan, None)?;
            Ok(w.plan_state(plan, PlanState::Sending, None, None)?)
        })
    }

    pub fn step(
        &self,
        step: StepId,
        action: StepAction,
        now: Timestamp,
    ) -> Result<PlanId, EngineError> {
        let plan = self.store().write(|w| {
            let step = w.step(step)?;
            match (action, step.state) {
                (
                    StepAction::Retry,
                    StepState::Refused | StepState::GaveUp | StepState::Cancelled,
                ) => {
                    open_afresh(w, &step, now)?;
                }
                (StepAction::SendAgain, StepState::Unsure) => {
                    let act = step.act.ok_or(StoreError::Gone("the act"))?;
                    serve_afresh(w, &step, act)?;
                }
                (StepAction::LookAgain, StepState::Unsure) => look_again(w, &step)?,
                _ => return Err(EngineError::TooLate),
            }
            if action != StepAction::LookAgain {
                w.plan_cancelled(step.plan, None)?;
            }
            w.plan_state(step.plan, PlanState::Sending, None, None)?;
            Ok(step.plan)
        })?;
        self.tell(Happened::Plan(plan));
        self.wake();
        Ok(plan)
    }

    fn change(
        &self,
        plan: PlanId,
        work: impl FnOnce(&Write<'_>) -> Result<(), EngineError>,
    ) -> Result<(), EngineError> {
        self.store().write(work)?;
        self.tell(Happened::Plan(plan));
        self.wake();
        Ok(())
    }
}

fn cancel_step(
    w: &Write<'_>,
    step: &Step,
    now: Timestamp,
    touched: &mut BTreeSet<PlanId>,
) -> Result<(), StoreError> {
    if !matches!(step.state, StepState::Waiting | StepState::Sending) {
        return Ok(());
    }
    if let Some(request) = step.request {
        let mut request = w.request(request)?;
        match request.state {
            // On the wire or being looked up: its end is awaited, then nothing more follows.
            RequestState::Sending | RequestState::Looking | RequestState::Running => return Ok(()),
            RequestState::Waiting if request.maybe_taken => {
                request.state = RequestState::Looking;
                request.due_at = None;
                return w.request_set(&request);
            }
            RequestState::Waiting | RequestState::Settled => {
                request.state = RequestState::Settled;
                request.due_at = None;
                w.request_set(&request)?;
            }
        }
    }
    let reason = Reason::of(Why::Cancelled);
    settle_step(w, step, StepState::Cancelled, Some(&reason), now, touched)
}

fn look_again(w: &Write<'_>, step: &Step) -> Result<(), StoreError> {
    let mut request = w.request(step.request.ok_or(StoreError::Gone("the request"))?)?;
    request.state = RequestState::Looking;
    request.looks = 0;
    request.due_at = None;
    w.request_set(&request)?;
    w.step_state(step.id, StepState::Sending, None, None)
}
