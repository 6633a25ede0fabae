//! Searching the data of a store that no platform stands behind.
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use jiff::Timestamp;
use platform::{Org, Space, SpaceMember};
use pretty_assertions::assert_eq;
use samples::SampleStore;
use store::{NewRow, SeenList, SpaceKind};

use super::{FoundWhere, Search, SearchResults};
use crate::outbox::{Outbox, OutboxOptions};

struct Data {
    sample: SampleStore,
    search: Search,
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

fn member(name: &str, email: &str, active: bool) -> SpaceMember {
    SpaceMember {
        name: name.to_owned(),
        email: email.to_owned(),
        active,
        instance_roles: Vec::new(),
        space_role: None,
    }
}

impl Data {
    fn with(members: &[SpaceMember]) -> Self {
        let sample = SampleStore::opened_at(at(0));
        let (store, place) = (&sample.store, &sample.place);
        let orgs: Vec<Org> =
            serde_json::from_value(serde_json::json!([{ "slug": "uni", "name": "Uni" }])).unwrap();
        let spaces: Vec<Space> = serde_json::from_value(serde_json::json!([
            { "slug": "finance_i", "name": "Finance I", "type": "TEACHING", "role": "SPACE_ADMIN",
              "visibility_type": "PRIVATE", "video_library_enabled": false }
        ]))
        .unwrap();
        store
            .seen_put(SeenList::Spaces(&place.account, &place.org), &spaces, at(0))
            .unwrap();
        store
            .seen_put(SeenList::Orgs(&place.account), &orgs, at(0))
            .unwrap();
        store
            .seen_put(SeenList::Members(place), members, at(0))
            .unwrap();
        let vault = vault::Vault::system();
        let outbox = Outbox::open(
            store,
            &vault,
            sample.folder(),
            sample.folder(),
            OutboxOptions::default(),
        );
        Self {
            search: outbox.search,
            sample,
        }
    }

    fn find(&self, text: &str) -> SearchResults {
        self.search.find(&self.sample.place.account, text).unwrap()
    }

    fn names(&self, text: &str) -> Vec<String> {
        let people = self.find(text).people;
        people.into_iter().map(|person| person.name).collect()
    }

    fn draft(&self, people: &[(&str, &str)]) -> store::DraftId {
        let draft = self
            .sample
            .store
            .draft_new(&self.sample.place, "Finance I", SpaceKind::Course, at(1))
            .unwrap();
        let rows: Vec<_> = people
            .iter()
            .map(|(name, address)| NewRow {
                name: (*name).to_owned(),
                address: (*address).to_owned(),
                ..NewRow::default()
            })
            .collect();
        self.sample
            .store
            .write(|w| w.draft_rows_add(draft.id, &rows, at(1)))
            .unwrap();
        draft.id
    }
}

#[test]
fn people_are_found_by_any_of_their_words_without_accents() {
    let data = Data::with(&[
        member("Bjørn Ødegård", "bjorn@uni.example", true),
        member("Ada Lovelace", "ada@uni.example", true),
        member("Nevada Smith", "smith@uni.example", true),
    ]);
    assert_eq!(data.names("odegard bj"), ["Bjørn Ødegård"]);
    assert_eq!(
        data.names("ADA"),
        ["Ada Lovelace", "Nevada Smith"],
        "who begins with it comes first"
    );
    assert_eq!(data.names("ada smith"), ["Nevada Smith"]);
    assert_eq!(data.names("smith@uni"), ["Nevada Smith"]);
    assert_eq!(data.names("  "), Vec::<String>::new());
}

#[test]
fn whoever_is_in_the_space_is_found_there_and_once() {
    let data = Data::with(&[member("", "grace@uni.example", false)]);
    let draft = data.draft(&[
        ("Grace Hopper", "Grace@uni.example"),
        ("Emmy Noether", "emmy@uni.example"),
    ]);
    let [grace] = data.find("hopper").people.try_into().unwrap();
    assert_eq!(grace.name, "Grace Hopper", "the list knows the name");
    assert_eq!(grace.found, FoundWhere::Space { joined: false });
    assert_eq!(data.find("grace").all_people, 1);
    let [emmy] = data.find("emmy").people.try_into().unwrap();
    assert_eq!(emmy.found, FoundWhere::Draft(draft));
    assert_eq!(emmy.space_name, "Finance I");
}

#[test]
fn what_changes_is_found_as_it_is_now() {
    let data = Data::with(&[member("Ada Lovelace", "ada@uni.example", true)]);
    assert_eq!(data.names("ada"), ["Ada Lovelace"]);
    let renamed = [member("Ada King", "ada@uni.example", true)];
    data.sample
        .store
        .seen_put(SeenList::Members(&data.sample.place), &renamed, at(60))
        .unwrap();
    assert_eq!(data.names("ada"), ["Ada King"]);
    let draft = data.draft(&[("Grace Hopper", "grace@uni.example")]);
    assert_eq!(data.names("grace"), ["Grace Hopper"]);
    data.sample.store.draft_delete(draft, at(3)).unwrap();
    assert_eq!(data.names("grace"), Vec::<String>::new());
}

#[test]
fn a_few_are_returned_and_all_are_counted() {
    let many: Vec<_> = (0..30_000)
        .map(|n| member(&format!("Student {n}"), &format!("s{n}@uni.example"), true))
        .collect();
    let data = Data::with(&many);
    let found = data.find("student");
    assert_eq!(found.people.len(), super::PEOPLE_SHOWN);
    assert_eq!(found.all_people, 30_000);
}

#[test]
fn drafts_are_found_by_their_name_and_their_space() {
    let data = Data::with(&[]);
    let draft = data.draft(&[]);
    assert_eq!(data.find("fin").all_drafts, 1);
    data.sample
        .store
        .write(|w| w.draft_rename(draft, "Autumn terms", at(2)))
        .unwrap();
    assert_eq!(data.find("autumn finance").drafts[0].id, draft);
    assert_eq!(data.find("spring").all_drafts, 0);
}
