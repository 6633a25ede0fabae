//! Acts: which plan holds the act of a chain, when it is done or closed, and what follows for other
//! plans that want the same.
//!
//! Two plans may want the same act. Then only one of them holds it and sends, and the steps of the
//! other wait for it. When it is closed without being done, the next plan that waited opens it anew.

use jiff::SignedDuration;
use store::{
    Act, ActId, ActPurpose, CloseReason, PlanId, Reason, Step, StepKind, StepState, StoreError, Why,
};

use crate::plan::chain::{blocking_step, ended_without_success, is_done};
use crate::plan::change::PlanChange;

/// A plan that took over an act departs again after this time, together with whatever else it takes
/// over until then.
pub(crate) const DEPARTS_AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(2);

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
    pub(super) fn update_act(&mut self, plan: PlanId, act: ActId) -> Result<(), StoreError> {
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

    /// Ends an invitation on the user's word: its act is closed for a reason of its own, which the
    /// state of the step doesn't tell.
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

    /// Closes an act, and gives it to the next plan that waits for it. Every act ends here,
    /// whatever has ended it, so that nobody waits for one that was closed.
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
    /// that is blocked because its group instance couldn't be created has certainly not been
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
    /// An instance for several people, or for nobody yet, is the exception. It has the slug that
    /// the other plans want, but its name and its kind may be others than they mean. So each of
    /// them takes the act over, departs again, and decides from what the platform shows then, like
    /// any plan that finds an instance. No open act has to say that the instance exists.
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
        // again what exists on the platform. It waits for more acts that are closed about now,
        // because a departure reads long lists.
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
}
