//! Chains of steps: which step waits for which, and what follows for the others when the state
//! of one of them changes.
//!
//! A chain is all the steps of a plan that serve one act, in their order: an instance is
//! created, a snapshot is distributed to it, and the person is invited into it. Two plans may
//! want the same act. Then only one of them holds the act and sends, and the steps of the other
//! wait for it. Everything here happens within the transaction that changed the first step, so
//! that a chain is never stored half updated.

use jiff::SignedDuration;
use store::{
    Act, ActId, ActPurpose, CloseReason, Plan, PlanId, Reason, RequestState, Step, StepId,
    StepKind, StepState, StoreError, Why,
};

use crate::plan::change::PlanChange;
use crate::plan::intent::call_of_step;

/// A plan that took over an act departs again after this time, together with whatever else it takes over
/// until then.
pub(crate) const DEPARTS_AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(2);

/// Whether a step has ended in such a way that the steps behind it cannot follow. The user can
/// retry such a step.
pub(crate) fn ended_without_success(state: StepState) -> bool {
    matches!(
        state,
        StepState::Refused | StepState::GaveUp | StepState::Cancelled
    )
}

/// Whether what a step is for is there, no matter who did it.
pub(super) fn is_done(state: StepState) -> bool {
    matches!(state, StepState::Done | StepState::Already)
}

impl PlanChange<'_> {
    /// Settles one step, and updates the steps behind it and the act that it serves.
    pub(crate) fn settle_step(
        &mut self,
        step: &Step,
        state: StepState,
        reason: Option<&Reason>,
    ) -> Result<(), StoreError> {
        self.touch(step.plan);
        self.w
            .step_set_state(step.id, state, reason, Some(self.now))?;
        self.update_dependents(step.id)?;
        match step.act {
            // A step that waits for another plan's act does not decide about that act.
            Some(act) if !step.waits_for_act => self.update_act(step.plan, act),
            _ => Ok(()),
        }
    }

    /// Updates the steps that depend on a step, after the state of that step has changed.
    pub(super) fn update_dependents(&mut self, step: StepId) -> Result<(), StoreError> {
        for behind in self.w.steps_after(step)? {
            self.update_readiness(behind.id)?;
        }
        Ok(())
    }

    /// Updates a step that has not been sent from the states of the steps before it: it is ready
    /// to be sent, it waits, or it is blocked. The steps behind it are updated in turn.
    pub(crate) fn update_readiness(&mut self, step: StepId) -> Result<(), StoreError> {
        let mut step = self.w.step(step)?;
        if step.waits_for_act || !matches!(step.state, StepState::Waiting | StepState::Blocked) {
            return Ok(());
        }
        let before = self.w.steps_before(step.id)?;
        let root = before.iter().find_map(blocking_step);
        if step.state == StepState::Blocked && root.is_none() {
            // Its act was closed while it was blocked, and has to be opened again.
            if !self.claim_act(&step)? {
                return Ok(());
            }
            step = self.w.step(step.id)?;
        }
        let ready = before.iter().all(|before| is_done(before.state));
        self.w.step_set_ready(step.id, ready)?;
        if let Some(request) = step.request {
            self.w.request_set_ready(request, ready)?;
        }
        let (state, reason) = match root {
            Some(root) => (StepState::Blocked, Some(Reason::waits_for(root))),
            None => (StepState::Waiting, None),
        };
        if (state, &reason) != (step.state, &step.reason) {
            self.touch(step.plan);
            self.w
                .step_set_state(step.id, state, reason.as_ref(), None)?;
            self.update_dependents(step.id)?;
            match step.act {
                Some(act) if root.is_some() => self.update_act(step.plan, act)?,
                _ => self.update_steps_waiting_for_chain_of(&step)?,
            }
        }
        // Without the user's word nothing is distributed to an instance that the plan did not
        // create, because a distribution overwrites what is in it.
        let found = before
            .iter()
            .any(|before| before.state == StepState::Already);
        if ready && found && step.kind == StepKind::Distribute && !step.overwrites {
            let why = Reason::of(Why::Exists);
            self.settle_step(&step, StepState::Already, Some(&why))?;
        }
        Ok(())
    }

    /// Checks again, just before a step is sent, that the steps before it are done. If they are
    /// not, the step waits again or is blocked. This happens with restored data: the
    /// installation that they come from may have sent the step, while the steps before it are
    /// still open in this copy.
    pub(crate) fn recheck_readiness(&mut self, step: &Step) -> Result<bool, StoreError> {
        let before = self.w.steps_before(step.id)?;
        if before.iter().all(|before| is_done(before.state)) {
            return Ok(true);
        }
        if let Some(request) = step.request {
            self.w.request_set_ready(request, false)?;
        }
        self.w
            .step_set_state(step.id, StepState::Waiting, None, None)?;
        self.touch(step.plan);
        self.update_readiness(step.id)?;
        Ok(false)
    }
}

/// The step that blocks the steps behind this one, if any does: this one, or the one that
/// blocks it.
fn blocking_step(before: &Step) -> Option<StepId> {
    match before.state {
        StepState::Blocked => before.reason.as_ref().and_then(|reason| reason.waits_for),
        StepState::Unknown => Some(before.id),
        state if ended_without_success(state) => Some(before.id),
        _ => None,
    }
}

impl PlanChange<'_> {
    /// Updates the steps of other plans that wait for the act of this step's chain. They wait
    /// while something in the chain goes on by itself, and are blocked while it needs the user.
    pub(super) fn update_steps_waiting_for_chain_of(
        &mut self,
        step: &Step,
    ) -> Result<(), StoreError> {
        let Some(act) = step.act.filter(|_| !step.waits_for_act) else {
            return Ok(());
        };
        let others = self.w.steps_waiting_for_act(act)?;
        if others.is_empty() {
            return Ok(());
        }
        let chain = self.w.steps_of_chain(step.plan, act)?;
        let moves = |step: &Step| matches!(step.state, StepState::Waiting | StepState::Sending);
        let (state, reason) = match chain.iter().find_map(blocking_step) {
            Some(root) if !chain.iter().any(moves) => {
                (StepState::Blocked, Some(Reason::waits_for(root)))
            }
            _ => (StepState::Waiting, None),
        };
        for other in others {
            if (other.state, &other.reason) != (state, &reason) {
                self.touch(other.plan);
                self.w
                    .step_set_state(other.id, state, reason.as_ref(), None)?;
                self.update_dependents(other.id)?;
            }
        }
        Ok(())
    }

    /// Updates an act after a step of its chain was settled. The act is done when the whole chain
    /// is done. It is closed when no step of the chain will be sent any more and not all of it
    /// was done. A step whose outcome is unknown keeps it open.
    fn update_act(&mut self, plan: PlanId, act: ActId) -> Result<(), StoreError> {
        let chain = self.w.steps_of_chain(plan, act)?;
        if chain.iter().all(|step| is_done(step.state)) {
            self.w.act_set_done(act, self.now)?;
            return self.pass_on_done_act(act);
        }
        let why = if self.is_undecided(&chain)? {
            None
        } else {
            self.reason_to_close(&chain)?
        };
        let Some(why) = why else {
            return match chain.first() {
                Some(step) => self.update_steps_waiting_for_chain_of(step),
                None => Ok(()),
            };
        };
        self.close_act(act, why)
    }

    /// Ends an invitation on the user's word: its act is closed for a reason of its own, which the state
    /// of the step doesn't tell.
    pub(crate) fn end_invitation(
        &mut self,
        step: &Step,
        state: StepState,
        reason: &Reason,
        why: CloseReason,
    ) -> Result<(), StoreError> {
        self.touch(step.plan);
        self.w
            .step_set_state(step.id, state, Some(reason), Some(self.now))?;
        self.update_dependents(step.id)?;
        match step.act {
            Some(act) if !step.waits_for_act => self.close_act(act, why),
            _ => Ok(()),
        }
    }

    /// Closes an act, and gives it to the next plan that waits for it. Every act ends here, whatever has
    /// ended it, so that nobody waits for one that was closed.
    pub(crate) fn close_act(&mut self, act: ActId, why: CloseReason) -> Result<(), StoreError> {
        self.w.act_close(act, why, self.now)?;
        self.hand_act_to_next_plan(act)
    }

    /// Whether a step of a chain is still under way, or may have been sent with an unknown outcome.
    fn is_undecided(&self, chain: &[Step]) -> Result<bool, StoreError> {
        for step in chain {
            match (step.state, step.request) {
                (StepState::Waiting | StepState::Sending | StepState::Unknown, _) => {
                    return Ok(true);
                }
                // The installation that restored data come from may have sent it.
                (StepState::Blocked, Some(request)) if self.w.request(request)?.maybe_taken => {
                    return Ok(true);
                }
                _ => {}
            }
        }
        Ok(false)
    }

    /// Why the act of a chain is closed when no step of it is under way any more. An invitation
    /// that is blocked because its group instance could not be created has certainly not been
    /// sent, so its act is closed too, and another plan may send it. When the user retries the
    /// group instance, the act is opened again, unless another plan has opened it by then.
    /// `None` where the step that blocks the chain may still go on by itself.
    fn reason_to_close(&self, chain: &[Step]) -> Result<Option<CloseReason>, StoreError> {
        for step in chain {
            match step.state {
                StepState::GaveUp => return Ok(Some(CloseReason::GaveUp)),
                StepState::Cancelled => return Ok(Some(CloseReason::Cancelled)),
                StepState::Refused => return Ok(Some(CloseReason::Refused)),
                _ => {}
            }
        }
        for root in chain.iter().filter_map(blocking_step) {
            if ended_without_success(self.w.step(root)?.state) {
                return Ok(Some(CloseReason::Blocked));
            }
        }
        Ok(None)
    }

    /// Updates the steps that wait for an act, after some of them have begun to wait for it.
    pub(crate) fn update_steps_waiting_for_act(&mut self, act: &Act) -> Result<(), StoreError> {
        if act.done_at.is_some() {
            return self.pass_on_done_act(act.id);
        }
        match self.w.step_of_act(act.id)? {
            Some(step) => self.update_steps_waiting_for_chain_of(&step),
            None => Ok(()),
        }
    }

    /// An act is done, so the steps of other plans that waited for it have nothing left to do.
    ///
    /// An instance for several people, or for nobody yet, is the exception. It has the slug that the
    /// other plans want, but its name and its kind may be others than they mean. So each of them takes
    /// the act over, departs again, and decides from what the platform shows then, like any plan that
    /// finds an instance. No open act has to say that the instance exists.
    fn pass_on_done_act(&mut self, act: ActId) -> Result<(), StoreError> {
        let (key, _) = self.w.act(act)?;
        if matches!(key.purpose, ActPurpose::GroupInstance(_)) {
            return self.close_act(act, CloseReason::Made);
        }
        for other in self.w.steps_waiting_for_act(act)? {
            let invited = Reason::of(Why::AlreadyInvited);
            let reason = (other.kind == StepKind::Invite).then_some(&invited);
            self.settle_step(&other, StepState::Already, reason)?;
        }
        if matches!(key.purpose, ActPurpose::Distribution { .. }) {
            return self.close_act(act, CloseReason::Made);
        }
        Ok(())
    }

    /// An act was closed. The first plan that waited for it opens the act anew and sends its own
    /// chain; the other plans wait for that one.
    fn hand_act_to_next_plan(&mut self, closed: ActId) -> Result<(), StoreError> {
        let waiting = self.w.steps_waiting_for_act(closed)?;
        let Some(first) = waiting.first().map(|step| step.plan) else {
            return Ok(());
        };
        let (key, _) = self.w.act(closed)?;
        let act = self.w.act_add(&key, self.now)?;
        let (taking, others): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|step| step.plan == first);
        for other in others {
            self.w.step_wait_for_act(other.id, act)?;
        }
        let plan = self.w.plan(first)?;
        for step in self.w.steps_of_chain(first, closed)? {
            self.w.step_take_over(step.id, act)?;
        }
        // The plan may have departed before the other plan created something, so it has to read
        // again what exists on the platform. It waits for more acts that are closed about now, because
        // a departure reads long lists.
        let from = match plan.departs_from.filter(|from| *from > self.now) {
            Some(from) => from,
            None => self.now + DEPARTS_AGAIN_AFTER,
        };
        self.w.plan_depart_again(first, Some(from))?;
        for step in taking {
            self.assign_request(&plan, step.id)?;
        }
        Ok(())
    }

    /// Assigns a request to a step that is to be sent, or to be sent again. It is a new request
    /// with a new idempotency key, unless the step has one that was never sent. A distribution
    /// gets its request later, together with others.
    pub(crate) fn assign_request(&mut self, plan: &Plan, step: StepId) -> Result<(), StoreError> {
        self.touch(plan.id);
        let step = self.w.step(step)?;
        if step.kind == StepKind::Distribute {
            self.w.step_set_request(step.id, None)?;
            self.w.step_set_distribution(step.id, 0, step.overwrites)?;
        } else {
            let has_unsent = match step.request {
                Some(request) => self.w.request(request)?.state == RequestState::NotReady,
                None => false,
            };
            if !has_unsent {
                let call = call_of_step(&plan.place, &plan.intent, &step)
                    .ok_or(StoreError::Invariant("the intent of a plan is whole"))?;
                let request = self.freeze_request(plan.id, &call, false)?;
                self.w.step_set_request(step.id, Some(request))?;
            }
        }
        self.w
            .step_set_state(step.id, StepState::Waiting, None, None)?;
        self.update_readiness(step.id)?;
        self.unblock_dependents(step.id)
    }

    /// Makes sure that this plan holds the act of a step's chain, and opens it again if it was
    /// closed. Returns false if another plan has opened the same act by now; what is left of
    /// the chain then waits for that plan.
    pub(crate) fn claim_act(&mut self, step: &Step) -> Result<bool, StoreError> {
        let act = step
            .act
            .ok_or(StoreError::Invariant("every step has an act"))?;
        let (key, open) = self.w.act(act)?;
        if open && !step.waits_for_act {
            return Ok(true);
        }
        let chain = self.w.steps_of_chain(step.plan, act)?;
        if let Some(other) = self.w.act_find_open(&key)? {
            for step in chain.iter().filter(|step| !is_done(step.state)) {
                self.touch(step.plan);
                self.release_request(step)?;
                self.w.step_wait_for_act(step.id, other.id)?;
                self.update_dependents(step.id)?;
            }
            self.update_steps_waiting_for_act(&other)?;
            return Ok(false);
        }
        let act = self.w.act_add(&key, self.now)?;
        for step in &chain {
            self.w.step_take_over(step.id, act)?;
        }
        Ok(true)
    }

    /// A step that needed the user is under way again, so the steps that it blocked wait again.
    pub(crate) fn unblock_dependents(&mut self, step: StepId) -> Result<(), StoreError> {
        self.update_dependents(step)?;
        self.update_steps_waiting_for_chain_of(&self.w.step(step)?)
    }

    /// Settles the request of a step that will not be sent now. The request of a distribution
    /// is left alone, because it may serve other steps too.
    pub(crate) fn release_request(&self, step: &Step) -> Result<(), StoreError> {
        let Some(request) = step.request.filter(|_| step.kind != StepKind::Distribute) else {
            return Ok(());
        };
        let mut request = self.w.request(request)?;
        request.state = RequestState::Settled;
        request.due_at = None;
        self.w.request_set(&request)
    }
}

#[cfg(test)]
#[path = "chain_tests.rs"]
mod tests;
