//! What the user does about the invitation of somebody who hasn't joined yet: resends it or
//! revokes it. The platform is asked at once, while the user waits.

use jiff::Timestamp;
use platform::{Client, ListedInvitation};
use roster::NormalizedAddress;
use store::{
    CloseReason, Place, Plan, Purpose, Reason, Step, StepId, StepKind, StepState, StoreError, Why,
};
use uuid::Uuid;

use super::delete_unused_instance::Deletion;
use super::invitation_error::{InvitationError, unless_gone};
use super::{ActionError, Actions};
use crate::account::features::{InvitationOffers, honours_keys};
use crate::plan::change::change_plans;
use crate::seen::people::{is_open, is_resendable};

/// One person's invitation, and the client for its platform.
struct PlannedInvitation {
    plan: Plan,
    step: Step,
    client: Client,
    offers: InvitationOffers,
    has_keys: bool,
}

/// An idempotency key for one click on *Resend*, where the platform honours keys. However often the
/// request is sent or delivered with it, the person gets one email.
pub(super) fn resend_key(has_keys: bool) -> Option<String> {
    has_keys.then(|| Uuid::new_v4().to_string())
}

impl Actions {
    /// Has the platform email an invitation again. It stays the same invitation, and no new act.
    pub async fn resend(&self, step: StepId) -> Result<(), InvitationError> {
        let invitation = self.invitation(step).await?;
        if !invitation.offers.resend {
            return Err(InvitationError::NotOffered);
        }
        let id = self.find_listed(&invitation, is_resendable).await?.id;
        let PlannedInvitation {
            client, plan, step, ..
        } = &invitation;
        let key = resend_key(invitation.has_keys);
        self.resend_listed(client, &plan.place, step.invited()?, &id, key.as_deref())
            .await
    }

    /// Resends one of the invitations that the platform lists, and notes when.
    pub(super) async fn resend_listed(
        &self,
        client: &Client,
        place: &Place,
        person: &NormalizedAddress,
        id: &str,
        key: Option<&str>,
    ) -> Result<(), InvitationError> {
        let outcome = client
            .resend_invitation(&place.org, &place.space, id, key)
            .await;
        self.traffic.record(&place.account, &outcome);
        outcome.map_err(InvitationError::of_change)?;
        Ok(self.store.resend_add(place, person, Timestamp::now())?)
    }

    /// Revokes an invitation that nobody has followed. An individual instance is deleted for it,
    /// unless it may be somebody's work: then the invitation alone is revoked.
    pub async fn revoke(&self, step: StepId, now: Timestamp) -> Result<(), InvitationError> {
        let invitation = self.invitation(step).await?;
        if !invitation.offers.revoke {
            return Err(InvitationError::NotOffered);
        }
        let PlannedInvitation {
            client, plan, step, ..
        } = &invitation;
        let individual = plan.intent.purpose == Some(Purpose::Individual);
        let deleted = individual
            && self.delete_unused_instance(client, plan, step).await? == Deletion::Deleted;
        if !deleted {
            self.revoke_listed(&invitation).await?;
        }
        let kept = (individual && !deleted).then_some(step.instance_name.as_str());
        self.close_invitation(step, Why::Revoked, kept, now)?;
        Ok(())
    }

    async fn revoke_listed(&self, invitation: &PlannedInvitation) -> Result<(), InvitationError> {
        let id = self.find_listed(invitation, is_open).await?.id;
        self.revoke_by_id(&invitation.client, &invitation.plan.place, &id)
            .await
    }

    pub(super) async fn revoke_by_id(
        &self,
        client: &Client,
        place: &Place,
        id: &str,
    ) -> Result<(), InvitationError> {
        let outcome = client.revoke_invitation(&place.org, &place.space, id).await;
        self.traffic.record(&place.account, &outcome);
        unless_gone(outcome).map_err(InvitationError::of_change)
    }

    /// Closes the act of a step whose invitation stands no longer.
    pub(super) fn close_invitation(
        &self,
        step: &Step,
        why: Why,
        said: Option<&str>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let reason = Reason {
            said: said.map(str::to_owned),
            ..Reason::of(why)
        };
        let corrected = why == Why::AddressCorrected;
        let ((), touched) = change_plans(&self.store, now, |change| {
            let step = change.w.step(step.id)?;
            // Correcting an address doesn't undo the email to the wrong one, so a step that is done
            // stays done. The reason says that the address was corrected.
            let state = match step.state {
                StepState::Done | StepState::Already if corrected => step.state,
                _ => StepState::Cancelled,
            };
            let why = if corrected {
                CloseReason::AddressCorrected
            } else {
                CloseReason::Revoked
            };
            change.end_invitation(&step, state, &reason, why)?;
            change.conclude(step.plan)
        })?;
        self.announce(touched);
        Ok(())
    }

    async fn invitation(&self, step: StepId) -> Result<PlannedInvitation, InvitationError> {
        let step = self.store.write(|w| w.step(step))?;
        let plan = self.store.plan(step.plan)?;
        let invited = matches!(
            step.state,
            StepState::Done | StepState::Already | StepState::Unknown
        );
        if step.kind != StepKind::Invite || !invited {
            return Err(ActionError::ChangedSince.into());
        }
        let (account, client) = self.clients.client(&plan.place.account).await?;
        Ok(PlannedInvitation {
            offers: InvitationOffers::of(&account.profile, plan.intent.purpose),
            has_keys: honours_keys(&account.profile),
            plan,
            step,
            client,
        })
    }

    /// The newest invitation of this person into this place that the platform lists, of those that
    /// are `suitable`.
    async fn find_listed(
        &self,
        invitation: &PlannedInvitation,
        suitable: fn(&ListedInvitation) -> bool,
    ) -> Result<ListedInvitation, InvitationError> {
        let PlannedInvitation {
            client, plan, step, ..
        } = invitation;
        let listed = client.invitations(&plan.place.org, &plan.place.space).await;
        self.traffic.record(&plan.place.account, &listed);
        let matches = |listed: &ListedInvitation| {
            let of_person = NormalizedAddress::of(&listed.email);
            of_person.is_some()
                && of_person == step.normalized
                && listed.instance_slug == step.instance
                && suitable(listed)
        };
        let newest = listed?.rows.into_iter().rfind(matches);
        newest.ok_or(InvitationError::NoInvitation)
    }
}
