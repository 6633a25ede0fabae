//! What the user does about one person after the invitation: has it mailed again, takes it back,
//! or mends the address. Asked of the platform at once, while the user looks on.

use jiff::Timestamp;
use platform::{Cause, Client, Fault, Feature, InvitationStatus, ListedInvitation};
use roster::NormalizedAddress;
use store::{
    CloseReason, DraftStep, Intent, NewRow, Plan, PlanId, Purpose, SeenList, SpaceKind, Step,
    StepId, StepKind, StepState, StoreError,
};

use crate::account::clients::ClientError;
use crate::draft::review::{ReviewError, review};
use crate::draft::send::{SendError, send};
use crate::engine::{Engine, EngineError, Happened};
use crate::machine::offers;
use crate::plan::reason::{Reason, Why};
use crate::seen::membership::{self, Membership};

#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Key(#[from] ClientError),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Send(#[from] SendError),
    /// The platform has no call for it.
    #[error("this platform cannot do that")]
    NotOffered,
    #[error("there is no invitation that could still be mailed or taken back")]
    NoInvitation,
    #[error("the person has joined")]
    Joined,
    #[error("the address cannot be right")]
    Address,
    #[error("it is the address they were invited by")]
    SameAddress,
    #[error("whoever has this address is in or invited already")]
    InAlready,
}

impl From<ReviewError> for InvitationError {
    fn from(problem: ReviewError) -> Self {
        Self::Send(problem.into())
    }
}

/// What a platform offers for people who were invited and have not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offers {
    pub mail_again: bool,
    pub take_back: bool,
}

impl Offers {
    pub fn of(learned: &store::PlatformProfile, intent: &Intent) -> Self {
        let has = |feature| offers(learned, &feature);
        let own = intent.purpose == Some(Purpose::Own);
        Self {
            mail_again: has(Feature::Invitations) && has(Feature::Resend),
            take_back: if own {
                has(Feature::DeleteInstance)
            } else {
                has(Feature::Invitations) && has(Feature::Revoke)
            },
        }
    }
}

/// One person's invitation, and the way to its platform.
struct At {
    plan: Plan,
    step: Step,
    client: Client,
    offers: Offers,
}

impl Engine {
    /// Has the platform mail an invitation again. It is the same invitation, and no new act.
    pub async fn mail_again(&self, step: StepId) -> Result<(), InvitationError> {
        let at = self.at(step).await?;
        if !at.offers.mail_again {
            return Err(InvitationError::NotOffered);
        }
        let open = [
            InvitationStatus::Pending,
            InvitationStatus::Expired,
            InvitationStatus::Bounced,
        ];
        let id = self.invitation(&at, &open).await?.id;
        let outcome = at
            .client
            .resend_invitation(&at.plan.place.org, &at.plan.place.space, &id)
            .await;
        self.heard(&at.plan.place.account, &outcome);
        Ok(outcome?)
    }

    /// Takes an invitation back that nobody has followed: an own instance is deleted with it.
    pub async fn take_invitation_back(
        &self,
        step: StepId,
        now: Timestamp,
    ) -> Result<(), InvitationError> {
        let at = self.at(step).await?;
        if !at.offers.take_back {
            return Err(InvitationError::NotOffered);
        }
        let outcome = if at.plan.intent.purpose == Some(Purpose::Own) {
            self.delete_own(&at).await?
        } else {
            let open = [InvitationStatus::Pending, InvitationStatus::Bounced];
            let id = self.invitation(&at, &open).await?.id;
            at.client
                .revoke_invitation(&at.plan.place.org, &at.plan.place.space, &id)
                .await
        };
        self.heard(&at.plan.place.account, &outcome);
        match outcome {
            // Somebody was quicker.
            Err(fault) if matches!(fault.cause, Cause::NotFound | Cause::Deleted) => {}
            outcome => outcome?,
        }
        self.over(&at.step, Why::TakenBack, None, now)?;
        Ok(())
    }

    /// Invites the right address in the place of a wrong one, as a plan of its own. The act of
    /// the wrong one is closed; what is left of it on the platform is for the user to take back.
    pub fn mend_address(
        &self,
        step: StepId,
        address: &str,
        now: Timestamp,
    ) -> Result<PlanId, InvitationError> {
        let step = self.store().write(|w| w.step(step))?;
        let plan = self.store().plan(step.plan)?;
        let address = address.trim();
        let right = roster::address(address).map_err(|_| InvitationError::Address)?;
        if right.normalized().as_str() == step.normalized {
            return Err(InvitationError::SameAddress);
        }
        let draft =
            self.store()
                .draft_new(&plan.place, &plan.space_name, self.space_kind(&plan)?, now)?;
        let row = NewRow {
            address: address.to_owned(),
            name: step.name.clone(),
            group: step.group.clone(),
            list_id: step.list_id.clone(),
            ..NewRow::default()
        };
        let sent = self
            .store()
            .write(|w| {
                w.draft_intent(draft.id, &intent_for(&plan, &step), DraftStep::Review, now)?;
                w.draft_rows_add(draft.id, &[row], now)
            })
            .map_err(InvitationError::from)
            .and_then(|_| {
                let review = review(self.store(), draft.id)?;
                if review.to_invite.is_empty() {
                    return Err(InvitationError::InAlready);
                }
                Ok(send(self.store(), draft.id, &review.fingerprint, now)?)
            });
        let sent = match sent {
            Ok(sent) => sent,
            Err(problem) => {
                self.store().draft_delete(draft.id, now)?;
                return Err(problem);
            }
        };
        self.over(&step, Why::Mended, Some(address), now)?;
        self.sent(sent);
        Ok(sent)
    }

    /// The invitation of a step is no more: its act is closed.
    fn over(
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
        self.store().write(|w| {
            let step = w.step(step.id)?;
            // What was mailed before an address was mended was mailed all the same.
            let state = match (why, step.state) {
                (Why::Mended, StepState::Done | StepState::Already) => step.state,
                _ => StepState::Cancelled,
            };
            w.step_state(step.id, state, Some(&reason), Some(now))?;
            if let Some(act) = step.act {
                let mended = why == Why::Mended;
                w.act_close(
                    act,
                    if mended {
                        CloseReason::AddressCorrected
                    } else {
                        CloseReason::Revoked
                    },
                    now,
                )?;
            }
            Ok::<_, StoreError>(())
        })?;
        self.tell(Happened::Plan(step.plan));
        Ok(())
    }

    async fn at(&self, step: StepId) -> Result<At, InvitationError> {
        let step = self.store().write(|w| w.step(step))?;
        let plan = self.store().plan(step.plan)?;
        let invited = matches!(
            step.state,
            StepState::Done | StepState::Already | StepState::Unsure
        );
        if step.kind != StepKind::Invite || !invited {
            return Err(EngineError::TooLate.into());
        }
        let (account, client) = self.shared.keys.client(&plan.place.account).await?;
        Ok(At {
            offers: Offers::of(&account.learned, &plan.intent),
            plan,
            step,
            client,
        })
    }

    /// The newest invitation of this person into this place that stands like that.
    async fn invitation(
        &self,
        at: &At,
        stands: &[InvitationStatus],
    ) -> Result<ListedInvitation, InvitationError> {
        let listed = at
            .client
            .invitations(&at.plan.place.org, &at.plan.place.space)
            .await;
        self.heard(&at.plan.place.account, &listed);
        let is_it = |invitation: &ListedInvitation| {
            let normalized = NormalizedAddress::of(&invitation.email);
            normalized.is_some_and(|normalized| normalized.as_str() == at.step.normalized)
                && invitation.instance_slug == at.step.instance
                && stands.contains(&invitation.status)
        };
        let newest = listed?.rows.into_iter().rfind(is_it);
        newest.ok_or(InvitationError::NoInvitation)
    }

    /// Deletes the own instance of somebody who has not come. It can be restored for a day.
    async fn delete_own(&self, at: &At) -> Result<Result<(), Fault>, InvitationError> {
        let instance = at.step.instance()?;
        let present = membership::ask(&at.client, &at.plan.place, Some(instance)).await;
        self.heard(&at.plan.place.account, &present);
        match present {
            Ok(present) if present.anybody() == Some(Membership::Joined) => {
                return Err(InvitationError::Joined);
            }
            Err(fault) if !matches!(fault.cause, Cause::NotFound | Cause::Deleted) => {
                return Err(fault.into());
            }
            _ => {}
        }
        Ok(at
            .client
            .delete_instance(&at.plan.place.org, &at.plan.place.space, instance)
            .await)
    }

    fn space_kind(&self, plan: &Plan) -> Result<SpaceKind, StoreError> {
        let list = SeenList::Spaces(&plan.place.account, &plan.place.org);
        let seen = self.store().seen::<platform::Space>(list)?;
        let spaces = seen.map(|seen| seen.list).unwrap_or_default();
        let space = spaces.iter().find(|space| space.slug == plan.place.space);
        Ok(match space.map(|space| &space.kind) {
            Some(platform::SpaceKind::Project) => SpaceKind::Project,
            Some(platform::SpaceKind::Dataset) => SpaceKind::Dataset,
            _ => SpaceKind::Course,
        })
    }
}

/// What the plan was for, for one person of it: into a room by its slug, which is confirmed.
fn intent_for(plan: &Plan, step: &Step) -> Intent {
    let mut intent = plan.intent.clone();
    if intent.purpose == Some(Purpose::Groups) {
        intent.purpose = Some(Purpose::Shared);
        intent.instance.clone_from(&step.instance);
        intent.instance_name = Some(step.instance_name.clone());
    }
    // Asked anew, should it come to that.
    intent.existing = None;
    intent
}
