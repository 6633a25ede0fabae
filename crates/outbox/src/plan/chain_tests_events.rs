//! Everything that may happen to two plans while they are sent, and how often each is tried.

use proptest::prelude::*;
use store::ExistingInstance;

#[derive(Debug, Clone)]
pub(super) enum Happens {
    Answers,
    LosesAnswer,
    LosesRequest,
    IsBusy,
    HasNoConnection,
    Refuses,
    FailsTask,
    /// Cohort ends while something is on the wire; whether it arrived is the flag.
    Crash(bool),
    Pause,
    Resume,
    Cancel,
    RetryFailed,
    RetryStep(usize),
    Answer(ExistingInstance),
    /// The other plan has its turn.
    Other,
    /// So long that the platform has forgotten all keys.
    DayPasses,
    /// The data is copied; what is under way may have been sent from elsewhere.
    DataRestored,
    /// The platform no longer allows anything in the space: a departure is refused, or a request.
    PlaceRefuses,
}

pub(super) fn happens() -> impl Strategy<Value = Happens> {
    let existing = prop::sample::select(vec![
        ExistingInstance::InviteOnly,
        ExistingInstance::Distribute,
        ExistingInstance::Skip,
    ]);
    prop_oneof![
        10 => Just(Happens::Answers),
        4 => Just(Happens::LosesAnswer),
        3 => Just(Happens::LosesRequest),
        2 => Just(Happens::IsBusy),
        1 => Just(Happens::HasNoConnection),
        1 => Just(Happens::Refuses),
        1 => Just(Happens::FailsTask),
        2 => any::<bool>().prop_map(Happens::Crash),
        1 => Just(Happens::Pause),
        1 => Just(Happens::Resume),
        1 => Just(Happens::Cancel),
        2 => Just(Happens::RetryFailed),
        1 => (0_usize..9).prop_map(Happens::RetryStep),
        1 => existing.prop_map(Happens::Answer),
        3 => Just(Happens::Other),
        1 => Just(Happens::DayPasses),
        1 => Just(Happens::DataRestored),
        1 => Just(Happens::PlaceRefuses),
    ]
}
