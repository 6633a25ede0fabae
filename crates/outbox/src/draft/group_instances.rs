//! Group instances: which names the groups of a list have, and which slugs.

use std::collections::{BTreeMap, HashSet};

use roster::slug_from_name;

/// Slugs are at most this long (`roster` cuts names there; the number has to fit behind).
const LONGEST: usize = 60;
/// Taken in every space, and never meant.
const SPECIAL: [&str; 3] = ["master", "distributed", "development"];

/// A named instance for one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    pub name: String,
    pub slug: String,
    /// How many of the list are to be invited into it.
    pub people: usize,
    /// An instance of that slug was there when the space was last seen.
    pub exists: bool,
}

/// Slugs for the groups of a list, by group as compared. The same groups get the same slugs in
/// whatever order the list is: who brings the list in again meets the same rooms.
#[derive(Debug, Default)]
pub(crate) struct Rooms {
    by_group: BTreeMap<String, (String, String)>,
}

/// Groups that differ only in case or in spaces around them are the same.
fn normalized(group: &str) -> String {
    group.trim().to_lowercase()
}

impl Rooms {
    pub(crate) fn of<'a>(groups: impl Iterator<Item = &'a str>) -> Self {
        let mut by_group: BTreeMap<String, (String, String)> = BTreeMap::new();
        for group in groups.map(str::trim).filter(|group| !group.is_empty()) {
            by_group
                .entry(normalized(group))
                .or_insert_with(|| (group.to_owned(), String::new()));
        }
        let mut taken: HashSet<String> = SPECIAL.map(str::to_owned).into();
        for (name, slug) in by_group.values_mut() {
            let base = match slug_from_name(name) {
                empty if empty.is_empty() => "group".to_owned(),
                base => base,
            };
            *slug = free(&base, &taken);
            taken.insert(slug.clone());
        }
        Self { by_group }
    }

    pub(crate) fn slugs(&self) -> impl Iterator<Item = &str> {
        self.by_group.values().map(|(_, slug)| slug.as_str())
    }

    /// Name and slug of the room of a group; `None` without a group.
    pub(crate) fn of_group(&self, group: &str) -> Option<(&str, &str)> {
        self.by_group
            .get(&normalized(group))
            .map(|(name, slug)| (name.as_str(), slug.as_str()))
    }
}

fn free(base: &str, taken: &HashSet<String>) -> String {
    let mut slug = base.to_owned();
    let mut n = 1_u32;
    while taken.contains(&slug) {
        n += 1;
        let number = format!("_{n}");
        let cut = base.len().min(LONGEST - number.len());
        slug = base[..cut].to_owned() + &number;
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_slugs_of_their_own_whatever_the_order() {
        let one = Rooms::of(["Team +", "Team *", "team +", "Master", "用户"].into_iter());
        let other = Rooms::of(["用户", " team *", "Master", "TEAM +"].into_iter());
        for group in ["Team +", "Team *", "Master", "用户"] {
            let slug = one.of_group(group).unwrap().1;
            assert_eq!(slug, other.of_group(group).unwrap().1, "{group}");
        }
        assert_eq!(one.of_group("Team *").unwrap(), ("Team *", "team"));
        assert_eq!(one.of_group("team +").unwrap().1, "team_2");
        assert_eq!(one.of_group("Master").unwrap().1, "master_2");
        assert_eq!(one.of_group("用户").unwrap().1, "group");
        assert_eq!(one.of_group(" "), None);
        let long = Rooms::of(
            [
                format!("{}a", "x".repeat(60)),
                format!("{}b", "x".repeat(60)),
            ]
            .iter()
            .map(String::as_str),
        );
        let slugs: Vec<_> = long.by_group.values().map(|(_, slug)| slug.len()).collect();
        assert_eq!(slugs, [60, 60]);
    }
}
