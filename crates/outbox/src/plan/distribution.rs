//! Distributions: many steps share few requests.
//!
//! The platform distributes to many instances with one request, and one request for each
//! instance would be slow. So a step that distributes has no request of its own from the start.
//! The request is frozen when it is due, because only then is it known which instances were
//! created and which of them nobody uses yet.

use std::collections::HashSet;

use jiff::SignedDuration;
use platform::Slug;
use store::{
    Contents, MaterialContents, Plan, PlanId, Purpose, Reason, Request, RequestId, RequestState,
    Step, StepKind, StepState, StoreError, Why,
};

use crate::plan::change::PlanChange;
use crate::plan::distribution_outcome::{EndedTarget, TargetOutcome, outcome_for_target};
use crate::plan::intent::{distributes_only, distribution_call};

/// At most this many instances are distributed to with one request.
pub(crate) const BATCH: u32 = 200;
/// What was read of the targets at departure is believed for this long.
const BELIEVED_FOR: SignedDuration = SignedDuration::from_mins(10);
/// A request waits for instances that will be created within this time.
const SOON: SignedDuration = SignedDuration::from_secs(2);

impl PlanChange<'_> {
    /// Puts the distributions that are due into requests, as soon as a request would be full or
    /// no more of them will be due soon.
    pub(crate) fn form_distribution_requests(&mut self, plan: PlanId) -> Result<(), StoreError> {
        if !self.w.steps_to_distribute_reach(plan, 1)? {
            return Ok(());
        }
        let plan = self.w.plan(plan)?;
        let (None, Some(_), Some(material)) = (plan.cancelled_at, plan.departed_at, &plan.material)
        else {
            return Ok(());
        };
        let contents = match &material.contents {
            // The departure was refused, and what had left before then still got through. Only a
            // departure reads what there is to distribute.
            MaterialContents::Unread => return self.w.plan_depart_again(plan.id, None),
            MaterialContents::Nothing => None,
            MaterialContents::Read(contents) => Some(contents).filter(|read| !read.is_empty()),
        };
        if !self.w.steps_to_distribute_reach(plan.id, BATCH)?
            && self.w.step_creates_by(plan.id, self.now + SOON)?
        {
            return Ok(());
        }
        let to_existing = distributes_only(&plan.intent);
        for overwrites in [false, true] {
            loop {
                let steps = self.w.steps_to_distribute(plan.id, overwrites, BATCH)?;
                if steps.is_empty() {
                    break;
                }
                let mut together = Vec::new();
                for step in steps {
                    let Some(contents) = contents else {
                        self.settle_without_contents(to_existing, &step)?;
                        continue;
                    };
                    // Nothing in an instance that existed before is overwritten by this, which
                    // the departure has made sure of.
                    if !overwrites
                        && !to_existing
                        && self.w.step_invited_into(&plan.place, step.instance()?)?
                    {
                        self.refuse_as_in_use(plan.intent.purpose, &step)?;
                    } else if step.distribute_tries > 0 {
                        // It failed together with others, and it may have been the cause, so it
                        // is retried alone.
                        self.freeze_distribution(&plan, contents, &[step])?;
                    } else {
                        together.push(step);
                    }
                }
                if let Some(contents) = contents.filter(|_| !together.is_empty()) {
                    self.freeze_distribution(&plan, contents, &together)?;
                }
            }
        }
        Ok(())
    }

    fn freeze_distribution(
        &self,
        plan: &Plan,
        contents: &Contents,
        steps: &[Step],
    ) -> Result<(), StoreError> {
        let targets = steps
            .iter()
            .map(Step::instance)
            .collect::<Result<Vec<_>, _>>()?;
        let call = distribution_call(contents, &plan.place, &plan.intent, targets.into_iter());
        let request = self.freeze_request(plan.id, &call, true)?;
        for step in steps {
            self.w.step_set_request(step.id, Some(request))?;
        }
        Ok(())
    }

    /// The snapshot holds nothing. New instances start empty then. Where distributing it is all that
    /// was to be done, the user should know that nothing was.
    fn settle_without_contents(
        &mut self,
        to_existing: bool,
        step: &Step,
    ) -> Result<(), StoreError> {
        if to_existing {
            let why = Reason::of(Why::NothingToDistribute);
            return self.settle_step(step, StepState::Refused, Some(&why));
        }
        self.settle_step(step, StepState::Already, None)
    }

    /// Somebody was invited into the instance in the meantime, so what is in it may be theirs
    /// and must not be overwritten.
    fn refuse_as_in_use(
        &mut self,
        purpose: Option<Purpose>,
        step: &Step,
    ) -> Result<(), StoreError> {
        // A plan that invites asks how to go on. One that doesn't has nothing to go on with.
        let why = Reason::of(match purpose {
            Some(Purpose::Instances) => Why::InUse,
            _ => Why::Exists,
        });
        self.w.step_set_request(step.id, None)?;
        self.settle_step(step, StepState::Refused, Some(&why))
    }

    /// Checks, just before a distribution is sent, that nobody was invited into any of its
    /// instances, and that none of them is occupied, as the platform has just shown. If any is, the
    /// request is dropped, and a new one is formed without those instances.
    pub(crate) fn distribution_may_leave(
        &mut self,
        plan: &Plan,
        request: &Request,
        occupied: &HashSet<Slug>,
    ) -> Result<bool, StoreError> {
        let steps = self.w.steps_of_request(request.id)?;
        if distributes_only(&plan.intent) {
            let old = |departed_at| self.now.duration_since(departed_at) > BELIEVED_FOR;
            // Where the user didn't say that something may be overwritten, the targets were read
            // at departure. If that was too long ago, the plan departs again.
            if plan.departed_at.is_none_or(old) && steps.iter().any(|step| !step.overwrites) {
                if request.maybe_taken {
                    return self.look_up_without_key(request);
                }
                self.drop_distribution(request.id)?;
                self.w.plan_depart_again(plan.id, None)?;
                self.touch(plan.id);
                return Ok(false);
            }
            return Ok(true);
        }
        let mut used = Vec::new();
        for step in &steps {
            let instance = step.instance()?;
            let is_used =
                occupied.contains(instance) || self.w.step_invited_into(&plan.place, instance)?;
            if is_used && !step.overwrites {
                used.push(step);
            }
        }
        if used.is_empty() {
            return Ok(true);
        }
        if request.maybe_taken {
            return self.look_up_without_key(request);
        }
        self.drop_distribution(request.id)?;
        for step in used {
            self.refuse_as_in_use(plan.intent.purpose, step)?;
        }
        self.form_distribution_requests(plan.id)?;
        Ok(false)
    }

    /// An earlier attempt may have been taken, and what it was allowed for isn't so any more: the
    /// attempt with its key would overwrite what somebody has written since, had the earlier one not
    /// been. So what the instances hold decides, as on a platform without keys.
    fn look_up_without_key(&self, request: &Request) -> Result<bool, StoreError> {
        self.w.request_set(&Request {
            state: RequestState::LookingUp,
            left_without_key: true,
            due_at: None,
            ..request.clone()
        })?;
        Ok(false)
    }

    /// Drops a request that hasn't left. Its steps wait for another.
    pub(crate) fn drop_distribution(&self, request: RequestId) -> Result<(), StoreError> {
        let request = self.w.request(request)?;
        for step in self.w.steps_of_request(request.id)? {
            self.w.step_set_request(step.id, None)?;
        }
        self.w.request_set(&Request {
            state: RequestState::Settled,
            due_at: None,
            ..request
        })
    }

    /// A request that distributes has ended. Decides what that means for each of its instances.
    pub(crate) fn settle_distribution(
        &mut self,
        plan: &Plan,
        steps: &[Step],
        (state, reason): (StepState, Option<&Reason>),
    ) -> Result<(), StoreError> {
        let mut refused_together = Vec::new();
        for step in steps {
            // Whatever came of it, what was found in the instance before says nothing any more.
            self.w
                .compared_target_forget(&plan.place, step.instance()?)?;
            let target = self.target(plan, step, steps.len())?;
            match outcome_for_target(state, reason, target) {
                TargetOutcome::Split => refused_together.push(step.clone()),
                outcome => self.apply_target_outcome(step, outcome, reason)?,
            }
        }
        self.split_distribution(plan, &refused_together)
    }

    /// Distributes to each half of these instances with a request of its own. A half that is refused
    /// is split in turn, until the instance at fault is alone. To try each on its own at once would
    /// be simpler, but of 200 instances one is usually at fault, and it is found with 16 requests so.
    fn split_distribution(&mut self, plan: &Plan, steps: &[Step]) -> Result<(), StoreError> {
        let contents = match plan.material.as_ref().map(|material| &material.contents) {
            Some(MaterialContents::Read(contents)) if !steps.is_empty() => contents,
            _ => return Ok(()),
        };
        let (first, second) = steps.split_at(steps.len() / 2);
        for half in [first, second] {
            for step in half {
                self.wait_for_another_request(step)?;
            }
            self.freeze_distribution(plan, contents, half)?;
        }
        Ok(())
    }

    /// What has to be known of an instance to decide what the end of a distribution means for it.
    pub(super) fn target(
        &self,
        plan: &Plan,
        step: &Step,
        together: usize,
    ) -> Result<EndedTarget, StoreError> {
        let before = self.w.steps_before(step.id)?;
        let made_here =
            |before: &Step| before.kind == StepKind::Create && before.state == StepState::Done;
        let made_here = !step.overwrites && !before.is_empty() && before.iter().all(made_here);
        Ok(EndedTarget {
            made_here,
            // The departure has made sure of it.
            clear: made_here || (distributes_only(&plan.intent) && !step.overwrites),
            tries: step.distribute_tries,
            together: together > 1,
            cancelled: plan.cancelled_at.is_some(),
        })
    }

    pub(super) fn apply_target_outcome(
        &mut self,
        step: &Step,
        outcome: TargetOutcome,
        reason: Option<&Reason>,
    ) -> Result<(), StoreError> {
        match outcome {
            TargetOutcome::Retry => {
                self.w.step_set_distribution(
                    step.id,
                    step.distribute_tries + 1,
                    step.overwrites,
                )?;
                self.wait_for_another_request(step)
            }
            TargetOutcome::Split => self.wait_for_another_request(step),
            TargetOutcome::Settle(state) => self.settle_step(step, state, reason),
        }
    }

    fn wait_for_another_request(&mut self, step: &Step) -> Result<(), StoreError> {
        self.w.step_set_request(step.id, None)?;
        self.w
            .step_set_state(step.id, StepState::Waiting, None, None)?;
        self.update_readiness(step.id)
    }
}
