//! The arguments with which Cohort is started. It gives them to itself, when the session starts it,
//! and reads them when it starts and when a second start reports its own.

/// Opens no window, because the session has started Cohort and nobody has asked for it.
pub(super) const HIDDEN: &str = "--hidden";
