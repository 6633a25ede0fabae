//! `cohort instance add`: instances are reviewed, created once, and never over another one.

use pretty_assertions::assert_eq;
use serde_json::json;

use crate::home::{Home, text};

#[tokio::test(flavor = "multi_thread")]
async fn instances_are_created_with_a_snapshot_and_counted_as_instances() {
    let home = Home::new().await;
    let add = [
        "instance",
        "add",
        "Finance I",
        "Reds",
        "Blues",
        "--from",
        "distributed/week_3_material",
        "--yes",
    ];
    let output = home.cohort(&add).await;
    let (said, errors) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(
        said,
        "\
2 instances will be created in Finance I, each starting with Week 3 material of Distributed.
Plan 1 done: 2 created, 2 distributed
",
        "{errors}"
    );
    assert_eq!(output.status.code(), Some(0));
    let output = home.cohort(&["outbox"]).await;
    let listed = text(&output.stdout);
    assert!(listed.contains("2 new instances"), "{listed}");

    // The same once more: it says what is taken and what is free, and creates nothing.
    let output = home.cohort(&add).await;
    let said = text(&output.stdout);
    assert!(
        said.contains("Reds: the instance Reds already has the slug reds. Use the slug reds_2"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(home.store.plans().unwrap().readable.len(), 1);
    assert_eq!(home.store.drafts().unwrap().len(), 0, "nothing is left");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_prints_the_requests_and_keeps_nothing() {
    let home = Home::new().await;
    let add = [
        "instance",
        "add",
        "finance_i",
        "Group Q",
        "--slug",
        "q",
        "--description",
        "Term project",
        "--dry-run",
    ];
    let output = home.cohort(&[&add[..], &["--json"]].concat()).await;
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        said["calls"][0]["body"],
        json!({ "name": "Group Q", "slug": "q", "description": "Term project" })
    );
    assert_eq!(
        said["instances"],
        json!([{ "name": "Group Q", "slug": "q" }])
    );
    let output = home.cohort(&add).await;
    let said = text(&output.stdout);
    assert!(
        said.starts_with("1 instance will be created in Finance I, starting empty.\n\nPOST "),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(home.store.drafts().unwrap().len(), 0);
    assert!(home.store.plans().unwrap().readable.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_named_with_what_to_do() {
    let home = Home::new().await;
    for (arguments, says, cure) in [
        (
            &["Nowhere", "Reds"][..],
            "There's no space \"Nowhere\".",
            "Use the space's name",
        ),
        (
            &["Finance I", "Reds", "--from", "master/nothing"],
            "There's no snapshot \"master/nothing\".",
            "Use INSTANCE/SNAPSHOT",
        ),
        (
            &["Finance I", "Reds", "Blues", "--slug", "reds"],
            "Several instances can't have the same slug.",
            "Leave out --slug",
        ),
        (
            &["Finance I", " "],
            "An instance can't be called \" \".",
            "Use a name with at least one character",
        ),
        (
            &["Finance I", "Reds"],
            "Nobody can be asked to confirm",
            "add --yes",
        ),
    ] {
        let output = home
            .cohort(&[&["instance", "add"][..], arguments].concat())
            .await;
        let said = text(&output.stderr);
        assert!(said.contains(says) && said.contains(cure), "{said}");
        assert_eq!(output.status.code(), Some(2), "{said}");
    }
    assert!(home.store.plans().unwrap().readable.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_whose_answer_is_lost_is_created_once() {
    let home = Home::new().await;
    home.faults(json!({ "rules": [{
        "kind": "lost_answer", "times": 1, "methods": ["POST"], "path": "/instances/",
    }] }))
    .await;
    let output = home
        .cohort(&["instance", "add", "Finance I", "Reds", "--yes", "--json"])
        .await;
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["steps"][0]["state"], "done", "{said}");
    assert_eq!(said["what"], "1 new instance");
    assert_eq!(output.status.code(), Some(0));
}
