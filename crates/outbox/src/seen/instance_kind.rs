//! What kind of instance one is, as its slug and its name tell.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use platform::{Instance, Slug};
use roster::NormalizedAddress;
use unicode_security::skeleton;

/// The kinds of instances, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstanceKind {
    Master,
    Distributed,
    Shared,
    /// One person's alone: its name is the person's address.
    Individual,
}

impl InstanceKind {
    pub fn of(instance: &Instance) -> Self {
        Self::named(&instance.slug, &instance.name)
    }

    /// The kind of an instance with this slug and name, which may still have to be created.
    pub fn named(slug: &Slug, name: &str) -> Self {
        if *slug == Slug::master() {
            Self::Master
        } else if *slug == Slug::distributed() {
            Self::Distributed
        } else if NormalizedAddress::of(name).is_some() {
            Self::Individual
        } else {
            Self::Shared
        }
    }

    /// Whether people can be invited into such an instance to use it together. The platform allows
    /// it for Master as well, so the user may choose it, and is warned.
    pub fn is_shareable(self) -> bool {
        matches!(self, Self::Master | Self::Shared)
    }
}

/// The name under which each instance is shown, in their order. Where two names look the same, the
/// slug is added, so that nobody is taken for somebody else's instance.
pub fn shown_names(instances: &[Instance]) -> Vec<String> {
    // Only the hashes are kept, because the form of one letter can be a sentence. Two names that have
    // one hash by chance are shown with their slugs, and nothing is lost.
    let hashes = RandomState::new();
    let forms: Vec<u64> = instances
        .iter()
        .map(|one| hash_of_form(&one.name, &hashes))
        .collect();
    let mut times = HashMap::new();
    for form in &forms {
        *times.entry(form).or_insert(0_usize) += 1;
    }
    instances
        .iter()
        .zip(&forms)
        .map(|(instance, form)| match times[form] {
            1 => instance.name.clone(),
            _ => format!("{} ({})", instance.name, instance.slug),
        })
        .collect()
}

/// The name under which one of the instances is shown.
pub(crate) fn shown_name(slug: &Slug, instances: &[Instance]) -> Option<String> {
    let at = instances.iter().position(|one| one.slug == *slug)?;
    shown_names(instances).into_iter().nth(at)
}

/// The hash of a name without what the eye passes over: case, spaces, characters that aren't shown, and
/// which of several letters or digits that look alike it is, also of other scripts.
fn hash_of_form(name: &str, hashes: &RandomState) -> u64 {
    let shown: String = name
        .chars()
        .filter(|letter| letter.is_alphanumeric() || letter.is_ascii_punctuation())
        .flat_map(char::to_lowercase)
        .collect();
    let mut hash = hashes.build_hasher();
    for letter in skeleton(&shown).flat_map(char::to_lowercase) {
        letter.hash(&mut hash);
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use samples::instance;

    use super::*;

    #[test]
    fn names_that_look_the_same_are_shown_with_their_slugs() {
        let instances = [
            instance("tutors", "Tutors"),
            instance("room_a", "Room A"),
            instance("mallory", "tutors\u{200b} "),
            instance("eve", "Room \u{410}"),
            instance("room_0", "Room 0"),
            instance("room_o", "Room O"),
            instance("room_b", "Room B"),
        ];
        assert_eq!(
            shown_names(&instances),
            [
                "Tutors (tutors)",
                "Room A (room_a)",
                "tutors\u{200b}  (mallory)",
                "Room \u{410} (eve)",
                "Room 0 (room_0)",
                "Room O (room_o)",
                "Room B",
            ]
        );
    }
}
