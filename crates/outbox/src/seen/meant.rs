//! Whether an instance that exists under the slug that a step was to create it with is the one that
//! was meant. Slugs of groups come from lists, and a slug can be taken in advance, so that only the name
//! tells.

use platform::Instance;
use roster::NormalizedAddress;
use store::{Intent, Purpose, Step, Why};

use super::group_instance_state::is_for_group;

/// Whether an instance with this name is the individual instance of a person.
pub(crate) fn is_of_person(name: &str, person: Option<&NormalizedAddress>) -> bool {
    person.is_some() && NormalizedAddress::of(name).as_ref() == person
}

/// Why nobody may be invited into an instance because of this step, if that is so.
pub(crate) fn why_not_meant(found: &Instance, step: &Step, intent: &Intent) -> Option<Why> {
    match intent.purpose {
        Some(Purpose::Groups) if !is_for_group(found, &step.group, intent) => {
            Some(Why::NotForGroup)
        }
        Some(Purpose::Individual) if !is_of_person(&found.name, step.normalized.as_ref()) => {
            Some(Why::NotTheirs)
        }
        _ => None,
    }
}
