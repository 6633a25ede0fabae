//! Distributing what a snapshot contains to instances.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::{FINANCE, Server, by, slugs};

const WEEK_3: &str = "/distribution/v1/org/uni_example/space/finance_i/instance/distributed/snapshot/week_3_material";

fn target(slug: &str) -> Value {
    json!({ "org_slug": "uni_example", "space_slug": "finance_i", "instance_slug": slug })
}

async fn create_instance(server: &Server, slug: &str) {
    let body = json!({ "name": slug, "slug": slug });
    assert_eq!(
        server
            .post(&format!("/instances/v1/{FINANCE}"), body)
            .await
            .0,
        201
    );
}

fn files(slug: &str, snapshot: &str) -> String {
    format!("/files/v1/{FINANCE}/instance/{slug}/snapshot/{snapshot}/files")
}

#[tokio::test]
async fn files_applications_and_tables_are_copied() {
    let server = Server::start().await;
    create_instance(&server, "room").await;
    let body = json!({
        "target_instances": [target("room"), target("room")],
        "source_files": ["/files/week_3", "/files/README.md"],
        "source_applications": ["jupyterlab"],
        "source_tables": ["PRICES"],
    });
    let (status, task) = server.post(WEEK_3, body.clone()).await;
    assert_eq!(status, 202);
    assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    let top = server.list(&files("room", "development")).await;
    assert_eq!(top.len(), 2);
    let data = server
        .list(&format!("{}/week_3%2Fdata", files("room", "development")))
        .await;
    assert_eq!(data[0]["size"], 912_345);
    let at = format!("{FINANCE}/instance/room/snapshot/development");
    assert_eq!(
        server.list(&format!("/apps/v1/{at}")).await[0]["slug"],
        "jupyterlab"
    );
    assert_eq!(
        server.list(&format!("/tables/v1/{at}")).await[0]["name"],
        "PRICES"
    );

    // Distributing the same again changes nothing.
    let (_, task) = server.post(WEEK_3, body).await;
    assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    assert_eq!(server.list(&files("room", "development")).await.len(), 2);
}

#[tokio::test]
async fn a_snapshot_is_created_first_on_request_and_always_in_distributed() {
    let server = Server::start().await;
    let source = format!("/distribution/v1/{FINANCE}/instance/master/snapshot/development");
    let body = json!({
        "target_instances": [target("ada_lovelace"), target("distributed")],
        "auto_snapshot": true,
        "notify_target_users": true,
        "custom_email_message": "See page 7.",
        "source_files": ["/files/solutions/exercise_3.ipynb"],
    });
    let (status, task) = server.post(&source, body).await;
    assert_eq!(status, 202);
    assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    let ada = server
        .list(&format!("/snapshots/v1/{FINANCE}/instance/ada_lovelace"))
        .await;
    let before = ada.last().unwrap()["slug"].as_str().unwrap().to_owned();
    assert!(before.starts_with("before_distribution_"));
    let solutions = |list: &[Value]| by(list, "short_id", "solutions").is_some();
    assert!(!solutions(
        &server.list(&files("ada_lovelace", &before)).await
    ));
    assert!(solutions(
        &server.list(&files("ada_lovelace", "development")).await
    ));
    let distributed = server
        .list(&format!("/snapshots/v1/{FINANCE}/instance/distributed"))
        .await;
    let newest = distributed.last().unwrap()["slug"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        newest.starts_with("distribution_"),
        "{:?}",
        slugs(&distributed)
    );
    assert!(solutions(
        &server.list(&files("distributed", &newest)).await
    ));
    let mails = server.emails("ada.lovelace@uni.example").await;
    assert!(
        mails.last().unwrap()["text"]
            .as_str()
            .unwrap()
            .contains("See page 7.")
    );
}

#[tokio::test]
async fn nothing_is_copied_if_anything_is_missing() {
    let server = Server::start().await;
    create_instance(&server, "room").await;
    for missing in [
        json!({ "source_files": ["/files/README.md", "/files/nothing.txt"] }),
        json!({ "source_files": ["/home/notes.txt"] }),
        json!({ "source_files": ["/files/README.md"], "source_applications": ["nothing"] }),
        json!({ "source_files": ["/files/README.md"], "source_tables": ["NOTHING"] }),
    ] {
        let mut body = missing;
        body["target_instances"] = json!([target("room")]);
        let (status, task) = server.post(WEEK_3, body).await;
        assert_eq!(status, 202);
        let task = server.ended(&task).await;
        assert_eq!(task["status"], "FAILED");
        assert!(task["result"].as_str().unwrap().contains("There is no"));
    }
    assert!(server.list(&files("room", "development")).await.is_empty());
}

#[tokio::test]
async fn a_distribution_without_a_source_is_accepted_and_changes_nothing() {
    let server = Server::start().await;
    create_instance(&server, "room").await;
    let (status, task) = server
        .post(WEEK_3, json!({ "target_instances": [target("room")] }))
        .await;
    assert_eq!(status, 202);
    assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    assert!(server.list(&files("room", "development")).await.is_empty());
}

#[tokio::test]
async fn targets_are_checked_before_a_task_is_queued() {
    let server = Server::start().await;
    let foreign = json!({
        "org_slug": "uni_example", "space_slug": "corporate_law", "instance_slug": "master",
    });
    for (targets, status) in [
        (json!([target("nothing")]), 404),
        (json!([foreign]), 403),
        (json!([]), 422),
        (json!([{ "org_slug": "uni_example" }]), 422),
        (json!("master"), 422),
    ] {
        let (got, body) = server
            .post(WEEK_3, json!({ "target_instances": targets }))
            .await;
        assert_eq!(got, status, "{body}");
    }
    assert_eq!(server.post(WEEK_3, json!({})).await.0, 422);
}

#[tokio::test]
async fn only_the_chosen_file_and_its_folders_are_copied() {
    let server = Server::start().await;
    create_instance(&server, "room").await;
    let distribute = async |from: &str, path: &str| {
        let source = format!("/distribution/v1/{FINANCE}/instance/{from}/snapshot/development");
        let body = json!({ "target_instances": [target("room")], "source_files": [path] });
        let (_, task) = server.post(&source, body).await;
        assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    };
    distribute("master", "/files/week_3/data/returns.csv").await;
    let top = server.list(&files("room", "development")).await;
    assert_eq!(top.len(), 1, "only the chosen file and its folders");
    let inside = server
        .list(&format!("{}/week_3", files("room", "development")))
        .await;
    assert_eq!(inside.len(), 1);
}
