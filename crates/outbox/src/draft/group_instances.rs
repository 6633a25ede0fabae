//! Group instances: which names the groups of a list have, and which slugs.

use std::collections::{BTreeMap, HashSet};

use platform::Slug;
use roster::slug_from_name;

/// Slugs are at most this long (`roster` cuts names there; the number has to fit behind).
const LONGEST: usize = 60;
/// Taken in every space, and never meant.
fn special() -> [Slug; 3] {
    [Slug::master(), Slug::distributed(), Slug::development()]
}

/// A named instance for one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupInstance {
    pub name: String,
    pub slug: Slug,
    /// How many of the list are to be invited into it.
    pub people: usize,
    /// An instance of that slug was there when the space was last seen.
    pub exists: bool,
}

/// Slugs for the groups of a list, by group as compared. The same groups get the same slugs in
/// whatever order the list is: who brings the list in again meets the same rooms.
#[derive(Debug, Default)]
pub(crate) struct GroupInstances {
    /// Name and slug, by group as compared.
    by_group: BTreeMap<String, (String, Slug)>,
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
        let mut taken: HashSet<Slug> = special().into();
        let mut by_group = BTreeMap::new();
        for (group, name) in names {
            let base = match slug_from_name(name) {
                empty if empty.is_empty() => "group".to_owned(),
                base => base,
            };
            let slug = free(&base, &taken);
            taken.insert(slug.clone());
            by_group.insert(group, (name.to_owned(), slug));
        }
        Self { by_group }
    }

    pub(crate) fn slugs(&self) -> impl Iterator<Item = &Slug> {
        self.by_group.values().map(|(_, slug)| slug)
    }

    /// Name and slug of the room of a group; `None` without a group.
    pub(crate) fn of_group(&self, group: &str) -> Option<(&str, &Slug)> {
        self.by_group
            .get(&normalized(group))
            .map(|(name, slug)| (name.as_str(), slug))
    }
}

fn free(base: &str, taken: &HashSet<Slug>) -> Slug {
    let mut n = 1_u32;
    loop {
        let number = if n == 1 {
            String::new()
        } else {
            format!("_{n}")
        };
        let cut = base.len().min(LONGEST - number.len());
        let slug = (base[..cut].to_owned() + &number)
            .parse()
            .expect("made of ASCII letters, digits and underscores, and not longer than `LONGEST`");
        if !taken.contains(&slug) {
            return slug;
        }
        n += 1;
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
}
