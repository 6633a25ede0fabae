//! How a step stands in one word, as a table marks it.

use store::{Step, StepKind, StepState, Why};

/// What a step stands as. For an invitation it says how its person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepMark {
    /// Not begun, and it will be.
    Waiting,
    /// Cancelled or revoked: nothing happens by itself.
    Never,
    Sending,
    /// The platform took the invitation, and the person hasn't joined yet.
    Invited,
    /// The person was in already.
    Joined,
    /// A step that is no invitation ended well.
    Done,
    Failed,
    /// Sent, and the answer was lost.
    Unknown,
}

impl StepMark {
    pub fn of(step: &Step) -> Self {
        let why = step.reason.as_ref().map(|reason| reason.why);
        let invites = step.kind == StepKind::Invite;
        match step.state {
            _ if invites && why == Some(Why::Revoked) => Self::Never,
            StepState::Done if invites => Self::Invited,
            StepState::Already if invites && why == Some(Why::StillOpen) => Self::Invited,
            StepState::Already if invites => Self::Joined,
            StepState::Done | StepState::Already => Self::Done,
            // The step that a blocked one waits for has failed, and is marked as such.
            StepState::Waiting | StepState::Blocked => Self::Waiting,
            StepState::Sending => Self::Sending,
            StepState::Refused | StepState::GaveUp => Self::Failed,
            StepState::Unknown => Self::Unknown,
            StepState::Cancelled => Self::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(kind: StepKind, state: StepState, why: Option<Why>) -> StepMark {
        StepMark::of(&samples::step(kind, state, why))
    }

    #[test]
    fn an_invitation_is_marked_with_how_its_person_stands() {
        use StepKind::{Create, Invite};
        use StepState::{Already, Cancelled, Done};
        assert_eq!(mark(Create, Done, None), StepMark::Done);
        assert_eq!(mark(Create, Already, None), StepMark::Done);
        assert_eq!(mark(Invite, Done, None), StepMark::Invited);
        assert_eq!(mark(Invite, Already, None), StepMark::Joined);
        let open = mark(Invite, Already, Some(Why::StillOpen));
        assert_eq!(open, StepMark::Invited);
        let revoked = mark(Invite, Cancelled, Some(Why::Revoked));
        assert_eq!(revoked, StepMark::Never);
    }

    #[test]
    fn a_step_that_waits_for_a_failed_one_is_not_marked_as_failed_itself() {
        let invite = StepKind::Invite;
        assert_eq!(mark(invite, StepState::Blocked, None), StepMark::Waiting);
        assert_eq!(mark(invite, StepState::Refused, None), StepMark::Failed);
        assert_eq!(mark(invite, StepState::GaveUp, None), StepMark::Failed);
    }
}
