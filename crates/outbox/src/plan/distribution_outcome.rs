//! What the end of a distribution means for each of its instances.
//!
//! The machine decides about a request and doesn't know that it serves several steps, so this
//! is decided here. It is pure, as the machine is, so that every combination can be tested.

use store::{Reason, StepState, Why};

/// One instance of a distribution that has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the instance"
)]
pub(crate) struct EndedTarget {
    /// The plan created it, and nobody was invited into it.
    pub made_here: bool,
    /// Nothing of what is distributed was in it before, so what is there has arrived.
    pub clear: bool,
    /// How often a distribution to it failed before this one.
    pub tries: u32,
    /// The same request distributed to other instances too.
    pub together: bool,
    /// The user has cancelled the plan.
    pub cancelled: bool,
}

/// How much of what was distributed an instance holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrival {
    All,
    /// Nothing of it, in lists that could be read completely.
    Nothing,
    /// A part of it, or what is there can't be told: a list couldn't be read completely, or a folder
    /// was distributed as a whole.
    Unclear,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TargetOutcome {
    /// It is distributed to again, with another request.
    Retry,
    /// It may be the one because of which all were refused, or not: the others tell.
    Split,
    /// The step is settled in this state.
    Settle(StepState),
}

/// What the end of a distribution means for one of its instances. A distribution overwrites
/// what is in the instance, so it is retried without the user's word only where nothing of
/// anybody's can be overwritten, and only once.
pub(crate) fn outcome_for_target(
    state: StepState,
    reason: Option<&Reason>,
    target: EndedTarget,
) -> TargetOutcome {
    let why = reason.map(|reason| reason.why);
    match why {
        Some(Why::DistributionFailed) if target.made_here => {
            match (target.tries, target.cancelled) {
                (0, false) => TargetOutcome::Retry,
                (_, true) => TargetOutcome::Settle(state),
                _ => TargetOutcome::Settle(StepState::Refused),
            }
        }
        Some(Why::DistributionFailed | Why::TaskLost) => TargetOutcome::Settle(StepState::Unknown),
        // The request was refused as a whole, though perhaps because of one instance only. Nothing
        // was distributed, so it doesn't count as a try.
        Some(Why::NotFound | Why::Deleted | Why::Invalid)
            if target.together && !target.cancelled =>
        {
            TargetOutcome::Split
        }
        _ => TargetOutcome::Settle(state),
    }
}

/// What the contents of an instance mean for it, once nothing can be at work there any more and what
/// came of its distribution was never answered. What is there proves something only where nothing was
/// before.
pub(crate) fn outcome_after_lookup(arrival: Arrival, target: EndedTarget) -> TargetOutcome {
    match arrival {
        _ if !target.clear => TargetOutcome::Settle(StepState::Unknown),
        Arrival::All => TargetOutcome::Settle(StepState::Done),
        Arrival::Nothing if target.cancelled => TargetOutcome::Settle(StepState::Cancelled),
        // A second lost answer is left to the user.
        Arrival::Nothing if target.tries == 0 => TargetOutcome::Retry,
        Arrival::Nothing | Arrival::Unclear => TargetOutcome::Settle(StepState::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: EndedTarget = EndedTarget {
        made_here: true,
        clear: true,
        tries: 0,
        together: true,
        cancelled: false,
    };

    fn ended(state: StepState, why: Why, target: EndedTarget) -> TargetOutcome {
        outcome_for_target(state, Some(&Reason::of(why)), target)
    }

    #[test]
    fn an_instance_that_the_plan_created_is_retried_once_and_then_refused() {
        let again = EndedTarget { tries: 1, ..OURS };
        let (state, why) = (StepState::Refused, Why::DistributionFailed);
        assert_eq!(ended(state, why, OURS), TargetOutcome::Retry);
        assert_eq!(
            ended(state, why, again),
            TargetOutcome::Settle(StepState::Refused)
        );
        let lost = ended(StepState::Unknown, Why::TaskLost, OURS);
        assert_eq!(lost, TargetOutcome::Settle(StepState::Unknown));
    }

    #[test]
    fn what_an_instance_holds_decides_what_became_of_a_lost_distribution() {
        let settled = TargetOutcome::Settle;
        let again = EndedTarget { tries: 1, ..OURS };
        let cancelled = EndedTarget {
            cancelled: true,
            ..OURS
        };
        let theirs = EndedTarget {
            made_here: false,
            clear: false,
            ..OURS
        };
        for (arrival, target, outcome) in [
            (Arrival::All, OURS, settled(StepState::Done)),
            (Arrival::All, cancelled, settled(StepState::Done)),
            (Arrival::Nothing, OURS, TargetOutcome::Retry),
            (Arrival::Nothing, again, settled(StepState::Unknown)),
            (Arrival::Nothing, cancelled, settled(StepState::Cancelled)),
            (Arrival::Unclear, OURS, settled(StepState::Unknown)),
            (Arrival::All, theirs, settled(StepState::Unknown)),
            (Arrival::Nothing, theirs, settled(StepState::Unknown)),
        ] {
            let found = outcome_after_lookup(arrival, target);
            assert_eq!(found, outcome, "{arrival:?} {target:?}");
        }
    }

    #[test]
    fn an_instance_that_existed_before_is_never_retried_without_the_user() {
        let theirs = EndedTarget {
            made_here: false,
            clear: false,
            ..OURS
        };
        for why in [Why::DistributionFailed, Why::TaskLost] {
            let unknown = TargetOutcome::Settle(StepState::Unknown);
            assert_eq!(ended(StepState::Unknown, why, theirs), unknown);
        }
    }

    #[test]
    fn one_instance_that_is_gone_does_not_stop_the_others() {
        let refused = StepState::Refused;
        assert_eq!(ended(refused, Why::NotFound, OURS), TargetOutcome::Split);
        let alone = EndedTarget {
            together: false,
            ..OURS
        };
        assert_eq!(
            ended(refused, Why::NotFound, alone),
            TargetOutcome::Settle(refused)
        );
        assert_eq!(
            ended(refused, Why::NotAllowed, OURS),
            TargetOutcome::Settle(refused)
        );
    }

    #[test]
    fn a_cancelled_plan_distributes_nothing_again() {
        let cancelled = EndedTarget {
            cancelled: true,
            ..OURS
        };
        let refused = StepState::Refused;
        assert_eq!(
            ended(refused, Why::DistributionFailed, cancelled),
            TargetOutcome::Settle(refused)
        );
    }
}
