//! The texts of a report, one table for each language.
//!
//! A table has a field for everything that a report says, so that a language that is added doesn't
//! compile until each text is there. Why a plan is on hold is said in [`crate::words`], where it is
//! needed for more than reports.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{Intent, StepKind, Why};

use crate::told::plan_standing::{PlanStanding, StepStanding};

/// Everything that a report says, in one language.
pub(super) struct ReportTexts {
    /// The tag of the language, as a browser and a screen reader understand it.
    pub(super) tag: &'static str,
    /// The columns of the table, in their order.
    pub(super) headings: [&'static str; 9],
    /// What a plan is called, by the number of its people or instances.
    pub(super) plan_name: fn(&Intent, usize) -> String,
    pub(super) plan_state: fn(PlanStanding) -> &'static str,
    pub(super) step_kind: fn(StepKind) -> &'static str,
    pub(super) step_state: fn(StepStanding) -> &'static str,
    /// Why a step is in its state, and what can be done. Empty if the state says it all.
    pub(super) cause: fn(&Circumstances) -> String,
    pub(super) incident: fn(&str) -> String,
    /// A time with its full date, standing alone.
    pub(super) date_and_time: fn(Timestamp, &TimeZone) -> String,
    pub(super) queued: &'static str,
    pub(super) started: &'static str,
    pub(super) cancelled: &'static str,
    pub(super) finished: &'static str,
    pub(super) created: &'static str,
    /// What is said below a printed report. `None`: the time zone has no name.
    pub(super) note: fn(Option<&str>) -> String,
    /// What the file is called, for a plan in the space of this name.
    pub(super) file_name: fn(&Intent, &str) -> String,
}

/// What the text about a step's reason depends on.
pub(super) struct Circumstances {
    pub(super) why: Why,
    pub(super) kind: StepKind,
    /// The step was cancelled, and not merely dismissed.
    pub(super) cancelled: bool,
    /// An individual instance was kept when its invitation was revoked.
    pub(super) kept_instance: bool,
    /// When Cohort checks again, as a time in a sentence.
    pub(super) checks_again_at: Option<String>,
}
