//! Finds people in the lists of the index, each once for each space: whoever is in a space is shown
//! there, whatever drafts and plans they are in as well.

use std::collections::{HashMap, HashSet};

use store::{DraftId, Place, PlanId};

use super::people_index::{Index, IndexedList, IndexedPerson, Origin};
use super::ranking::Words;

/// A person, and where they were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPerson {
    pub name: String,
    pub address: String,
    pub place: Place,
    pub space_name: String,
    pub found: FoundWhere,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundWhere {
    Space { joined: bool },
    Draft(DraftId),
    Plan(PlanId),
}

/// The best of those who fit, `shown` at most, and how many fit.
pub(super) fn find(index: &Index, words: &Words, shown: usize) -> (Vec<FoundPerson>, usize) {
    let spaces: HashMap<&Place, &IndexedList> = index
        .lists
        .iter()
        .filter(|list| matches!(list.origin, Origin::Space(_)))
        .map(|list| (&list.place, list))
        .collect();
    let mut met: HashSet<(&Place, &str)> = HashSet::new();
    let mut found = Vec::new();
    for list in &index.lists {
        for person in &list.people {
            let Some(rank) = words.rank(&person.folded) else {
                continue;
            };
            if !person.folded_address.is_empty()
                && !met.insert((&list.place, &person.folded_address))
            {
                continue;
            }
            found.push((rank, person, list));
        }
    }
    let count = found.len();
    found.sort_by(|(rank, person, _), (other_rank, other, _)| {
        (rank, &person.folded).cmp(&(other_rank, &other.folded))
    });
    let best = found.into_iter().take(shown);
    let people = best.map(|(_, person, list)| {
        // Somebody who hasn't joined has no name on the platform. The list from which they were
        // invited had one, by which they may have been found.
        let member = spaces.get(&list.place).and_then(|space| {
            let at = space.by_address.get(&person.folded_address)?;
            space.people.get(*at).map(|member| (*space, member))
        });
        match member {
            Some((space, member)) => of(member, space, &person.name),
            None => of(person, list, ""),
        }
    });
    (people.collect(), count)
}

fn of(person: &IndexedPerson, list: &IndexedList, or_name: &str) -> FoundPerson {
    let name = if person.name.is_empty() {
        or_name
    } else {
        &person.name
    };
    FoundPerson {
        name: name.to_owned(),
        address: person.address.to_string(),
        place: list.place.clone(),
        space_name: list.space_name.clone(),
        found: match &list.origin {
            Origin::Space(_) => FoundWhere::Space {
                joined: person.joined,
            },
            Origin::Draft(draft) => FoundWhere::Draft(*draft),
            Origin::Plan(plan) => FoundWhere::Plan(*plan),
        },
    }
}
