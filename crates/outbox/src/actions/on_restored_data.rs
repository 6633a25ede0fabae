//! Data that were restored from a backup, or copied to another computer.
//!
//! Whatever such data holds as unsettled may have been sent by the installation it comes from.
//! So nothing of it leaves until the user has said so once, and then it is treated like an answer
//! that was lost.

use std::collections::BTreeSet;

use jiff::Timestamp;
use store::{
    Hold, Installation, KeySent, Plan, PlanState, Reason, RequestId, RequestState, StepState,
    StoreError, Why, Write,
};

use super::{ActionError, Actions};
use crate::account::features::honours_keys;
use crate::machine::{Event, Verdict};
use crate::plan::change::{PlanChange, change_plans};

/// What was found in data that were restored or copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestoredData {
    /// How many steps aren't settled. Their plans are on hold.
    pub unsettled: u32,
    /// How many drafts may have been sent since.
    pub drafts: u32,
}

impl Actions {
    /// Puts every plan on hold, with the outcome of what is unsettled as unknown, marks every draft
    /// as one that may have been sent, and makes the data this installation's own. Returns how many
    /// steps are unsettled, and how many drafts there are.
    pub(crate) fn hold_restored_data(
        &self,
        mark: &Installation,
        now: Timestamp,
    ) -> Result<RestoredData, StoreError> {
        let (found, plans) = self.store.write(|w| {
            w.installation_set(mark)?;
            let mut unsettled = 0;
            let drafts = w.drafts_set_maybe_sent()?;
            // All or nothing: a plan that is left out here could be sent by a later version, which
            // can read it, as if it had never been anybody else's.
            let plans = w.plans_under_way()?.complete()?;
            for plan in &plans {
                unsettled += hold_as_restored(w, plan, now)?;
            }
            Ok::<_, StoreError>((RestoredData { unsettled, drafts }, plans))
        })?;
        self.events
            .publish_plans(plans.into_iter().map(|plan| plan.id));
        Ok(found)
    }

    /// The user's one answer for all restored plans: what became of them is looked up where the
    /// platform can tell, and what is surely not done is sent.
    pub fn resume_restored_data(&self, now: Timestamp) -> Result<(), ActionError> {
        for plan in self.store.plans_under_way()?.readable {
            if is_restored(&plan) {
                self.resume_restored(&plan, now)?;
            }
        }
        Ok(())
    }

    pub(super) fn resume_restored(&self, plan: &Plan, now: Timestamp) -> Result<(), ActionError> {
        let profile = self.requests.profile(plan.id)?;
        let ((), touched) = change_plans(&self.store, now, |change| {
            change.touch(plan.id);
            if !is_restored(&change.w.plan(plan.id)?) {
                return Ok(());
            }
            for request in unknown_requests(change.w, plan)? {
                let mut request = change.w.request(request)?;
                request.lookups = 0;
                // The other installation may have sent it as late as this.
                request.last_sent_at = Some(now);
                let event = Event::Interrupted;
                self.requests.apply_in(change, request, &event, &profile)?;
            }
            for mut request in change.w.requests_open(plan.id)? {
                if request.state == RequestState::NotReady && request.maybe_taken {
                    request.last_sent_at = Some(now);
                    change.w.request_set(&request)?;
                }
            }
            // Before anything leaves, the plan departs anew and reads who is in by now.
            change.w.plan_renew(plan.id, now)?;
            change
                .w
                .plan_set_state(plan.id, PlanState::Sending, None, None)?;
            change.conclude(plan.id)
        })?;
        self.events.publish_plans(touched);
        self.wake.wake();
        Ok(())
    }
}

pub(super) fn is_restored(plan: &Plan) -> bool {
    plan.hold == Some(Hold::DataRestored)
}

/// Returns how many of the plan's steps are unsettled.
fn hold_as_restored(w: &Write<'_>, plan: &Plan, now: Timestamp) -> Result<u32, StoreError> {
    let unknown = Verdict::Settle(StepState::Unknown, Some(Reason::of(Why::EmailUnknown)));
    let with_key = honours_keys(&w.account(&plan.place.account)?.profile);
    for mut request in w.requests_open(plan.id)? {
        request.maybe_taken = true;
        // When the other installation sent it isn't known. The earliest it can be is assumed,
        // so that its idempotency key is trusted only where the platform must still know it.
        request.first_sent_at = request.first_sent_at.or(Some(plan.created_at));
        // It sent the key along where it knew that the platform honours keys, as this data says.
        if with_key && request.key_sent.is_none() && request.tries == 0 {
            let at = plan.created_at;
            request.key_sent = Some(KeySent { at, uptime: None });
        }
        if request.state == RequestState::NotReady {
            // It still waits for another step; when its turn comes, it is looked up first.
            w.request_set(&request)?;
            continue;
        }
        request.state = RequestState::Settled;
        request.due_at = None;
        PlanChange::within(w, now).apply_verdict(&request, &unknown)?;
    }
    let hold = Hold::DataRestored;
    w.plan_set_state(plan.id, PlanState::Held, Some(&hold), None)?;
    let steps = w.steps_of_plan(plan.id)?;
    let unsettled = steps.iter().filter(|step| {
        matches!(
            step.state,
            StepState::Unknown | StepState::Waiting | StepState::Sending | StepState::Blocked
        )
    });
    Ok(u32::try_from(unsettled.count()).unwrap_or(u32::MAX))
}

/// The requests of steps whose outcome is unknown. One request may serve many steps.
fn unknown_requests(w: &Write<'_>, plan: &Plan) -> Result<BTreeSet<RequestId>, StoreError> {
    let steps = w.steps_of_plan(plan.id)?.into_iter();
    let unknown = steps.filter(|step| step.state == StepState::Unknown);
    Ok(unknown.filter_map(|step| step.request).collect())
}
