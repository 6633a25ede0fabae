//! Handing out: many steps, few requests. A request is frozen when it has come due, because
//! only then is it known which instances there are.

use jiff::SignedDuration;
use store::{
    Contents, MaterialContents, Plan, PlanId, Request, RequestState, Step, StepKind, StepState,
    StoreError,
};

use crate::plan::change::PlanChange;
use crate::plan::intent::distribution_call;
use crate::plan::per_target::{Ended, Target, per_target};
use crate::plan::reason::{Reason, Why};

/// So many instances are handed out to with one request.
pub(crate) const BATCH: u32 = 200;
/// An instance that is made within this time is waited for.
const SOON: SignedDuration = SignedDuration::from_secs(2);

impl PlanChange<'_> {
    /// Puts the handings-out that have come due into requests: when enough of them wait, or when
    /// no more come soon.
    pub(crate) fn form(&mut self, plan: PlanId) -> Result<(), StoreError> {
        if !self.w.steps_to_distribute_reach(plan, 1)? {
            return Ok(());
        }
        let plan = self.w.plan(plan)?;
        let (None, Some(_), Some(material)) = (plan.cancelled_at, plan.departed_at, &plan.material)
        else {
            return Ok(());
        };
        let contents = match &material.contents {
            MaterialContents::Unread => return Ok(()),
            MaterialContents::Nothing => None,
            MaterialContents::Read(contents) => Some(contents).filter(|read| !read.is_empty()),
        };
        if !self.w.steps_to_distribute_reach(plan.id, BATCH)?
            && self.w.step_creates_by(plan.id, self.now + SOON)?
        {
            return Ok(());
        }
        for overwrites in [false, true] {
            loop {
                let steps = self.w.steps_to_distribute(plan.id, overwrites, BATCH)?;
                if steps.is_empty() {
                    break;
                }
                let mut together = Vec::new();
                for step in steps {
                    let Some(contents) = contents else {
                        self.settle_step(&step, StepState::Already, None)?;
                        continue;
                    };
                    if !overwrites && self.w.step_invited_into(&plan.place, step.instance()?)? {
                        self.in_use(&step)?;
                    } else if step.distribute_tries > 0 {
                        // What went wrong together is tried alone: it may be one of them.
                        self.freeze(&plan, contents, &[step], overwrites)?;
                    } else {
                        together.push(step);
                    }
                }
                if let Some(contents) = contents.filter(|_| !together.is_empty()) {
                    self.freeze(&plan, contents, &together, overwrites)?;
                }
            }
        }
        Ok(())
    }

    fn freeze(
        &self,
        plan: &Plan,
        contents: &Contents,
        steps: &[Step],
        overwrites: bool,
    ) -> Result<(), StoreError> {
        let targets = steps
            .iter()
            .map(Step::instance)
            .collect::<Result<Vec<_>, _>>()?;
        let call = distribution_call(contents, &plan.place, targets.into_iter(), overwrites);
        let request = self.put_down(plan.id, &call, true)?;
        for step in steps {
            self.w.step_serve(step.id, Some(request))?;
        }
        Ok(())
    }

    /// Somebody was invited into it meanwhile: what is in it may be theirs.
    fn in_use(&mut self, step: &Step) -> Result<(), StoreError> {
        let why = Reason::of(Why::Exists);
        self.w.step_serve(step.id, None)?;
        self.settle_step(step, StepState::Refused, Some(&why))
    }

    /// At the last moment before a handing-out leaves: nobody has been invited into any of its
    /// instances. Otherwise it is taken apart, and put together again without those.
    pub(crate) fn may_leave(&mut self, plan: &Plan, request: &Request) -> Result<bool, StoreError> {
        let steps = self.w.steps_of_request(request.id)?;
        let mut used = Vec::new();
        for step in &steps {
            if !step.overwrites && self.w.step_invited_into(&plan.place, step.instance()?)? {
                used.push(step);
            }
        }
        if used.is_empty() {
            return Ok(true);
        }
        self.w.request_set(&Request {
            state: RequestState::Settled,
            due_at: None,
            ..request.clone()
        })?;
        for step in &steps {
            self.w.step_serve(step.id, None)?;
        }
        for step in used {
            self.in_use(step)?;
        }
        self.form(plan.id)?;
        Ok(false)
    }

    /// A handing-out has come to an end: for each of its instances it is said what that means.
    pub(crate) fn ended(
        &mut self,
        plan: &Plan,
        step: &Step,
        (state, reason): (StepState, Option<&Reason>),
        together: usize,
    ) -> Result<(), StoreError> {
        let made_here =
            |before: &Step| before.kind == StepKind::Create && before.state == StepState::Done;
        let target = Target {
            made_here: !step.overwrites && self.w.steps_before(step.id)?.iter().all(made_here),
            handed: step.distribute_tries,
            together: together > 1,
            cancelled: plan.cancelled_at.is_some(),
        };
        match per_target(state, reason, target) {
            Ended::Again => {
                self.w
                    .step_distribution(step.id, step.distribute_tries + 1, step.overwrites)?;
                self.w.step_serve(step.id, None)?;
                self.w.step_state(step.id, StepState::Waiting, None, None)?;
                self.stand(step.id)
            }
            Ended::So(state) => self.settle_step(step, state, reason),
        }
    }
}
