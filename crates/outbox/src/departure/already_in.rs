//! Decides at a departure who is in already and which instances exist, and settles the steps that
//! are no longer needed because of it.

use platform::Slug;
use store::{
    Plan, PlanId, Purpose, Reason, RequestState, Step, StepId, StepKind, StepState, StoreError,
    Why, Write,
};

use super::view::DepartureView;
use crate::plan::change::PlanChange;
use crate::plan::intent::{IfExists, distributes_only};
use crate::seen::membership::Membership;

impl DepartureView {
    /// Why a step is done already, if it is.
    fn why_already(&self, step: &Step) -> Option<Why> {
        let present = self.present.get(&step.instance)?;
        match present.of_step(step)? {
            Membership::Joined => Some(Why::AlreadyJoined),
            // A second invitation is sent although the first one is still open.
            Membership::Invited if step.reinvite => None,
            Membership::Invited => Some(Why::AlreadyInvited),
        }
    }

    /// Why a step is refused, if its instance isn't the one that was meant.
    fn why_refused(&self, step: &Step, plan: &Plan) -> Option<Why> {
        let why = self.not_meant.get(step.instance.as_ref()?)?;
        let leads_there = match step.kind {
            StepKind::Create => !step.waits_for_act,
            StepKind::Invite => plan.intent.purpose == Some(Purpose::Shared),
            StepKind::Distribute => false,
        };
        leads_there.then_some(*why)
    }

    /// Whether somebody whom the plan is to invite may be in already, because a list that would show
    /// them couldn't be read completely.
    pub(crate) fn leaves_unclear(&self, w: &Write<'_>, plan: &Plan) -> Result<bool, StoreError> {
        let names_instances = matches!(
            plan.intent.purpose,
            Some(Purpose::Groups | Purpose::Individual)
        );
        let shared = plan.intent.purpose == Some(Purpose::Shared);
        for step in w.steps_of_plan(plan.id)? {
            if step.kind != StepKind::Invite || step.reinvite || step.waits_for_act {
                continue;
            }
            let unlisted = |slug: &Slug| !self.saw_all && !self.instances.contains(slug);
            let unclear = match self.present.get(&step.instance) {
                _ if shared && step.instance.as_ref().is_some_and(unlisted) => true,
                Some(present) => present.partial && present.of_step(&step).is_none(),
                // An instance that isn't listed may be in a row that can't be read.
                None => names_instances && !self.saw_all,
            };
            if unclear && if_unsent(w, step.id)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Settles the steps of a plan that are no longer needed: the whole chain of a person who is a
    /// member or invited already, and the creation of an instance that exists. What would lead into
    /// an instance that isn't the one that was meant is refused first, because whoever is in it
    /// already isn't where they were to be.
    pub(crate) fn settle(
        &self,
        change: &mut PlanChange<'_>,
        plan: PlanId,
    ) -> Result<(), StoreError> {
        let plan = change.w.plan(plan)?;
        if distributes_only(&plan.intent) {
            return self.settle_targets(change, &plan);
        }
        let if_exists = IfExists::of(&plan.intent);
        for step in change.w.steps_of_plan(plan.id)? {
            let Some(step) = if_unsent(change.w, step.id)? else {
                continue;
            };
            if let Some(why) = self.why_refused(&step, &plan) {
                change.release_request(&step)?;
                let reason = Reason::of(why);
                change.settle_step(&step, StepState::Refused, Some(&reason))?;
            } else if let Some(why) = self.why_already(&step) {
                let reason = Reason::of(why);
                // The last step first, so that no step becomes ready in between.
                for step in unsent_chain(change.w, &step)?.into_iter().rev() {
                    change.release_request(&step)?;
                    change.settle_step(&step, StepState::Already, Some(&reason))?;
                }
            } else if step.kind == StepKind::Create
                && !step.waits_for_act
                && self.instances.contains(step.instance()?)
            {
                change.release_request(&step)?;
                match plan.intent.existing {
                    Some(answer) if if_exists == IfExists::Ask => {
                        change.answer_existing(&step, answer)?;
                    }
                    _ => {
                        let (state, why) = if_exists.outcome();
                        change.settle_step(&step, state, Some(&Reason::of(why)))?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The step as it is now, if it wasn't sent yet.
fn if_unsent(w: &Write<'_>, step: StepId) -> Result<Option<Step>, StoreError> {
    let step = w.step(step)?;
    if step.state != StepState::Waiting || step.kind == StepKind::Distribute {
        return Ok(None);
    }
    let Some(request) = step.request else {
        return Ok(Some(step));
    };
    let request = w.request(request)?;
    let unsent = match request.state {
        RequestState::NotReady => true,
        // If an earlier attempt was accepted, what exists is this plan's own work.
        RequestState::Waiting => !request.maybe_taken,
        _ => false,
    };
    Ok(unsent.then_some(step))
}

/// The steps of a chain that weren't sent yet. That is all of it where the instance is still to
/// be created, and only the invitation where it was created before.
fn unsent_chain(w: &Write<'_>, step: &Step) -> Result<Vec<Step>, StoreError> {
    let (StepKind::Create, Some(act)) = (step.kind, step.act) else {
        return Ok(vec![step.clone()]);
    };
    let mut chain = w.steps_of_chain(step.plan, act)?;
    chain.retain(|step| step.state == StepState::Waiting);
    Ok(chain)
}
