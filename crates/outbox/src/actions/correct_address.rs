//! Invites somebody by the right address, in the place of a wrong one.
//!
//! This is a plan of its own, with its grace and its departure, because to the platform and to
//! the act it is another person. What the wrong address got stays as it is: whoever has that
//! address may have read the email, and revoking it is the user's decision.

use jiff::Timestamp;
use platform::Instance;
use store::{
    DraftId, DraftStep, Intent, NewRow, Plan, PlanId, Purpose, SeenList, Step, StepId, StepKind,
    StoreError, Why,
};

use super::possible::can_correct_address;
use super::{ActionError, Actions, InvitationError};
use crate::draft::review::make::review;
use crate::draft::send::send;
use crate::plan::chain::is_done;
use crate::plan::space_kind::{SpaceKindError, space_kind};
use crate::seen::group_instance_state::GroupInstanceState;

impl Actions {
    /// Sends a plan that invites the right address, and closes the act of the wrong one.
    pub fn correct_address(
        &self,
        step: StepId,
        address: &str,
        now: Timestamp,
    ) -> Result<PlanId, InvitationError> {
        let step = self.store.write(|w| w.step(step))?;
        let plan = self.store.plan(step.plan)?;
        if !can_correct_address(&step) {
            return Err(ActionError::ChangedSince.into());
        }
        if plan.intent.purpose == Some(Purpose::Groups) && !self.is_still_of_group(&plan, &step)? {
            return Err(InvitationError::NotForGroup);
        }
        let address = address.trim();
        let right = roster::address(address).map_err(|_| InvitationError::InvalidAddress)?;
        if step.normalized.as_ref() == Some(right.normalized()) {
            return Err(InvitationError::SameAddress);
        }
        let kind = space_kind(&self.store, &plan).map_err(|error| match error {
            SpaceKindError::Unknown => InvitationError::SpaceUnknown,
            SpaceKindError::Store(error) => error.into(),
        })?;
        let draft = self
            .store
            .draft_new(&plan.place, &plan.space_name, kind, now)?
            .id;
        let sent = match self.send_corrected(draft, &plan, &step, address, now) {
            Ok(sent) => sent,
            Err(error) => {
                self.store.draft_delete(draft, now)?;
                return Err(error);
            }
        };
        self.close_invitation(&step, Why::AddressCorrected, Some(address), now)?;
        self.sent(sent);
        Ok(sent)
    }

    /// Whether the instance of a group exists by now and is the one that was meant. The new plan is
    /// given its slug, and so asks neither itself nor the user about the group.
    fn is_still_of_group(&self, plan: &Plan, step: &Step) -> Result<bool, StoreError> {
        let Some(slug) = &step.instance else {
            return Ok(false);
        };
        let steps = self.store.steps(plan.id)?;
        let creation = steps
            .iter()
            .find(|one| one.kind == StepKind::Create && one.instance.as_ref() == Some(slug));
        let Some(creation) = creation.filter(|creation| is_done(creation.state)) else {
            return Ok(false);
        };
        let seen: Vec<Instance> = self.store.last_seen(SeenList::Instances(&plan.place))?;
        let seen = seen.iter().find(|instance| instance.slug == *slug);
        let name = seen.map_or(&creation.instance_name, |seen| &seen.name);
        let state = GroupInstanceState::of(slug, name, &step.group, &plan.intent);
        Ok(state == GroupInstanceState::Exists)
    }

    fn send_corrected(
        &self,
        draft: DraftId,
        plan: &Plan,
        step: &Step,
        address: &str,
        now: Timestamp,
    ) -> Result<PlanId, InvitationError> {
        let row = NewRow {
            address: address.to_owned(),
            name: step.name.clone(),
            group: step.group.clone(),
            list_id: step.list_id.clone(),
            ..NewRow::default()
        };
        self.store.write(|w| {
            w.draft_set_intent(draft, &intent_for(plan, step), DraftStep::Review, now)?;
            w.draft_rows_add(draft, &[row], now)
        })?;
        let review = review(&self.store, draft)?;
        if review.to_invite.is_empty() {
            return Err(InvitationError::AlreadyInvited);
        }
        Ok(send(&self.store, draft, &review.fingerprint, now)?)
    }
}

/// The intent of the plan, for one person of it. A group instance is given by its slug, because
/// it exists by now.
fn intent_for(plan: &Plan, step: &Step) -> Intent {
    let mut intent = plan.intent.clone();
    if intent.purpose == Some(Purpose::Groups) {
        intent.purpose = Some(Purpose::Shared);
        intent.instance.clone_from(&step.instance);
        intent.instance_name = Some(step.instance_name.clone());
    }
    // The answer was about other instances, so it is asked anew should it come to that.
    intent.existing = None;
    intent
}
