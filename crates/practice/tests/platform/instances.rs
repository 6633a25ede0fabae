//! Instances and snapshots: created, refused, deleted, and restored.

use pretty_assertions::assert_eq;
use serde_json::json;

use crate::support::{FINANCE, Server, by, slugs};

const DAY: u64 = 24 * 60 * 60;

fn instances() -> String {
    format!("/instances/v1/{FINANCE}")
}

#[tokio::test]
async fn a_new_instance_is_listed() {
    let server = Server::start().await;
    let body = json!({ "name": "Room 1", "slug": "room_1", "description": null });
    let (status, made) = server.post(&instances(), body.clone()).await;
    assert_eq!(status, 201);
    assert!(made.get("role").is_none());
    let list = server.list(&instances()).await;
    assert_eq!(by(&list, "slug", "room_1").unwrap()["name"], "Room 1");
    let (status, refusal) = server.post(&instances(), body).await;
    assert_eq!(status, 409);
    for field in ["ctxid", "err", "incident_id", "msg"] {
        assert!(refusal[field].is_string(), "{field}");
    }
}

#[tokio::test]
async fn a_refused_body_names_the_fields_that_are_not_valid() {
    let server = Server::start().await;
    let long = "n".repeat(1024);
    for (body, field) in [
        (json!({ "slug": "a" }), "name"),
        (json!({ "name": null, "slug": "a" }), "name"),
        (json!({ "name": 7, "slug": "a" }), "name"),
        (json!({ "name": " ", "slug": "a" }), "name"),
        (json!({ "name": long, "slug": "a" }), "name"),
        (json!({ "name": "a" }), "slug"),
        (json!({ "name": "a", "slug": "A" }), "slug"),
        (json!({ "name": "a", "slug": "" }), "slug"),
        (json!({ "name": "a", "slug": "a".repeat(61) }), "slug"),
        (json!({ "name": "a", "slug": "../b" }), "slug"),
        (
            json!({ "name": "a", "slug": "a", "description": 1 }),
            "description",
        ),
        (
            json!({ "name": "a", "slug": "a", "colour": "red" }),
            "colour",
        ),
        (json!([]), "_schema"),
    ] {
        let (status, refusal) = server.post(&instances(), body.clone()).await;
        assert_eq!(status, 422, "{body}");
        assert!(
            refusal["detail"]["json"][field].is_array(),
            "{body}: {refusal}"
        );
        assert!(refusal["message"].is_string());
    }
    let fits = json!({ "name": "n".repeat(1023), "slug": "a".repeat(60) });
    assert_eq!(server.post(&instances(), fits).await.0, 201);
}

#[tokio::test]
async fn a_body_that_is_not_json_is_a_bad_request_and_a_missing_body_counts_as_empty() {
    let server = Server::start().await;
    let post = || server.request(reqwest::Method::POST, &instances());
    let broken = post().body("{\"name\":").send().await.unwrap();
    assert_eq!(broken.status(), 400);
    let none = post().send().await.unwrap();
    assert_eq!(none.status(), 422);
}

#[tokio::test]
async fn only_administrators_can_create_and_invite() {
    let mut server = Server::start().await;
    server.key = server.key_for("ada.lovelace@uni.example").await;
    let body = json!({ "name": "Mine", "slug": "mine" });
    assert_eq!(server.post(&instances(), body).await.0, 403);
    let body = json!({ "email": "x@uni.example", "role": "EDITOR" });
    let path = format!("{}/instance/ada_lovelace/invitations", instances());
    assert_eq!(server.post(&path, body).await.0, 403);
    let seen = server.list(&instances()).await;
    assert_eq!(slugs(&seen), ["ada_lovelace", "group_a"]);
    let path = format!("{}/instance/j_mueller/members", instances());
    assert_eq!(server.get(&path).await.0, 403);
    let space = "/spaces/v1/org/uni_example/space/liquidity_study/members";
    assert_eq!(server.get(space).await.0, 403);
}

#[tokio::test]
async fn things_that_do_not_exist_are_answered_with_404() {
    let server = Server::start().await;
    for path in [
        "/spaces/v1/org/elsewhere",
        "/instances/v1/org/uni_example/space/nothing",
        &format!("{}/instance/nothing/members", instances()),
        &format!("/apps/v1/{FINANCE}/instance/master/snapshot/nothing"),
        &format!("/files/v1/{FINANCE}/instance/master/snapshot/development/files/nothing"),
        "/tasks/v1/999",
        "/tasks/v1/seven",
        "/nothing/v1",
    ] {
        let (status, refusal) = server.get(path).await;
        assert_eq!(status, 404, "{path}");
        assert!(refusal["msg"].is_string(), "{path}");
    }
}

#[tokio::test]
async fn master_and_distributed_cannot_be_deleted() {
    let server = Server::start().await;
    for slug in ["master", "distributed"] {
        let (status, _) = server
            .delete(&format!("{}/instance/{slug}", instances()))
            .await;
        assert_eq!(status, 403);
    }
}

#[tokio::test]
async fn a_deleted_instance_can_be_restored_for_a_day() {
    let server = Server::start().await;
    let path = format!("{}/instance/group_a", instances());
    assert_eq!(server.delete(&path).await.0, 200);
    assert_eq!(server.get(&format!("{path}/members")).await.0, 410);
    assert!(by(&server.list(&instances()).await, "slug", "group_a").is_none());
    let again = json!({ "name": "Group A", "slug": "group_a" });
    assert_eq!(server.post(&instances(), again.clone()).await.0, 409);
    let restore = format!("{path}/restore");
    assert_eq!(server.post(&restore, json!({})).await.0, 200);
    let members = server.list(&format!("{path}/members")).await;
    assert!(by(&members, "email", "ada.lovelace@uni.example").is_some());
    assert_eq!(server.post(&restore, json!({})).await.0, 409);

    assert_eq!(server.delete(&path).await.0, 200);
    server.advance(DAY + 1).await;
    assert_eq!(server.get(&format!("{path}/members")).await.0, 404);
    assert_eq!(server.post(&restore, json!({})).await.0, 404);
    assert_eq!(server.post(&instances(), again).await.0, 201);
}

#[tokio::test]
async fn the_instance_of_a_group_is_created_in_the_background() {
    let server = Server::start().await;
    let body = json!({
        "name": "Group K", "slug": "group_k",
        "editor_emails": ["k1@uni.example", "K1@uni.example", "ada.lovelace@uni.example", "max.meier@uni.example"],
    });
    let (status, task) = server.post(&format!("{}/group", instances()), body).await;
    assert_eq!(status, 202);
    assert_eq!(task["operation"], "Create group instance");
    assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    let path = format!("{}/instance/group_k/members", instances());
    let members = server.list(&path).await;
    let invited: Vec<_> = members.iter().filter(|m| m["active"] == false).collect();
    assert_eq!(
        invited.len(),
        2,
        "the administrator is in already: {members:?}"
    );
    assert_eq!(server.emails("k1@uni.example").await.len(), 1);
    let body = json!({ "name": "x", "slug": "x", "editor_emails": [] });
    let (status, refusal) = server.post(&format!("{}/group", instances()), body).await;
    assert_eq!(status, 422);
    assert!(refusal["detail"]["json"]["editor_emails"].is_array());
}

#[tokio::test]
async fn only_the_person_who_started_a_task_can_see_it() {
    let mut server = Server::start().await;
    let path = format!("{}/instance/master/snapshots", instances());
    let body = json!({ "name": "Now", "slug": "now", "email_once_finished": true });
    let (status, task) = server.post(&path, body).await;
    assert_eq!(status, 201);
    assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    assert_eq!(server.emails(crate::support::OWNER).await.len(), 1);
    server.key = server.key_for("max.meier@uni.example").await;
    assert_eq!(
        server.get(&format!("/tasks/v1/{}", task["tkid"])).await.0,
        403
    );
}

#[tokio::test]
async fn a_snapshot_has_the_current_contents_and_can_be_deleted() {
    let server = Server::start().await;
    let at = format!("{FINANCE}/instance/master");
    let body = json!({ "name": "Now", "slug": "now" });
    let (_, task) = server
        .post(&format!("/instances/v1/{at}/snapshots"), body.clone())
        .await;
    server.ended(&task).await;
    let files = |snapshot: &str| format!("/files/v1/{at}/snapshot/{snapshot}/files");
    let names = |list: &[serde_json::Value]| {
        list.iter()
            .map(|f| f["short_id"].clone())
            .collect::<Vec<_>>()
    };
    let now = server.list(&files("now")).await;
    assert_eq!(
        names(&now),
        names(&server.list(&files("development")).await)
    );
    let (status, _) = server
        .post(&format!("/instances/v1/{at}/snapshots"), body.clone())
        .await;
    assert_eq!(status, 409);
    let path = format!("/snapshots/v1/{at}/snapshot/now");
    let (status, task) = server.delete(&path).await;
    assert_eq!(status, 201);
    assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    assert_eq!(server.delete(&path).await.0, 410);
    assert_eq!(server.get(&files("now")).await.0, 410);
    server.advance(DAY + 1).await;
    assert_eq!(server.get(&files("now")).await.0, 404);
    let (_, task) = server
        .post(&format!("/instances/v1/{at}/snapshots"), body)
        .await;
    assert_eq!(server.ended(&task).await["status"], "COMPLETED");
    let current = format!("/snapshots/v1/{at}/snapshot/development");
    assert_eq!(server.delete(&current).await.0, 400);
}

#[tokio::test]
async fn a_folder_lists_its_direct_children() {
    let server = Server::start().await;
    let at = format!("/files/v1/{FINANCE}/instance/distributed/snapshot/week_3_material/files");
    let top = server.list(&at).await;
    let names: Vec<_> = top
        .iter()
        .map(|f| f["short_id"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["week_1", "week_2", "week_3", "README.md"]);
    let data = server.list(&format!("{at}/week_3%2Fdata")).await;
    assert_eq!(data.len(), 1);
    assert_eq!(data[0]["os_path"], "/files/week_3/data/returns.csv");
    assert!(data[0]["fid"].is_string());
    let home = format!("/files/v1/{FINANCE}/instance/master/snapshot/development/home");
    let home = server.list(&home).await;
    assert!(home[0].get("os_path").is_none());
}
