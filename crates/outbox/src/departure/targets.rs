//! Decides at a departure what becomes of the instances that a snapshot is distributed to, now that
//! it is known what it would overwrite in them.

use std::collections::HashSet;

use platform::Slug;
use store::{
    ExistingInstance, OnOverwrite, Plan, Reason, Step, StepKind, StepState, StoreError,
    TargetComparison, UnreadableTarget, Why,
};

use super::view::DepartureView;
use crate::plan::change::PlanChange;

/// What becomes of a target.
enum TargetVerdict {
    Distribute,
    /// What it holds doesn't matter, because the user said so.
    Overwrite,
    Ask(Why),
    Skip(Why),
    Refuse(Why),
}

impl DepartureView {
    /// The targets in which nothing may be overwritten without the user's word, and that are there.
    pub(crate) fn targets_to_compare(&self, plan: &Plan, steps: &[Step]) -> HashSet<Slug> {
        steps
            .iter()
            .filter(|step| is_open(step) && !step.overwrites)
            .filter_map(|step| step.instance.as_ref())
            .filter(|slug| !self.is_gone(slug))
            .filter(|slug| on_overwrite(plan, slug) != OnOverwrite::Overwrite)
            .cloned()
            .collect()
    }

    /// Whether an instance isn't there any more. A list that is incomplete proves no absence.
    fn is_gone(&self, instance: &Slug) -> bool {
        self.saw_all && !self.instances.contains(instance)
    }

    /// Settles the steps of targets that aren't distributed to.
    pub(super) fn settle_targets(
        &self,
        change: &mut PlanChange<'_>,
        plan: &Plan,
    ) -> Result<(), StoreError> {
        for step in change.w.steps_of_plan(plan.id)? {
            if !is_open(&step) {
                continue;
            }
            // A request that was formed after an earlier departure may hold targets that it
            // mustn't hold any more.
            if let Some(request) = step.request {
                change.drop_distribution(request)?;
            }
            let (state, why) = match self.verdict(plan, &step)? {
                TargetVerdict::Distribute => continue,
                TargetVerdict::Overwrite => {
                    let tries = step.distribute_tries;
                    change.w.step_set_distribution(step.id, tries, true)?;
                    continue;
                }
                TargetVerdict::Ask(why) | TargetVerdict::Refuse(why) => (StepState::Refused, why),
                TargetVerdict::Skip(why) => (StepState::Cancelled, why),
            };
            change.settle_step(&step, state, Some(&Reason::of(why)))?;
        }
        Ok(())
    }

    fn verdict(&self, plan: &Plan, step: &Step) -> Result<TargetVerdict, StoreError> {
        let target = step.instance()?;
        if self.is_gone(target) {
            return Ok(TargetVerdict::Refuse(Why::NotFound));
        }
        if step.overwrites {
            return Ok(TargetVerdict::Distribute);
        }
        if on_overwrite(plan, target) == OnOverwrite::Overwrite {
            return Ok(TargetVerdict::Overwrite);
        }
        let why = match self.found.get(target) {
            // The snapshot holds nothing, which is said when a request would be formed.
            None => return Ok(TargetVerdict::Distribute),
            Some(TargetComparison::Overwrites(list)) if list.is_empty() => {
                return Ok(TargetVerdict::Distribute);
            }
            Some(TargetComparison::Unreadable(UnreadableTarget::Gone)) => {
                return Ok(TargetVerdict::Refuse(Why::NotFound));
            }
            Some(TargetComparison::Unreadable(UnreadableTarget::NotAllowed)) => {
                return Ok(TargetVerdict::Refuse(Why::NotAllowed));
            }
            Some(TargetComparison::Overwrites(_)) => Why::WouldOverwrite,
            Some(TargetComparison::Unreadable(UnreadableTarget::Entries)) => Why::TargetUnreadable,
        };
        Ok(match on_overwrite(plan, target) {
            OnOverwrite::Skip => TargetVerdict::Skip(why),
            OnOverwrite::Ask | OnOverwrite::Overwrite => TargetVerdict::Ask(why),
        })
    }
}

/// What the user said about a target in which something would be overwritten: for this one, in the
/// answer to the plan's question, or for all.
fn on_overwrite(plan: &Plan, target: &Slug) -> OnOverwrite {
    let wish = &plan.intent.distribution;
    match (wish.on_overwrite(target), plan.intent.existing) {
        (OnOverwrite::Ask, Some(ExistingInstance::Distribute)) => OnOverwrite::Overwrite,
        (OnOverwrite::Ask, Some(ExistingInstance::Skip)) => OnOverwrite::Skip,
        (said, _) => said,
    }
}

/// Whether a distribution hasn't left and may leave once the plan has departed.
fn is_open(step: &Step) -> bool {
    step.kind == StepKind::Distribute && step.state == StepState::Waiting && !step.waits_for_act
}
