//! Deletes the individual instance of somebody who was invited and hasn't joined, if nothing of
//! anybody's can be in it.
//!
//! That the person hasn't joined doesn't say that it is empty: an administrator may have prepared
//! it, or it was there before the plan that invited them. Where anything speaks for somebody's
//! work, it stays.

use jiff::Timestamp;
use platform::Client;
use store::{Contents, MaterialContents, Plan, Step, StepKind, StepState};

use super::Actions;
use super::invitation_error::{InvitationError, unless_gone};
use crate::seen::arrival::holds_more;
use crate::seen::membership::{self, Membership};

/// What became of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deletion {
    /// It is deleted; the platform can restore it for a day.
    Deleted,
    /// It may be somebody's work.
    Kept,
}

impl Actions {
    /// Deletes the instance that a plan has made for one person, unless it may be somebody's work.
    pub(super) async fn delete_unused_instance(
        &self,
        client: &Client,
        plan: &Plan,
        step: &Step,
    ) -> Result<Deletion, InvitationError> {
        let (account, instance) = (&plan.place.account, step.instance()?);
        let members = membership::read(client, &plan.place, Some(instance)).await;
        self.traffic.record(account, &members);
        let members = match members {
            Ok(members) => members,
            Err(fault) => {
                unless_gone(Err(fault))?;
                return Ok(Deletion::Deleted);
            }
        };
        if members.anybody() == Some(Membership::Joined) {
            return Err(InvitationError::Joined);
        }
        if members.partial {
            return Err(InvitationError::MembersUnclear);
        }
        let made = self.store.steps_for_instance(plan.id, instance)?;
        if done(&made, StepKind::Create).is_none() {
            return Ok(Deletion::Kept);
        }
        let distributed = distributed(plan, &made);
        let more = holds_more(client, &plan.place, instance, distributed.as_ref()).await;
        self.traffic.record(account, &more);
        if more? {
            return Ok(Deletion::Kept);
        }
        let (org, space) = (&plan.place.org, &plan.place.space);
        let outcome = client.delete_instance(org, space, instance).await;
        self.traffic.record(account, &outcome);
        unless_gone(outcome).map_err(InvitationError::of_change)?;
        Ok(Deletion::Deleted)
    }
}

/// When a distribution had ended, and what it distributed.
type Distributed = (Timestamp, Contents);

/// What a plan has distributed to an instance that it has made. `None`: nothing, as far as is known.
fn distributed(plan: &Plan, made: &[Step]) -> Option<Distributed> {
    let ended = done(made, StepKind::Distribute)?.settled_at?;
    match &plan.material.as_ref()?.contents {
        MaterialContents::Read(contents) => Some((ended, contents.clone())),
        MaterialContents::Unread | MaterialContents::Nothing => None,
    }
}

fn done(made: &[Step], kind: StepKind) -> Option<&Step> {
    let mut done = made.iter().filter(|step| step.state == StepState::Done);
    done.find(|step| step.kind == kind)
}
