//! How a plan and a step stand, as it is said of them in any language.

use store::{Plan, PlanCounts, PlanState, Reason, Step, StepKind, StepState, Why};

/// How a plan stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlanStanding {
    Grace,
    Sending,
    Paused,
    Held,
    /// Everything in it was cancelled.
    Cancelled,
    Done,
}

impl PlanStanding {
    pub(crate) fn of(plan: &Plan, counts: &PlanCounts) -> Self {
        match plan.state {
            PlanState::Grace => Self::Grace,
            PlanState::Sending => Self::Sending,
            PlanState::Paused => Self::Paused,
            PlanState::Held => Self::Held,
            PlanState::Settled if counts.cancelled == counts.all() => Self::Cancelled,
            PlanState::Settled => Self::Done,
        }
    }
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepStanding {
    Dismissed,
    /// Invited again, while the first invitation is still open.
    StillOpen,
    NotTracked,
    Revoked,
    AddressCorrected,
    /// A target of a distribution was left alone, as the user wanted.
    Skipped,
    /// None of these: its state says it all.
    In(StepKind, StepState),
}

impl StepStanding {
    /// What became of a step after the platform accepted it, or after the user decided something
    /// about it, says more than the state that it had ended in.
    pub fn of(step: &Step) -> Self {
        if step.dismissed().is_some() {
            return Self::Dismissed;
        }
        match step.reason.as_ref().map(|Reason { why, .. }| *why) {
            Some(Why::StillOpen) => Self::StillOpen,
            Some(Why::NotTracked) => Self::NotTracked,
            Some(Why::Revoked) => Self::Revoked,
            Some(Why::AddressCorrected) => Self::AddressCorrected,
            Some(Why::WouldOverwrite | Why::TargetUnreadable) if is_cancelled(step) => {
                Self::Skipped
            }
            _ => Self::In(step.kind, step.state),
        }
    }
}

/// A step that was dismissed is cancelled too, but what is said of it is how it had ended before.
pub(crate) fn is_cancelled(step: &Step) -> bool {
    step.state == StepState::Cancelled && step.dismissed().is_none()
}
