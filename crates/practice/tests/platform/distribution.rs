//! Handing out.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::{FINANCE, Server, by, slugs};

const WEEK_3: &str = "/distribution/v1/org/uni_example/space/finance_i/instance/distributed/snapshot/week_3_material";

fn target(slug: &str) -> Value {
    json!({ "org_slug": "uni_example", "space_slug": "finance_i", "instance_slug": slug })
}

async fn room(server: &Server, slug: &str) {
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
async fn copies_files_applications_and_tables() {
    let server = Server::start().await;
    room(&server, "room").await;
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

    // Once more over itself changes nothing.
    let (_, task) = server.post(WEEK_3, body).await;
    assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    assert_eq!(server.list(&files("room", "development")).await.len(), 2);
}

#[tokio::test]
async fn a_snapshot_is_made_first_when_asked_and_left_in_distributed() {
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
    let handed = server
        .list(&format!("/snapshots/v1/{FINANCE}/instance/distributed"))
        .await;
    let newest = handed.last().unwrap()["slug"].as_str().unwrap().to_owned();
    assert!(newest.starts_with("distribution_"), "{:?}", slugs(&handed));
    assert!(solutions(
        &server.list(&files("distributed", &newest)).await
    ));
    let mails = server.mails("ada.lovelace@uni.example").await;
    assert!(
        mails.last().unwrap()["text"]
            .as_str()
            .unwrap()
            .contains("See page 7.")
    );
}

#[tokio::test]
async fn nothing_is_copied_when_one_thing_is_missing() {
    let server = Server::start().await;
    room(&server, "room").await;
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
async fn without_a_source_it_is_taken_and_does_nothing() {
    let server = Server::start().await;
    room(&server, "room").await;
    let (status, task) = server
        .post(WEEK_3, json!({ "target_instances": [target("room")] }))
        .await;
    assert_eq!(status, 202);
    assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    assert!(server.list(&files("room", "development")).await.is_empty());
}

#[tokio::test]
async fn targets_are_looked_at_first() {
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
async fn a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file() {
    let server = Server::start().await;
    room(&server, "room").await;
    let hand_out = async |from: &str, path: &str| {
        let source = format!("/distribution/v1/{FINANCE}/instance/{from}/snapshot/development");
        let body = json!({ "target_instances": [target("room")], "source_files": [path] });
        let (_, task) = server.post(&source, body).await;
        assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    };
    hand_out("master", "/files/week_3/data/returns.csv").await;
    let top = server.list(&files("room", "development")).await;
    assert_eq!(top.len(), 1, "only what was asked for, and its folders");
    let inside = server
        .list(&format!("{}/week_3", files("room", "development")))
        .await;
    assert_eq!(inside.len(), 1);
}
