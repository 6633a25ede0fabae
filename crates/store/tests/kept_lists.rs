//! The list of a space: its versions, who stays known of the older ones, and marks.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use jiff::ToSpan as _;
use pretty_assertions::assert_eq;
use roster::PersonKey;
use samples::{SampleStore, now};
use store::{KeptListId, KeptPerson, Place, Store};

fn key(name: &str) -> PersonKey {
    PersonKey::of(&format!("{name}@uni.example"))
}

fn people(names: &str) -> Vec<KeptPerson> {
    (1..)
        .zip(names.split_whitespace())
        .map(|(row, name)| KeptPerson {
            row,
            name: name.to_owned(),
            address: format!("{name}@uni.example"),
            key: key(name),
            ..KeptPerson::default()
        })
        .collect()
}

fn bring(store: &Store, place: &Place, file: &str, names: &str) -> KeptListId {
    store
        .write(|w| w.kept_list_bring(place, file, &people(names), now()))
        .unwrap()
}

/// The names on each version, the newest first.
fn versions(store: &Store, place: &Place) -> Vec<Vec<String>> {
    let versions = store.kept_versions(place).unwrap().into_iter();
    let names = |person: KeptPerson| person.name;
    versions
        .map(|version| version.people.into_iter().map(names).collect())
        .collect()
}

#[test]
fn the_newest_counts_and_of_older_ones_only_who_has_left_stays() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    assert_eq!(store.kept_list(place).unwrap(), None);
    bring(store, place, "1.csv", "ada bob cy");
    bring(store, place, "2.csv", "ada bob dee");
    assert_eq!(
        versions(store, place),
        [vec!["ada", "bob", "dee"], vec!["ada", "bob", "cy"]],
        "the one before is whole"
    );
    bring(store, place, "3.csv", "ada eve");
    assert_eq!(
        versions(store, place),
        [vec!["ada", "eve"], vec!["ada", "bob", "dee"], vec!["cy"]]
    );
    let list = store.kept_list(place).unwrap().unwrap();
    assert_eq!(
        (list.file.as_str(), list.people, list.has_earlier),
        ("3.csv", 2, true)
    );
    assert_eq!(list.brought_at, now());

    let elsewhere = Place {
        space: "law".parse().unwrap(),
        ..place.clone()
    };
    assert_eq!(store.kept_list(&elsewhere).unwrap(), None);
    bring(store, &elsewhere, "law.csv", "ada cy");
    assert_eq!(versions(store, place)[2], ["cy"], "of another space");
}

#[test]
fn a_newer_list_can_be_undone() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    bring(store, place, "1.csv", "ada bob");
    let wrong = bring(store, place, "wrong.csv", "zoe");
    store
        .write(|w| w.mark_left(wrong, &key("ada"), true, now()))
        .unwrap();
    let withdraw = || store.write(|w| w.kept_list_withdraw(place, wrong));
    withdraw().unwrap();
    assert_eq!(versions(store, place), [vec!["ada", "bob"]]);
    withdraw().unwrap();
    assert_eq!(versions(store, place).len(), 1, "a second click");
    assert!(store.marked_left(place).unwrap().is_empty());
    assert!(!store.kept_list(place).unwrap().unwrap().has_earlier);

    let second = bring(store, place, "2.csv", "ada");
    bring(store, place, "3.csv", "bob");
    store
        .write(|w| w.kept_list_withdraw(place, second))
        .unwrap();
    assert_eq!(
        versions(store, place)[0],
        ["bob"],
        "it is no longer the newest"
    );
}

#[test]
fn a_removed_list_comes_back_whole_until_it_is_swept() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    let first = bring(store, place, "1.csv", "ada bob");
    bring(store, place, "2.csv", "ada");
    store
        .write(|w| w.mark_left(first, &key("bob"), true, now()))
        .unwrap();
    store.kept_list_remove(place, now()).unwrap();
    assert_eq!(store.kept_list(place).unwrap(), None);
    assert!(versions(store, place).is_empty());
    assert!(store.marked_left(place).unwrap().is_empty());
    store.kept_lists_sweep(now()).unwrap();
    store.kept_list_restore(place).unwrap();
    assert_eq!(versions(store, place).len(), 2);
    assert!(store.marked_left(place).unwrap()[&key("bob")].contains(&first));

    store.kept_list_remove(place, now()).unwrap();
    store.kept_lists_sweep(now() + 1.second()).unwrap();
    store.kept_list_restore(place).unwrap();
    assert_eq!(store.kept_list(place).unwrap(), None);
}

#[test]
fn another_list_after_a_removal_begins_anew() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    bring(store, place, "1.csv", "ada bob");
    store.kept_list_remove(place, now()).unwrap();
    bring(store, place, "other.csv", "zoe");
    assert_eq!(versions(store, place), [vec!["zoe"]]);
    store.kept_list_restore(place).unwrap();
    assert_eq!(versions(store, place), [vec!["zoe"]]);
}

#[test]
fn a_newer_file_takes_nobody_off_who_was_added_by_hand() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    store
        .write(|w| w.kept_people_join(place, people("nobody")))
        .unwrap();
    assert_eq!(store.kept_list(place).unwrap(), None);
    bring(store, place, "1.csv", "ada");
    let join = |names: &str| {
        store
            .write(|w| w.kept_people_join(place, people(names)))
            .unwrap();
    };
    join("ada guest other");
    join("guest");
    assert_eq!(versions(store, place)[0], ["ada", "guest", "other"]);
    bring(store, place, "2.csv", "other bob");
    assert_eq!(versions(store, place)[0], ["other", "bob", "guest"]);
    store
        .write(|w| w.kept_people_leave(place, [&key("guest"), &key("bob")]))
        .unwrap();
    assert_eq!(versions(store, place)[0], ["other", "bob"]);
}
