//! `cohort send` and `cohort drafts`: a draft is reviewed, sent once, and never unasked.

use jiff::Timestamp;
use pretty_assertions::assert_eq;
use store::{DraftStep, Intent, NewRow, Purpose, SeenList};

use crate::home::{Home, text};

/// Adds a draft called “Groups” that invites everybody into the instance of their group.
fn draft_for_groups(home: &Home, rows: &[NewRow]) {
    let draft = home.draft("Groups", &[]);
    let now = Timestamp::now();
    let intent = Intent {
        purpose: Some(Purpose::Groups),
        ..Intent::default()
    };
    home.store
        .write(|w| {
            w.draft_set_intent(draft, &intent, DraftStep::Review, now)?;
            w.draft_rows_add(draft, rows, now)
        })
        .unwrap();
}

fn in_group(address: &str, group: &str) -> NewRow {
    NewRow {
        address: address.to_owned(),
        group: group.to_owned(),
        ..NewRow::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_summed_up_in_one_sentence_and_sent() {
    let home = Home::new().await;
    home.draft("Week 3", &["ada@new.example", "grace@new.example"]);
    let output = home.cohort(&["send", "Week 3", "--yes"]).await;
    assert_eq!(
        text(&output.stdout),
        "\
2 people will get an email inviting them to Group A in Finance I as editors.
Plan 1 done: 2 invited
",
        "{}",
        text(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(home.emails("ada@new.example").await, 1);
    assert_eq!(home.emails("grace@new.example").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_invites_into_master_is_told_what_that_means() {
    let home = Home::new().await;
    for (instance, warns) in [("master", true), ("group_a", false)] {
        let draft = home.draft_into(instance, instance, &["ada@new.example"]);
        let output = home
            .cohort(&["send", &draft.to_string(), "--dry-run"])
            .await;
        let said = text(&output.stdout);
        assert_eq!(said.contains("before it's distributed"), warns, "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_says_what_keeps_it_from_being_sent() {
    let home = Home::new().await;
    draft_for_groups(&home, &[in_group("mallory@new.example", "Ada 1")]);
    for (name, says) in [
        ("ada@uni.example", "which can't be shared"),
        (
            "Tutors",
            "would join the existing instance Tutors (slug ada_1)",
        ),
    ] {
        let instance = serde_json::json!({ "name": name, "slug": "ada_1" });
        let list = SeenList::Instances(&home.place);
        home.store
            .seen_put(list, &[instance], Timestamp::now())
            .unwrap();
        let output = home.cohort(&["send", "Groups", "--yes"]).await;
        let said = text(&output.stdout);
        assert!(said.contains(says), "{said}");
        assert_eq!(output.status.code(), Some(1), "{said}");
    }
    assert_eq!(home.emails("mallory@new.example").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_with_the_name_of_an_address_is_not_sent() {
    let home = Home::new().await;
    draft_for_groups(&home, &[in_group("mallory@new.example", "ada@uni.example")]);
    let output = home.cohort(&["send", "Groups", "--yes"]).await;
    let said = text(&output.stdout);
    assert!(
        said.contains("ada@uni.example has an email address as its name"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(home.emails("mallory@new.example").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_says_which_existing_instance_it_joins() {
    let home = Home::new().await;
    let rows = [
        in_group("ada@new.example", "group a"),
        in_group("grace@new.example", "Team Two"),
    ];
    draft_for_groups(&home, &rows);
    let instance = serde_json::json!({ "name": "Group A", "slug": "group_a" });
    let list = SeenList::Instances(&home.place);
    home.store
        .seen_put(list, &[instance], Timestamp::now())
        .unwrap();
    let output = home.cohort(&["send", "Groups", "--dry-run"]).await;
    let said = text(&output.stdout);
    assert!(
        said.contains("\n  Group group a joins the existing instance Group A (group_a).\n"),
        "{said}"
    );
    assert_eq!(said.matches("joins the existing").count(), 1, "{said}");
    let output = home
        .cohort(&["send", "Groups", "--dry-run", "--json"])
        .await;
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        said["joining_groups"],
        serde_json::json!([{ "group": "group a", "instance": "Group A", "slug": "group_a" }])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_with_too_many_groups_is_not_sent() {
    let home = Home::new().await;
    // Nothing of such a name is left in a slug.
    let name = |n: usize| format!("{n:011b}").replace('0', "用").replace('1', "户");
    let rows: Vec<_> = (0..=outbox::MOST_INSTANCES)
        .map(|n| in_group(&format!("person{n}@new.example"), &name(n)))
        .collect();
    draft_for_groups(&home, &rows);
    let output = home.cohort(&["send", "Groups", "--yes"]).await;
    assert_eq!(
        text(&output.stdout),
        "\
Nothing can be sent yet.
  This list has 2001 groups. Cohort creates at most 2000 instances at once. Divide the list into several drafts in Cohort's window.
"
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(home.emails("person0@new.example").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_invited_into_an_instance_that_only_has_the_slug_of_their_own() {
    let home = Home::new().await;
    let draft = home.draft("Week 3", &["ada@new.example"]);
    let now = Timestamp::now();
    let intent = Intent {
        purpose: Some(Purpose::Individual),
        ..Intent::default()
    };
    home.store
        .write(|w| w.draft_set_intent(draft, &intent, DraftStep::Review, now))
        .unwrap();
    let ada = roster::NormalizedAddress::of("ada@new.example").unwrap();
    let (org, space) = (home.place.org.as_str(), home.place.space.as_str());
    let slug = roster::individual_slug(org, space, &ada);
    let instance = serde_json::json!({ "name": "Ada", "slug": slug });
    let list = SeenList::Instances(&home.place);
    home.store.seen_put(list, &[instance], now).unwrap();
    let output = home.cohort(&["send", "Week 3", "--yes"]).await;
    let said = text(&output.stdout);
    assert!(
        said.contains("Slug of their individual instance belongs to another instance"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(home.emails("ada@new.example").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_prints_every_request_and_sends_nothing() {
    let home = Home::new().await;
    let draft = home.draft("Week 3", &["ada@new.example"]);
    let output = home
        .cohort(&["send", &draft.to_string(), "--dry-run"])
        .await;
    let said = text(&output.stdout);
    assert!(
        said.contains("\nPOST /instances/v1/org/") && said.contains(r#""email":"ada@new.example""#),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(0));
    assert!(home.store.plans().unwrap().readable.is_empty());
    let output = home
        .cohort(&["send", "Week 3", "--dry-run", "--json"])
        .await;
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["calls"][0]["body"]["email"], "ada@new.example");
    assert_eq!(home.emails("ada@new.example").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_unasked_where_nobody_can_be_asked() {
    let home = Home::new().await;
    home.draft("Week 3", &["ada@new.example"]);
    let output = home.cohort(&["send", "Week 3"]).await;
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("add --yes"));
    assert!(home.store.plans().unwrap().readable.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_to_fix_needs_attention() {
    let home = Home::new().await;
    home.draft("Week 3", &["ada@new.example", "myemail@.uni.edu.com"]);
    let output = home.cohort(&["send", "Week 3", "--yes"]).await;
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stdout).contains("Fix before sending: 1 person\n    myemail@.uni.edu.com\n")
    );
    assert!(home.store.plans().unwrap().readable.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_step_needs_attention() {
    let home = Home::new().await;
    home.draft_into("tutors_room", "Week 3", &["ada@new.example"]);
    home.instance_is_deleted("tutors_room").await;
    let output = home.cohort(&["send", "Week 3", "--yes"]).await;
    let said = text(&output.stdout);
    assert!(
        said.contains(
            "Plan 1 done: 1 rejected\n  ada@new.example  Rejected  The space or the instance was deleted in the last 24 hours. An administrator can restore it on the platform's website. Then retry. Incident number "
        ),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_does_not_exist_or_is_one_of_several_is_not_guessed() {
    let home = Home::new().await;
    home.draft("Week 3", &["ada@new.example"]);
    home.draft("Week 3", &["grace@new.example"]);
    for name in ["Week 3", "Week 4", "99"] {
        let output = home.cohort(&["send", name, "--yes"]).await;
        assert_eq!(output.status.code(), Some(2), "{name}");
    }
    let elsewhere = ["send", "1", "--account", "elsewhere", "--yes"];
    assert_eq!(home.cohort(&elsewhere).await.status.code(), Some(2));
    assert!(home.store.plans().unwrap().readable.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_are_listed_and_nothing_in_their_names_is_obeyed() {
    let home = Home::new().await;
    home.draft("Week\x1b[2J 3", &["ada@new.example"]);
    home.draft("", &[]);
    let output = home.cohort(&["drafts"]).await;
    assert_eq!(
        text(&output.stdout),
        "\
Draft  Name                  Space      Account   List
2      People for Finance I  Finance I  Practice  0 people
1      Week␛[2J 3            Finance I  Practice  1 person
"
    );
}

#[test]
fn without_data_it_says_what_helps() {
    let nowhere = tempfile::tempdir().unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_cohort"))
        .arg("drafts")
        .env("HOME", nowhere.path())
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("cohort account add"));
    assert!(
        std::fs::read_dir(nowhere.path()).unwrap().next().is_none(),
        "nothing was made"
    );
}
