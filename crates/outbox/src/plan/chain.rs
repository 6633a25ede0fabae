//! Chains: which step waits for which, and what follows for the others when one of them moves.
//!
//! A chain is the steps of a plan that are for one act, one after the other: an instance is
//! created, handed a snapshot, and the person invited. What is written here happens within the
//! transaction that moved the first of them.

use store::{
    Act, ActId, CloseReason, Plan, PlanId, RequestState, Step, StepId, StepKind, StepState,
    StoreError,
};

use crate::plan::change::PlanChange;
use crate::plan::intent::call_of_step;
use crate::plan::reason::{Reason, Why};

/// Whether a step has come to an end that does not serve those behind it, and can be retried.
pub(crate) fn ended_undone(state: StepState) -> bool {
    matches!(
        state,
        StepState::Refused | StepState::GaveUp | StepState::Cancelled
    )
}

pub(super) fn there(state: StepState) -> bool {
    matches!(state, StepState::Done | StepState::Already)
}

impl PlanChange<'_> {
    /// Brings one step to its end, and with it those behind it and the act it was for.
    pub(crate) fn settle_step(
        &mut self,
        step: &Step,
        state: StepState,
        reason: Option<&Reason>,
    ) -> Result<(), StoreError> {
        self.touch(step.plan);
        self.w.step_state(step.id, state, reason, Some(self.now))?;
        self.follow(step.id)?;
        match step.act {
            // A step that only waited for somebody else's act has no say in it.
            Some(act) if !step.waits_for_act => self.act_follows(step.plan, act),
            _ => Ok(()),
        }
    }

    /// Puts those behind a step where it lets them stand now.
    pub(super) fn follow(&mut self, step: StepId) -> Result<(), StoreError> {
        for behind in self.w.steps_after(step)? {
            self.stand(behind.id)?;
        }
        Ok(())
    }

    /// Puts a step that has not begun where those before it let it stand: its turn has come, it
    /// waits, or it is blocked. Those behind it follow.
    pub(crate) fn stand(&mut self, step: StepId) -> Result<(), StoreError> {
        let mut step = self.w.step(step)?;
        if step.waits_for_act || !matches!(step.state, StepState::Waiting | StepState::Blocked) {
            return Ok(());
        }
        let before = self.w.steps_before(step.id)?;
        let root = before.iter().find_map(blocks);
        if step.state == StepState::Blocked && root.is_none() {
            // It was let go while it was blocked.
            if !self.claim(&step)? {
                return Ok(());
            }
            step = self.w.step(step.id)?;
        }
        let ready = before.iter().all(|before| there(before.state));
        self.w.step_ready(step.id, ready)?;
        if let Some(request) = step.request {
            self.w.request_ready(request, ready)?;
        }
        let (state, reason) = match root {
            Some(root) => (StepState::Blocked, Some(Reason::waits_for(root))),
            None => (StepState::Waiting, None),
        };
        if (state, &reason) != (step.state, &step.reason) {
            self.touch(step.plan);
            self.w.step_state(step.id, state, reason.as_ref(), None)?;
            self.follow(step.id)?;
            match step.act {
                Some(act) if root.is_some() => self.act_follows(step.plan, act)?,
                _ => self.others_stand(&step)?,
            }
        }
        // By itself nothing is handed out to what the plan has not made.
        let found = before
            .iter()
            .any(|before| before.state == StepState::Already);
        if ready && found && step.kind == StepKind::HandOut && !step.overwrites {
            let why = Reason::of(Why::Exists);
            self.settle_step(&step, StepState::Already, Some(&why))?;
        }
        Ok(())
    }

    /// At the last moment before a step leaves: what comes before it is there. Otherwise it waits
    /// again, or is blocked; an earlier try of it may have left from elsewhere, before its turn.
    pub(crate) fn turn_has_come(&mut self, step: &Step) -> Result<bool, StoreError> {
        let before = self.w.steps_before(step.id)?;
        if before.iter().all(|before| there(before.state)) {
            return Ok(true);
        }
        if let Some(request) = step.request {
            self.w.request_ready(request, false)?;
        }
        self.w.step_state(step.id, StepState::Waiting, None, None)?;
        self.touch(step.plan);
        self.stand(step.id)?;
        Ok(false)
    }
}

/// The step that blocks whoever waits for this one, if it does.
fn blocks(before: &Step) -> Option<StepId> {
    match before.state {
        StepState::Blocked => before.reason.as_ref().and_then(|reason| reason.waits_for),
        StepState::Unsure => Some(before.id),
        state if ended_undone(state) => Some(before.id),
        _ => None,
    }
}

impl PlanChange<'_> {
    /// Other plans' steps that wait for a step's act wait on while its chain moves, and are
    /// blocked while it waits for the user.
    pub(super) fn others_stand(&mut self, step: &Step) -> Result<(), StoreError> {
        let Some(act) = step.act.filter(|_| !step.waits_for_act) else {
            return Ok(());
        };
        let others = self.w.steps_waiting_for_act(act)?;
        if others.is_empty() {
            return Ok(());
        }
        let chain = self.w.steps_of_chain(step.plan, act)?;
        let moves = |step: &Step| matches!(step.state, StepState::Waiting | StepState::Sending);
        let (state, reason) = match chain.iter().find_map(blocks) {
            Some(root) if !chain.iter().any(moves) => {
                (StepState::Blocked, Some(Reason::waits_for(root)))
            }
            _ => (StepState::Waiting, None),
        };
        for other in others {
            if (other.state, &other.reason) != (state, &reason) {
                self.touch(other.plan);
                self.w.step_state(other.id, state, reason.as_ref(), None)?;
                self.follow(other.id)?;
            }
        }
        Ok(())
    }

    /// An act is done with the last step of its chain; it is closed when nothing of the chain
    /// moves any more and not all of it was done. What is unsure keeps it open.
    fn act_follows(&mut self, plan: PlanId, act: ActId) -> Result<(), StoreError> {
        let chain = self.w.steps_of_chain(plan, act)?;
        if chain.iter().all(|step| there(step.state)) {
            self.w.act_done(act, self.now)?;
            if chain.iter().all(|step| step.kind != StepKind::Invite) {
                // A room is nobody's: once it is made, whoever comes next finds it there.
                self.w.act_close(act, CloseReason::Made, self.now)?;
            }
            return self.already_elsewhere(act);
        }
        let why = if self.is_undecided(&chain)? {
            None
        } else {
            self.why_undone(&chain)?
        };
        let Some(why) = why else {
            return match chain.first() {
                Some(step) => self.others_stand(step),
                None => Ok(()),
            };
        };
        self.w.act_close(act, why, self.now)?;
        self.hand_over(act)
    }

    /// Whether something of a chain moves, or may have been sent without its end being known.
    fn is_undecided(&self, chain: &[Step]) -> Result<bool, StoreError> {
        for step in chain {
            match (step.state, step.request) {
                (StepState::Waiting | StepState::Sending | StepState::Unsure, _) => {
                    return Ok(true);
                }
                // From elsewhere, where the data were restored or copied.
                (StepState::Blocked, Some(request)) if self.w.request(request)?.maybe_taken => {
                    return Ok(true);
                }
                _ => {}
            }
        }
        Ok(false)
    }

    /// What ended a chain of which nothing moves any more. What is blocked by the room that could
    /// not be made was surely not sent: another plan may do it, and whoever mends the room takes it
    /// up again, if nobody has by then. `None`: what stands in its way may go on by itself.
    fn why_undone(&self, chain: &[Step]) -> Result<Option<CloseReason>, StoreError> {
        for step in chain {
            match step.state {
                StepState::GaveUp => return Ok(Some(CloseReason::GaveUp)),
                StepState::Cancelled => return Ok(Some(CloseReason::Cancelled)),
                StepState::Refused => return Ok(Some(CloseReason::Refused)),
                _ => {}
            }
        }
        for root in chain.iter().filter_map(blocks) {
            if ended_undone(self.w.step(root)?.state) {
                return Ok(Some(CloseReason::Blocked));
            }
        }
        Ok(None)
    }

    /// Steps have come to wait for an act of another plan: they stand as that one lets them.
    pub(crate) fn wait_elsewhere(&mut self, act: &Act) -> Result<(), StoreError> {
        if act.done_at.is_some() {
            return self.already_elsewhere(act.id);
        }
        match self.w.step_of_act(act.id)? {
            Some(step) => self.others_stand(&step),
            None => Ok(()),
        }
    }

    /// An act is done: whoever else waited for it has nothing left to do.
    fn already_elsewhere(&mut self, act: ActId) -> Result<(), StoreError> {
        for other in self.w.steps_waiting_for_act(act)? {
            let invited = Reason::of(Why::AlreadyInvited);
            let reason = (other.kind == StepKind::Invite).then_some(&invited);
            self.settle_step(&other, StepState::Already, reason)?;
        }
        Ok(())
    }

    /// An act was closed undone: the first plan that waited for it takes over with its chain, the
    /// others wait for that one.
    fn hand_over(&mut self, closed: ActId) -> Result<(), StoreError> {
        let heirs = self.w.steps_waiting_for_act(closed)?;
        let Some(first) = heirs.first().map(|step| step.plan) else {
            return Ok(());
        };
        let (key, _) = self.w.act(closed)?;
        let act = self.w.act_open(&key, self.now)?;
        let (taking, others): (Vec<_>, Vec<_>) =
            heirs.into_iter().partition(|step| step.plan == first);
        for other in others {
            self.w.step_wait_for_act(other.id, act)?;
        }
        let plan = self.w.plan(first)?;
        for step in self.w.steps_of_chain(first, closed)? {
            self.w.step_take_over(step.id, act)?;
        }
        // What is there may be another plan's, of a time after this one has looked.
        self.w.plan_departs_again(first)?;
        for step in taking {
            self.serve(&plan, step.id)?;
        }
        Ok(())
    }

    /// Gives a step that is to happen, or to happen again, what serves it: a new request with a
    /// new key, unless one lies ready that has never left.
    pub(crate) fn serve(&mut self, plan: &Plan, step: StepId) -> Result<(), StoreError> {
        self.touch(plan.id);
        let step = self.w.step(step)?;
        if step.kind == StepKind::HandOut {
            self.w.step_serve(step.id, None)?;
            self.w.step_distribution(step.id, 0, step.overwrites)?;
        } else {
            let lies_ready = match step.request {
                Some(request) => self.w.request(request)?.state == RequestState::Later,
                None => false,
            };
            if !lies_ready {
                let call = call_of_step(&plan.place, &plan.intent, &step)
                    .ok_or(StoreError::Invariant("the intent of a plan is whole"))?;
                let request = self.put_down(plan.id, &call, false)?;
                self.w.step_serve(step.id, Some(request))?;
            }
        }
        self.w.step_state(step.id, StepState::Waiting, None, None)?;
        self.stand(step.id)?;
        self.moved_again(step.id)
    }

    /// Opens the act of a step's chain again where it was closed. False: another plan has the same
    /// in hand by now, and what is left of the chain waits for that one.
    pub(crate) fn claim(&mut self, step: &Step) -> Result<bool, StoreError> {
        let act = step
            .act
            .ok_or(StoreError::Invariant("every step has an act"))?;
        let (key, open) = self.w.act(act)?;
        if open && !step.waits_for_act {
            return Ok(true);
        }
        let chain = self.w.steps_of_chain(step.plan, act)?;
        if let Some(other) = self.w.act_open_for(&key)? {
            for step in chain.iter().filter(|step| !there(step.state)) {
                self.touch(step.plan);
                self.release(step)?;
                self.w.step_wait_for_act(step.id, other.id)?;
                self.follow(step.id)?;
            }
            self.wait_elsewhere(&other)?;
            return Ok(false);
        }
        let act = self.w.act_open(&key, self.now)?;
        for step in &chain {
            self.w.step_take_over(step.id, act)?;
        }
        Ok(true)
    }

    /// A step that stood still is under way again: whoever it blocked waits for it again.
    pub(crate) fn moved_again(&mut self, step: StepId) -> Result<(), StoreError> {
        self.follow(step)?;
        self.others_stand(&self.w.step(step)?)
    }

    /// Takes away the request of a step that will not happen now. One that serves many is left
    /// to the others.
    pub(crate) fn release(&self, step: &Step) -> Result<(), StoreError> {
        let Some(request) = step.request.filter(|_| step.kind != StepKind::HandOut) else {
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
