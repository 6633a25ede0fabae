//! What was done by mistake is undone: an instance is deleted and restored, and somebody is taken out.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::home::{Home, text};

impl Home {
    /// How a command ended, and what it said.
    async fn says(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = self.cohort(arguments).await;
        let code = output.status.code();
        (code, text(&output.stdout), text(&output.stderr))
    }

    async fn instances(&self) -> Vec<Value> {
        let (_, said, errors) = self
            .says(&["instance", "list", "Finance I", "--json"])
            .await;
        serde_json::from_str(&said).unwrap_or_else(|_| panic!("{errors}"))
    }
}

fn kind_of(instances: &[Value], slug: &str) -> Option<String> {
    let found = instances.iter().find(|one| one["slug"] == slug)?;
    Some(found["kind"].as_str()?.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_is_deleted_and_comes_back_with_what_was_in_it() {
    let home = Home::new().await;
    let add = [
        "instance",
        "add",
        "Finance I",
        "Oops",
        "--from",
        "distributed/week_3_material",
    ];
    let (code, _, errors) = home.says(&[&add[..], &["--yes"]].concat()).await;
    assert_eq!(code, Some(0), "{errors}");

    let delete = ["instance", "delete", "Finance I", "Oops"];
    let (_, said, _) = home.says(&[&delete[..], &["--dry-run"]].concat()).await;
    assert_eq!(
        said,
        "DELETE /instances/v1/org/uni_example/space/finance_i/instance/oops\n"
    );
    let (code, _, errors) = home.says(&delete).await;
    assert!(errors.contains("add --yes"), "{errors}");
    assert_eq!(
        (code, kind_of(&home.instances().await, "oops").as_deref()),
        (Some(2), Some("shared"))
    );

    let (code, said, errors) = home.says(&[&delete[..], &["--yes"]].concat()).await;
    assert_eq!(code, Some(0), "{errors}");
    assert!(
        said.starts_with("Oops was deleted. It can be restored until "),
        "{said}"
    );
    let instances = home.instances().await;
    assert_eq!(kind_of(&instances, "oops").as_deref(), Some("deleted"));
    let (code, said, errors) = home
        .says(&["instance", "restore", "finance_i", "Oops"])
        .await;
    assert_eq!(
        (code, said.as_str()),
        (Some(0), "Oops was restored.\n"),
        "{errors}"
    );
    assert_eq!(
        kind_of(&home.instances().await, "oops").as_deref(),
        Some("shared")
    );
    // What was in it is in it again, so distributing would overwrite it.
    let from = [
        "--from",
        "distributed/week_3_material",
        "--to",
        "oops",
        "--yes",
    ];
    let (code, said, _) = home
        .says(&[&["distribute", "Finance I"][..], &from].concat())
        .await;
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("something would be overwritten"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_deleted_or_restored_is_said_with_what_to_do() {
    let home = Home::new().await;
    for (arguments, says, cure) in [
        (
            &["delete", "Finance I", "master", "--yes"][..],
            "can't be deleted",
            "another instance",
        ),
        (
            &["delete", "Finance I", "Nothing", "--yes"],
            "no instance \"Nothing\"",
            "instance list",
        ),
        (
            &["restore", "Finance I", "nothing"],
            "can't find this",
            "24 hours ago",
        ),
        (
            &["restore", "Finance I", "No slug"],
            "no instance \"No slug\"",
            "instance list",
        ),
    ] {
        let (code, _, errors) = home.says(&[&["instance"][..], arguments].concat()).await;
        assert!(errors.contains(says) && errors.contains(cure), "{errors}");
        assert_eq!(code, Some(2), "{errors}");
    }
    let bare = Home::new_bare().await;
    for arguments in [
        &["instance", "delete", "Finance I", "group_a", "--yes"][..],
        &["instance", "restore", "Finance I", "group_a"],
        &["take-out", "Finance I", "ada@new.example", "--yes"],
    ] {
        let (code, _, errors) = bare.says(arguments).await;
        assert!(errors.contains("on the platform's website"), "{errors}");
        assert_eq!(code, Some(2), "{errors}");
    }
}

/// The platform did it, and its answer was lost: it can be restored all the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_whose_answer_is_lost_can_be_undone() {
    let home = Home::new().await;
    let delete = ["instance", "delete", "Finance I", "group_a", "--yes"];
    home.faults(json!({ "rules": [{ "kind": "lost_answer", "times": 1, "methods": ["DELETE"] }] }))
        .await;
    let (code, _, errors) = home.says(&delete).await;
    assert_eq!(code, Some(2), "{errors}");
    let (code, _, errors) = home
        .says(&["instance", "restore", "Finance I", "Group A"])
        .await;
    assert_eq!(code, Some(0), "{errors}");
    assert_eq!(
        kind_of(&home.instances().await, "group_a").as_deref(),
        Some("shared")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_taken_out_and_can_be_invited_again() {
    let home = Home::new().await;
    home.draft("Week 3", &["ada@new.example"]);
    assert_eq!(home.says(&["send", "Week 3", "--yes"]).await.0, Some(0));
    let take_out = ["take-out", "Finance I", "ada@new.example"];
    let (_, said, _) = home.says(&[&take_out[..], &["--dry-run"]].concat()).await;
    assert_eq!(
        said,
        "DELETE /spaces/v1/org/uni_example/space/finance_i/members/ada%40new.example\n"
    );
    assert_eq!(home.says(&take_out).await.0, Some(2), "nobody was asked");
    let (code, said, errors) = home
        .says(&[&take_out[..], &["not an address", "--yes", "--json"]].concat())
        .await;
    assert_eq!(code, Some(1), "{errors}");
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        said,
        json!({ "taken_out": 1, "failed": [
            { "address": "not an address", "problem": "This address isn't valid." }
        ] })
    );
    let (_, people, _) = home.says(&["people", "Finance I"]).await;
    assert!(!people.contains("ada@new.example"), "{people}");
    home.draft("Week 4", &["ada@new.example"]);
    assert_eq!(home.says(&["send", "Week 4", "--yes"]).await.0, Some(0));
    assert_eq!(home.emails("ada@new.example").await, 2);
}
