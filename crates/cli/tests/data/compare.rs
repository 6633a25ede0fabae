//! `cohort compare`: a list is compared with a space, and nothing is changed by it.

use std::path::PathBuf;

use jiff::Timestamp;
use pretty_assertions::assert_eq;

use crate::home::{Home, text};

impl Home {
    /// Those of the practice course who are no administrators: joined, and invited.
    fn people_by_state(&self) -> (Vec<String>, Vec<String>) {
        let outbox = self.outbox();
        let seen = outbox.cache.space(&self.place).unwrap().unwrap();
        let members = seen.members.unwrap().list.into_iter();
        let (joined, invited): (Vec<_>, Vec<_>) = members
            .filter(|member| member.space_role != Some(platform::Role::SpaceAdmin))
            .partition(|member| member.active);
        let addresses = |members: Vec<platform::SpaceMember>| {
            members.into_iter().map(|member| member.email).collect()
        };
        (addresses(joined), addresses(invited))
    }

    fn list(&self, addresses: &[String]) -> PathBuf {
        let file = self.path("students.csv");
        std::fs::write(&file, format!("Email\n{}\n", addresses.join("\n"))).unwrap();
        file
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_held_against_a_course() {
    let home = Home::new().await;
    let (joined, invited) = home.people_by_state();
    let mut addresses = joined[1..].to_vec();
    addresses.push(invited[0].to_uppercase());
    addresses.push("new@new.example".to_owned());
    let file = home.list(&addresses);
    let output = home
        .cohort(&["compare", "Finance I", &file.to_string_lossy()])
        .await;
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(
        said.starts_with("students.csv compared with Finance I, updated "),
        "{said}"
    );
    let expected = format!(
        "Missing: 1 person\n    new@new.example\nNot on the list: {} people\n    {}",
        invited.len(),
        joined[0]
    );
    assert!(said.contains(&expected), "{said}");
    assert!(said.contains("Not joined yet: 1 person\n"), "{said}");
    assert!(home.store.kept_list(&home.place).unwrap().is_none());

    let slug = home.place.space.to_string();
    let output = home
        .cohort(&["compare", &slug, &file.to_string_lossy(), "--json"])
        .await;
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["counts"]["missing"], 1);
    assert_eq!(said["counts"]["in"], joined.len() - 1);
    let people = said["people"].as_array().unwrap();
    let missing = people.iter().find(|person| person["state"] == "missing");
    assert_eq!(missing.unwrap()["row"], addresses.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_on_the_kept_list_and_not_on_this_one_has_left() {
    let home = Home::new().await;
    let (joined, invited) = home.people_by_state();
    let kept: Vec<store::KeptPerson> = (1..)
        .zip(joined.iter().chain(&invited))
        .map(|(row, address)| store::KeptPerson {
            row,
            address: address.clone(),
            key: roster::PersonKey::of(address),
            ..store::KeptPerson::default()
        })
        .collect();
    home.store
        .write(|w| w.kept_list_bring(&home.place, "old.csv", &kept, Timestamp::now()))
        .unwrap();
    let everybody: Vec<String> = joined[1..].iter().chain(&invited).cloned().collect();
    let file = home.list(&everybody);
    let output = home
        .cohort(&["compare", "Finance I", &file.to_string_lossy()])
        .await;
    let said = text(&output.stdout);
    let left = format!("Left the list: 1 person\n    {}", joined[0]);
    assert!(said.contains(&left), "{said}");
    assert!(!said.contains("Not on the list"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_compared_is_said() {
    let home = Home::new().await;
    let file = home.list(&["ada@new.example".to_owned()]);
    let output = home
        .cohort(&["compare", "Nowhere", &file.to_string_lossy()])
        .await;
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("There's no space \"Nowhere\"."));
    let output = home.cohort(&["compare", "Finance I", "/nowhere.csv"]).await;
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("nowhere.csv: "),
        "{}",
        text(&output.stderr)
    );
    let empty = home.list(&[]);
    let output = home
        .cohort(&["compare", "Finance I", &empty.to_string_lossy()])
        .await;
    assert_eq!(output.status.code(), Some(2));
}
