//! What the end of a handing-out means for each of its instances. Pure, as the machine is.

use store::StepState;

use crate::plan::reason::{Reason, Why};

/// One instance of a handing-out that has come to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target {
    /// The plan has made it, and nobody was invited into it.
    pub made_here: bool,
    /// How often it was handed out to without success before.
    pub handed: u32,
    /// Others were handed out to with the same request.
    pub together: bool,
    pub cancelled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    Again,
    So(StepState),
}

/// What the end of a handing-out means for one of its instances. Handing out overwrites: it
/// is done again by itself only where there is nothing of anybody's to overwrite, and once.
pub(crate) fn per_target(state: StepState, reason: Option<&Reason>, target: Target) -> Ended {
    let why = reason.map(|reason| reason.why);
    match why {
        Some(Why::DistributionFailed | Why::TaskLost) if target.made_here => {
            match (target.handed, target.cancelled) {
                (0, false) => Ended::Again,
                (_, true) => Ended::So(state),
                _ => Ended::So(StepState::Refused),
            }
        }
        Some(Why::DistributionFailed | Why::TaskLost) => Ended::So(StepState::Unknown),
        // Refused as a whole, though it may be for one of them only; nothing was done.
        Some(Why::NotFound | Why::Deleted | Why::Invalid)
            if target.together && !target.cancelled =>
        {
            Ended::Again
        }
        _ => Ended::So(state),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: Target = Target {
        made_here: true,
        handed: 0,
        together: true,
        cancelled: false,
    };

    fn ended(state: StepState, why: Why, target: Target) -> Ended {
        per_target(state, Some(&Reason::of(why)), target)
    }

    #[test]
    fn what_the_plan_has_made_is_handed_out_to_once_more_and_then_refused() {
        let again = Target { handed: 1, ..OURS };
        for (state, why) in [
            (StepState::Refused, Why::DistributionFailed),
            (StepState::Unknown, Why::TaskLost),
        ] {
            assert_eq!(ended(state, why, OURS), Ended::Again);
            assert_eq!(ended(state, why, again), Ended::So(StepState::Refused));
        }
    }

    #[test]
    fn to_what_was_there_before_nothing_is_handed_out_again_by_itself() {
        let theirs = Target {
            made_here: false,
            ..OURS
        };
        for why in [Why::DistributionFailed, Why::TaskLost] {
            let unsure = Ended::So(StepState::Unknown);
            assert_eq!(ended(StepState::Unknown, why, theirs), unsure);
        }
    }

    #[test]
    fn one_instance_that_is_gone_does_not_stop_the_others() {
        let refused = StepState::Refused;
        assert_eq!(ended(refused, Why::NotFound, OURS), Ended::Again);
        let alone = Target {
            together: false,
            ..OURS
        };
        assert_eq!(ended(refused, Why::NotFound, alone), Ended::So(refused));
        assert_eq!(ended(refused, Why::NotAllowed, OURS), Ended::So(refused));
    }

    #[test]
    fn of_a_cancelled_plan_nothing_is_handed_out_again() {
        let cancelled = Target {
            cancelled: true,
            ..OURS
        };
        let refused = StepState::Refused;
        assert_eq!(
            ended(refused, Why::DistributionFailed, cancelled),
            Ended::So(refused)
        );
    }
}
