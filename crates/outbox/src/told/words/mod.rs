//! What the terminal says about plans, in English. What the tray and the reports say too is there in
//! every language; what only the reports say is in `report`.
//!
//! The window has its own texts, in English and German, which say the same things in the same
//! words. Each sentence is written out in one function, so that it can be read as a whole.

mod comparison;
mod distribution;
mod plan;
mod review;
mod standstill;
mod time;

pub use comparison::{ALL_IN, list_group, list_group_line};
pub use distribution::{overwritten, targets_by_fate};
pub use plan::{instances, new_instances, plan_name, plan_state, speed};
pub(crate) use plan::{invited_instance, plan_standing};
pub use review::{NOBODY, group_problems, joining_groups, people_by_fate, sentence, warning};
pub use standstill::{on_hold, standstill_title};
pub use time::{clock, date_and_time, moment};

/// `1 person`, `2 people`
pub fn people(count: usize) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    }
}
