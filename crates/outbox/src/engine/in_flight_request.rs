use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use jiff::{SignedDuration, Timestamp};
use platform::{Answer, CallKind, Cause, Client, Fault, FrozenRequest, RoleSource, Slug};
use store::{
    Account, AccountId, Plan, PlanId, PlanState, PlatformProfile, Purpose, Request, RequestState,
    Step, StepKind, StepState, StoreError, Write,
};

use super::{Engine, Happened};
use crate::engine::apply_verdict::settle;
use crate::machine::{Event, Facts, Found, Verdict, honours_keys, judge, replays};
use crate::plan::chain::{Touched, turn_has_come};
use crate::plan::conclude::conclude;
use crate::plan::distribution;
use crate::seen::membership::{self, Membership};

/// So often it is asked in one run what a platform lists.
const LEARNS: u32 = 20;
/// So long an invitation waits that would go where another plan hands out at this moment.
const AFTER_HANDING_OUT: SignedDuration = SignedDuration::from_secs(5);

/// A request as it left, and whom or what it serves.
pub(crate) struct Leaving {
    pub(crate) request: Request,
    pub(crate) steps: Vec<Step>,
}

impl Engine {
    /// Takes one request a step further: sends it, or asks what became of it. May be called
    /// for several requests at once: what is decided is decided within a write, on what is
    /// read there.
    pub(super) async fn deliver(&self, plan: &Plan, request: Request) -> Result<(), StoreError> {
        let Some((account, client)) = self.client(&plan.account).await else {
            return Ok(());
        };
        match request.state {
            RequestState::Looking => self.look(plan, &client, &request).await,
            RequestState::Running => self.poll(plan, &client, &request).await,
            _ => self.post(plan, &account, &client, request).await,
        }
    }

    async fn post(
        &self,
        plan: &Plan,
        account: &Account,
        client: &Client,
        request: Request,
    ) -> Result<(), StoreError> {
        let frozen = FrozenRequest {
            kind: kind(&request)?,
            path: request.path.clone(),
            body: request.body.clone(),
        };
        let Some(leaving) = self.leave(plan, &request, &account.learned, self.now())? else {
            return Ok(());
        };
        if let Err(problem) = self.on_disk().await {
            self.take_back(&leaving)?;
            return Err(problem);
        }
        let request = &leaving.request;
        let key = honours_keys(&account.learned).then_some(request.idempotency_key.as_str());
        let outcome = client.post(&frozen, key).await;
        self.heard(&plan.account, &outcome);
        let event = match &outcome {
            Ok(Answer::Task(task)) => Event::TakenAsTask(task.tkid),
            Ok(_) => Event::Taken,
            Err(fault) => Event::Failed(fault),
        };
        let clash = matches!(
            &outcome,
            Err(Fault {
                cause: Cause::Clash,
                ..
            })
        );
        let settled = self
            .patiently(|| self.judge(plan.id, request, &event, self.now()))
            .await?;
        if let Some(step) = leaving.steps.first()
            && step.kind == StepKind::Invite
            // The list of the space leaves out some of whom it knows.
            && !step.instance.is_empty()
            && settled
            && (outcome.is_ok() || clash)
        {
            self.learn(plan, client, step, clash).await?;
        }
        Ok(())
    }

    /// Writes down that a request is on the wire, before it is: should Cohort end then, it is
    /// known to be unknown. It may leave once this is on the disk. `None`: it does not leave, for
    /// what was true when it was picked is so no longer.
    pub(crate) fn leave(
        &self,
        plan: &Plan,
        request: &Request,
        learned: &PlatformProfile,
        now: Timestamp,
    ) -> Result<Option<Leaving>, StoreError> {
        let mut touched = Touched::new();
        let leaving = self.store().write_soon(|w| {
            // Read again: the user may have paused or cancelled since it was picked.
            let mut request = w.request(request.id)?;
            let known = w.plan(plan.id)?;
            let goes = known.state == PlanState::Sending && known.departed_at.is_some();
            if !goes || request.state != RequestState::Waiting {
                return Ok::<_, StoreError>(None);
            }
            // What was to be repeated by its key, and waited for longer than keys are
            // remembered, is looked up like any other.
            let unseen = request.maybe_taken && request.lookups == 0;
            if unseen && !replays(&request, learned, now) {
                request.state = RequestState::Looking;
                request.due_at = None;
                w.request_set(&request)?;
                return Ok(None);
            }
            let hands_out = kind(&request)? == CallKind::HandOut;
            if hands_out && !distribution::may_leave(w, plan, &request, now, &mut touched)? {
                conclude(w, plan.id, &mut touched, now)?;
                return Ok(None);
            }
            let steps = w.steps_of_request(request.id)?;
            if let [step] = steps.as_slice()
                && !turn_has_come(w, step, now, &mut touched)?
            {
                conclude(w, plan.id, &mut touched, now)?;
                return Ok(None);
            }
            if let [step] = steps.as_slice()
                && step.kind == StepKind::Invite
                && w.step_hands_out_to(&plan.place(), &step.instance)?
            {
                request.due_at = Some(now + AFTER_HANDING_OUT);
                w.request_set(&request)?;
                return Ok(None);
            }
            request.state = RequestState::Sending;
            request.tries += 1;
            request.lookups = 0;
            request.first_sent_at = request.first_sent_at.or(Some(now));
            request.last_sent_at = Some(now);
            w.request_set(&request)?;
            for step in &steps {
                w.step_state(step.id, StepState::Sending, None, None)?;
            }
            touched.insert(plan.id);
            Ok(Some(Leaving { request, steps }))
        })?;
        if leaving.is_some() {
            self.note_written();
        }
        self.tell_all(touched);
        Ok(leaving)
    }

    async fn look(
        &self,
        plan: &Plan,
        client: &Client,
        request: &Request,
    ) -> Result<(), StoreError> {
        let now = || self.now();
        let steps = self.store().steps_of_request(request.id)?;
        let Some(step) = steps.first() else {
            self.judge(plan.id, request, &Event::LookUnclear, now())?;
            return Ok(());
        };
        match step.kind {
            // Nothing shows what was handed out.
            StepKind::HandOut => {
                self.judge(plan.id, request, &Event::LookUnclear, now())?;
            }
            StepKind::Create => {
                let found = look_for_instance(client, plan, &step.instance).await;
                self.heard(&plan.account, &found);
                let event = match &found {
                    Ok(found) => Event::LookedForInstance(*found),
                    Err(fault) => Event::LookFailed(fault),
                };
                self.judge(plan.id, request, &event, now())?;
            }
            StepKind::Invite => {
                let present = membership::ask(client, &plan.place(), &step.instance).await;
                self.heard(&plan.account, &present);
                let event = match &present {
                    Ok(present) => match present.of(&step.normalized) {
                        None if present.partial => Event::LookUnclear,
                        found => Event::Looked(found),
                    },
                    Err(fault) => Event::LookFailed(fault),
                };
                self.judge(plan.id, request, &event, now())?;
            }
        }
        Ok(())
    }

    /// Asks for the task that a handing-out has become.
    async fn poll(
        &self,
        plan: &Plan,
        client: &Client,
        request: &Request,
    ) -> Result<(), StoreError> {
        let Some(task) = request.task else {
            self.judge(plan.id, request, &Event::LookUnclear, self.now())?;
            return Ok(());
        };
        let task = client.task(task).await;
        self.heard(&plan.account, &task);
        let unknown = platform::TaskStatus::Other(String::new());
        let event = match &task {
            Ok(task) => Event::Polled(
                task.status.as_ref().unwrap_or(&unknown),
                task.result.as_deref(),
            ),
            Err(fault) => Event::PollFailed(fault),
        };
        self.judge(plan.id, request, &event, self.now())?;
        Ok(())
    }

    /// By the book it was on the wire when the last run ended.
    pub(super) fn found_sending(
        &self,
        request: &Request,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.judge(request.plan, request, &Event::FoundSending, now)?;
        Ok(())
    }

    /// Asks the machine and writes down what it said; true where the request is settled by it.
    pub(crate) fn judge(
        &self,
        plan: PlanId,
        request: &Request,
        event: &Event<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let learned = self.learned(plan)?;
        let judged = self.store().write_soon(|w| {
            // Read again: the user may have cancelled, or asked for it anew, while it was on
            // the wire.
            let current = w.request(request.id)?;
            if current.state != request.state || current.tries != request.tries {
                return Ok::<_, StoreError>(None);
            }
            Ok(Some(self.decide(w, current, event, &learned, now)?))
        })?;
        let Some((verdict, touched)) = judged else {
            return Ok(false);
        };
        self.tell_all(touched);
        if let Verdict::HoldPlan { .. } = verdict {
            self.shared.changed.store(true, Ordering::Release);
        }
        Ok(matches!(verdict, Verdict::Settle(..)))
    }

    /// The same, within a write.
    pub(crate) fn decide(
        &self,
        w: &Write<'_>,
        request: Request,
        event: &Event<'_>,
        learned: &PlatformProfile,
        now: Timestamp,
    ) -> Result<(Verdict, Touched), StoreError> {
        let plan = w.plan(request.plan)?;
        let ground = Facts {
            now,
            learned,
            chance: rand::random(),
            cancelled: plan.cancelled_at.is_some(),
            listed_within: self.shared.listed_within,
            saw_all: plan.saw_all,
            own: plan.intent.purpose == Some(Purpose::Own),
        };
        let (request, verdict) = judge(request, event, &ground);
        let touched = settle(w, &request, &verdict, now)?;
        Ok((verdict, touched))
    }

    pub(crate) fn learned(&self, plan: PlanId) -> Result<PlatformProfile, StoreError> {
        let account = self.store().plan(plan)?.account;
        Ok(self.store().account(&account)?.learned)
    }

    pub(crate) fn tell_all(&self, plans: Touched) {
        for plan in plans {
            self.tell(Happened::Plan(plan));
        }
    }

    /// What the first answers show of a platform that is not written anywhere: whether it
    /// lists people who were invited and have not come, and whether it refuses to invite
    /// them again. Known once, it decides what a lost answer means.
    async fn learn(
        &self,
        plan: &Plan,
        client: &Client,
        step: &Step,
        clash: bool,
    ) -> Result<(), StoreError> {
        let known = self.learned(plan.id)?;
        let news = if clash {
            known.refuses_repeats
        } else {
            known.lists_pending
        }
        .is_none();
        if !news || !self.learns(&plan.account) {
            return Ok(());
        }
        // A failure here is no matter: it is asked again after the next answer.
        let Ok(present) = membership::ask(client, &plan.place(), &step.instance).await else {
            return Ok(());
        };
        let found = present.of(&step.normalized);
        self.store()
            .account_learn(&plan.account, |learned| match (clash, found) {
                (true, Some(Membership::Invited)) => learned.refuses_repeats = Some(true),
                (false, Some(Membership::Invited)) => learned.lists_pending = Some(true),
                (false, None) if !present.partial => learned.lists_pending = Some(false),
                _ => {}
            })
    }

    /// Whether to ask what a platform lists: it may never tell, and lists are long.
    fn learns(&self, account: &AccountId) -> bool {
        let mut asked = self
            .shared
            .learning
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let asked = asked.entry(account.clone()).or_default();
        *asked += 1;
        *asked <= LEARNS
    }
}

fn kind(request: &Request) -> Result<CallKind, StoreError> {
    request
        .kind
        .parse()
        .map_err(|_| StoreError::Gone("the kind of a request"))
}

/// Whether an instance is there, and whether anybody has a role of their own in it.
async fn look_for_instance(client: &Client, plan: &Plan, slug: &str) -> Result<Found, Fault> {
    let (Ok(org), Ok(space), Ok(slug)) = (
        plan.org.parse::<Slug>(),
        plan.space.parse::<Slug>(),
        slug.parse::<Slug>(),
    ) else {
        return Ok(Found::Unclear);
    };
    let instances = client.instances(&org, &space).await?;
    if !instances.rows.iter().any(|instance| instance.slug == slug) {
        return Ok(if instances.is_complete() {
            Found::Absent
        } else {
            Found::Unclear
        });
    }
    let members = client.instance_members(&org, &space, &slug).await?;
    let own = |source: &RoleSource| *source == RoleSource::Instance;
    let somebody = members.rows.iter().any(|member| own(&member.role_source));
    Ok(if somebody || !members.is_complete() {
        Found::Peopled
    } else {
        Found::Empty
    })
}
