//! Group instances: the names and slugs of the instances for the groups of a list.
//!
//! Slugs depend on nothing but the names of the groups. So somebody who brings in the same list
//! again gets the instances that exist already, and no second set of them.

use std::collections::{BTreeMap, HashSet};

use platform::Slug;
use roster::{has_individual_shape, slug_from_name};

use super::free_slugs::FreeSlugs;
use super::new_instances::MOST_INSTANCES;
use crate::seen::group_instance_state::GroupInstanceState;

/// The slugs that every space has for its own purposes. No new instance gets one of them.
pub(crate) fn special_slugs() -> [Slug; 3] {
    [Slug::master(), Slug::distributed(), Slug::development()]
}

/// An instance for one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupInstance {
    /// The group, as the list calls it.
    pub group: String,
    /// The instance, as the platform shows it if it exists. A list may call a group anything, so its
    /// word is never taken for the name of an instance that exists.
    pub name: String,
    pub slug: Slug,
    /// How many people of the list are to be invited into it.
    pub people: usize,
    pub state: GroupInstanceState,
}

/// The names and slugs for the groups of a list. The same groups get the same slugs, in whatever
/// order the list is.
#[derive(Debug, Default)]
pub(crate) struct GroupInstances {
    /// Name and slug, by the normalized name of the group.
    by_group: BTreeMap<String, (String, Slug)>,
    /// How many groups there are, if they are too many. Then none of them has an instance.
    pub(crate) too_many: Option<usize>,
}

/// Groups that differ only in case or in spaces around them are the same.
fn normalized(group: &str) -> String {
    group.trim().to_lowercase()
}

impl GroupInstances {
    pub(crate) fn of<'a>(groups: impl Iterator<Item = &'a str>) -> Self {
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        for group in groups.map(str::trim).filter(|group| !group.is_empty()) {
            names.entry(normalized(group)).or_insert(group);
        }
        if names.len() > MOST_INSTANCES {
            return Self {
                too_many: Some(names.len()),
                ..Self::default()
            };
        }
        let mut slugs = FreeSlugs::default();
        let mut taken: HashSet<Slug> = special_slugs().into();
        let mut by_group = BTreeMap::new();
        for (group, name) in names {
            let base = match slug_from_name(name) {
                empty if empty.is_empty() => "group".to_owned(),
                // Otherwise a group could take the slug of somebody's individual instance in advance.
                base if has_individual_shape(&base) => base + "_group",
                base => base,
            };
            let slug = slugs.free(&base, |slug| taken.contains(slug));
            taken.insert(slug.clone());
            by_group.insert(group, (name.to_owned(), slug));
        }
        Self {
            by_group,
            too_many: None,
        }
    }

    pub(crate) fn slugs(&self) -> impl Iterator<Item = &Slug> {
        self.by_group.values().map(|(_, slug)| slug)
    }

    /// Name and slug of the instance of a group. `None` without a group.
    pub(crate) fn of_group(&self, group: &str) -> Option<(&str, &Slug)> {
        self.by_group
            .get(&normalized(group))
            .map(|(name, slug)| (name.as_str(), slug))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_slugs_of_their_own_whatever_the_order() {
        let one = GroupInstances::of(["Team +", "Team *", "team +", "Master", "用户"].into_iter());
        let other = GroupInstances::of(["用户", " team *", "Master", "TEAM +"].into_iter());
        for group in ["Team +", "Team *", "Master", "用户"] {
            let slug = one.of_group(group).unwrap().1;
            assert_eq!(slug, other.of_group(group).unwrap().1, "{group}");
        }
        let (name, slug) = one.of_group("Team *").unwrap();
        assert_eq!((name, slug.as_str()), ("Team *", "team"));
        assert_eq!(one.of_group("team +").unwrap().1.as_str(), "team_2");
        assert_eq!(one.of_group("Master").unwrap().1.as_str(), "master_2");
        assert_eq!(one.of_group("用户").unwrap().1.as_str(), "group");
        assert_eq!(one.of_group(" "), None);
        let ada = GroupInstances::of(["Ada Lovelace u6pojlhxh4"].into_iter());
        assert_eq!(
            ada.of_group("Ada Lovelace u6pojlhxh4").unwrap().1.as_str(),
            "ada_lovelace_u6pojlhxh4_group",
            "and not the slug that a person's own instance may get"
        );
        let long = GroupInstances::of(
            [
                format!("{}a", "x".repeat(60)),
                format!("{}b", "x".repeat(60)),
            ]
            .iter()
            .map(String::as_str),
        );
        let slugs: Vec<_> = long
            .by_group
            .values()
            .map(|(_, slug)| slug.as_str().len())
            .collect();
        assert_eq!(slugs, [60, 60]);
    }

    #[test]
    fn more_groups_than_instances_can_be_created_get_none() {
        let groups: Vec<_> = (0..=MOST_INSTANCES).map(|n| format!("{n}")).collect();
        let of = |groups: &[String]| GroupInstances::of(groups.iter().map(String::as_str));
        assert_eq!(of(&groups).too_many, Some(MOST_INSTANCES + 1));
        assert_eq!(of(&groups).slugs().count(), 0);
        let twice = [&groups[1..], &groups[1..]].concat();
        assert_eq!(of(&twice).too_many, None, "each of them counts once");
        assert_eq!(of(&twice).slugs().count(), MOST_INSTANCES);
    }
}
