//! The instances that a draft creates without inviting anybody: each with its slug, and what
//! keeps it from being created.
//!
//! Unlike a group instance, an instance that is added is meant to be new. So a slug that is taken
//! is a problem to be solved before sending, and not an instance to go on with.

use std::collections::{HashMap, HashSet};

use platform::{Instance, Slug};
use roster::slug_from_name;
use store::{NewInstances, Place, Seen, SeenList, Store, StoreError};

use crate::draft::free_slugs::{FreeSlugs, LONGEST_SLUG, special_slugs};

/// The platform takes names and descriptions up to this length, in characters.
pub const LONGEST_TEXT: usize = 1023;
/// At most this many instances are created by one draft.
pub const MOST_INSTANCES: usize = 2000;

/// One instance that a draft creates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInstance {
    pub name: String,
    /// The slug as it was typed, or as it follows from the name.
    pub slug_text: String,
    /// `None`: what was typed is no slug, which is among the problems.
    pub slug: Option<Slug>,
    pub problem: Option<NewInstanceObstacle>,
}

/// What keeps an instance from being created. Where there is a suggestion, it is a slug that is
/// free as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewInstanceObstacle {
    NameTooLong {
        characters: usize,
    },
    /// A character in the name can't be seen, such as a line break.
    NameHidden,
    /// An earlier line of the list has the same name.
    NameTwice,
    /// It has characters that a slug may not have, it is empty, or it is too long.
    SlugInvalid {
        suggestion: Slug,
    },
    /// Every space has it for its own purposes.
    SlugReserved {
        suggestion: Slug,
    },
    /// An instance has it.
    SlugTaken {
        by: String,
        suggestion: Slug,
    },
    /// A plan that is under way creates an instance with it.
    SlugUnderWay {
        suggestion: Slug,
    },
    /// An earlier line of the list has it.
    SlugTwice {
        by: String,
        suggestion: Slug,
    },
}

/// The instances of a draft, checked against each other and against what was last seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckedInstances {
    pub list: Vec<NewInstance>,
    /// How long the description is, if it is too long.
    pub description_too_long: Option<usize>,
    /// How many instances there are, if they are too many. Then they aren't listed.
    pub too_many: Option<usize>,
}

impl CheckedInstances {
    /// How many things have to be fixed before the draft can be sent.
    pub fn to_fix(&self) -> usize {
        let instances = self.list.iter().filter(|one| one.problem.is_some());
        instances.count()
            + usize::from(self.description_too_long.is_some())
            + usize::from(self.too_many.is_some())
    }
}

/// What is known of the slugs of a space.
#[derive(Debug, Default)]
pub(crate) struct KnownSlugs {
    /// The names of the instances that exist, by slug.
    taken: HashMap<Slug, String>,
    under_way: HashSet<Slug>,
    pub(crate) seen_at: Option<jiff::Timestamp>,
}

impl KnownSlugs {
    pub(crate) fn read(store: &Store, place: &Place) -> Result<Self, StoreError> {
        let seen: Option<Seen<Instance>> = store.seen(SeenList::Instances(place))?;
        let seen_at = seen.as_ref().map(|seen| seen.at);
        let instances = seen.map(|seen| seen.list).unwrap_or_default().into_iter();
        Ok(Self {
            taken: instances.map(|one| (one.slug, one.name)).collect(),
            under_way: store.instances_under_way(place)?.into_keys().collect(),
            seen_at,
        })
    }
}

/// Checks the instances of a draft.
pub fn check_new_instances(
    store: &Store,
    place: &Place,
    wanted: &NewInstances,
) -> Result<CheckedInstances, StoreError> {
    Ok(check(wanted, &KnownSlugs::read(store, place)?))
}

pub(crate) fn check(wanted: &NewInstances, known: &KnownSlugs) -> CheckedInstances {
    let count = wanted.names().count();
    let characters = wanted.description.trim().chars().count();
    let mut checked = CheckedInstances {
        list: Vec::new(),
        description_too_long: (characters > LONGEST_TEXT).then_some(characters),
        too_many: (count > MOST_INSTANCES).then_some(count),
    };
    if checked.too_many.is_some() {
        return checked;
    }
    // What a suggestion must avoid, and what the next instance of the list may not have.
    let mut spoken_for: HashSet<Slug> = special_slugs().into();
    spoken_for.extend(known.taken.keys().cloned());
    spoken_for.extend(known.under_way.iter().cloned());
    let mut in_list: HashMap<Slug, String> = HashMap::new();
    let (mut slugs, mut suggested) = (FreeSlugs::default(), FreeSlugs::default());
    let mut names = HashSet::new();
    for name in wanted.names() {
        let typed = typed_slug(wanted, name);
        let base = base(name);
        let (slug_text, slug) = if let Some(typed) = typed {
            (typed.trim().to_owned(), Slug::parse(typed.trim()).ok())
        } else {
            // Names that differ only in what a slug leaves out are numbered. A slug that an
            // existing instance has is left as it is, because that instance may be what is meant.
            let slug = slugs.free(&base, |slug| in_list.contains_key(slug));
            (slug.to_string(), Some(slug))
        };
        let problem = name_problem(name, &names).or_else(|| {
            let mut suggestion =
                |base: &str| suggested.free(base, |slug| spoken_for.contains(slug));
            slug_problem(slug.as_ref(), known, &in_list, || {
                match slug_from_name(&slug_text) {
                    empty if empty.is_empty() => suggestion(&base),
                    slug => suggestion(&slug),
                }
            })
        });
        names.insert(name.to_owned());
        if let Some(slug) = &slug {
            spoken_for.insert(slug.clone());
            in_list
                .entry(slug.clone())
                .or_insert_with(|| name.to_owned());
        }
        checked.list.push(NewInstance {
            name: name.to_owned(),
            slug_text,
            slug,
            problem,
        });
    }
    checked
}

fn typed_slug<'a>(wanted: &'a NewInstances, name: &str) -> Option<&'a str> {
    if wanted.several {
        wanted.slugs.get(name).map(String::as_str)
    } else {
        wanted.slug.as_deref()
    }
}

/// What the slug is made of where nothing was typed.
fn base(name: &str) -> String {
    match slug_from_name(name) {
        empty if empty.is_empty() => "instance".to_owned(),
        base => base,
    }
}

fn name_problem(name: &str, earlier: &HashSet<String>) -> Option<NewInstanceObstacle> {
    let characters = name.chars().count();
    if characters > LONGEST_TEXT {
        Some(NewInstanceObstacle::NameTooLong { characters })
    } else if name.chars().any(char::is_control) {
        Some(NewInstanceObstacle::NameHidden)
    } else {
        let twice = earlier.contains(name);
        twice.then_some(NewInstanceObstacle::NameTwice)
    }
}

fn slug_problem(
    slug: Option<&Slug>,
    known: &KnownSlugs,
    in_list: &HashMap<Slug, String>,
    suggestion: impl FnOnce() -> Slug,
) -> Option<NewInstanceObstacle> {
    use NewInstanceObstacle::{SlugInvalid, SlugReserved, SlugTaken, SlugTwice, SlugUnderWay};
    let ours = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    let fits =
        |slug: &&Slug| slug.as_str().len() <= LONGEST_SLUG && slug.as_str().chars().all(ours);
    let Some(slug) = slug.filter(fits) else {
        let suggestion = suggestion();
        return Some(SlugInvalid { suggestion });
    };
    if let Some(by) = known.taken.get(slug) {
        let (by, suggestion) = (by.clone(), suggestion());
        Some(SlugTaken { by, suggestion })
    } else if special_slugs().contains(slug) {
        let suggestion = suggestion();
        Some(SlugReserved { suggestion })
    } else if known.under_way.contains(slug) {
        let suggestion = suggestion();
        Some(SlugUnderWay { suggestion })
    } else if let Some(by) = in_list.get(slug) {
        let (by, suggestion) = (by.clone(), suggestion());
        Some(SlugTwice { by, suggestion })
    } else {
        None
    }
}

#[cfg(test)]
#[path = "new_instances_tests.rs"]
mod tests;
