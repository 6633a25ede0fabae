//! A list compared with a space: who is on it, who is in the space, and what that makes of each.
//! Pure.
//!
//! People are recognised as everywhere else: by their address without its case, and otherwise by the
//! id that the list itself gives them. So somebody who changed group is the same person, and so
//! is somebody who married and has another address: they are in the space by the address that an
//! earlier version of the list had, and inviting them by the new one would make them two.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use roster::PersonKey;
use store::{KeptListId, KeptPerson, KeptVersion};

/// What the list and the space together make of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListGroup {
    /// On the list, and joined.
    In,
    /// On the list, and invited or about to be.
    NotJoined,
    /// On the list, and never invited.
    Missing,
    /// In the space or invited to it, and never on the list.
    NotOnList,
    /// In the space or invited to it, and on an earlier version of the list only.
    Left,
}

/// Somebody on the list or in the space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedPerson {
    pub list_group: ListGroup,
    pub name: String,
    /// As the list has it; for somebody who was never on it, as the space has it.
    pub address: String,
    /// The group that the list gives them, such as their section of the course.
    pub group: String,
    /// Their place in the list's file, counted from 1.
    pub row: Option<u32>,
    /// They were added to the list in Cohort, and not by a file.
    pub by_hand: bool,
    /// The group they were in before, where the newest list gives another.
    pub group_before: Option<String>,
    /// Their address in the space, if they are in it or invited to it, or were to be.
    pub in_space: Option<String>,
    /// Somebody who left: since when they are no longer on the list.
    pub left: Option<LeftList>,
    /// Nobody is known to have invited them: they came by a link, or the platform added them.
    pub uninvited: bool,
}

impl ComparedPerson {
    /// They are in the space, or invited to it, by another address than the list has.
    pub fn is_there_by_other_address(&self) -> bool {
        let there = self.in_space.as_deref().map(PersonKey::of);
        there.is_some_and(|there| there != PersonKey::of(&self.address))
    }
}

/// When somebody left the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftList {
    /// When the first version came that they aren't on.
    pub at: Timestamp,
    /// That version.
    pub with: KeptListId,
    /// The user has marked them as left.
    pub marked: bool,
}

/// Somebody in the space, as far as a list can tell anything about them.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the person"
)]
pub(crate) struct SpacePerson {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) joined: bool,
    /// They were to be invited, and that failed: they aren't in the space.
    pub(crate) failed: bool,
    pub(crate) administrator: bool,
    pub(crate) uninvited: bool,
}

/// Compares the versions of a list as [`super::kept_people`] keeps them, the newest first, with who
/// is in the space. Administrators are left out on both sides: they are no part of any list. The
/// result is in order of the groups; within each, as on the list or as in the space.
pub(crate) fn compare_people(
    versions: &[KeptVersion],
    space: &[SpacePerson],
    marked: &HashMap<PersonKey, HashSet<KeptListId>>,
) -> Vec<ComparedPerson> {
    let lists = ListPeople::of(versions);
    let administrators: HashSet<PersonKey> = space
        .iter()
        .filter(|person| person.administrator)
        .map(|person| PersonKey::of(&person.address))
        .collect();
    let mut found: Vec<Option<Match<'_>>> = vec![None; lists.people.len()];
    let mut rest = Vec::new();
    for person in space.iter().filter(|person| !person.administrator) {
        let key = PersonKey::of(&person.address);
        let Some(at) = lists.by_address.get(&key).copied() else {
            if !person.failed {
                rest.push(not_on_list(person));
            }
            continue;
        };
        let exact = lists.people[at].is_address(&key);
        let new = Match { person, exact };
        // Somebody may be in the space by two of their addresses. One of them is theirs, and the
        // other needs the user's eye as much as a stranger's would.
        if let Some(other) = found[at].replace(new) {
            let (best, second) = if other.rank() >= new.rank() {
                (other, new)
            } else {
                (new, other)
            };
            found[at] = Some(best);
            if !second.person.failed {
                rest.push(not_on_list(second.person));
            }
        }
    }
    let mut compared = Vec::with_capacity(space.len() + lists.people.len());
    for (person, found) in lists.people.iter().zip(found) {
        let is_administrator = person
            .addresses
            .iter()
            .any(|address| administrators.contains(address));
        if !is_administrator {
            compared.extend(person.compared(found, versions, marked));
        }
    }
    compared.extend(rest);
    compared.sort_by_key(|person| person.list_group);
    compared
}

#[derive(Debug, Clone, Copy)]
struct Match<'a> {
    person: &'a SpacePerson,
    /// By the address that the list has now, and not by an earlier one.
    exact: bool,
}

impl Match<'_> {
    fn rank(&self) -> (bool, bool, bool) {
        (!self.person.failed, self.person.joined, self.exact)
    }
}

fn not_on_list(person: &SpacePerson) -> ComparedPerson {
    ComparedPerson {
        list_group: ListGroup::NotOnList,
        name: person.name.clone(),
        address: person.address.clone(),
        group: String::new(),
        row: None,
        by_hand: false,
        group_before: None,
        in_space: Some(person.address.clone()),
        left: None,
        uninvited: person.uninvited,
    }
}

/// Everybody who is or was on the list, each once.
struct ListPeople<'a> {
    people: Vec<ListPerson<'a>>,
    by_address: HashMap<PersonKey, usize>,
}

struct ListPerson<'a> {
    /// As the newest version that has them says.
    entry: &'a KeptPerson,
    /// Which version that is: 0 is the newest.
    version: usize,
    /// All addresses that they are known by, the newest first.
    addresses: Vec<PersonKey>,
    /// Which group the version before that gave them.
    group_before: Option<&'a str>,
}

impl<'a> ListPeople<'a> {
    fn of(versions: &'a [KeptVersion]) -> Self {
        let mut lists = Self {
            people: Vec::new(),
            by_address: HashMap::new(),
        };
        let mut by_id: HashMap<String, usize> = HashMap::new();
        for (version, kept) in versions.iter().enumerate() {
            for entry in &kept.people {
                let address = PersonKey::of(&entry.address);
                let id = Some(id_of(entry)).filter(|id| !id.is_empty());
                let known = lists.by_address.get(&address).copied().or_else(|| {
                    let id = id.as_ref().filter(|_| version > 0)?;
                    by_id.get(id).copied()
                });
                let at = if let Some(at) = known {
                    let person = &mut lists.people[at];
                    if version > person.version && person.group_before.is_none() {
                        person.group_before = Some(&entry.group);
                    }
                    if !address.is_empty() && !person.addresses.contains(&address) {
                        person.addresses.push(address.clone());
                    }
                    at
                } else {
                    let addresses = Some(address.clone()).filter(|address| !address.is_empty());
                    lists.people.push(ListPerson {
                        entry,
                        version,
                        addresses: addresses.into_iter().collect(),
                        group_before: None,
                    });
                    lists.people.len() - 1
                };
                if !address.is_empty() {
                    lists.by_address.entry(address).or_insert(at);
                }
                if let Some(id) = id {
                    by_id.entry(id).or_insert(at);
                }
            }
        }
        lists
    }
}

fn id_of(entry: &KeptPerson) -> String {
    entry.list_id.trim().to_lowercase()
}

impl ListPerson<'_> {
    fn is_address(&self, address: &PersonKey) -> bool {
        self.addresses.first().is_some_and(|first| first == address)
    }

    /// `None`: they left the list and aren't in the space, so that there is nothing to do.
    fn compared(
        &self,
        found: Option<Match<'_>>,
        versions: &[KeptVersion],
        marked: &HashMap<PersonKey, HashSet<KeptListId>>,
    ) -> Option<ComparedPerson> {
        let there = found.filter(|found| !found.person.failed);
        let next = self.version.checked_sub(1).map(|next| &versions[next]);
        let list_group = match (next, there) {
            (None, None) => ListGroup::Missing,
            (None, Some(found)) if found.person.joined => ListGroup::In,
            (None, Some(_)) => ListGroup::NotJoined,
            (Some(_), Some(_)) => ListGroup::Left,
            (Some(_), None) => return None,
        };
        let left = next.map(|next| LeftList {
            at: next.brought_at,
            with: next.id,
            marked: self.addresses.iter().any(|address| {
                marked
                    .get(address)
                    .is_some_and(|lists| lists.contains(&next.id))
            }),
        });
        let group = self.entry.group.trim();
        let group_before = self
            .group_before
            .map(str::trim)
            .filter(|before| next.is_none() && !before.is_empty() && !group.is_empty())
            .filter(|before| *before != group)
            .map(str::to_owned);
        let name = if self.entry.name.is_empty() {
            found.map(|found| &found.person.name)
        } else {
            None
        };
        Some(ComparedPerson {
            list_group,
            name: name.unwrap_or(&self.entry.name).clone(),
            address: self.entry.address.clone(),
            group: self.entry.group.clone(),
            row: next.is_none().then_some(self.entry.row),
            by_hand: self.entry.by_hand,
            group_before,
            in_space: found.map(|found| found.person.address.clone()),
            left,
            uninvited: false,
        })
    }
}

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;
