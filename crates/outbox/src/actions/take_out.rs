//! Takes people out of a space, where the platform can. Their instances stay, for the
//! administrators, so that nobody's work is lost.

use std::collections::HashSet;

use jiff::Timestamp;
use platform::{Client, SpaceMember};
use roster::NormalizedAddress;
use store::{CloseReason, Place, SeenList, StoreError};

use super::Actions;
use super::invitation_error::{InvitationError, unless_gone};
use crate::plan::change::{PlanChange, change_plans};

/// Who of a space had joined when it was read last.
pub(super) struct JoinedPeople(HashSet<NormalizedAddress>);

impl JoinedPeople {
    pub(super) fn read(actions: &Actions, place: &Place) -> Result<Self, StoreError> {
        let members: Vec<SpaceMember> = actions.store.last_seen(SeenList::Members(place))?;
        let joined = members
            .into_iter()
            .filter(|member| member.active)
            .filter_map(|member| NormalizedAddress::of(&member.email));
        Ok(Self(joined.collect()))
    }
}

impl Actions {
    /// Takes one person out, and revokes their invitations. Whoever is out already need not be
    /// taken out.
    pub(super) async fn take_out(
        &self,
        client: &Client,
        place: &Place,
        address: &str,
        joined: &JoinedPeople,
    ) -> Result<(), InvitationError> {
        let normalized = NormalizedAddress::of(address).ok_or(InvitationError::InvalidAddress)?;
        let outcome = client
            .remove_member(&place.org, &place.space, address)
            .await;
        self.traffic.record(&place.account, &outcome);
        unless_gone(outcome).map_err(InvitationError::of_change)?;
        self.end_invitations(place, &normalized, joined.0.contains(&normalized))
    }

    /// Closes what this computer's plans have open for somebody who is out, so that another list
    /// can invite them again.
    fn end_invitations(
        &self,
        place: &Place,
        normalized: &NormalizedAddress,
        had_joined: bool,
    ) -> Result<(), InvitationError> {
        let now = Timestamp::now();
        for invitation in self.store.invitations_of(place, normalized)? {
            let (true, Some(_), Some(act)) = (
                invitation.is_open,
                invitation.invited_at,
                invitation.step.act,
            ) else {
                continue;
            };
            if had_joined {
                let left = |change: &mut PlanChange<'_>| change.close_act(act, CloseReason::Left);
                let ((), touched) = change_plans(&self.store, now, left)?;
                self.announce(touched);
            } else {
                self.close_invitation(&invitation.step, store::Why::Revoked, None, now)?;
            }
        }
        Ok(())
    }
}
