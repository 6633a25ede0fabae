//! Whether an instance that exists under the slug that a step was to create it with, or that it invites
//! into, is the one that was meant. Slugs of groups come from lists, and a slug can be taken in
//! advance, so that only the name tells.

use platform::{Instance, Listing, Slug};
use roster::NormalizedAddress;
use store::{Intent, Purpose, Step, Why};

use super::group_instance_state::is_for_group;
use super::instance_kind::InstanceKind;

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

/// Why nobody may be invited into the instance with this slug as into a shared one, if that is so. The
/// slug may be older than the list in which it was looked up, or may never have been looked up.
pub(crate) fn why_not_shared(slug: &Slug, listed: &Listing<Instance>) -> Option<Why> {
    let found = listed.rows.iter().find(|instance| instance.slug == *slug);
    let is_refused = match found {
        Some(found) => !InstanceKind::of(found).is_shareable(),
        // What isn't listed may be in a row that can't be read, about which the user is asked.
        None => listed.is_complete(),
    };
    is_refused.then_some(Why::NotShared)
}
