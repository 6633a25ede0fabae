//! What an instance that is found under the slug of a group is to that group.

use platform::{Instance, Slug};
use roster::NormalizedAddress;
use store::Intent;

use super::instance_kind::InstanceKind;

/// What was found under the slug of a group when the space was last seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupInstanceState {
    /// No instance, so one is created.
    New,
    /// A shared instance with the name of the group, or one that the user has confirmed.
    Exists,
    /// A shared instance with another name, which the user hasn't confirmed.
    OtherName,
    /// An instance that isn't for sharing, such as that of one person.
    NotShared,
    /// Whatever was found: the group is called like somebody's address, and an instance with such a
    /// name is that person's alone.
    AddressName,
}

impl GroupInstanceState {
    /// What an instance is to the group whose slug it has. It may exist, or be created by another plan.
    ///
    /// The groups and so their slugs come from a list that somebody else may have written. Without
    /// this, they could choose the instance of one person, or any other, for everybody in the list.
    pub(crate) fn of(slug: &Slug, name: &str, group: &str, intent: &Intent) -> Self {
        let confirmed = intent
            .confirmed_groups
            .iter()
            .any(|one| one.slug == *slug && one.name == name && one.group == group);
        if names_a_person(group) {
            Self::AddressName
        } else if InstanceKind::named(slug, name) != InstanceKind::Shared {
            Self::NotShared
        } else if confirmed || same_words(name, group) {
            Self::Exists
        } else {
            Self::OtherName
        }
    }
}

/// Whether an instance with this name would be the individual instance of a person.
pub(crate) fn names_a_person(name: &str) -> bool {
    NormalizedAddress::of(name).is_some()
}

/// Whether people of a group may be invited into an instance that exists.
pub(crate) fn is_for_group(found: &Instance, group: &str, intent: &Intent) -> bool {
    GroupInstanceState::of(&found.slug, &found.name, group, intent) == GroupInstanceState::Exists
}

/// Whether two names differ at most in what slugs leave out as well: case, spaces, `_` and `-`.
fn same_words(one: &str, other: &str) -> bool {
    let words = |name: &str| -> String {
        name.chars()
            .filter(|letter| !letter.is_whitespace() && !matches!(letter, '_' | '-'))
            .flat_map(char::to_lowercase)
            .collect()
    };
    words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use samples::instance as found;
    use store::ConfirmedGroup;

    use super::*;

    #[test]
    fn a_name_is_that_of_a_group_if_only_its_spelling_differs() {
        let none = Intent::default();
        let of = |instance: &Instance, group| {
            GroupInstanceState::of(&instance.slug, &instance.name, group, &none)
        };
        let (exists, other) = (GroupInstanceState::Exists, GroupInstanceState::OtherName);
        assert_eq!(of(&found("team_two", "Team Two"), "team two"), exists);
        assert_eq!(of(&found("team_two", "team_two"), "Team Two"), exists);
        assert_eq!(of(&found("team", "Team +"), "Team *"), other);
        assert_eq!(of(&found("group", "用户"), "学生"), other);
        assert_eq!(
            of(&found("ada_uni_example", "Ada"), "ada@uni.example"),
            GroupInstanceState::AddressName
        );
        for (slug, name, group) in [
            ("ada_1", "ada@uni.example", "Ada 1"),
            ("master", "Master", "Master"),
            ("distributed", "Distributed", "Distributed"),
        ] {
            let state = of(&found(slug, name), group);
            assert_eq!(state, GroupInstanceState::NotShared, "{slug}");
        }
        let confirmed = Intent {
            confirmed_groups: vec![ConfirmedGroup {
                group: "Team *".to_owned(),
                slug: "team".parse().unwrap(),
                name: "Team +".to_owned(),
            }],
            ..Intent::default()
        };
        let team = "team".parse().unwrap();
        let of = |name, group| GroupInstanceState::of(&team, name, group, &confirmed);
        assert_eq!(of("Team +", "Team *"), exists);
        assert_eq!(of("Team -", "Team *"), other, "it was renamed since");
        assert_eq!(of("Team +", "Team /"), other, "it is another group");
    }
}
