//! Who of a list and a space is in which group.

use std::collections::{HashMap, HashSet};

use pretty_assertions::assert_eq;
use proptest::prelude::*;
use roster::{Entry, PersonKey};
use store::{KeptListId, KeptPerson, KeptVersion};

use super::super::kept_people;
use super::{ComparedPerson, ListGroup, SpacePerson, compare_people};

/// "ada:A:7" is ada@uni.example in group A with the id 7.
fn listed(text: &str) -> Vec<KeptPerson> {
    let entries = text.split_whitespace().map(|word| {
        let mut parts = word.split(':');
        let mut part = || parts.next().unwrap_or_default().to_owned();
        let (name, group, list_id) = (part(), part(), part());
        let address = format!("{name}@uni.example");
        Entry {
            name,
            address,
            group,
            list_id,
            ..Entry::default()
        }
    });
    kept_people(entries.collect())
}

/// The versions of a list, the newest first.
fn versions(texts: &[&str]) -> Vec<KeptVersion> {
    let newest = i64::try_from(texts.len()).unwrap();
    (0..newest)
        .zip(texts)
        .map(|(age, text)| KeptVersion {
            id: KeptListId(newest - age),
            brought_at: format!("2026-10-{:02}T08:00:00Z", newest - age)
                .parse()
                .unwrap(),
            people: listed(text),
        })
        .collect()
}

/// "ada" has joined, "ada?" is invited, "ada!" was to be, "ada*" is an administrator.
fn space(text: &str) -> Vec<SpacePerson> {
    text.split_whitespace()
        .map(|word| SpacePerson {
            address: format!("{}@uni.example", word.trim_end_matches(['?', '!', '*'])),
            joined: word.ends_with(|last: char| last.is_alphanumeric() || last == '*'),
            failed: word.ends_with('!'),
            administrator: word.ends_with('*'),
            ..SpacePerson::default()
        })
        .collect()
}

fn compared(lists: &[&str], space_people: &str) -> Vec<ComparedPerson> {
    compare_people(&versions(lists), &space(space_people), &HashMap::new())
}

/// Each group with its people, in their order.
fn groups(compared: &[ComparedPerson]) -> Vec<(ListGroup, Vec<&str>)> {
    let mut groups: Vec<(ListGroup, Vec<&str>)> = Vec::new();
    for person in compared {
        let name = person.address.trim_end_matches("@uni.example");
        match groups.last_mut() {
            Some((group, names)) if *group == person.list_group => names.push(name),
            _ => groups.push((person.list_group, vec![name])),
        }
    }
    groups
}

use ListGroup::{In, Left, Missing, NotJoined, NotOnList};

#[test]
fn everybody_is_in_the_group_that_says_what_is_to_be_done() {
    let found = compared(
        &["zoe ada bob cy dee", "ada eve fay gil"],
        "ada bob? dee! eve fay? hal ida? jon!",
    );
    assert_eq!(
        groups(&found),
        [
            (In, vec!["ada"]),
            (NotJoined, vec!["bob"]),
            (Missing, vec!["zoe", "cy", "dee"]),
            (NotOnList, vec!["hal", "ida"]),
            (Left, vec!["eve", "fay"]),
        ],
        "gil has left the list and was never in; nothing is to be done about them"
    );
    assert_eq!(found[4].in_space.as_deref(), Some("dee@uni.example"));
    assert_eq!(
        found[7].left.as_ref().unwrap().at.to_string(),
        "2026-10-02T08:00:00Z"
    );
}

#[test]
fn whoever_changed_section_is_not_gone() {
    let found = compared(&["ada:B bob:A cy", "ada:A bob:A cy:A"], "ada bob? cy");
    assert_eq!(
        groups(&found),
        [(In, vec!["ada", "cy"]), (NotJoined, vec!["bob"])]
    );
    assert_eq!(found[0].group_before.as_deref(), Some("A"));
    assert_eq!(found[1].group_before, None, "the newer list has no group");
    assert_eq!(found[2].group_before, None);
}

#[test]
fn whoever_changed_address_is_not_invited_twice() {
    let found = compared(&["lovelace::7", "king::7", "byron::7"], "byron");
    assert_eq!(groups(&found), [(In, vec!["lovelace"])]);
    assert_eq!(found[0].in_space.as_deref(), Some("byron@uni.example"));
    // Both addresses are in: the newest is the person's, and the other is shown.
    let found = compared(&["lovelace::7", "byron::7"], "byron lovelace");
    assert_eq!(
        groups(&found),
        [(In, vec!["lovelace"]), (NotOnList, vec!["byron"])]
    );
    // By the address they joined with, and not by the one they are invited with as well.
    let found = compared(&["lovelace::7", "byron::7"], "byron lovelace?");
    assert_eq!(found[0].in_space.as_deref(), Some("byron@uni.example"));
    assert_eq!(found[0].list_group, In);
}

#[test]
fn an_id_that_many_share_says_nothing() {
    let found = compared(&["ada::101 bob::101", "cy::101 dee::101"], "cy");
    assert_eq!(groups(&found)[1], (Left, vec!["cy"]));
}

#[test]
fn an_id_that_many_share_says_nothing_once_only_one_of_them_is_left_of_their_list() {
    let mut versions = versions(&["cy::101 dee::102", "ada::5", "ada::101 bob::101"]);
    // Of versions before the one just before the newest, only who is on no later one stays.
    versions[2].people.retain(|person| person.name == "bob");
    let found = compare_people(&versions, &space("bob"), &HashMap::new());
    assert_eq!(
        groups(&found),
        [(Missing, vec!["cy", "dee"]), (Left, vec!["bob"])],
        "bob isn't cy"
    );
}

#[test]
fn administrators_are_no_part_of_any_list() {
    let found = compared(&["ada max", "ada max old"], "ada max* old* root*");
    assert_eq!(groups(&found), [(In, vec!["ada"])]);
}

#[test]
fn a_mark_holds_for_one_departure_only() {
    let marked = HashMap::from([(
        PersonKey::of("ada@uni.example"),
        HashSet::from([KeptListId(2)]),
    )]);
    let is_marked = |lists: &[&str]| {
        let found = compare_people(&versions(lists), &space("ada"), &marked);
        found[found.len() - 1].left.as_ref().map(|left| left.marked)
    };
    assert_eq!(is_marked(&["bob", "ada"]), Some(true));
    assert_eq!(is_marked(&["ada", "bob", "ada"]), None, "came back");
    assert_eq!(is_marked(&["bob", "ada", "bob", "ada"]), Some(false));
}

fn people() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec(("[a-e]{1,2}", "[AB]?"), 0..12)
}

fn written(people: &[(String, String)]) -> String {
    let words: Vec<String> = people
        .iter()
        .map(|(name, group)| format!("{name}:{group}"))
        .collect();
    words.join(" ")
}

proptest! {
    #[test]
    fn everybody_stands_once_and_where_they_belong(
        list in people(),
        before in people(),
        there in prop::collection::btree_map("[a-e]{1,2}", "[?!*]?", 0..12),
    ) {
        let space_people: Vec<String> = there.iter().map(|(name, mark)| format!("{name}{mark}")).collect();
        let found = compared(&[&written(&list), &written(&before)], &space_people.join(" "));
        let mut met = HashSet::new();
        for person in &found {
            prop_assert!(met.insert(&person.address), "{} twice", person.address);
        }
        let group_of = |name: &str| {
            let address = format!("{name}@uni.example");
            found.iter().find(|person| person.address == address).map(|person| person.list_group)
        };
        let on = |people: &[(String, String)], name: &str| people.iter().any(|(each, _)| each == name);
        for (name, _) in &list {
            prop_assert_eq!(group_of(name), match there.get(name).map(String::as_str) {
                Some("*") => None,
                Some("") => Some(In),
                Some("?") => Some(NotJoined),
                _ => Some(Missing),
            });
        }
        for (name, mark) in there.iter().filter(|(name, _)| !on(&list, name)) {
            prop_assert_eq!(group_of(name), match mark.as_str() {
                "*" | "!" => None,
                _ if on(&before, name) => Some(Left),
                _ => Some(NotOnList),
            });
        }
    }

    #[test]
    fn a_list_in_another_order_case_and_section_changes_nobodys_group(
        list in people(),
        there in prop::collection::btree_set("[a-e]{1,2}", 0..12),
        turn in 0..12_usize,
    ) {
        let space_people: Vec<String> = there.into_iter().collect();
        let space_people = space_people.join(" ");
        let mut moved: Vec<(String, String)> = list
            .iter()
            .map(|(name, _)| (name.to_uppercase(), "C".to_owned()))
            .collect();
        let turn = turn.checked_rem(moved.len()).unwrap_or_default();
        moved.rotate_left(turn);
        let group_of = |found: Vec<ComparedPerson>| -> HashMap<PersonKey, ListGroup> {
            found.into_iter().map(|person| (PersonKey::of(&person.address), person.list_group)).collect()
        };
        let first = group_of(compared(&[&written(&list)], &space_people));
        let second = group_of(compared(&[&written(&moved), &written(&list)], &space_people));
        prop_assert_eq!(first, second);
    }
}
