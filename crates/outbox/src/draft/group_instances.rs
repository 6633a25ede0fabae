//! Group instances: the names and slugs of the instances for the groups of a list.
//!
//! Slugs depend on the names of the groups, and only where they could be those of somebody's
//! individual instance also on the instances that exist. So somebody who brings in the same list
//! again gets the instances that exist already, and no second set of them.

use std::collections::{BTreeMap, HashSet};

use platform::Slug;
use roster::{has_individual_shape, slug_from_name};

use super::free_slugs::{FreeSlugs, special_slugs};
use super::new_instances::MOST_INSTANCES;
use crate::seen::group_instance_state::GroupInstanceState;

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
    /// `exists` says whether there is a shared instance with this slug for the group of this name.
    pub(crate) fn of<'a>(
        groups: impl Iterator<Item = &'a str>,
        exists: impl Fn(&Slug, &str) -> bool,
    ) -> Self {
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
        // The groups whose slug could be that of somebody's individual instance. They could take it
        // in advance, so they get another one, unless they had the instance before.
        let mut like_individual = Vec::new();
        for (group, name) in names {
            let base = match slug_from_name(name) {
                empty if empty.is_empty() => "group".to_owned(),
                base => base,
            };
            let slug = slugs.free(&base, |slug| taken.contains(slug));
            taken.insert(slug.clone());
            if has_individual_shape(slug.as_str()) && !exists(&slug, name) {
                like_individual.push((group.clone(), base));
            }
            by_group.insert(group, (name.to_owned(), slug));
        }
        for (group, base) in like_individual {
            let base = base + "_group";
            let slug = slugs.free(&base, |slug| taken.contains(slug));
            taken.insert(slug.clone());
            by_group.entry(group).and_modify(|(_, old)| *old = slug);
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

    /// Where no instance exists yet.
    fn of(groups: &[impl AsRef<str>]) -> GroupInstances {
        GroupInstances::of(groups.iter().map(AsRef::as_ref), |_, _| false)
    }

    #[test]
    fn groups_have_slugs_of_their_own_whatever_the_order() {
        let one = of(&["Team +", "Team *", "team +", "Master", "用户"]);
        let other = of(&["用户", " team *", "Master", "TEAM +"]);
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
        let ada = of(&["Ada Lovelace u6pojlhxh4"]);
        assert_eq!(
            ada.of_group("Ada Lovelace u6pojlhxh4").unwrap().1.as_str(),
            "ada_lovelace_u6pojlhxh4_group",
            "and not the slug that a person's own instance may get"
        );
        let long = of(&["a", "b"].map(|end| format!("{}{end}", "x".repeat(60))));
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
        assert_eq!(of(&groups).too_many, Some(MOST_INSTANCES + 1));
        assert_eq!(of(&groups).slugs().count(), 0);
        let twice = [&groups[1..], &groups[1..]].concat();
        assert_eq!(of(&twice).too_many, None, "each of them counts once");
        assert_eq!(of(&twice).slugs().count(), MOST_INSTANCES);
    }

    #[test]
    fn a_group_whose_name_looks_like_a_hash_keeps_the_instance_that_it_has() {
        let groups = [
            "Statistics",
            "statistics+",
            "Statistics Group",
            "psychology",
        ];
        let of = |exists: &[(&str, &str)]| {
            let known = |slug: &Slug, name: &str| exists.contains(&(slug.as_str(), name));
            let found = GroupInstances::of(groups.into_iter(), known);
            groups.map(|group| found.of_group(group).unwrap().1.to_string())
        };
        let group_two = "statistics_group_2";
        let none = [
            group_two,
            "statistics_2",
            "statistics_group",
            "psychology_group",
        ];
        assert_eq!(of(&[]), none);
        assert_eq!(of(&[("statistics", "Tutors")]), none, "it isn't theirs");
        let kept = [
            "statistics",
            "statistics_2",
            "statistics_group",
            "psychology_group",
        ];
        assert_eq!(of(&[("statistics", "Statistics")]), kept);
    }
}
