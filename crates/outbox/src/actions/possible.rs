//! What the user can do to a plan, a step or an invitation as it stands now.
//!
//! The window and the terminal offer what is said here and nothing else. The actions check again
//! inside their transaction, because a plan may have moved between the offer and the click.

use store::{
    ExistingInstance, Hold, MaterialChoice, Plan, PlanCounts, PlanState, Step, StepKind, StepState,
    Why,
};

use crate::account::features::InvitationOffers;
use crate::plan::intent::distributes_only;
use crate::plan::retry::{has_failed, is_no_longer_tracked, meets_existing};
use crate::told::standstill::Standstill;

/// What the user can do to a whole plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCan {
    /// Cancel what is left of it.
    pub cancel: bool,
    /// Take it back whole: nothing of it has left, so its list becomes a draft again.
    pub undo_send: bool,
    /// What can be said about instances that turn out to exist already.
    pub answers: Vec<ExistingInstance>,
}

impl PlanCan {
    pub fn of(plan: &Plan, standstill: Option<&Standstill>, counts: &PlanCounts) -> Self {
        let in_grace = plan.state == PlanState::Grace;
        Self {
            cancel: !in_grace && plan.state != PlanState::Settled && counts.under_way() > 0,
            undo_send: in_grace || (asks_user(plan, standstill) && nothing_has_left(plan)),
            answers: answers(plan),
        }
    }
}

/// Whether a plan that stands still does so until the user decides. A plan on hold for no reason
/// that can be told has nothing to wait for either.
pub fn asks_user(plan: &Plan, standstill: Option<&Standstill>) -> bool {
    standstill.map_or(plan.state == PlanState::Held, Standstill::asks_user)
}

/// Restored data says what was sent when it was copied, not what was sent since.
fn nothing_has_left(plan: &Plan) -> bool {
    plan.departed_at.is_none() && plan.hold != Some(Hold::DataRestored)
}

/// Without material there is nothing to distribute into an instance that exists.
fn answers(plan: &Plan) -> Vec<ExistingInstance> {
    if distributes_only(&plan.intent) {
        return vec![ExistingInstance::Distribute, ExistingInstance::Skip];
    }
    let mut answers = vec![ExistingInstance::InviteOnly];
    if plan.intent.material != MaterialChoice::Nothing {
        answers.push(ExistingInstance::Distribute);
    }
    answers.push(ExistingInstance::Skip);
    answers
}

/// One thing that the user can do to a step, or to the invitation that it sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepCan {
    Retry,
    /// Say what is to happen with the instance, which exists already and isn't the plan's.
    AnswerExisting,
    /// Look up once more what became of it.
    LookUpAgain,
    /// Send again what is no longer tracked, though it may have been sent.
    SendAgain,
    /// Have the platform email the same invitation again.
    Resend,
    /// Invite the person anew, where the platform can't resend.
    InviteAgain,
    CorrectAddress,
    Revoke,
    /// Say that it needs no attention any more.
    Dismiss,
    /// Take that back.
    Restore,
}

impl StepCan {
    /// Everything that can be done to a step.
    pub fn of(step: &Step, offers: InvitationOffers) -> Vec<Self> {
        let unknown = step.state == StepState::Unknown;
        let invites = step.kind == StepKind::Invite;
        let open = invites && is_invitation_open(step);
        let corrected = is_corrected(step);
        let possible = [
            (Self::Retry, has_failed(step.state)),
            (Self::AnswerExisting, meets_existing(step)),
            (Self::LookUpAgain, unknown),
            (Self::SendAgain, is_no_longer_tracked(step)),
            (Self::Resend, open && !corrected && offers.resend),
            (Self::InviteAgain, open && !corrected && !offers.resend),
            (Self::CorrectAddress, can_correct_address(step)),
            (Self::Revoke, open && offers.revoke),
            (Self::Dismiss, has_failed(step.state)),
            (Self::Restore, step.dismissed().is_some()),
        ];
        let possible = possible.into_iter().filter(|(_, possible)| *possible);
        possible.map(|(what, _)| what).collect()
    }
}

/// Whether an invitation to another address may take the place of this one: it was sent, or may have
/// been, nobody is known to have joined by it, and it hasn't been corrected already.
pub(super) fn can_correct_address(step: &Step) -> bool {
    let invited = is_invitation_open(step) || step.state == StepState::Unknown;
    step.kind == StepKind::Invite && invited && !is_corrected(step)
}

fn is_corrected(step: &Step) -> bool {
    has(step, Why::AddressCorrected)
}

/// The invitation was sent, and as far as is known the person hasn't joined yet.
fn is_invitation_open(step: &Step) -> bool {
    match step.state {
        StepState::Done => true,
        StepState::Already => has(step, Why::StillOpen),
        _ => false,
    }
}

fn has(step: &Step, why: Why) -> bool {
    step.reason.as_ref().is_some_and(|reason| reason.why == why)
}

#[cfg(test)]
#[path = "possible_tests.rs"]
mod tests;
