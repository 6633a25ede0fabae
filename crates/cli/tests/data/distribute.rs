//! `cohort distribute`: what would be overwritten is shown, and nothing is overwritten unasked.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::home::{Home, text};

const FROM: [&str; 4] = [
    "distribute",
    "Finance I",
    "--from",
    "distributed/week_3_material",
];

impl Home {
    async fn distribute(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = self.cohort(&[&FROM, arguments].concat()).await;
        let code = output.status.code();
        (code, text(&output.stdout), text(&output.stderr))
    }

    async fn new_instance(&self, name: &str) {
        let output = self
            .cohort(&["instance", "add", "Finance I", name, "--yes"])
            .await;
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_instance_gets_the_snapshot_and_one_that_has_it_is_skipped() {
    let home = Home::new().await;
    home.new_instance("Reds").await;
    let (code, said, errors) = home.distribute(&["--to", "Reds", "--yes"]).await;
    assert_eq!(code, Some(0), "{said}{errors}");
    assert_eq!(
        said,
        "\
Week 3 material of Distributed will be distributed to 1 instance in Finance I, after a snapshot of it.
  Nothing overwritten: 1 instance
  Not a target: the snapshot's own instance: 1 instance
Plan 2 done: 1 distributed
",
        "{errors}"
    );

    // The same once more would overwrite it all, so nothing leaves.
    let (code, said, _) = home.distribute(&["--to", "reds", "--yes"]).await;
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("Skipped, something would be overwritten: 1 instance"),
        "{said}"
    );
    assert!(said.contains("    Reds: "), "{said}");
    assert_eq!(home.store.plans().unwrap().readable.len(), 2);

    let (code, said, errors) = home
        .distribute(&["--to", "reds", "--overwrite", "--yes"])
        .await;
    assert_eq!(code, Some(0), "{said}{errors}");
    assert!(said.contains("Overwritten: 1 instance"), "{said}");
    assert!(said.ends_with("Plan 3 done: 1 distributed\n"), "{said}");
    assert!(home.store.drafts().unwrap().is_empty(), "nothing is left");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slug_that_is_another_instances_name_shows_whose_snapshot_it_is() {
    let home = Home::new().await;
    let now = jiff::Timestamp::now();
    let source = |slug: &str, name: &str| {
        json!({
            "instance": slug, "instance_name": name, "current": false,
            "snapshots": [{ "slug": "week_1", "name": "Week 1" }],
        })
    };
    let sources = [source("tutors", "Mallory"), source("team", "Tutors")];
    let snapshots = store::SeenList::Snapshots(&home.place);
    home.store.seen_put(snapshots, &sources, now).unwrap();
    home.faults(json!({ "rules": [{ "kind": "server_error", "methods": ["GET"] }] }))
        .await;
    for (from, says) in [
        ("tutors/week_1", "Week 1 of Mallory"),
        ("Tutors/week_1", "Week 1 of Tutors"),
    ] {
        let added = ["instance", "add", "Finance I", "Reds", "--from", from];
        let output = home.cohort(&[&added[..], &["--dry-run"]].concat()).await;
        let said = text(&output.stdout);
        let starting = format!("1 instance will be created in Finance I, starting with {says}.\n");
        assert!(
            said.starts_with(&starting),
            "{said}{}",
            text(&output.stderr)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_prints_the_request_and_what_becomes_of_each_target() {
    let home = Home::new().await;
    home.new_instance("Reds").await;
    let (code, said, errors) = home
        .distribute(&[
            "--not-yet",
            "--message",
            "Read week 3",
            "--dry-run",
            "--json",
        ])
        .await;
    assert_eq!(code, Some(0), "{errors}");
    let said: Value = serde_json::from_str(&said).unwrap();
    let targets = said["targets"].as_array().unwrap();
    let fate = |slug: &str| {
        targets
            .iter()
            .find(|target| target["slug"] == slug)
            .unwrap()["fate"]
            .clone()
    };
    assert_eq!(fate("reds"), "receives");
    let body = &said["calls"][0]["body"];
    assert_eq!(
        (
            &body["auto_snapshot"],
            &body["notify_target_users"],
            &body["custom_email_message"]
        ),
        (&true.into(), &true.into(), &"Read week 3".into())
    );
    let sent = body["target_instances"].as_array().unwrap();
    let reds =
        json!({ "org_slug": "uni_example", "space_slug": "finance_i", "instance_slug": "reds" });
    assert!(sent.contains(&reds), "{sent:?}");
    assert!(home.store.drafts().unwrap().is_empty());
    assert_eq!(
        home.store.plans().unwrap().readable.len(),
        1,
        "only that of Reds"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_distributed_is_said_with_what_to_do() {
    let home = Home::new().await;
    for (arguments, says, cure) in [
        (&[][..], "You didn't say which instances", "--everyone"),
        (
            &["--to", "Nothing"],
            "There's no instance \"Nothing\"",
            "email address",
        ),
        (
            &["--to", "distributed"],
            "There's no instance \"distributed\"",
            "its own instance",
        ),
        (
            &["--everyone"],
            "Nobody can be asked to confirm",
            "add --yes",
        ),
    ] {
        let (code, _, errors) = home.distribute(arguments).await;
        assert!(errors.contains(says) && errors.contains(cure), "{errors}");
        assert_eq!(code, Some(2), "{errors}");
    }
    let missing = [
        "distribute",
        "Finance I",
        "--from",
        "master/nothing",
        "--everyone",
    ];
    let output = home.cohort(&missing).await;
    assert!(text(&output.stderr).contains("There's no snapshot"));
    assert!(home.store.plans().unwrap().readable.is_empty());
}

/// The platform did it, and its answer was lost: the instance is looked at, and nothing is
/// distributed a second time.
#[tokio::test(flavor = "multi_thread")]
async fn a_distribution_whose_answer_is_lost_is_done_once() {
    let home = Home::new().await;
    home.new_instance("Reds").await;
    home.faults(json!({ "rules": [{
        "kind": "lost_answer", "times": 1, "methods": ["POST"], "path": "/distribution/",
    }] }))
    .await;
    let (code, said, errors) = home.distribute(&["--to", "reds", "--yes", "--json"]).await;
    assert_eq!(code, Some(0), "{said}{errors}");
    let said: Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    assert_eq!(said["steps"][0]["state"], "done", "{said}");
}
