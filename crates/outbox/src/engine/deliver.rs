use jiff::Timestamp;
use platform::{Cause, Client, Fault, Frozen};
use store::{Account, Plan, PlanState, Request, RequestState, StepState, StoreError};

use super::{Engine, Happened};
use crate::machine::{Event, Ground, Verdict, honours_keys, judge};
use crate::presence::{self, Presence};
use crate::settle::settle;

impl Engine {
    /// Takes one request a step further: sends it, or asks what became of it.
    pub(super) async fn deliver(&self, plan: &Plan, request: Request) -> Result<(), StoreError> {
        let Some((account, client)) = self.client(&plan.account).await else {
            return Ok(());
        };
        match request.state {
            RequestState::Looking => self.look(plan, &account, &client, request).await,
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
        let frozen = Frozen {
            kind: request
                .kind
                .parse()
                .map_err(|_| StoreError::Gone("the kind of a request"))?,
            path: request.path.clone(),
            body: request.body.clone(),
        };
        let now = Timestamp::now();
        // On the disk before it leaves: should Cohort end now, it is known to be unknown.
        let leaving = self.store().write(|w| {
            // Read again: the user may have paused or cancelled since it was picked.
            let mut request = w.request(request.id)?;
            let goes = w.plan(plan.id)?.state == PlanState::Sending;
            if !goes || request.state != RequestState::Waiting {
                return Ok::<_, StoreError>(None);
            }
            request.state = RequestState::Sending;
            request.tries += 1;
            request.first_sent_at = request.first_sent_at.or(Some(now));
            request.last_sent_at = Some(now);
            w.request_set(&request)?;
            let steps = w.steps_of_request(request.id)?;
            for step in &steps {
                w.step_state(step.id, StepState::Sending, None, None)?;
            }
            Ok(Some((request, steps)))
        })?;
        let Some((request, steps)) = leaving else {
            return Ok(());
        };
        self.tell(Happened::Plan(plan.id));

        let key = honours_keys(&account.learned).then_some(request.idempotency_key.as_str());
        let outcome = client.post(&frozen, key).await;
        self.heard(&plan.account, &outcome);
        let event = match &outcome {
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
        let settled = self.judge(plan, account, request, &event)?;
        if let Some(step) = steps.first()
            && settled
            && (outcome.is_ok() || clash)
        {
            self.learn(plan, account, client, &step.compared, clash)
                .await?;
        }
        Ok(())
    }

    async fn look(
        &self,
        plan: &Plan,
        account: &Account,
        client: &Client,
        request: Request,
    ) -> Result<(), StoreError> {
        let present = presence::ask(client, &plan.place(), &plan.aim).await;
        self.heard(&plan.account, &present);
        let event = match &present {
            Ok(present) => {
                let steps = self.store().steps_of_request(request.id)?;
                let found = steps.first().and_then(|step| present.of(&step.compared));
                if found.is_none() && present.partial {
                    Event::LookUnclear
                } else {
                    Event::Looked(found)
                }
            }
            Err(fault) => Event::LookFailed(fault),
        };
        self.judge(plan, account, request, &event)?;
        Ok(())
    }

    /// By the book it was on the wire when the last run ended.
    pub(super) fn found_sending(&self, request: Request, now: Timestamp) -> Result<(), StoreError> {
        let plan = self.store().plan(request.plan)?;
        let account = self.store().account(&plan.account)?;
        let cancelled = plan.cancelled_at.is_some();
        let ground = self.ground(&account, cancelled, 0.0, now);
        let (request, verdict) = judge(request, &Event::FoundSending, &ground);
        self.store().write(|w| settle(w, &request, &verdict, now))?;
        Ok(())
    }

    fn ground<'a>(
        &self,
        account: &'a Account,
        cancelled: bool,
        chance: f64,
        now: Timestamp,
    ) -> Ground<'a> {
        Ground {
            now,
            learned: &account.learned,
            chance,
            cancelled,
            listed_within: self.shared.listed_within,
        }
    }

    /// Asks the machine and writes down what it said; true where the request is settled.
    fn judge(
        &self,
        plan: &Plan,
        account: &Account,
        request: Request,
        event: &Event<'_>,
    ) -> Result<bool, StoreError> {
        let now = Timestamp::now();
        // Read again: the user may have cancelled while it was on the wire.
        let cancelled = self.store().plan(plan.id)?.cancelled_at.is_some();
        let ground = self.ground(account, cancelled, rand::random(), now);
        let (request, verdict) = judge(request, event, &ground);
        let touched = self.store().write(|w| settle(w, &request, &verdict, now))?;
        for plan in touched {
            self.tell(Happened::Plan(plan));
        }
        if let Verdict::HoldPlan { until } = verdict {
            self.hold(plan.id, crate::Hold::Busy, Some(until))?;
        }
        Ok(matches!(verdict, Verdict::Settle(..)))
    }

    /// What the first answers show of a platform that is not written anywhere: whether it
    /// lists people who were invited and have not come, and whether it refuses to invite
    /// them again. Known once, it decides what a lost answer means.
    async fn learn(
        &self,
        plan: &Plan,
        account: &Account,
        client: &Client,
        address: &str,
        clash: bool,
    ) -> Result<(), StoreError> {
        let mut learned = account.learned.clone();
        let news = if clash {
            learned.refuses_repeats
        } else {
            learned.lists_pending
        }
        .is_none();
        if !news {
            return Ok(());
        }
        // A failure here is no matter: it is asked again after the next answer.
        let Ok(present) = presence::ask(client, &plan.place(), &plan.aim).await else {
            return Ok(());
        };
        match (clash, present.of(address)) {
            (true, Some(Presence::Invited)) => learned.refuses_repeats = Some(true),
            (false, Some(Presence::Invited)) => learned.lists_pending = Some(true),
            (false, None) if !present.partial => learned.lists_pending = Some(false),
            _ => return Ok(()),
        }
        self.store().account_learned(&account.id, &learned)
    }
}
